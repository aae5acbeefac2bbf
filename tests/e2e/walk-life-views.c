#define G_LOG_DOMAIN "merilo-walk"

#include <string.h>

#include "e2e/walk-life.h"
#include "pages/bits.h"
#include "pages/document-menu.h"
#include "pages/field.h"
#include "pages/reports/cell-panel.h"
#include "pages/reports/report-line.h"
#include "pages/reports/view-annual.h"
#include "pages/reports/view-calendar.h"
#include "pages/reports/view-complete.h"
#include "pages/reports/view-late.h"
#include "pages/reports/view-matrix.h"
#include "pages/reports/view-months.h"
#include "widgets/matrix-view.h"
#include "widgets/record-table.h"

/* 9. Views of execution against the base; 10. a conclusion; 11. papers. */

#define TOWN       "(select id from plan where title = '" LIFE_TOWN "' and base_id is null)"
#define CONCLUSION "Справки сданы, разбор идёт."
#define PROPOSAL   "Оставить пункт на следующий год."

/* what the matrix shall say, told by the tables alone: item, who, letter */
static const char letters[]
    = "select i.lineage || ' ' || o.id || ' ' || coalesce ("
      "  (select case when r.state = 'returned' and e.remark is not null then 'r' else"
      "     case e.state when 'done' then 'd' when 'done-late' then 'l' when 'in-progress' then 'w'"
      "     when 'not-done' then 'n' when 'not-applicable' then 'x' end end"
      "   from execution e join quarter_report r on r.id = e.report_id where e.lineage = i.lineage"
      "   and e.org_id = o.id and e.quarter = '%s' and e.state <> 'not-started'"
      "   and e.deleted_at is null),"
      "  (select case when max (c.due) < today_of (i.org_id) then 'o' else '-' end from control_date c"
      "   where c.plan_id = i.plan_id and c.lineage = i.lineage and c.org_id = o.id and (c.quarter ="
      "   '%s' or i.canon like '%%event(%%' and c.quarter > '%s') having count (*) > 0), '.')"
      " from plan_item i, org o where i.plan_id = " TOWN " and i.deleted_at is null"
      " and exists (select from reporter r where r.plan_id = i.plan_id and r.org_id = o.id)";

static AppReportView *
open_view (Walk *walk, const char *name, GType type)
{
  AppPage *page = app_window_get_page (walk->window);
  GtkWidget *view;

  walk_act (walk, page, "reports.view", name);
  WALK_WAIT (walk, (view = ui_find (GTK_WIDGET (page), type, NULL)) != NULL
                       && app_report_view_get_state (APP_REPORT_VIEW (view)) == APP_STATE_CONTENT);
  walk_settle (walk);
  return APP_REPORT_VIEW (view);
}

/* «Отчёты», of the town's plan */
static AppReportFilter *
go_reports (Walk *walk)
{
  AppPage *page = walk_go (walk, "reports");
  GtkWidget *found = ui_find (GTK_WIDGET (page), APP_TYPE_REPORT_FILTER, NULL);
  g_autofree char *id = walk_ask ("select " TOWN);
  AppReportFilter *filter = APP_REPORT_FILTER (found);

  WALK_WAIT (walk, app_report_filter_get_plan (filter) != NULL);
  app_report_filter_choose (filter, "plan", id);
  walk_settle (walk);
  return filter;
}

/* 8 */

void
walk_life_report (Walk *walk)
{
  AppPage *page;
  GtkWidget *line = NULL;
  guint n = 0;

  go_reports (walk);
  page = app_window_get_page (walk->window);
  walk_click (walk, page, "Заполнить отчёт");
  WALK_WAIT (walk, ui_find (GTK_WIDGET (page), APP_TYPE_REPORT_LINE, NULL) != NULL);
  walk_settle (walk);
  for (line = ui_find (GTK_WIDGET (page), APP_TYPE_REPORT_LINE, NULL); line != NULL;
       line = gtk_widget_get_next_sibling (line), n++)
    {
      adw_expander_row_set_expanded (ADW_EXPANDER_ROW (line), TRUE);
      walk_settle (walk);
      app_field_type (walk_field (line, "state"), n == 0 ? "not-done" : "in-progress");
      app_field_type (walk_field (line, n == 0 ? "reason" : "text"), "Разбор идёт, справка готова");
      adw_expander_row_set_expanded (ADW_EXPANDER_ROW (line), FALSE);
    }
  walk_sent (walk);
  walk_shot (walk, "life-8-report", FALSE);
  walk_click (walk, page, "Сдать");
  WALK_WAIT (walk,
             walk_count ("select count (*) from quarter_report where state = 'submitted'") == 1);
  walk_point (walk,
              n >= 2
                  && walk_count ("select count (*) from execution where state = 'in-progress'")
                         == n - 1
                  && walk_count ("select count (*) from execution where state = 'not-done'") == 1,
              "8: a school reports on %u items of the quarter", n);
}

/* 9 */

static gboolean
agrees (AppMatrixModel *model, const char *told)
{
  g_auto (GStrv) rows = g_strsplit (told, "\n", -1);
  g_autoptr (GHashTable) wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = 0, wrong = 0;

  for (guint i = 0; rows[i] != NULL; i++)
    {
      char *space = strrchr (rows[i], ' ');

      if (space == NULL)
        return FALSE;
      g_hash_table_insert (wanted, g_strndup (rows[i], (gsize) (space - rows[i])),
                           GINT_TO_POINTER (space[1]));
    }
  for (guint row = 0; row < app_matrix_model_get_n_rows (model); row++)
    for (guint col = 0;
         !app_matrix_model_is_section (model, row) && col < app_matrix_model_get_n_cols (model);
         col++, n++)
      {
        g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT,
                                                app_matrix_model_get_lineage (model, row),
                                                app_matrix_model_get_reporter (model, col));
        AppMatrixState state = app_matrix_model_get (model, row, col);
        char letter = app_matrix_words[state].letter;

        if (GPOINTER_TO_INT (g_hash_table_lookup (wanted, key)) != letter && wrong++ < 5)
          g_print ("# %s: %c on the screen, %c in the base\n", key, letter,
                   GPOINTER_TO_INT (g_hash_table_lookup (wanted, key)));
      }
  return wrong == 0 && n > 0 && n == g_hash_table_size (wanted);
}

static void
see_matrix (Walk *walk, const char *quarter)
{
  AppReportView *view = open_view (walk, "matrix", APP_TYPE_VIEW_MATRIX);
  GtkWidget *matrix = ui_find (GTK_WIDGET (view), APP_TYPE_MATRIX_VIEW, NULL);
  AppMatrixModel *model = app_matrix_view_get_model (APP_MATRIX_VIEW (matrix));
  g_autofree char *told = walk_ask (letters, quarter, quarter, quarter);

  walk_point (walk, agrees (model, told), "9: each letter of the matrix is what the base says");
  walk_point (walk, strchr (told, 'w') != NULL && strchr (told, 'n') != NULL,
              "9: the school's answers are among them");
  walk_shot (walk, "life-9-matrix", FALSE);
}

static gboolean
find_cell (AppMatrixModel *model, AppMatrixState state, guint *ret_row, guint *ret_col)
{
  for (*ret_row = 0; *ret_row < app_matrix_model_get_n_rows (model); (*ret_row)++)
    for (*ret_col = 0; !app_matrix_model_is_section (model, *ret_row)
                       && *ret_col < app_matrix_model_get_n_cols (model);
         (*ret_col)++)
      if (app_matrix_model_get (model, *ret_row, *ret_col) == state)
        return TRUE;
  return FALSE;
}

/* matrix → cell → line of the report → back */
static void
follow_cell (Walk *walk)
{
  AppPage *page = app_window_get_page (walk->window);
  GtkWidget *matrix = ui_find (GTK_WIDGET (page), APP_TYPE_MATRIX_VIEW, NULL);
  GtkWidget *panel = ui_find (GTK_WIDGET (page), APP_TYPE_CELL_PANEL, NULL), *line;
  guint row = 0, col = 0, open = 0;

  walk_point (walk,
              find_cell (app_matrix_view_get_model (APP_MATRIX_VIEW (matrix)), APP_MATRIX_WORK,
                         &row, &col),
              "9: a cell in work is there");
  app_matrix_view_set_cursor (APP_MATRIX_VIEW (matrix), row, col);
  ui_press (matrix, GDK_KEY_Return, 0);
  WALK_WAIT (walk, app_cell_panel_get_n_shown (APP_CELL_PANEL (panel)) == 1);
  walk_point (walk, walk_label (panel, "Разбор идёт, справка готова") != NULL,
              "9: a cell leads to what was answered");
  walk_settle (walk);
  walk_shot (walk, "life-9-cell", TRUE);
  walk_click (walk, panel, "Открыть в отчёте");
  WALK_WAIT (walk, ui_count (GTK_WIDGET (page), APP_TYPE_REPORT_LINE) > 0);
  walk_settle (walk);
  for (line = ui_find (GTK_WIDGET (page), APP_TYPE_REPORT_LINE, NULL); line != NULL;
       line = gtk_widget_get_next_sibling (line))
    open += adw_expander_row_get_expanded (ADW_EXPANDER_ROW (line));
  walk_point (walk, open == 1, "9: and to its line in the report");
  walk_shot (walk, "life-9-line", FALSE);
  walk_act (walk, page, "reports.back", NULL);
  walk_settle (walk);
}

static void
see_others (Walk *walk, AppReportFilter *filter)
{
  AppReportView *view = open_view (walk, "calendar", APP_TYPE_VIEW_CALENDAR);

  walk_shot (walk, "life-9-calendar", FALSE);
  view = open_view (walk, "months", APP_TYPE_VIEW_MONTHS);
  walk_point (walk, ui_find (GTK_WIDGET (view), APP_TYPE_MATRIX_VIEW, NULL) != NULL,
              "9: calendar and months have their content");
  walk_shot (walk, "life-9-months", FALSE);
  view = open_view (walk, "complete", APP_TYPE_VIEW_COMPLETE);
  walk_point (walk,
              app_matrix_model_get_n_items (app_matrix_view_get_model (APP_MATRIX_VIEW (
                                                ui_find (GTK_WIDGET (view), APP_TYPE_MATRIX_VIEW,
                                                         NULL))),
                                            TRUE)
                  == walk_count ("select count (distinct c.org_id) from control_date c where"
                                 " c.plan_id = " TOWN " and c.quarter = '%s'",
                                 app_report_filter_get_quarter (filter)),
              "9: completeness has a row for each who reports");
  walk_shot (walk, "life-9-complete", FALSE);
  app_report_filter_choose (filter, "quarter", NULL);
  if (walk_count ("select count (*) from control_date where plan_id = " TOWN " and due <"
                  " today_of (org_id)")
      == 0)
    return;
  view = open_view (walk, "late", APP_TYPE_VIEW_LATE);
  walk_point (walk,
              app_record_table_get_n_records (
                  APP_RECORD_TABLE (ui_find (GTK_WIDGET (view), APP_TYPE_RECORD_TABLE, NULL)))
                  > 0,
              "9: what is late is listed");
  walk_shot (walk, "life-9-late", FALSE);
}

void
walk_life_views (Walk *walk)
{
  AppReportFilter *filter = go_reports (walk);
  g_autofree char *quarter = app_quarter_now ();

  app_report_filter_choose (filter, "quarter", quarter);
  walk_settle (walk);
  see_matrix (walk, quarter);
  follow_cell (walk);
  see_others (walk, filter);
}

/* 10 */

static AppRecordTable *
open_annual (Walk *walk)
{
  g_autofree char *year = walk_ask ("select extract (year from now ())::int");
  AppReportFilter *filter = go_reports (walk);
  AppReportView *view;
  AppRecordTable *table;
  g_autoptr (MeriloRecord) record = NULL;

  app_report_filter_choose (filter, "quarter", NULL);
  app_report_filter_choose (filter, "year", year);
  view = open_view (walk, "annual", APP_TYPE_VIEW_ANNUAL);
  table = APP_RECORD_TABLE (ui_find (GTK_WIDGET (view), APP_TYPE_RECORD_TABLE, NULL));
  WALK_WAIT (walk, app_record_table_get_n_shown (table) >= 4);
  record = app_record_table_dup_record (table, 0);
  app_record_table_set_cursor (table, 0, 1);
  g_signal_emit_by_name (table, "activated", record);
  walk_settle (walk);
  return table;
}

void
walk_life_annual (Walk *walk)
{
  AppRecordTable *table = open_annual (walk);
  AppPage *page = app_window_get_page (walk->window);

  app_field_type (walk_field (page, "conclusion"), CONCLUSION);
  app_field_type (walk_field (page, "proposal"), PROPOSAL);
  walk_shot (walk, "life-10-typed", FALSE);
  walk_click (walk, page, "Записать");
  WALK_WAIT (walk, walk_count ("select count (*) from item_conclusion where conclusion ="
                               " '" CONCLUSION "' and proposal = '" PROPOSAL "' and deleted_at is"
                               " null and lineage = (select lineage from plan_item where plan_id ="
                               " " TOWN " and no = '1.1')")
                       == 1);
  walk_settle (walk);
  walk_point (walk, app_record_table_get_n_shown (table) >= 4,
              "10: a conclusion typed is in the base");
}

void
walk_life_concluded (Walk *walk)
{
  AppRecordTable *table;
  g_autofree char *count = NULL;
  AppPage *page;
  GtkWidget *field;

  table = open_annual (walk);
  page = app_window_get_page (walk->window);
  field = ui_find (walk_field (page, "conclusion"), GTK_TYPE_TEXT_VIEW, NULL);
  WALK_WAIT (walk, field != NULL);
  {
    GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (field));
    g_autofree char *text = NULL;

    g_object_get (buffer, "text", &text, NULL);
    walk_point (walk, g_strcmp0 (text, CONCLUSION) == 0,
                "10: and is there after the server and the client were started again");
  }
  app_field_type (walk_field (page, "conclusion"), CONCLUSION " Дополнено.");
  walk_click (walk, page, "Записать");
  WALK_WAIT (walk, walk_count ("select count (*) from item_conclusion where conclusion ="
                               " '" CONCLUSION " Дополнено.'")
                       == 1);
  walk_point (walk, walk_count ("select count (*) from item_conclusion") == 1,
              "10: it is written on, not made anew");
  walk_settle (walk);
  count = g_strdup_printf ("%u из %u", app_record_table_get_n_shown (table),
                           app_record_table_get_n_records (table));
  walk_point (walk, walk_label (page, count) != NULL,
              "10: what is counted beside the filter is what is shown");
  walk_shot (walk, "life-10-concluded", TRUE);
}

/* 11 */

static gboolean
is_of_kind (const char *bytes, gsize length, const char *format)
{
  if (g_str_equal (format, "pdf"))
    return length > 1000 && memcmp (bytes, "%PDF-", 5) == 0;
  if (g_str_equal (format, "html"))
    return length > 500 && strstr (bytes, "<html") != NULL && strstr (bytes, "</html>") != NULL;
  return length > 1000 && memcmp (bytes, "PK\3\4", 4) == 0;
}

/* @path: ends where the format begins */
static void
save_paper (Walk *walk, const char *what, const char *path)
{
  static const char *const formats[] = { "docx", "pdf", "xlsx", "html" };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *name = g_strdup_printf ("%s.%s", what, formats[i]);
      g_autofree char *to = g_build_filename (g_get_user_data_dir (), name, NULL);
      g_autofree char *from = g_strdup_printf ("%sformat=%s", path, formats[i]);
      g_autofree char *bytes = NULL;
      g_autoptr (GFile) file = g_file_new_for_path (to);
      gsize length = 0;

      app_document_save_to (walk->context, from, file);
      WALK_WAIT (walk, g_file_test (to, G_FILE_TEST_EXISTS));
      walk_settle (walk); /* until it is whole */
      if (!g_file_get_contents (to, &bytes, &length, NULL))
        length = 0;
      walk_point (walk, is_of_kind (bytes, length, formats[i]),
                  "11: %s is saved and is what it says, %u kB", name, (guint) (length / 1024));
    }
}

void
walk_life_papers (Walk *walk)
{
  g_autofree char *plan = walk_ask ("select " TOWN);
  g_autofree char *report = walk_ask ("select id from quarter_report limit 1");
  g_autofree char *quarter = app_quarter_now ();
  g_autofree char *of_plan = g_strdup_printf ("plans/%s/document?kind=plan&", plan);
  g_autofree char *summary
      = g_strdup_printf ("plans/%s/document?kind=summary&quarter=%s&", plan, quarter);
  g_autofree char *annual
      = g_strdup_printf ("plans/%s/document?kind=annual&year=%.4s&", plan, quarter);
  g_autofree char *of_report = g_strdup_printf ("quarter-reports/%s/document?", report);
  g_autofree char *to = g_build_filename (g_get_user_data_dir (), "из плана.docx", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (to);
  AppPage *page;

  save_paper (walk, "plan", of_plan);
  save_paper (walk, "summary", summary);
  save_paper (walk, "annual", annual);
  save_paper (walk, "report", of_report);
  page = walk_life_open (walk, LIFE_TOWN, NULL);
  app_plans_export (APP_PLANS_PAGE (page), "docx", file);
  WALK_SEE (walk, g_file_test (to, G_FILE_TEST_EXISTS), "11: and a plan from its own menu");
}
