#include "client/pages/desk.h"

#include <string.h>

#include "pages/field.h"
#include "pages/reports/link-chooser.h"
#include "pages/reports/report-file-row.h"
#include "pages/reports/report-files.h"
#include "pages/reports/report-line.h"
#include "pages/today/task-row.h"

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

/* the window is closed while an answer is under way */
static void
test_closed_meanwhile (Desk *desk, gconstpointer data)
{
  AppPage *page = open_report (desk);
  guint asked = fake_count (desk->fake, "GET", "executions");
  gpointer gone = page;

  g_object_add_weak_pointer (G_OBJECT (page), &gone);
  fake_misbehave (desk->fake, "executions", FAKE_SLOW, 0, 1);
  app_page_load (page);
  UI_WAIT (fake_count (desk->fake, "GET", "executions") > asked);
  desk_restart (desk);
  desk_settle (desk);
  g_assert_null (gone);
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
  g_assert_true (ui_says (page, "проверьте и поправьте"));
  fake_answer_changed (desk->fake, "POST", "/submission", "quarter-reports", "304",
                       "{\"state\":\"submitted\",\"answered\":8}");
  for (guint i = 3040; i < 3048; i++) /* what belongs to it is closed with it */
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      fake_change (desk->fake, "executions", id, "report_state", "submitted");
    }
  desk_act (page, "reports.submit", NULL);
  UI_WAIT (fake_count (desk->fake, "POST", "/submission") == 2);
  desk_settle (desk);
  desk_shot (desk, "school-submitted");
  g_assert_false (ui_says (page, "проверьте и поправьте")); /* nobody can any more */
  g_assert_true (ui_says (page, "Файлов нет"));
}

/* what cannot be taken is said before anything is sent */
static void
test_refused_file (Desk *desk, gconstpointer data)
{
  static const struct
  {
    const char *name;
    goffset size;
    gboolean taken;
  } files[] = {
    { "Справка.pdf", 1, TRUE },
    { "СПРАВКА.DOCX", APP_REPORT_FILE_MAX, TRUE },
    { "Справка.pdf", APP_REPORT_FILE_MAX + 1, FALSE },
    { "Справка.pdf", 0, FALSE },
    { "Всё.zip", 1, FALSE },
    { "программа.exe", 1, FALSE },
    { "без-точки", 1, FALSE },
  };
  AppPage *page = open_report (desk);
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "Всё.zip", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;

      if (app_report_file_check (files[i].name, files[i].size, &error) != files[i].taken)
        g_error ("%s of %d is judged wrongly", files[i].name, (int) files[i].size);
    }
  g_assert_true (g_file_set_contents (path, "PK", -1, NULL));
  app_report_line_attach (APP_REPORT_LINE (find_line (page, "2.4")), file);
  desk_settle (desk);
  g_assert_cmpuint (fake_count (desk->fake, "POST", "files"), ==, 0);
}

static void
test_picture (Desk *desk, gconstpointer data)
{
  AppPage *page = open_report (desk);
  GtkWidget *line = find_line (page, "2.4"), *files;
  static const guint8 pixels[4 * 4 * 4] = { 255 };
  g_autoptr (GBytes) bytes = g_bytes_new_static (pixels, sizeof pixels);
  g_autoptr (GdkTexture) picture = gdk_memory_texture_new (4, 4, GDK_MEMORY_R8G8B8A8, bytes, 16);
  g_autofree char *body = NULL;

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (line), TRUE);
  files = ui_find (line, APP_TYPE_REPORT_FILES, NULL);
  fake_answer (desk->fake, "POST", "files", 201, "{\"id\":\"f-6\"}");
  app_report_files_attach_picture (APP_REPORT_FILES (files), picture);
  UI_WAIT (fake_count (desk->fake, "POST", "evidence") == 1);
  desk_settle (desk);
  body = fake_dup_last (desk->fake, "POST", "evidence");
  g_assert_nonnull (strstr (body, "\"title\":\"Снимок "));
}

static void
test_withdraw (Desk *desk, gconstpointer data)
{
  AppPage *page = open_report (desk);
  GtkWidget *line = find_line (page, "1.2"), *row = NULL, *entry;
  g_autofree char *body = NULL;
  GtkWindow *dialog;

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (line), TRUE);
  UI_WAIT ((row = ui_find (line, APP_TYPE_REPORT_FILE_ROW, NULL)) != NULL);
  desk_act (row, "file.withdraw", NULL);
  dialog = desk_dialog (desk);
  entry = ui_find (GTK_WIDGET (dialog), GTK_TYPE_ENTRY, "Причина отзыва");
  gtk_editable_set_text (GTK_EDITABLE (entry), "   ");
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "do"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "Приложена не та справка");
  desk_shot (desk, "school-withdraw");
  fake_answer (desk->fake, "POST", "/withdrawal", 200, "{\"id\":1,\"version\":2}");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "do");
  UI_WAIT (fake_count (desk->fake, "POST", "evidence/1/withdrawal") == 1);
  body = fake_dup_last (desk->fake, "POST", "withdrawal");
  g_assert_nonnull (strstr (body, "Приложена не та справка"));
  desk_settle (desk);
}

static void
test_links (Desk *desk, gconstpointer data)
{
  AppPage *page = open_report (desk);
  GtkWidget *line = find_line (page, "2.4"), *chooser;
  g_autofree char *body = NULL;

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (line), TRUE);
  UI_WAIT (ui_find (line, GTK_TYPE_BUTTON, "процедура: ВПР 2026, Русский язык, 4 класс") != NULL);
  chooser = ui_find (line, APP_TYPE_LINK_CHOOSER, NULL);
  app_link_chooser_load (APP_LINK_CHOOSER (chooser));
  /* six procedures, two acts, an event; a school does not see re-checks */
  UI_WAIT (app_link_chooser_get_n_shown (APP_LINK_CHOOSER (chooser)) == 9);
  app_link_chooser_search (APP_LINK_CHOOSER (chooser), "КОЛЛЕГИИ");
  g_assert_cmpuint (app_link_chooser_get_n_shown (APP_LINK_CHOOSER (chooser)), ==, 2);
  g_signal_emit_by_name (chooser, "chosen", "event", (gint64) 850);
  UI_WAIT (fake_count (desk->fake, "POST", "execution-links") == 1);
  body = fake_dup_last (desk->fake, "POST", "execution-links");
  g_assert_nonnull (strstr (body, "\"kind\":\"event\""));
  g_assert_nonnull (strstr (body, "\"target_id\":850"));
  desk_settle (desk);
  desk_shot (desk, "school-links");
}

/* what was carried from the quarter before is marked */
static void
test_carried (Desk *desk, gconstpointer data)
{
  static const char words[] = "перенесено из прошлого квартала: проверьте и поправьте";
  AppPage *page = open_report (desk);
  GtkWidget *carried = find_line (page, "3.1"), *own = find_line (page, "2.1");

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (carried), TRUE);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (own), TRUE);
  g_assert_true (gtk_widget_get_visible (ui_find (carried, GTK_TYPE_LABEL, words)));
  g_assert_false (gtk_widget_get_visible (ui_find (own, GTK_TYPE_LABEL, words)));
}

/* an answer is whole with what its state asks for: the text, the day, the reason */
static void
test_whole (Desk *desk, gconstpointer data)
{
  AppPage *page = open_report (desk);
  AppReportLine *line = APP_REPORT_LINE (find_line (page, "2.2"));

  g_assert_false (app_report_line_is_answered (line));
  app_report_line_open (line);
  app_field_type (desk_field (line, "state"), "done");
  g_assert_false (app_report_line_is_answered (line));
  app_field_type (desk_field (line, "text"), "Проверили.");
  g_assert_false (app_report_line_is_answered (line));
  app_field_type (desk_field (line, "date_done"), "10.11.2026");
  g_assert_true (app_report_line_is_answered (line));
  app_field_type (desk_field (line, "state"), "not-done");
  g_assert_false (app_report_line_is_answered (line));
  g_assert_true (gtk_widget_get_visible (desk_field (line, "reason")));
  app_field_type (desk_field (line, "reason"), "Карантин");
  g_assert_true (app_report_line_is_answered (line));
  desk_settle (desk);
}

/* a task leads to the line of its item */
static void
test_task_leads (Desk *desk, gconstpointer data)
{
  g_autoptr (MeriloRecord) task = g_object_new (app_type_of (&merilo_task_entity), NULL);
  g_autofree char *target = NULL, *plain = NULL;
  AppPage *page;

  merilo_record_set_text (task, MERILO_TASK_KIND, "control-date");
  merilo_record_set_text (task, MERILO_TASK_PAGE, "reports");
  merilo_record_set_text (task, MERILO_TASK_TITLE, "2.2 Проверка работ комиссией");
  merilo_record_set_whole (task, MERILO_TASK_TARGET_ID, 2);
  g_assert_true (merilo_record_parse (task, MERILO_TASK_DUE, "10.11.2026", NULL));
  target = app_task_dup_target (task);
  g_assert_cmpstr (target, ==, "due/2/2026-Q4/2.2");
  merilo_record_set_text (task, MERILO_TASK_KIND, "report");
  plain = app_task_dup_target (task);
  g_assert_cmpstr (plain, ==, "2");
  page = desk_go (desk, "reports", target);
  UI_WAIT (ui_count (GTK_WIDGET (page), APP_TYPE_REPORT_LINE) == 8);
  UI_WAIT (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (find_line (page, "2.2"))));
  g_assert_false (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (find_line (page, "2.1"))));
  desk_settle (desk);
}

/* what was handed in cannot be typed into, and the page says who opens it */
static void
test_locked (Desk *desk, gconstpointer data)
{
  AppPage *page;
  GtkWidget *line;

  fake_change (desk->fake, "quarter-reports", "304", "state", "submitted");
  fake_change (desk->fake, "executions", "3042", "report_state", "submitted");
  page = open_report (desk);
  line = find_line (page, "2.1");
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (line), TRUE);
  desk_settle (desk);
  g_assert_nonnull (ui_find (GTK_WIDGET (page), GTK_TYPE_LABEL,
                             "Отчёт сдан, правки закрыты. Если нужно что-то исправить, попросите "
                             "методиста управления вернуть отчёт."));
  g_assert_false (gtk_widget_get_mapped (ui_find (line, GTK_TYPE_BUTTON, "Приложить файлы…")));
  desk_shot (desk, "school-locked");
}

static void
fill (void)
{
#define ADD(name, func) g_test_add ("/school/" name, Desk, NULL, set_up, func, tear_down)
  ADD ("pages", test_pages);
  ADD ("closed-meanwhile", test_closed_meanwhile);
  ADD ("answer", test_answer);
  ADD ("bad-date", test_bad_date);
  ADD ("attach", test_attach);
  ADD ("submit", test_submit);
  ADD ("refused-file", test_refused_file);
  ADD ("picture", test_picture);
  ADD ("withdraw", test_withdraw);
  ADD ("links", test_links);
  ADD ("carried", test_carried);
  ADD ("whole", test_whole);
  ADD ("task-leads", test_task_leads);
  ADD ("locked", test_locked);
}

int
main (int argc, char **argv)
{
  return desk_main (argc, argv, "merilo-test-school", fill);
}
