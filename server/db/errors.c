#define G_LOG_DOMAIN "srv-db"

#include "config.h"

#include "db/errors.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_QUARK (srv - db - error - quark, srv_db_error)

static const struct
{
  const char *state; /* whole, or the first two characters of a class */
  MeriloErrorCode code;
  const char *message; /* NULL: of the base */
} states[] = {
  { "ME403", MERILO_ERROR_FORBIDDEN, NULL },
  { "ME404", MERILO_ERROR_NOT_FOUND, NULL },
  { "ME409", MERILO_ERROR_LOCKED, NULL },
  { "ME412", MERILO_ERROR_CONFLICT, NULL },
  { "ME422", MERILO_ERROR_INVALID, NULL },
  { "ME429", MERILO_ERROR_TOO_MANY, NULL },
  { "MEKEY", MERILO_ERROR_KEY_REUSED, NULL },
  { "ME", MERILO_ERROR_INVALID, NULL },
  { "42501", MERILO_ERROR_FORBIDDEN, N_ ("Нет прав на это действие") },
  { "44000", MERILO_ERROR_FORBIDDEN, N_ ("Нет прав на это действие") },
  { "23505", MERILO_ERROR_EXISTS, N_ ("Такая запись уже есть") },
  { "23503", MERILO_ERROR_INVALID,
    N_ ("Запись ссылается на то, чего нет, или на неё ссылаются другие") },
  { "23514", MERILO_ERROR_INVALID, N_ ("Значение не подходит") },
  { "23502", MERILO_ERROR_INVALID, N_ ("Не заполнено обязательное поле") },
  { "22", MERILO_ERROR_INVALID, N_ ("Значение не подходит") },
  { "57014", MERILO_ERROR_TIMEOUT, N_ ("Запрос шёл слишком долго и остановлен") },
  { "40", MERILO_ERROR_UNAVAILABLE, N_ ("Запись меняли одновременно. Повторите") },
  { "53100", MERILO_ERROR_UNAVAILABLE,
    N_ ("На диске сервера не осталось места, ничего не сохранено. Освободите место и повторите") },
  { "53", MERILO_ERROR_UNAVAILABLE, N_ ("Серверу не хватает места или памяти") },
  { "57", MERILO_ERROR_UNAVAILABLE, N_ ("База данных перезапускается. Повторите через минуту") },
  { "08P01", MERILO_ERROR_INTERNAL, NULL }, /* our own mistake: parameters that do not fit */
  { "08", MERILO_ERROR_UNAVAILABLE, N_ ("Нет связи с базой данных. Повторите через минуту") },
};

gboolean
_srv_result_has_state (PGresult *result, const char *sqlstate)
{
  return g_strcmp0 (PQresultErrorField (result, PG_DIAG_SQLSTATE), sqlstate) == 0;
}

/* works go by the code of their participant, in tables of which each year has its own */
static gboolean
is_doubled_work (PGresult *result)
{
  const char *table = PQresultErrorField (result, PG_DIAG_TABLE_NAME);

  return _srv_result_has_state (result, "23505") && table != NULL
         && (g_str_equal (table, "work") || g_str_has_prefix (table, "work_"));
}

GError *
_srv_error_from_result (PGresult *result)
{
  const char *state = PQresultErrorField (result, PG_DIAG_SQLSTATE);
  const char *primary = PQresultErrorField (result, PG_DIAG_MESSAGE_PRIMARY);

  const char *detail = PQresultErrorField (result, PG_DIAG_MESSAGE_DETAIL);

  if (_srv_result_has_state (result, "MEDUP"))
    return g_error_new_literal (SRV_DB_ERROR, SRV_DB_ERROR_REPEATED, primary);
  if (state != NULL && g_str_has_prefix (state, "ME4") && detail != NULL && *detail == '{')
    return g_error_new (SRV_DB_ERROR, SRV_DB_ERROR_DETAILED, "%s\n%s\n%s", state + 2, detail,
                        primary);
  if (is_doubled_work (result))
    return g_error_new_literal (MERILO_ERROR, MERILO_ERROR_BAD_FILE,
                                _ ("Один код стоит в файле у двух участников, и чьи это "
                                   "результаты, не понять: ничего не загружено. Исправьте коды и "
                                   "загрузите файл ещё раз"));
  for (guint i = 0; state != NULL && i < G_N_ELEMENTS (states); i++)
    if (strncmp (state, states[i].state, strlen (states[i].state)) == 0)
      {
        if (states[i].message != NULL)
          g_debug ("%s: %s", state, primary);
        return g_error_new_literal (MERILO_ERROR, states[i].code,
                                    states[i].message != NULL ? _ (states[i].message) : primary);
      }
  return g_error_new (MERILO_ERROR, MERILO_ERROR_INTERNAL, "%s: %s",
                      state != NULL ? state : "?????",
                      primary != NULL ? primary : PQresultErrorMessage (result));
}
