#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/procedures/item-notice.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/error.h"
#include "widgets/words.h"

void
app_item_notice_tell (AppProcedureNotice *notice, const char *words)
{
  app_procedure_notice_tell (notice, "results-warning", words, NULL, NULL, NULL, NULL);
}

void
app_item_notice_tell_locked (AppProcedureNotice *notice)
{
  app_procedure_notice_tell (notice, "results-remark",
                             _ ("По этой процедуре есть работы: задания, их порядок и баллы уже не "
                                "меняются. Уровень, умение и раздел кодификатора можно менять "
                                "всегда."),
                             NULL, NULL, NULL, NULL);
}

void
app_item_notice_tell_old (AppProcedureNotice *notice)
{
  app_item_notice_tell (notice, _ ("Здесь задания, которые вы ввели и не записали. С тех пор "
                                   "процедуру изменили: проверьте таблицу перед записью или "
                                   "нажмите «Вернуть»."));
}

void
app_item_notice_tell_row (AppProcedureNotice *notice, guint row, const char *words)
{
  g_autofree char *text = g_strdup_printf (_ ("Строка %u: %s"), row + 1, words);

  app_item_notice_tell (notice, text);
}

/* "items[3].code": which row it is of */
static gboolean
find_place (const char *field, guint *ret_row)
{
  if (field == NULL || !g_str_has_prefix (field, "items["))
    return FALSE;
  *ret_row = (guint) g_ascii_strtoull (field + strlen ("items["), NULL, 10);
  return TRUE;
}

void
app_item_notice_tell_refused (AppProcedureNotice *notice,
                              const AppProblem *problem,
                              const GError *error)
{
  g_autofree char *capital = app_capital (error->message), *away = NULL;
  guint row;

  if (problem != NULL && problem->status == 412)
    app_procedure_notice_tell (notice, "results-warning",
                               _ ("Пока вы правили, процедуру изменил кто-то другой."),
                               _ ("Показать, как сейчас"), "items.revert", _ ("Записать моё"),
                               "items.overwrite");
  else if (problem != NULL && find_place (problem->field, &row))
    app_item_notice_tell_row (notice, row, error->message);
  else if (problem != NULL)
    app_item_notice_tell (notice, error->message);
  else if (!g_error_matches (error, MERILO_ERROR, MERILO_ERROR_CANCELLED))
    {
      away = g_strdup_printf (_ ("%s. Введённое остаётся на этом компьютере: запишите его позже."),
                              capital);
      app_item_notice_tell (notice, away);
    }
}
