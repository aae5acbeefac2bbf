#define G_LOG_DOMAIN "srv-api"

#include "config.h"

#include "api/lock.h"

#include <glib/gi18n-lib.h>

/* what belongs to a report is closed and opened with it */
static const struct
{
  const char *state, *reason;
} reports[] = {
  { "submitted", N_ ("Отчёт сдан и ждёт приёмки. Открыть его может методист управления: вернуть с "
                     "замечанием") },
  { "accepted", N_ ("Отчёт принят. Открыть его может методист управления: вернуть с замечанием") },
};

SrvLock
srv_lock_explain (const MeriloEntity *entity, SrvRows *rows, const SrvIdentity *who)
{
  SrvLock lock = { 409, "locked", _ ("В этом состоянии запись изменить нельзя") };
  const char *state;

  if (merilo_entity_find (entity, "report_state") < 0)
    return lock;
  if (g_strcmp0 (srv_rows_get_text (rows, 0, "org_id"), who->org_id) != 0)
    return (SrvLock){ 403, "forbidden",
                      _ ("Этот отчёт заполняет сама организация. Управление может вернуть его с "
                         "замечанием") };
  state = srv_rows_get_text (rows, 0, "report_state");
  for (guint i = 0; i < G_N_ELEMENTS (reports); i++)
    if (g_strcmp0 (state, reports[i].state) == 0)
      lock.reason = _ (reports[i].reason);
  return lock;
}
