/* Answers that come when something else was asked for, or chosen, since. */
#include "client/pages/plan-desk.h"

#include <string.h>

#include "pages/field.h"
#include "pages/objectivity/objectivity-page.h"
#include "pages/plans/plan-versions.h"
#include "pages/reports/report-files.h"
#include "pages/reports/report-line.h"
#include "pages/reports/report-links.h"
#include "pages/reports/report-view.h"
#include "pages/reports/view-calendar.h"
#include "widgets/month-grid.h"
#include "widgets/record-form.h"
#include "widgets/record-table.h"

static void
set_up (Desk *desk, gconstpointer role)
{
  desk_open (desk, role != NULL ? role : "methodologist");
}

static void
tear_down (Desk *desk, gconstpointer role)
{
  desk_close (desk);
}

/* the next question for @part waits for the test; gives how many there were */
static guint
hold (Desk *desk, const char *part)
{
  fake_misbehave (desk->fake, part, FAKE_HELD, 0, 1);
  return fake_count (desk->fake, "GET", part);
}

static void
release (Desk *desk)
{
  fake_release (desk->fake);
  desk_settle (desk);
}

static void
load (AppPage *page)
{
  desk_act (page, "page.load", NULL);
}

/* Directories */

static AppRecordTable *
table_of (gpointer page)
{
  return APP_RECORD_TABLE (ui_find (page, APP_TYPE_RECORD_TABLE, NULL));
}

static gboolean
table_says (gpointer page, const char *text)
{
  g_autoptr (GPtrArray) cells = app_record_table_copy_cells (table_of (page), TRUE);

  for (guint i = 0; i < cells->len; i++)
    if (g_strv_contains (cells->pdata[i], text))
      return TRUE;
  return FALSE;
}

static void
test_directories (Desk *desk, gconstpointer role)
{
  AppPage *page = desk_go (desk, "directories", NULL);
  guint asked;

  desk_act (page, "directories.show", "acts");
  UI_WAIT (table_says (page, "217-п"));
  fake_change (desk->fake, "acts", "1", "number", "218-п"); /* else it were a 304 */
  asked = hold (desk, "acts");
  load (page);
  UI_WAIT (fake_count (desk->fake, "GET", "acts") == asked + 1);
  fake_change (desk->fake, "acts", "1", "number", "219-п");
  load (page);
  UI_WAIT (table_says (page, "219-п"));
  release (desk);
  g_assert_true (table_says (page, "219-п"));
  /* a directory that is empty does not empty the next one */
  fake_load (desk->fake, "classes", "[]");
  asked = hold (desk, "classes");
  desk_act (page, "directories.show", "classes");
  UI_WAIT (fake_count (desk->fake, "GET", "classes") == asked + 1);
  desk_act (page, "directories.show", "acts");
  UI_WAIT (table_says (page, "219-п"));
  release (desk);
  g_assert_true (table_says (page, "219-п"));
}

/* the record in the form is the list's own, whatever was read since it was chosen */
static void
test_form (Desk *desk, gconstpointer role)
{
  AppPage *page = desk_go (desk, "directories", NULL);
  AppRecordForm *form = APP_RECORD_FORM (ui_find (GTK_WIDGET (page), APP_TYPE_RECORD_FORM, NULL));
  g_autofree char *title = NULL;

  desk_act (page, "directories.show", "acts");
  UI_WAIT (table_says (page, "217-п"));
  app_record_table_set_cursor (table_of (page), 1, 0);
  app_record_table_set_cursor (table_of (page), 0, 0);
  g_assert_nonnull (app_record_form_get_record (form));
  fake_change (desk->fake, "acts", "1", "number", "218-п");
  fake_change (desk->fake, "acts", "2", "number", "31");
  load (page);
  UI_WAIT (table_says (page, "218-п") && table_says (page, "31"));
  merilo_record_set_text (app_record_form_get_record (form), MERILO_ACT_TITLE, "О порядке");
  app_page_save (page);
  UI_WAIT (fake_count (desk->fake, "PATCH", "acts") == 1);
  desk_settle (desk);
  load (page); /* its version is another by now */
  desk_settle (desk);
  desk_act (page, "directories.remove", NULL);
  UI_WAIT (!table_says (page, "О порядке"));
  g_assert_cmpuint (app_record_table_get_n_records (table_of (page)), ==, 1);
}

/* Objectivity */

static char *
trend_cb (Fake *fake, const char *path, const char *query, guint *status, gpointer data)
{
  if (strstr (query, "org_id=13") == NULL)
    return g_strdup ("[]");
  return g_strdup ("[{\"year\":2026,\"scope\":\"school\",\"org_name\":\"Школа № 4\",\"n\":52,"
                   "\"lowered\":18,\"confirmed\":31,\"raised\":3}]");
}

static void
test_objectivity (Desk *desk, gconstpointer role)
{
  AppPage *page;
  AppObjectivityPage *self;
  guint asked;

  fake_act (desk->fake, "GET", "objectivity/trend", trend_cb, NULL);
  page = desk_go (desk, "objectivity", NULL);
  self = APP_OBJECTIVITY_PAGE (page);
  UI_WAIT (app_objectivity_page_choose (self, "10", "Русский язык", 4));
  desk_settle (desk);
  asked = hold (desk, "objectivity/trend");
  g_assert_true (app_objectivity_page_choose (self, "13", "Русский язык", 4));
  UI_WAIT (fake_count (desk->fake, "GET", "objectivity/trend") == asked + 1);
  g_assert_true (app_objectivity_page_choose (self, "11", "Русский язык", 4));
  UI_WAIT (ui_says (page, "Школа № 2, Русский язык, 4 класс"));
  g_assert_cmpuint (app_objectivity_page_get_n_points (self), ==, 0);
  release (desk);
  g_assert_true (ui_says (page, "Школа № 2, Русский язык, 4 класс"));
  g_assert_cmpuint (app_objectivity_page_get_n_points (self), ==, 0);
}

/* Re-checks */

static void
test_recheck (Desk *desk, gconstpointer role)
{
  AppPage *page = desk_go (desk, "recheck", NULL);
  guint asked;

  desk_act (page, "recheck.open", "70");
  UI_WAIT (ui_says (page, "Лебедева Мария Игоревна"));
  fake_change (desk->fake, "recheck-members", "1", "duty", "member");
  asked = hold (desk, "recheck-members");
  load (page);
  UI_WAIT (fake_count (desk->fake, "GET", "recheck-members") == asked + 1);
  fake_load (desk->fake, "recheck-members", "[]");
  load (page);
  UI_WAIT (!ui_says (page, "Лебедева Мария Игоревна"));
  release (desk);
  g_assert_false (ui_says (page, "Лебедева Мария Игоревна"));
}

/* a link waits for the list; whoever chose from the list meanwhile is not taken away */
static void
test_link (Desk *desk, gconstpointer role)
{
  AppPage *page = desk_go (desk, "recheck", NULL);
  guint asked = hold (desk, "rechecks");

  app_page_open (page, "recheck/70");
  UI_WAIT (fake_count (desk->fake, "GET", "rechecks") == asked + 1);
  desk_act (page, "recheck.open", "71");
  UI_WAIT (ui_says (page, "Школа № 8: математика, 4 класс"));
  release (desk);
  g_assert_true (ui_says (page, "Школа № 8: математика, 4 класс"));
}

/* Reports */

static guint
count_lines (AppPage *page)
{
  return ui_count (GTK_WIDGET (page), APP_TYPE_REPORT_LINE);
}

/* a report whose @part is on its way */
static AppPage *
open_held (Desk *desk, const char *part)
{
  AppPage *page = desk_go (desk, "reports", NULL);
  guint asked = hold (desk, part);

  desk_act (page, "reports.open", "300");
  UI_WAIT (fake_count (desk->fake, "GET", part) == asked + 1);
  return page;
}

/* the lines of one report are not those of another */
static void
test_lines (Desk *desk, gconstpointer role)
{
  AppPage *page = open_held (desk, "executions");

  desk_act (page, "reports.open", "304");
  UI_WAIT (count_lines (page) == 8);
  release (desk);
  g_assert_cmpuint (count_lines (page), ==, 8);
}

/* nor does a report open that was left before it came */
static void
test_opening (Desk *desk, gconstpointer role)
{
  AppPage *page = open_held (desk, "quarter-reports/300");

  desk_act (page, "reports.view", "list");
  release (desk);
  g_assert_cmpuint (count_lines (page), ==, 0);
}

/* a file that was withdrawn meanwhile stays so */
static void
test_files (Desk *desk, gconstpointer role)
{
  AppPage *page = desk_go (desk, "reports", "304");
  GtkWidget *line, *files;
  guint asked;

  UI_WAIT (count_lines (page) == 8);
  line = ui_find (GTK_WIDGET (page), APP_TYPE_REPORT_LINE, NULL);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (line), TRUE);
  files = ui_find (line, APP_TYPE_REPORT_FILES, NULL);
  desk_settle (desk);
  fake_change (desk->fake, "evidence", "1", "title", "Справка о двух наблюдениях");
  asked = hold (desk, "evidence");
  app_report_files_load (APP_REPORT_FILES (files));
  UI_WAIT (fake_count (desk->fake, "GET", "evidence") == asked + 1);
  fake_change (desk->fake, "evidence", "1", "withdrawn_at", "2026-11-20T10:00:00Z");
  app_report_files_load (APP_REPORT_FILES (files));
  UI_WAIT (ui_says (files, "Справка о двух наблюдениях — отозван"));
  release (desk);
  g_assert_true (ui_says (files, "Справка о двух наблюдениях — отозван"));
}

/* nor does a link that was changed meanwhile go back to what it was */
static void
test_links (Desk *desk, gconstpointer role)
{
  AppPage *page = desk_go (desk, "reports", "304");
  GtkWidget *line, *links;
  g_autofree char *id = NULL;
  guint asked;

  UI_WAIT (count_lines (page) == 8);
  line = ui_find (GTK_WIDGET (page), APP_TYPE_REPORT_LINE, NULL);
  id = app_record_dup_id (app_report_line_get_execution (APP_REPORT_LINE (line)));
  fake_change_whole (desk->fake, "execution-links", "800", "execution_id",
                     g_ascii_strtoll (id, NULL, 10));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (line), TRUE);
  links = ui_find (line, APP_TYPE_REPORT_LINKS, NULL);
  desk_settle (desk);
  fake_change (desk->fake, "execution-links", "800", "title", "ВПР 2025");
  asked = hold (desk, "execution-links");
  app_report_links_load (APP_REPORT_LINKS (links));
  UI_WAIT (fake_count (desk->fake, "GET", "execution-links") == asked + 1);
  fake_change (desk->fake, "execution-links", "800", "title", "ВПР 2024");
  app_report_links_load (APP_REPORT_LINKS (links));
  UI_WAIT (ui_says (links, "процедура: ВПР 2024"));
  release (desk);
  g_assert_true (ui_says (links, "процедура: ВПР 2024"));
  g_assert_false (ui_says (links, "процедура: ВПР 2025"));
}

#define MIDDLE 14 /* of the days that a month is seen with: a day of its own */

/* something is due in the middle of whatever month is asked for */
static char *
calendar_cb (Fake *fake, const char *path, const char *query, guint *status, gpointer data)
{
  const char *from = strstr (query, "from=") + strlen ("from=");
  char due[11];
  gint64 day;

  g_assert_true (merilo_date_parse (from, 10, &day));
  merilo_date_print (due, day + MIDDLE);
  return g_strdup_printf ("[{\"due\":\"%s\",\"plan_id\":2,\"lineage\":200,\"item_id\":200,"
                          "\"no\":\"1.1\",\"title\":\"Срок %s\",\"quarter\":\"2026-Q4\","
                          "\"reporters\":8,\"done\":8,\"overdue\":0}]",
                          due, due);
}

/* the days of a month that is turned over do not come into the one that is seen */
static void
test_month (Desk *desk, gconstpointer role)
{
  AppPage *page = desk_go (desk, "reports", NULL);
  GtkWidget *view;
  AppMonthGrid *grid;
  gint64 from, until;
  char due[11];
  guint asked;

  fake_act (desk->fake, "GET", "plan-calendar", calendar_cb, NULL);
  desk_act (page, "reports.view", "calendar");
  view = ui_find (GTK_WIDGET (page), APP_TYPE_VIEW_CALENDAR, NULL);
  grid = APP_MONTH_GRID (ui_find (view, APP_TYPE_MONTH_GRID, NULL));
  UI_WAIT (app_report_view_get_state (APP_REPORT_VIEW (view)) == APP_STATE_CONTENT);
  desk_settle (desk);
  asked = hold (desk, "plan-calendar");
  app_month_grid_turn (grid, 1);
  UI_WAIT (fake_count (desk->fake, "GET", "plan-calendar") == asked + 1);
  app_month_grid_turn (grid, 1);
  app_month_grid_get_span (grid, &from, &until);
  app_month_grid_choose (grid, from + MIDDLE);
  merilo_date_print (due, from + MIDDLE);
  UI_WAIT (ui_says (view, due));
  release (desk);
  g_assert_true (ui_says (view, due));
  g_assert_cmpuint (ui_count (view, ADW_TYPE_ACTION_ROW), ==, 1);
}

/* another quarter's figures are not those of the quarter that is chosen */
static void
test_quarter (Desk *desk, gconstpointer role)
{
  AppPage *page = desk_go (desk, "reports", NULL);
  AppReportView *view;
  AppReportFilter *filter;

  desk_act (page, "reports.view", "complete");
  view = APP_REPORT_VIEW (ui_find (GTK_WIDGET (page), g_type_from_name ("AppViewComplete"), NULL));
  filter = app_report_view_get_filter (view);
  UI_WAIT (app_report_view_get_state (view) == APP_STATE_CONTENT);
  desk_settle (desk);
  hold (desk, "plan-completeness");
  app_report_filter_choose (filter, "quarter", "2026-Q2");
  g_assert_cmpint (app_report_view_get_state (view), ==, APP_STATE_LOADING);
  app_report_filter_choose (filter, "section", "Раздел 3. Работа с результатами и поддержка школ");
  g_assert_cmpint (app_report_view_get_state (view), ==, APP_STATE_LOADING);
  app_report_filter_choose (filter, "section", NULL);
  release (desk);
  UI_WAIT (app_report_view_get_state (view) == APP_STATE_CONTENT);
}

/* the list of reports has them all: it need not wait for the server */
static void
test_list (Desk *desk, gconstpointer role)
{
  AppPage *page = desk_go (desk, "reports", NULL);
  AppReportView *view;

  desk_act (page, "reports.view", "list");
  view = APP_REPORT_VIEW (ui_find (GTK_WIDGET (page), g_type_from_name ("AppReportList"), NULL));
  UI_WAIT (ui_says (page, "Лицей № 5"));
  desk_settle (desk);
  hold (desk, "quarter-reports");
  app_report_filter_choose (app_report_view_get_filter (view), "quarter", "2026-Q2");
  g_assert_cmpint (app_report_view_get_state (view), ==, APP_STATE_CONTENT);
  g_assert_true (ui_says (page, "За этот квартал отчётов ещё нет."));
  release (desk);
  g_assert_true (ui_says (page, "За этот квартал отчётов ещё нет."));
}

/* Plans */

static char *
reading_cb (Fake *fake, const char *path, const char *body, guint *status, gpointer data)
{
  gboolean first = strstr (body, "до 1 марта") != NULL;

  return g_strdup_printf ("{\"canon\":\"\",\"reading\":\"%s\",\"warnings\":[],\"dates\":[]}",
                          first ? "прочитано первое" : "прочитано второе");
}

/* the dates of the words that stand there, not of those that were typed before */
static void
test_reading (Desk *desk, gconstpointer role)
{
  AppPage *page = desk_go (desk, "plans", "plan/1");
  AppPlanView *view = view_of (page);
  gpointer deadline;
  guint asked;

  fake_act (desk->fake, "POST", "/reading", reading_cb, NULL);
  UI_WAIT (app_plan_view_get_plan (view) != NULL);
  app_plan_view_select (view, "103");
  desk_settle (desk);
  deadline = desk_field (view, "deadline");
  asked = fake_count (desk->fake, "POST", "/reading");
  fake_misbehave (desk->fake, "/reading", FAKE_HELD, 0, 1);
  app_field_type (deadline, "до 1 марта");
  UI_WAIT (fake_count (desk->fake, "POST", "/reading") == asked + 1);
  app_field_type (deadline, "до 1 апреля");
  UI_WAIT (ui_says (view, "прочитано второе"));
  release (desk);
  g_assert_true (ui_says (view, "прочитано второе"));
}

static char *
diff_cb (Fake *fake, const char *path, const char *query, guint *status, gpointer data)
{
  return g_strdup_printf ("[{\"lineage\":1,\"no\":\"1.1\",\"title\":\"%s\",\"change\":\"added\"}]",
                          strstr (query, "from=1") != NULL ? "Из первой" : "Из второй");
}

/* two versions are compared, then two others */
static void
test_versions (Desk *desk, gconstpointer role)
{
  AppPage *page = desk_go (desk, "plans", "plan/2");
  AppPlanVersions *dialog;
  guint asked;

  fake_answer (desk->fake, "GET", "/versions", 200, "[]");
  fake_act (desk->fake, "GET", "/diff", diff_cb, NULL);
  desk_act (page, "plans.versions", NULL);
  dialog = APP_PLAN_VERSIONS (desk_dialog (desk));
  desk_settle (desk);
  asked = hold (desk, "/diff");
  app_plan_versions_compare (dialog, 1, 3);
  UI_WAIT (fake_count (desk->fake, "GET", "/diff") == asked + 1);
  app_plan_versions_compare (dialog, 2, 3);
  UI_WAIT (ui_says (dialog, "Из второй"));
  release (desk);
  g_assert_true (ui_says (dialog, "Из второй"));
}

/* Search */

/* what one user may find does not come to the next */
static void
test_search (Desk *desk, gconstpointer role)
{
  GtkWidget *entry, *search;
  guint asked;

  desk_go (desk, "today", NULL);
  asked = hold (desk, "plans");
  desk_act (desk->window, "win.search", NULL);
  UI_WAIT (fake_count (desk->fake, "GET", "plans") == asked + 1);
  g_signal_emit_by_name (desk->context, "closed");
  fake_load (desk->fake, "plans", "[]");
  entry = ui_find (GTK_WIDGET (desk->window), GTK_TYPE_SEARCH_ENTRY,
                   "Поиск по планам, школам и процедурам");
  search = gtk_widget_get_parent (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "дорожная");
  release (desk);
  g_signal_emit_by_name (entry, "search-changed");
  g_assert_false (ui_says (search, "Дорожная карта"));
}

static void
fill (void)
{
#define ADD(name, role, func) g_test_add ("/late/" name, Desk, role, set_up, func, tear_down)
  ADD ("directories", NULL, test_directories);
  ADD ("form", NULL, test_form);
  ADD ("objectivity", NULL, test_objectivity);
  ADD ("recheck", NULL, test_recheck);
  ADD ("link", NULL, test_link);
  ADD ("lines", NULL, test_lines);
  ADD ("opening", NULL, test_opening);
  ADD ("files", "school", test_files);
  ADD ("links", "school", test_links);
  ADD ("month", NULL, test_month);
  ADD ("quarter", NULL, test_quarter);
  ADD ("list", NULL, test_list);
  ADD ("reading", NULL, test_reading);
  ADD ("versions", NULL, test_versions);
  ADD ("search", NULL, test_search);
#undef ADD
}

int
main (int argc, char **argv)
{
  return desk_main (argc, argv, "merilo-test-late", fill);
}
