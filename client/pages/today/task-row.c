#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/value.h"
#include "pages/bits.h"
#include "pages/today/task-row.h"

static gboolean
name_quarter (const GMatchInfo *info, GString *out, gpointer data)
{
  g_autofree char *code = g_match_info_fetch (info, 0);
  g_autofree char *text = app_quarter_text (code);

  g_string_append (out, text);
  return FALSE;
}

/* the server says quarters by their codes */
static char *
make_title (MeriloRecord *task)
{
  g_autofree char *title = merilo_record_show (task, MERILO_TASK_TITLE);
  g_autoptr (GRegex) code = g_regex_new ("20[0-9]{2}-Q[1-4]", 0, 0, NULL);
  char *named = g_regex_replace_eval (code, title, -1, 0, 0, name_quarter, NULL, NULL);

  return named != NULL ? named : g_steal_pointer (&title);
}

/* a date of a school's own: the line of its item in the quarter's report. The task names the plan
 * and begins with the item's number. */
static char *
find_line (MeriloRecord *task)
{
  const char *title = merilo_record_get_text (task, MERILO_TASK_TITLE);
  const char *space = title != NULL ? strchr (title, ' ') : NULL;
  int year, month, day;

  if (g_strcmp0 (merilo_record_get_text (task, MERILO_TASK_KIND), "control-date") != 0
      || g_strcmp0 (merilo_record_get_text (task, MERILO_TASK_PAGE), "reports") != 0
      || space == NULL || !merilo_record_has (task, MERILO_TASK_DUE))
    return NULL;
  merilo_date_split (merilo_record_get_whole (task, MERILO_TASK_DUE), &year, &month, &day);
  return g_strdup_printf ("due/%" G_GINT64_FORMAT "/%d-Q%d/%.*s",
                          merilo_record_get_whole (task, MERILO_TASK_TARGET_ID), year,
                          (month - 1) / 3 + 1, (int) (space - title), title);
}

char *
app_task_dup_target (MeriloRecord *task)
{
  char *line = find_line (task);

  if (line != NULL)
    return line;
  return merilo_record_has (task, MERILO_TASK_TARGET_ID)
             ? merilo_record_show (task, MERILO_TASK_TARGET_ID)
             : g_strdup ("");
}

GtkWidget *
app_task_row_new (MeriloRecord *task)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = make_title (task);
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  g_autofree char *org = merilo_record_show (task, MERILO_TASK_ORG_NAME);
  g_autofree char *subtitle = g_markup_escape_text (org, -1);
  gint64 due = merilo_record_get_whole (task, MERILO_TASK_DUE);
  const char *page = merilo_record_get_text (task, MERILO_TASK_PAGE);
  g_autofree char *target = app_task_dup_target (task);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 3);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  if (due != MERILO_NONE)
    {
      g_autoptr (GDateTime) date
          = g_date_time_new_from_unix_utc (due * G_TIME_SPAN_DAY / G_USEC_PER_SEC);
      g_autofree char *text = g_date_time_format (date, "%d.%m.%Y");
      static const char *const days[]
          = { N_ ("пн"), N_ ("вт"), N_ ("ср"), N_ ("чт"), N_ ("пт"), N_ ("сб"), N_ ("вс") };
      g_autofree char *both
          = g_strdup_printf ("%s, %s", _ (days[g_date_time_get_day_of_week (date) - 1]), text);

      adw_action_row_add_suffix (ADW_ACTION_ROW (row), app_word_new (both, "numeric dim-label"));
    }
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.go");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "(ss)", page != NULL ? page : "today",
                                    target);
  app_name_it (row, title);
  return row;
}
