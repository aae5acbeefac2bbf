#include "client/pages/desk.h"

#include <string.h>

#include "model/value.h"
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
#include "widgets/month-grid.h"
#include "widgets/record-table.h"

static void
answer_matrix (Desk *desk)
{
  g_autofree char *folder = g_path_get_dirname (g_getenv ("MERILO_SAMPLE"));
  g_autofree char *file = g_build_filename (folder, "matrix.json", NULL);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  fake_answer (desk->fake, "GET", "matrix", 200, text);
  fake_answer (
      desk->fake, "GET", "matrix/cell", 200,
      "[{\"id\":3004,\"org_id\":10,\"report_id\":300,\"item_id\":208,\"item_no\":\"2.4\","
      "\"due\":\"2026-12-31\",\"quarter\":\"2026-Q4\",\"state\":\"done-late\",\"text\":"
      "\"Сопоставление сделано, таблица приложена.\",\"date_done\":\"2026-11-12\","
      "\"reason\":\"Болел ответственный\",\"remark\":\"Проверьте 7 «Б» класс\",\"files\":0,"
      "\"version\":2},{\"id\":2904,\"org_id\":10,\"report_id\":290,\"item_id\":208,"
      "\"quarter\":\"2026-Q3\",\"state\":\"done\",\"text\":\"Сделано.\",\"files\":0,"
      "\"version\":1}]");
}

static void
set_up (Desk *desk, gconstpointer data)
{
  desk_open (desk, "methodologist");
  answer_matrix (desk);
}

static void
tear_down (Desk *desk, gconstpointer data)
{
  desk_close (desk);
}

/* the view, when it shows its content */
static GtkWidget *
open_view (Desk *desk, const char *name, GType type)
{
  AppPage *page = desk_go (desk, "reports", NULL);
  GtkWidget *view;

  desk_act (page, "reports.view", name);
  view = ui_find (GTK_WIDGET (page), type, NULL);
  g_assert_nonnull (view);
  UI_WAIT (app_report_view_get_state (APP_REPORT_VIEW (view)) == APP_STATE_CONTENT);
  desk_settle (desk);
  return view;
}

static AppReportFilter *
find_filter (GtkWidget *view)
{
  return app_report_view_get_filter (APP_REPORT_VIEW (view));
}

static AppMatrixModel *
get_model (GtkWidget *view)
{
  return app_matrix_view_get_model (APP_MATRIX_VIEW (ui_find (view, APP_TYPE_MATRIX_VIEW, NULL)));
}

static void
test_matrix (Desk *desk, gconstpointer data)
{
  GtkWidget *view = open_view (desk, "matrix", APP_TYPE_VIEW_MATRIX);
  GtkWidget *matrix = ui_find (view, APP_TYPE_MATRIX_VIEW, NULL);
  GtkWidget *panel = ui_find (view, APP_TYPE_CELL_PANEL, NULL);

  g_assert_cmpuint (app_matrix_model_get_n_items (get_model (view), FALSE), ==, 14);
  g_assert_cmpuint (app_matrix_model_get_n_cols (get_model (view)), ==, 8);
  desk_shot (desk, "reports-matrix");
  app_matrix_view_set_cursor (APP_MATRIX_VIEW (matrix), 11, 0);
  g_assert_false (gtk_widget_get_visible (panel));
  g_assert_true (ui_press (matrix, GDK_KEY_Return, 0));
  UI_WAIT (app_cell_panel_get_n_shown (APP_CELL_PANEL (panel)) == 2);
  g_assert_nonnull (ui_find (panel, GTK_TYPE_LABEL, "Проверьте 7 «Б» класс"));
  desk_shot (desk, "reports-matrix-cell");
  /* Esc closes the panel first */
  g_assert_true (app_page_close_panel (app_window_get_page (desk->window)));
  g_assert_false (gtk_widget_get_visible (panel));
  g_assert_false (app_page_close_panel (app_window_get_page (desk->window)));
}

/* a cell leads to its line in the report */
static void
test_matrix_leads (Desk *desk, gconstpointer data)
{
  GtkWidget *view = open_view (desk, "matrix", APP_TYPE_VIEW_MATRIX);
  AppPage *page = app_window_get_page (desk->window);
  GtkWidget *matrix = ui_find (view, APP_TYPE_MATRIX_VIEW, NULL);
  GtkWidget *button, *line = NULL;

  app_matrix_view_set_cursor (APP_MATRIX_VIEW (matrix), 11, 0);
  g_assert_true (ui_press (matrix, GDK_KEY_Return, 0));
  UI_WAIT ((button = ui_find (view, GTK_TYPE_BUTTON, "Открыть в отчёте")) != NULL);
  g_signal_emit_by_name (button, "clicked");
  UI_WAIT (ui_count (GTK_WIDGET (page), APP_TYPE_REPORT_LINE) == 8);
  desk_settle (desk);
  for (line = ui_find (GTK_WIDGET (page), APP_TYPE_REPORT_LINE, NULL); line != NULL;
       line = gtk_widget_get_next_sibling (line))
    {
      MeriloRecord *execution = app_report_line_get_execution (APP_REPORT_LINE (line));
      gboolean is_it = merilo_record_get_whole (execution, MERILO_EXECUTION_ID) == 3004;

      g_assert_cmpint (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (line)), ==, is_it);
    }
}

static void
test_filter (Desk *desk, gconstpointer data)
{
  GtkWidget *view = open_view (desk, "matrix", APP_TYPE_VIEW_MATRIX);
  AppReportFilter *filter = find_filter (view);

  /* the quarter that runs is chosen first */
  g_assert_cmpstr (app_report_filter_get_quarter (filter), ==, "2026-Q4");
  UI_WAIT (app_report_filter_get_shape (filter) != NULL);
  app_report_filter_choose (filter, "state", "overdue");
  g_assert_cmpuint (app_matrix_model_get_n_items (get_model (view), FALSE), ==, 5);
  app_report_filter_choose (filter, "section", "Раздел 3. Работа с результатами и поддержка школ");
  g_assert_cmpuint (app_matrix_model_get_n_items (get_model (view), FALSE), ==, 2);
  desk_shot (desk, "reports-matrix-filtered");
  app_report_filter_choose (filter, "school", "11");
  g_assert_cmpint (app_report_view_get_state (APP_REPORT_VIEW (view)), ==, APP_STATE_EMPTY);
  desk_shot (desk, "reports-matrix-nothing");
  /* remembered: the section and the school after a restart, for all the views */
  desk_restart (desk);
  view = open_view (desk, "late", APP_TYPE_VIEW_LATE);
  UI_WAIT (app_report_filter_get_shape (find_filter (view)) != NULL);
  g_assert_cmpint (app_report_filter_get_school (find_filter (view)), ==, 11);
  g_assert_cmpstr (app_report_filter_get_section (find_filter (view)), ==,
                   "Раздел 3. Работа с результатами и поддержка школ");
}

/* another quarter asks the server; a year narrows the quarters to choose from */
static void
test_period (Desk *desk, gconstpointer data)
{
  GtkWidget *view = open_view (desk, "matrix", APP_TYPE_VIEW_MATRIX);
  AppReportFilter *filter = find_filter (view);
  guint asked = fake_count (desk->fake, "GET", "matrix");
  gint64 from, until;

  app_report_filter_choose (filter, "quarter", "2026-Q2");
  UI_WAIT (fake_count (desk->fake, "GET", "matrix") == asked + 1);
  app_report_filter_get_period (filter, &from, &until);
  g_assert_cmpint (until - from, ==, 90);
  app_report_filter_choose (filter, "quarter", "2031-Q1"); /* there is none such */
  g_assert_cmpstr (app_report_filter_get_quarter (filter), ==, "2026-Q2");
  app_report_filter_choose (filter, "year", "2025");
  g_assert_null (app_report_filter_get_quarter (filter));
  app_report_filter_get_period (filter, &from, &until);
  g_assert_cmpint (until - from, ==, 364);
  desk_settle (desk);
}

static void
test_calendar (Desk *desk, gconstpointer data)
{
  GtkWidget *view = open_view (desk, "calendar", APP_TYPE_VIEW_CALENDAR);
  AppMonthGrid *grid = APP_MONTH_GRID (ui_find (view, APP_TYPE_MONTH_GRID, NULL));
  GtkWidget *list = ui_find (view, GTK_TYPE_LIST_BOX, "Сроки выбранного дня");
  gint64 chosen = merilo_date_join (2026, 11, 10);
  guint asked;

  app_month_grid_choose (grid, chosen);
  desk_settle (desk);
  g_assert_cmpuint (ui_count (list, ADW_TYPE_ACTION_ROW), ==, 2);
  g_assert_nonnull (
      ui_find (view, GTK_TYPE_BUTTON, "10.11.2026, 2 срока, исполнено 13 из 16, просрочено 2"));
  desk_shot (desk, "reports-calendar");
  /* arrows walk over the days, Page Down to the next month, which is asked for */
  g_assert_true (ui_press (GTK_WIDGET (grid), GDK_KEY_Down, 0));
  g_assert_cmpint (app_month_grid_get_chosen (grid), ==, chosen + 7);
  asked = fake_count (desk->fake, "GET", "plan-calendar");
  g_assert_true (ui_press (GTK_WIDGET (grid), GDK_KEY_Page_Down, 0));
  UI_WAIT (fake_count (desk->fake, "GET", "plan-calendar") == asked + 1);
  g_assert_false (ui_press (GTK_WIDGET (grid), GDK_KEY_Page_Down, GDK_CONTROL_MASK));
  desk_settle (desk);
}

static void
test_months (Desk *desk, gconstpointer data)
{
  GtkWidget *view = open_view (desk, "months", APP_TYPE_VIEW_MONTHS);
  AppReportFilter *filter = find_filter (view);
  const AppMatrixBar *bar;

  UI_WAIT (app_report_filter_get_shape (filter) != NULL);
  app_report_filter_choose (filter, "quarter", NULL);
  app_report_filter_choose (filter, "year", "2026");
  UI_WAIT (app_matrix_model_get_n_cols (get_model (view)) == 12);
  desk_settle (desk);
  desk_shot (desk, "reports-months");
  /* rows come in the plan's order whatever the dates' */
  g_assert_true (app_matrix_model_is_section (get_model (view), 0));
  g_assert_cmpstr (app_matrix_model_get_no (get_model (view), 1), ==, "1.1");
  g_assert_cmpstr (app_matrix_model_get_no (get_model (view), 2), ==, "1.2");
  bar = app_matrix_model_get_bar (get_model (view), 2, 10);
  g_assert_cmpuint (bar->done, ==, 6);
  g_assert_cmpuint (bar->total, ==, 8);
  g_assert_cmpuint (bar->overdue, ==, 1);
}

static void
test_complete (Desk *desk, gconstpointer data)
{
  GtkWidget *view = open_view (desk, "complete", APP_TYPE_VIEW_COMPLETE);
  GtkWidget *matrix = ui_find (view, APP_TYPE_MATRIX_VIEW, NULL);

  g_assert_nonnull (ui_find (view, GTK_TYPE_LABEL, "63 % (5 из 8)"));
  g_assert_nonnull (ui_find (view, GTK_TYPE_LABEL, "60 % (3 из 5)"));
  desk_shot (desk, "reports-complete");
  app_matrix_view_set_cursor (APP_MATRIX_VIEW (matrix), 0, 1);
  ui_assert_called (matrix, "в срок Школа № 1, Раздел 2. Объективность проведения и проверки "
                            "работ: отвечено 100 % (3 из 3)");
  g_assert_cmpuint (app_matrix_model_get_n_cols (get_model (view)), ==, 3);
}

static void
test_late (Desk *desk, gconstpointer data)
{
  GtkWidget *view = open_view (desk, "late", APP_TYPE_VIEW_LATE);
  AppRecordTable *table = APP_RECORD_TABLE (ui_find (view, APP_TYPE_RECORD_TABLE, NULL));
  AppReportFilter *filter = find_filter (view);
  g_autoptr (GPtrArray) cells = NULL;

  app_report_filter_choose (filter, "quarter", NULL);
  UI_WAIT (app_record_table_get_n_shown (table) == 10);
  desk_settle (desk);
  desk_shot (desk, "reports-late");
  cells = app_report_view_copy_all (APP_REPORT_VIEW (view));
  g_assert_cmpuint (cells->len, ==, 11);
  app_report_filter_choose (filter, "school", "15");
  g_assert_cmpuint (app_record_table_get_n_shown (table), ==, 3);
  app_report_filter_choose (filter, "quarter", "2026-Q3");
  UI_WAIT (app_record_table_get_n_shown (table) == 1);
  desk_settle (desk);
  app_report_filter_choose (filter, "state", "done-late");
  g_assert_cmpint (app_report_view_get_state (APP_REPORT_VIEW (view)), ==, APP_STATE_EMPTY);
}

/* a view answers whole, however many schools there are */
static void
test_late_many (Desk *desk, gconstpointer data)
{
  g_autoptr (GString) body = g_string_new ("[");
  GtkWidget *view;

  for (guint i = 0; i < 2400; i++)
    g_string_append_printf (body,
                            "%s{\"id\":%u,\"org_id\":%u,\"org_name\":\"Школа № %u\",\"no\":"
                            "\"1.1\",\"due\":\"2026-11-10\",\"days\":20,\"state\":\"not-started\"}",
                            i > 0 ? "," : "", i + 1, i % 300, i % 300);
  g_string_append_c (body, ']');
  fake_answer (desk->fake, "GET", "plan-late", 200, body->str);
  view = open_view (desk, "late", APP_TYPE_VIEW_LATE);
  g_assert_cmpuint (app_record_table_get_n_shown (
                        APP_RECORD_TABLE (ui_find (view, APP_TYPE_RECORD_TABLE, NULL))),
                    ==, 2400);
}

static void
open_annual (Desk *desk, GtkWidget **ret_view, AppRecordTable **ret_table)
{
  *ret_view = open_view (desk, "annual", APP_TYPE_VIEW_ANNUAL);
  *ret_table = APP_RECORD_TABLE (ui_find (*ret_view, APP_TYPE_RECORD_TABLE, NULL));
  UI_WAIT (app_record_table_get_n_shown (*ret_table) == 14);
}

static void
choose_row (AppRecordTable *table, guint row)
{
  g_autoptr (MeriloRecord) record = app_record_table_dup_record (table, row);

  app_record_table_set_cursor (table, row, 1);
  g_signal_emit_by_name (table, "activated", record);
}

static void
test_annual (Desk *desk, gconstpointer data)
{
  GtkWidget *view;
  AppRecordTable *table;
  g_autofree char *body = NULL;

  open_annual (desk, &view, &table);
  choose_row (table, 8);
  desk_settle (desk);
  desk_shot (desk, "reports-annual");
  app_field_type (desk_field (view, "conclusion"), "Сопоставление сделали пять школ из восьми.");
  app_page_save (app_window_get_page (desk->window)); /* Ctrl+Enter: and to the next */
  UI_WAIT (fake_count (desk->fake, "PATCH", "item-conclusions/901") == 1);
  UI_WAIT (app_store_count_drafts (app_context_get_store (desk->context), "item_conclusion_of_year",
                                   "2/208/2026")
           == 0);
  /* the next has none yet: it is made */
  app_field_type (desk_field (view, "proposal"), "Провести семинар в январе.");
  desk_act (view, "reports.view", "late"); /* whatever is typed is kept */
  desk_act (view, "reports.view", "annual");
  app_page_save (app_window_get_page (desk->window));
  UI_WAIT (fake_count (desk->fake, "POST", "item-conclusions") == 1);
  body = fake_dup_last (desk->fake, "POST", "item-conclusions");
  g_assert_nonnull (strstr (body, "\"lineage\":209"));
  g_assert_nonnull (strstr (body, "\"year\":2026"));
  g_assert_nonnull (strstr (body, "Провести семинар в январе."));
  desk_settle (desk);
}

/* what was typed and not written is there after a crash */
static void
test_annual_draft (Desk *desk, gconstpointer data)
{
  GtkWidget *view;
  AppRecordTable *table;

  open_annual (desk, &view, &table);
  choose_row (table, 2);
  app_field_type (desk_field (view, "conclusion"), "Совещания проведены");
  desk_restart (desk);
  open_annual (desk, &view, &table);
  choose_row (table, 2);
  desk_settle (desk);
  g_assert_nonnull (ui_find (view, GTK_TYPE_LABEL, "Показан ваш черновик: он ещё не записан."));
  g_assert_cmpuint (fake_count (desk->fake, "POST", "item-conclusions"), ==, 0);
}

static const char *
shown_view (AppPage *page)
{
  GtkWidget *view = ui_find (GTK_WIDGET (page), APP_TYPE_VIEW_MATRIX, NULL);

  return gtk_stack_get_visible_child_name (GTK_STACK (gtk_widget_get_parent (view)));
}

static void
test_switch (Desk *desk, gconstpointer data)
{
  AppPage *page = desk_go (desk, "reports", NULL);

  g_assert_cmpstr (shown_view (page), ==, "list");
  desk_act (page, "reports.next-view", NULL);
  g_assert_cmpstr (shown_view (page), ==, "matrix");
  desk_act (page, "reports.previous-view", NULL);
  desk_act (page, "reports.previous-view", NULL); /* round the end */
  g_assert_cmpstr (shown_view (page), ==, "annual");
  desk_act (page, "reports.view", "nothing"); /* there is none such */
  g_assert_cmpstr (shown_view (page), ==, "annual");
  desk_settle (desk);
  desk_restart (desk);
  page = desk_go (desk, "reports", NULL);
  g_assert_cmpstr (shown_view (page), ==, "annual"); /* remembered */
}

static void
test_refused (Desk *desk, gconstpointer data)
{
  AppPage *page = desk_go (desk, "reports", NULL);
  GtkWidget *view = ui_find (GTK_WIDGET (page), APP_TYPE_VIEW_LATE, NULL);

  fake_misbehave (desk->fake, "plan-late", FAKE_STATUS, 403, 9);
  desk_act (page, "reports.view", "late");
  UI_WAIT (app_report_view_get_state (APP_REPORT_VIEW (view)) == APP_STATE_NO_RIGHTS);
  desk_shot (desk, "reports-late-refused");
  /* a document that is no matrix */
  fake_answer (desk->fake, "GET", "matrix", 200,
               "{\"items\":[{\"lineage\":1}],\"reporters\":[],\"cells\":[]}");
  view = ui_find (GTK_WIDGET (page), APP_TYPE_VIEW_MATRIX, NULL);
  desk_act (page, "reports.view", "matrix");
  UI_WAIT (app_report_view_get_state (APP_REPORT_VIEW (view)) == APP_STATE_EMPTY);
}

/* a document is saved as the server gives it; a refusal leaves no file */
static void
test_document (Desk *desk, gconstpointer data)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "Сводный.docx", NULL);
  g_autofree char *other = g_build_filename (g_get_user_data_dir (), "Другой.docx", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) missing = g_file_new_for_path (other);
  g_autofree char *text = NULL;

  fake_answer (desk->fake, "GET", "plans/2/document", 200, "документ");
  app_document_save_to (desk->context, "plans/2/document?kind=summary&format=docx", file);
  UI_WAIT (g_file_query_exists (file, NULL));
  desk_settle (desk);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "документ");
  fake_answer (desk->fake, "GET", "plans/3/document", 404, "{\"code\":\"not-found\"}");
  app_document_save_to (desk->context, "plans/3/document?kind=plan&format=pdf", missing);
  UI_WAIT (fake_count (desk->fake, "GET", "plans/3/document") >= 1);
  desk_settle (desk);
  g_assert_false (g_file_query_exists (missing, NULL));
}

/* a spreadsheet opens it, and takes nothing of it for a formula */
static void
test_csv (Desk *desk, gconstpointer data)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new ();
  char *head[] = { "Школа", "Доля \"в срок\"", NULL }, *row[] = { "=1+1", "-5", NULL };
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "t.csv", NULL);
  g_autofree char *page_path = g_build_filename (g_get_user_data_dir (), "t.html", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) page = g_file_new_for_path (page_path);
  g_autofree char *text = NULL, *html = NULL;

  g_ptr_array_add (cells, head);
  g_ptr_array_add (cells, row);
  g_assert_true (app_cells_write (cells, file, NULL));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==,
                   "\xEF\xBB\xBF\"Школа\";\"Доля \"\"в срок\"\"\"\r\n\"'=1+1\";\"-5\"\r\n");
  g_assert_true (app_cells_write (cells, page, NULL));
  g_assert_true (g_file_get_contents (page_path, &html, NULL, NULL));
  g_assert_nonnull (strstr (html, "<table"));
}

static void
fill (void)
{
#define ADD(name, func) g_test_add ("/reports/" name, Desk, NULL, set_up, func, tear_down)
  ADD ("matrix", test_matrix);
  ADD ("matrix-leads", test_matrix_leads);
  ADD ("filter", test_filter);
  ADD ("period", test_period);
  ADD ("calendar", test_calendar);
  ADD ("months", test_months);
  ADD ("complete", test_complete);
  ADD ("late", test_late);
  ADD ("late-many", test_late_many);
  ADD ("annual", test_annual);
  ADD ("annual-draft", test_annual_draft);
  ADD ("switch", test_switch);
  ADD ("refused", test_refused);
  ADD ("document", test_document);
  ADD ("csv", test_csv);
}

int
main (int argc, char **argv)
{
  return desk_main (argc, argv, "merilo-test-reports", fill);
}
