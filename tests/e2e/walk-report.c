#define G_LOG_DOMAIN "merilo-walk"

#include "e2e/walk.h"
#include "pages/bits.h"
#include "pages/field.h"
#include "pages/plans/plan-view.h"
#include "pages/reports/report-filter.h"
#include "pages/reports/report-line.h"

/* 3. The school reports on its quarter, the department returns it, the school mends it. */

#define QUARTER "2025-Q2"
#define REMARK  "Уточните, каким приказом утверждено."

static guint
count_lines (AppPage *page)
{
  return ui_count (GTK_WIDGET (page), APP_TYPE_REPORT_LINE);
}

static AppReportLine *
nth_line (Walk *walk, AppPage *page, guint n)
{
  GtkWidget *line = ui_find (GTK_WIDGET (page), APP_TYPE_REPORT_LINE, NULL);

  WALK_WAIT (walk, (line = ui_find (GTK_WIDGET (page), APP_TYPE_REPORT_LINE, NULL)) != NULL);
  while (n-- > 0)
    line = gtk_widget_get_next_sibling (line);
  return APP_REPORT_LINE (line);
}

static void
unfold (AppReportLine *line, gboolean open)
{
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (line), open);
}

/* an item's own answer; the words differ by line as a person's do */
static void
answer_line (Walk *walk, AppReportLine *line, guint n)
{
  static const char *const answers[] = {
    "Проведено в установленный срок, итоги рассмотрены на педагогическом совете.",
    "Исполнено. Справка подготовлена, с ней ознакомлены все учителя начальных классов.",
    "Исполнено: график утверждён приказом директора школы и размещён на сайте.",
    "Проведено совещание, протокол приложен.",
  };

  unfold (line, TRUE);
  walk_settle (walk);
  app_field_type (walk_field (line, "state"), "done");
  app_field_type (walk_field (line, "text"), answers[n % G_N_ELEMENTS (answers)]);
  app_field_type (walk_field (line, "date_done"), "02.06.2025");
  if (n > 0)
    unfold (line, FALSE); /* left: it saves itself */
}

static void
attach_order (Walk *walk, AppReportLine *line)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "Приказ № 84.txt", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  if (!g_file_set_contents (path, "Приказ по школе № 84 от 02.06.2025\n", -1, NULL))
    g_error ("%s is not written", path);
  app_report_line_attach (line, file);
  WALK_WAIT (walk, walk_count ("select count (*) from evidence") == 1);
  WALK_WAIT (walk, ui_find (GTK_WIDGET (line), ADW_TYPE_BUTTON_CONTENT, NULL) != NULL);
  walk_point (walk,
              walk_count ("select count (*) from evidence e join file f on f.id = e.file_id"
                          " where f.size = %d",
                          (int) strlen ("Приказ по школе № 84 от 02.06.2025\n"))
                  == 1,
              "3: the attached file is in the base, whole");
}

static void
see_own_items (Walk *walk)
{
  AppPage *page = walk_go (walk, "plans");
  g_autofree char *plan = walk_ask ("select id from plan");
  GtkWidget *view;
  gint64 all = walk_count ("select count (*) from plan_item where deleted_at is null");
  gint64 own = walk_count ("select count (*) from plan_item where audience <> 'department' and"
                           " deleted_at is null");

  walk_act (walk, page, "plans.open", plan);
  WALK_WAIT (walk,
             (view = ui_find (GTK_WIDGET (page), APP_TYPE_PLAN_VIEW, NULL)) != NULL
                 && app_plan_editor_get_shown (app_plan_view_get_editor (APP_PLAN_VIEW (view)))
                        >= own);
  walk_settle (walk);
  walk_point (walk,
              app_plan_editor_get_shown (app_plan_view_get_editor (APP_PLAN_VIEW (view))) == own
                  && own > 0 && own < all,
              "3: the school sees %" G_GINT64_FORMAT " items that concern it, of %" G_GINT64_FORMAT,
              own, all);
  walk_shot (walk, "3-school-plan", FALSE);
}

static void
submit (Walk *walk, AppPage *page, const char *point)
{
  walk_click (walk, page, "Сдать");
  WALK_WAIT (walk,
             walk_count ("select count (*) from quarter_report where state = 'submitted'") == 1);
  WALK_SEE (walk, walk_label (page, "сдан") != NULL, "%s", point);
}

static void
choose_quarter (Walk *walk, AppPage *page)
{
  GtkWidget *filter = ui_find (GTK_WIDGET (page), APP_TYPE_REPORT_FILTER, NULL);

  WALK_WAIT (walk, app_report_filter_get_plan (APP_REPORT_FILTER (filter)) != NULL);
  app_report_filter_choose (APP_REPORT_FILTER (filter), "quarter", QUARTER);
  walk_settle (walk);
}

void
walk_fill_report (Walk *walk)
{
  AppPage *page;
  guint n;

  see_own_items (walk);
  page = walk_go (walk, "reports");
  choose_quarter (walk, page);
  walk_click (walk, page, "Заполнить отчёт");
  WALK_WAIT (walk, count_lines (page) > 0
                       && count_lines (page) == walk_count ("select count (*) from execution"));
  walk_settle (walk);
  n = count_lines (page);
  walk_point (walk, n == walk_count ("select count (*) from execution"),
              "3: the report has a line for each item of the quarter, %u", n);
  for (guint i = 0; i < n; i++)
    answer_line (walk, nth_line (walk, page, i), i);
  attach_order (walk, nth_line (walk, page, 0));
  walk_shot (walk, "3-school-report", FALSE);
  unfold (nth_line (walk, page, 0), FALSE);
  walk_sent (walk);
  walk_point (walk,
              walk_count (
                  "select count (*) from execution where state like 'done%%' and text is not"
                  " null and date_done = '2025-06-02'")
                  == n,
              "3: items are marked executed with a text");
  submit (walk, page, "3: the report is submitted");
}

static AppPage *
open_submitted (Walk *walk)
{
  g_autofree char *school
      = walk_ask ("select o.short_name from quarter_report r join org o on o.id = r.org_id");
  AppPage *page = walk_go (walk, "reports");

  choose_quarter (walk, page);
  walk_open_row (walk, page, school);
  WALK_WAIT (walk, count_lines (page) > 0);
  walk_settle (walk);
  return page;
}

void
walk_return_report (Walk *walk)
{
  AppPage *page = open_submitted (walk);
  AppReportLine *line = nth_line (walk, page, 0);
  GtkWidget *entry = NULL;
  GtkWindow *dialog;

  unfold (line, TRUE);
  WALK_WAIT (walk,
             (entry = ui_find (GTK_WIDGET (line), GTK_TYPE_ENTRY, "Замечание к пункту")) != NULL
                 && gtk_widget_get_mapped (entry));
  gtk_editable_set_text (GTK_EDITABLE (entry), REMARK);
  walk_shot (walk, "3-department-report", FALSE);
  walk_click (walk, page, "Вернуть…");
  WALK_WAIT (walk, ADW_IS_MESSAGE_DIALOG (walk_dialog (walk)));
  dialog = walk_dialog (walk);
  entry = ui_find (GTK_WIDGET (dialog), GTK_TYPE_ENTRY, "Замечание к отчёту");
  gtk_editable_set_text (GTK_EDITABLE (entry), "Уточните один пункт.");
  walk_shot (walk, "3-return", FALSE);
  walk_click (walk, dialog, "Вернуть");
  WALK_WAIT (walk,
             walk_count ("select count (*) from quarter_report where state = 'returned'") == 1);
  walk_point (walk, walk_count ("select count (*) from execution where remark = '" REMARK "'") == 1,
              "3: the report is returned, the remark stands at its item");
}

void
walk_mend_report (Walk *walk)
{
  AppPage *page = walk_go (walk, "reports");
  g_autofree char *quarter = app_quarter_text (QUARTER);
  AppReportLine *line;

  walk_open_row (walk, page, quarter);
  line = nth_line (walk, page, 0);
  walk_settle (walk);
  WALK_SEE (walk, walk_label (page, "Замечание управления: Уточните один пункт.") != NULL,
            "3: the school reads the remark");
  unfold (line, TRUE);
  walk_settle (walk);
  app_field_type (walk_field (line, "text"),
                  "Исполнено: утверждено приказом по школе № 84 от 02.06.2025.");
  walk_shot (walk, "3-school-mends", FALSE);
  unfold (line, FALSE);
  walk_sent (walk);
  walk_point (walk, walk_count ("select count (*) from execution where text like '%%№ 84%%'") == 1,
              "3: the school mends its answer");
  submit (walk, page, "3: the report is submitted again");
}

void
walk_accept_report (Walk *walk)
{
  AppPage *page = open_submitted (walk);

  walk_click (walk, page, "Принять");
  WALK_WAIT (walk,
             walk_count ("select count (*) from quarter_report where state = 'accepted'") == 1);
  walk_settle (walk);
  WALK_SEE (walk, walk_label (page, "принят") != NULL, "3: the methodologist accepts it");
  walk_shot (walk, "3-accepted", FALSE);
}
