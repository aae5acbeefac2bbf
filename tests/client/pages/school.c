#include "client/pages/desk.h"

#include "pages/field.h"
#include "pages/reports/report-line.h"

static void
set_up (Desk *desk, gconstpointer data)
{
  desk_open (desk, "school");
}

static void
tear_down (Desk *desk, gconstpointer data)
{
  desk_close (desk);
}

static GtkWidget *
find_line (AppPage *page, const char *no)
{
  GtkWidget *list = ui_find (GTK_WIDGET (page), GTK_TYPE_LIST_BOX, "Пункты отчёта");

  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (g_strcmp0 (merilo_record_get_text (app_report_line_get_execution (APP_REPORT_LINE (row)),
                                           MERILO_EXECUTION_ITEM_NO),
                   no)
        == 0)
      return row;
  return NULL;
}

static AppPage *
open_report (Desk *desk)
{
  AppPage *page = desk_go (desk, "reports", "304");

  UI_WAIT (ui_count (GTK_WIDGET (page), APP_TYPE_REPORT_LINE) == 8);
  return page;
}

static void
test_pages (Desk *desk, gconstpointer data)
{
  desk_go (desk, "today", NULL);
  desk_shot (desk, "school-today");
  desk_go (desk, "reports", NULL);
  desk_shot (desk, "school-reports");
  /* the school has no page of re-checks */
  app_window_go (desk->window, "recheck", NULL);
  g_assert_cmpstr (app_window_get_page_name (desk->window), ==, "reports");
}

static void
test_answer (Desk *desk, gconstpointer data)
{
  AppPage *page = open_report (desk);
  GtkWidget *line = find_line (page, "2.4");
  g_autofree char *id = NULL, *path = NULL, *state = NULL, *text = NULL;

  g_assert_nonnull (line);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (line), TRUE);
  desk_settle (desk);
  app_field_type (desk_field (line, "state"), "done");
  app_field_type (desk_field (line, "text"), "Таблица соответствия составлена и приложена.");
  app_field_type (desk_field (line, "date_done"), "12.11.2026");
  desk_shot (desk, "school-report");
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (line), FALSE); /* left: saved */
  UI_WAIT (app_outbox_get_waiting (app_context_get_outbox (desk->context)) == 0);
  id = app_record_dup_id (app_report_line_get_execution (APP_REPORT_LINE (line)));
  state = fake_dup_field (desk->fake, "executions", id, "state");
  text = fake_dup_field (desk->fake, "executions", id, "text");
  path = fake_dup_field (desk->fake, "executions", id, "date_done");
  g_assert_cmpstr (state, ==, "done");
  g_assert_cmpstr (text, ==, "Таблица соответствия составлена и приложена.");
  g_assert_cmpstr (path, ==, "2026-11-12");
}

/* a date that is none stays with its reason and is not sent */
static void
test_bad_date (Desk *desk, gconstpointer data)
{
  AppPage *page = open_report (desk);
  GtkWidget *line = find_line (page, "2.2");
  gpointer field;

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (line), TRUE);
  field = desk_field (line, "date_done");
  app_field_type (field, "31.02.2026");
  g_assert_false (app_field_is_valid (field));
  g_assert_false (app_report_line_save (APP_REPORT_LINE (line)));
  g_assert_cmpuint (fake_count (desk->fake, "PATCH", "executions"), ==, 0);
  desk_shot (desk, "school-report-wrong");
  app_field_type (field, "28.02.2026");
  g_assert_true (app_report_line_save (APP_REPORT_LINE (line)));
  UI_WAIT (fake_count (desk->fake, "PATCH", "executions") == 1);
  UI_WAIT (app_outbox_get_waiting (app_context_get_outbox (desk->context)) == 0);
}

static void
test_attach (Desk *desk, gconstpointer data)
{
  AppPage *page = open_report (desk);
  GtkWidget *line = find_line (page, "2.4");
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "Таблица.xlsx", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *body = NULL;

  g_assert_true (g_file_set_contents (path, "таблица", -1, NULL));
  fake_answer (desk->fake, "POST", "files", 201, "{\"id\":\"f-5\"}");
  app_report_line_attach (APP_REPORT_LINE (line), file);
  UI_WAIT (fake_count (desk->fake, "POST", "evidence") == 1);
  desk_settle (desk);
  body = fake_dup_last (desk->fake, "POST", "evidence");
  g_assert_nonnull (strstr (body, "\"file_id\":\"f-5\""));
  g_assert_nonnull (strstr (body, "\"title\":\"Таблица.xlsx\""));
}

static void
test_submit (Desk *desk, gconstpointer data)
{
  AppPage *page = open_report (desk);

  fake_answer (desk->fake, "POST", "/submission", 409,
               "{\"code\":\"unanswered\",\"title\":\"Не на все пункты дан ответ\",\"detail\":"
               "\"2.4, 2.2\",\"items\":[\"2.4\"]}");
  desk_act (page, "reports.submit", NULL);
  UI_WAIT (fake_count (desk->fake, "POST", "/submission") == 1);
  desk_shot (desk, "school-unanswered");
  fake_answer (desk->fake, "POST", "/submission", 200,
               "{\"id\":304,\"version\":5,\"state\":\"submitted\"}");
  fake_change (desk->fake, "quarter-reports", "304", "state", "submitted");
  desk_act (page, "reports.submit", NULL);
  UI_WAIT (fake_count (desk->fake, "POST", "/submission") == 2);
  desk_settle (desk);
  desk_shot (desk, "school-submitted");
}

static void
fill (void)
{
#define ADD(name, func) g_test_add ("/school/" name, Desk, NULL, set_up, func, tear_down)
  ADD ("pages", test_pages);
  ADD ("answer", test_answer);
  ADD ("bad-date", test_bad_date);
  ADD ("attach", test_attach);
  ADD ("submit", test_submit);
}

int
main (int argc, char **argv)
{
  return desk_main (argc, argv, "merilo-test-school", fill);
}
