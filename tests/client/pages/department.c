#include "client/pages/desk.h"

#include "pages/field.h"
#include "pages/objectivity/objectivity-page.h"
#include "pages/recheck/recheck-new.h"
#include "pages/recheck/result-row.h"
#include "pages/reports/report-line.h"
#include "widgets/record-form.h"
#include "widgets/record-table.h"

static void
set_up (Desk *desk, gconstpointer data)
{
  desk_open (desk, "methodologist");
}

static void
tear_down (Desk *desk, gconstpointer data)
{
  desk_close (desk);
}

static void
assert_sent (Desk *desk, const char *method, const char *path, const char *part)
{
  g_autofree char *body = fake_dup_last (desk->fake, method, path);

  g_assert_nonnull (body);
  if (strstr (body, part) == NULL)
    g_error ("%s %s: «%s» is not in %s", method, path, part, body);
}

/* as the server has them then */
#define ACCEPTED "{\"state\":\"accepted\",\"accepted_at\":\"2026-12-30T10:15:00Z\"}"
#define DECIDED                                                                                    \
  "{\"final_scores\":[3,3,2,0,2,2,1,1,1,2],\"open_items\":0,\"total\":17,\"mark\":4,"              \
  "\"outcome\":\"confirmed\"}"

static void
test_today (Desk *desk, gconstpointer data)
{
  AppPage *page = desk_go (desk, "today", NULL);
  guint count;

  g_assert_nonnull (ui_find (GTK_WIDGET (page), GTK_TYPE_LABEL, "5 из 7"));
  g_object_get (page, "count", &count, NULL);
  g_assert_cmpuint (count, ==, 5);
  desk_shot (desk, "today");
  /* a task leads to the very place */
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (page), "win.go", "(ss)", "plans", "1"));
  UI_WAIT (desk_is_shown (app_window_get_page (desk->window)));
  g_assert_cmpstr (app_window_get_page_name (desk->window), ==, "plans");
}

static gboolean
is_seen (AppPage *page, GType type, const char *name)
{
  GtkWidget *widget = ui_find (GTK_WIDGET (page), type, name);

  return widget != NULL && gtk_widget_get_mapped (widget);
}

static void
test_reports (Desk *desk, gconstpointer data)
{
  AppPage *page = desk_go (desk, "reports", NULL);
  GtkWidget *line, *entry;
  GtkWindow *dialog;

  desk_shot (desk, "reports-department");
  desk_act (page, "reports.open", "300");
  UI_WAIT (ui_count (GTK_WIDGET (page), APP_TYPE_REPORT_LINE) == 8);
  line = ui_find (GTK_WIDGET (page), APP_TYPE_REPORT_LINE, NULL);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (line), TRUE);
  desk_shot (desk, "report-department");
  fake_answer_changed (desk->fake, "POST", "/return", "quarter-reports", "300",
                       "{\"state\":\"returned\",\"remark\":\"Приложите справку\"}");
  desk_act (page, "reports.return", NULL);
  dialog = desk_dialog (desk);
  entry = ui_find (GTK_WIDGET (dialog), GTK_TYPE_ENTRY, "Замечание к отчёту");
  gtk_editable_set_text (GTK_EDITABLE (entry), "Приложите справку");
  desk_shot (desk, "report-return");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "do");
  UI_WAIT (fake_count (desk->fake, "POST", "quarter-reports/300/return") == 1);
  assert_sent (desk, "POST", "/return", "Приложите справку");
  desk_settle (desk);
  fake_answer_changed (desk->fake, "POST", "/acceptance", "quarter-reports", "300", ACCEPTED);
  desk_act (page, "reports.accept", NULL);
  UI_WAIT (fake_count (desk->fake, "POST", "quarter-reports/300/acceptance") == 1);
}

/* it says that it may be returned: then there is a button for it, and a place for remarks */
static void
test_accepted (Desk *desk, gconstpointer data)
{
  AppPage *page = desk_go (desk, "reports", NULL);
  g_autofree char *id = NULL;
  GtkWidget *line;

  desk_act (page, "reports.open", "300");
  UI_WAIT (ui_count (GTK_WIDGET (page), APP_TYPE_REPORT_LINE) == 8);
  g_assert_true (is_seen (page, GTK_TYPE_BUTTON, "Принять"));
  line = ui_find (GTK_WIDGET (page), APP_TYPE_REPORT_LINE, NULL);
  id = app_record_dup_id (app_report_line_get_execution (APP_REPORT_LINE (line)));
  fake_change (desk->fake, "executions", id, "report_state", "accepted");
  fake_answer_changed (desk->fake, "POST", "/acceptance", "quarter-reports", "300", ACCEPTED);
  desk_act (page, "reports.accept", NULL);
  UI_WAIT (!is_seen (page, GTK_TYPE_BUTTON, "Принять"));
  desk_settle (desk);
  g_assert_true (is_seen (page, GTK_TYPE_BUTTON, "Вернуть…"));
  line = ui_find (GTK_WIDGET (page), APP_TYPE_REPORT_LINE, NULL);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (line), TRUE);
  UI_WAIT (is_seen (page, GTK_TYPE_ENTRY, "Замечание к пункту"));
  desk_shot (desk, "report-accepted");
}

static void
test_results (Desk *desk, gconstpointer data)
{
  AppPage *page = desk_go (desk, "results", NULL);

  g_assert_nonnull (ui_find (GTK_WIDGET (page), GTK_TYPE_LABEL, "Муниципалитет"));
  desk_shot (desk, "results");
}

static void
test_recheck (Desk *desk, gconstpointer data)
{
  AppPage *page = desk_go (desk, "recheck", NULL);
  GtkWidget *row;

  desk_shot (desk, "rechecks");
  desk_act (page, "recheck.open", "70");
  UI_WAIT (ui_count (GTK_WIDGET (page), APP_TYPE_RESULT_ROW) == 10);
  /* works that wait for a decision stand first */
  row = ui_find (GTK_WIDGET (page), APP_TYPE_RESULT_ROW, NULL);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  desk_shot (desk, "recheck");
  g_assert_true (app_result_row_type (APP_RESULT_ROW (row), 2, "9"));
  desk_act (row, "result.decide", NULL); /* past the task's maximum: stays here */
  g_assert_cmpuint (fake_count (desk->fake, "POST", "/decision"), ==, 0);
  fake_answer_changed (desk->fake, "POST", "/decision", "recheck-results", "r-02", DECIDED);
  g_assert_true (app_result_row_type (APP_RESULT_ROW (row), 2, "2"));
  g_assert_true (app_result_row_type (APP_RESULT_ROW (row), 6, "1"));
  desk_act (row, "result.decide", NULL);
  UI_WAIT (fake_count (desk->fake, "POST", "/decision") == 1);
  assert_sent (desk, "POST", "/decision", "[null,null,2,null,null,null,1,null,null,null]");
  fake_answer (desk->fake, "POST", "/closure", 409,
               "{\"code\":\"locked\",\"title\":\"Одна работа ждёт решения\"}");
  desk_act (page, "recheck.close", NULL);
  UI_WAIT (fake_count (desk->fake, "POST", "/closure") == 1);
  desk_settle (desk);
}

static void
test_recheck_new (Desk *desk, gconstpointer data)
{
  AppPage *page = desk_go (desk, "recheck", NULL);
  GtkWindow *dialog;

  desk_act (page, "recheck.new", NULL);
  dialog = desk_dialog (desk);
  UI_WAIT (app_recheck_new_choose (APP_RECHECK_NEW (dialog), "13", "54", 10));
  desk_shot (desk, "recheck-new");
  desk_act (dialog, "recheck-new.create", NULL);
  UI_WAIT (fake_count (desk->fake, "POST", "rechecks") == 1);
  assert_sent (desk, "POST", "rechecks", "\"school_id\":13,\"procedure_id\":54");
  assert_sent (desk, "POST", "rechecks", "\"sample_size\":10");
  UI_WAIT (desk_dialog (desk) == NULL);
  desk_settle (desk);
}

static void
test_objectivity (Desk *desk, gconstpointer data)
{
  AppPage *page = desk_go (desk, "objectivity", NULL);

  UI_WAIT (app_objectivity_page_choose (APP_OBJECTIVITY_PAGE (page), "13", "Русский язык", 4));
  UI_WAIT (app_objectivity_page_get_n_points (APP_OBJECTIVITY_PAGE (page)) == 6);
  desk_settle (desk);
  g_assert_nonnull (ui_find (GTK_WIDGET (page), GTK_TYPE_LABEL, "15 % (9 из 61)"));
  desk_shot (desk, "objectivity");
}

static void
test_directories (Desk *desk, gconstpointer data)
{
  AppPage *page = desk_go (desk, "directories", NULL);
  g_autoptr (GPtrArray) cells = NULL;
  MeriloRecord *act;
  static const struct
  {
    guint field;
    const char *text;
  } typed[] = { { MERILO_ACT_KIND, "order" },
                { MERILO_ACT_NUMBER, "117" },
                { MERILO_ACT_DATE, "12.01.2026" },
                { MERILO_ACT_TITLE, "О перепроверке работ" } };

  desk_shot (desk, "directories");
  desk_act (page, "directories.show", "acts");
  UI_WAIT (desk_is_shown (page));
  desk_settle (desk);
  desk_act (page, "directories.add", NULL);
  desk_shot (desk, "directories-act");
  cells = app_record_table_copy_cells (APP_RECORD_TABLE (ui_find (GTK_WIDGET (page),
                                                                  APP_TYPE_RECORD_TABLE, NULL)),
                                       TRUE);
  g_assert_cmpuint (cells->len, ==, 3); /* the heading and what is there: not what is being added */
  g_assert_nonnull (ui_find (GTK_WIDGET (page), GTK_TYPE_BUTTON, "Выгрузить таблицу"));
  act = app_record_form_get_record (
      APP_RECORD_FORM (ui_find (GTK_WIDGET (page), APP_TYPE_RECORD_FORM, NULL)));
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    g_assert_true (merilo_record_parse (act, typed[i].field, typed[i].text, NULL));
  fake_misbehave (desk->fake, "acts", FAKE_SLOW, 0, 1);
  app_page_save (page);
  app_page_save (page); /* a second click */
  UI_WAIT (fake_count (desk->fake, "POST", "acts") == 1);
  desk_settle (desk);
  g_assert_cmpuint (fake_count (desk->fake, "POST", "acts"), ==, 1);
}

/* how a town counts its terms, and who may set it */
static void
test_settings (Desk *desk, gconstpointer data)
{
  AppPage *page = desk_go (desk, "directories", NULL);
  GtkWidget *table;

  desk_act (page, "directories.show", "org-settings");
  UI_WAIT (desk_is_shown (page));
  desk_settle (desk);
  g_assert_true (gtk_widget_get_mapped (ui_find (GTK_WIDGET (page), GTK_TYPE_LABEL, "note")));
  g_assert_false (/* nothing is chosen, however the panel folds and unfolds */
                  adw_flap_get_reveal_flap (
                      ADW_FLAP (ui_find (GTK_WIDGET (page), ADW_TYPE_FLAP, NULL))));
  desk_shot (desk, "directories-settings");
  table = ui_find (GTK_WIDGET (page), APP_TYPE_RECORD_TABLE, NULL);
  g_assert_cmpuint (app_record_table_get_n_shown (APP_RECORD_TABLE (table)), ==, 1);
}

static void
fill (void)
{
#define ADD(name, func) g_test_add ("/department/" name, Desk, NULL, set_up, func, tear_down)
  ADD ("today", test_today);
  ADD ("reports", test_reports);
  ADD ("accepted", test_accepted);
  ADD ("results", test_results);
  ADD ("recheck", test_recheck);
  ADD ("recheck-new", test_recheck_new);
  ADD ("objectivity", test_objectivity);
  ADD ("directories", test_directories);
  ADD ("settings", test_settings);
}

int
main (int argc, char **argv)
{
  return desk_main (argc, argv, "merilo-test-department", fill);
}
