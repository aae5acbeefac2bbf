#include "client/pages/import-desk.h"
#include "client/pages/paper-desk.h"
#include "client/pages/results-desk.h"

#include <gtk/gtkunixprint.h>
#include <string.h>

#include "pages/results/import-detail.h"
#include "pages/results/import-journal.h"
#include "pages/results/import-line.h"
#include "pages/paper-document.h"
#include "pages/results/names-dialog.h"
#include "store/names.h"
#include "widgets/sheet-view.h"

#define IMPORTS                                                                                              \
  "[{\"id\":41,\"name\":\"Форма Математика 4 класс.xlsx\",\"layout\":\"form-2026\","     \
  "\"procedure_id\":51,\"rows\":90,\"new_rows\":85,\"same_rows\":0,\"changed_rows\":2,"                      \
  "\"marked_rows\":0,\"refused_rows\":3,\"created_at\":\"2026-03-30T11:02:00Z\","                            \
  "\"created_by\":\"Орлова Анна Павловна\"},"                                              \
  "{\"id\":40,\"name\":\"Ф1 Русский язык 4 класс.xlsx\",\"layout\":\"individual-results\"," \
  "\"procedure_id\":50,\"rows\":412,\"new_rows\":412,\"same_rows\":0,\"changed_rows\":0,"                    \
  "\"marked_rows\":0,\"refused_rows\":0,\"created_at\":\"2026-03-29T09:30:00Z\","                            \
  "\"created_by\":\"Орлова Анна Павловна\"},"                                              \
  "{\"id\":39,\"name\":\"Ф1 пробный.xlsx\",\"layout\":\"individual-results\",\"procedure_id\":50,"   \
  "\"rows\":12,\"new_rows\":12,\"same_rows\":0,\"changed_rows\":0,\"marked_rows\":0,"                        \
  "\"refused_rows\":0,\"created_at\":\"2026-03-28T09:00:00Z\",\"created_by\":\"Орлова Анна "       \
  "Павловна\",\"withdrawn_at\":\"2026-03-28T09:05:00Z\",\"withdrawn_reason\":\"Загружен "    \
  "пробный файл\"}]"

static char *
issues_cb (Fake *fake, const char *path, const char *body, guint *status, gpointer data)
{
  if (strstr (path, "41") == NULL)
    return g_strdup ("[]");
  return g_strdup (
      "[{\"row\":17,\"column\":5,\"code\":\"item-above-max\",\"value\":\"5\",\"who\":"
      "\"11017\",\"marked\":false},{\"row\":44,\"column\":0,\"code\":\"doubled-code\","
      "\"value\":null,\"who\":\"11044\",\"marked\":false},{\"row\":45,\"column\":0,\"code\":"
      "\"doubled-code\",\"value\":null,\"marked\":true}]");
}

static char *
changes_cb (Fake *fake, const char *path, const char *body, guint *status, gpointer data)
{
  if (strstr (path, "41") == NULL)
    return g_strdup ("[]");
  return g_strdup (
      "[{\"org_id\":14,\"code\":\"11017\",\"field\":\"total\",\"old\":5,\"new\":7},"
      "{\"org_id\":14,\"code\":\"11017\",\"field\":\"scores\",\"old\":[1,0,null,-1],\"new\":"
      "[1,2,0,-1]},{\"org_id\":14,\"code\":\"11021\",\"field\":\"class\",\"old\":\"4А\",\"new\":"
      "\"4Б\"}]");
}

static void
set_up (Desk *desk, gconstpointer role)
{
  import_desk_open (desk, role);
  fake_load (desk->fake, "imports", IMPORTS);
  fake_act (desk->fake, "GET", "/issues", issues_cb, NULL);
  fake_act (desk->fake, "GET", "/changes", changes_cb, NULL);
}

static AppImportJournal *
open_journal (Desk *desk)
{
  AppPage *page = desk_go (desk, "results", NULL);
  AppImportJournal *journal;

  desk_act (page, "results.journal", NULL);
  journal = ui_window (APP_TYPE_IMPORT_JOURNAL);
  desk_settle (desk);
  return journal;
}

static gboolean
is_chosen (AppImportJournal *journal, const char *id)
{
  g_autofree char *chosen = app_import_journal_dup_chosen (journal);

  return g_str_equal (chosen, id);
}

static void
test_journal (Desk *desk, gconstpointer data)
{
  AppImportJournal *journal = open_journal (desk);

  UI_WAIT (is_chosen (journal, "41"));
  g_assert_cmpuint (app_import_journal_get_n (journal), ==, 3);
  g_assert_true (ui_says (journal, "строк 90: новых 85, прежних 0, изменено 2"));
  g_assert_true (ui_says (journal, "Замечания (3)"));
  g_assert_true (ui_says (journal, "Что изменено (3)"));
  /* whose row a remark is of */
  g_assert_true (
      app_import_detail_shows (APP_IMPORT_DETAIL (
                                   ui_find (GTK_WIDGET (journal), APP_TYPE_IMPORT_DETAIL, NULL)),
                               "11044"));
  /* and the reason in whole, of the row that the cursor is on */
  g_assert_true (ui_says (journal, "Причина: Балл больше максимального за "));
  import_desk_shot (desk, journal, "journal-issues");
  ui_press (results_find_mapped (GTK_WIDGET (journal), APP_TYPE_SHEET_VIEW), GDK_KEY_Down, 0);
  g_assert_true (ui_says (journal, "Код участника: 11044 · Причина: Код участника стоит дважды; "));
  gtk_stack_set_visible_child_name (GTK_STACK (gtk_stack_switcher_get_stack (GTK_STACK_SWITCHER (
                                        ui_find (GTK_WIDGET (journal), GTK_TYPE_STACK_SWITCHER,
                                                 NULL)))),
                                    "changes");
  import_desk_shot (desk, journal, "journal-changes");
  app_import_journal_choose (journal, 39);
  UI_WAIT (is_chosen (journal, "39"));
  g_assert_true (ui_says (journal, "Загрузка отменена 28.03.2026"));
  g_assert_true (ui_says (journal, "Загружен пробный файл"));
  import_desk_shot (desk, journal, "journal-withdrawn");
}

/* Ctrl+P: the load that is chosen, and the table of it that is seen */
static void
test_print (Desk *desk, gconstpointer data)
{
  AppImportJournal *journal = open_journal (desk);
  AppImportDetail *detail
      = APP_IMPORT_DETAIL (ui_find (GTK_WIDGET (journal), APP_TYPE_IMPORT_DETAIL, NULL));
  g_auto (AppPaper) paper = { NULL };
  g_auto (AppPaper) other = { NULL };
  g_autoptr (MeriloDocument) document = NULL, withdrawn = NULL;
  g_autoptr (GPtrArray) cells = NULL;
  g_autofree char *words = NULL;

  UI_WAIT (is_chosen (journal, "41"));
  g_assert_true (app_import_journal_describe_paper (journal, &paper));
  document = app_paper_to_document (&paper, NULL);
  g_assert_cmpstr (document->title, ==, "Загрузка: Форма Математика 4 класс.xlsx");
  g_assert_true (paper_says (document, "строк 90: новых 85, прежних 0, изменено 2"));
  g_assert_true (paper_says (document, "Замечания (3)"));
  cells = app_import_detail_copy_cells (detail);
  paper_assert_cells (paper_table (document, 0), cells);
  words = paper_write_any (desk, &paper, "paper-import");
  g_assert_nonnull (strstr (words, "11044"));
  /* one without remarks says so, and why it is no more */
  app_import_journal_choose (journal, 39);
  UI_WAIT (is_chosen (journal, "39"));
  g_assert_true (app_import_journal_describe_paper (journal, &other));
  withdrawn = app_paper_to_document (&other, NULL);
  g_assert_null (paper_table (withdrawn, 0));
  g_assert_true (paper_says (withdrawn, "Замечаний к строкам нет."));
  g_assert_true (paper_says (withdrawn, "Загружен пробный файл"));
  /* by the key, above the journal */
  g_object_set (gtk_settings_get_default (), "gtk-print-backends", "file", NULL);
  g_assert_true (ui_press_bound (GTK_WIDGET (journal), GDK_KEY_p, GDK_CONTROL_MASK));
  UI_WAIT (ui_window (GTK_TYPE_PRINT_UNIX_DIALOG) != NULL);
  g_assert_true (gtk_window_get_transient_for (ui_window (GTK_TYPE_PRINT_UNIX_DIALOG))
                 == GTK_WINDOW (journal));
  gtk_dialog_response (ui_window (GTK_TYPE_PRINT_UNIX_DIALOG), GTK_RESPONSE_CANCEL);
  UI_WAIT (ui_window (GTK_TYPE_PRINT_UNIX_DIALOG) == NULL);
}

/* no load, or one whose answers are on their way */
static void
test_print_nothing (Desk *desk, gconstpointer data)
{
  g_auto (AppPaper) paper = { NULL };
  AppImportJournal *journal = open_journal (desk);

  UI_WAIT (is_chosen (journal, "41"));
  fake_misbehave (desk->fake, "issues", FAKE_HELD, 0, 1);
  app_import_journal_choose (journal, 40);
  g_assert_false (app_import_journal_describe_paper (journal, &paper));
  fake_release (desk->fake);
  UI_WAIT (is_chosen (journal, "40"));
  gtk_window_destroy (GTK_WINDOW (journal));
  fake_load (desk->fake, "imports", "[]");
  journal = open_journal (desk);
  UI_WAIT (ui_says (journal, "Загрузок ещё не было"));
  g_assert_true (ui_press_bound (GTK_WIDGET (journal), GDK_KEY_p, GDK_CONTROL_MASK));
  UI_WAIT (ui_says (desk->window, "Здесь печатать нечего: выберите загрузку"));
  g_assert_null (ui_window (GTK_TYPE_PRINT_UNIX_DIALOG));
}

static void
test_withdraw (Desk *desk, gconstpointer data)
{
  AppImportJournal *journal = open_journal (desk);
  GtkWindow *question;
  g_autofree char *body = NULL;

  UI_WAIT (is_chosen (journal, "41"));
  fake_answer (desk->fake, "POST", "/withdrawal", 409,
               "{\"code\":\"locked\",\"title\":\"Строки этого файла потом изменила загрузка «Ф1 "
               "Математика.xlsx»: сначала отмените её\"}");
  import_desk_press (journal, "Отменить загрузку…");
  question = ui_window (ADW_TYPE_MESSAGE_DIALOG);
  gtk_editable_set_text (GTK_EDITABLE (ui_find (GTK_WIDGET (question), GTK_TYPE_ENTRY,
                                                "Почему загрузка отменяется")),
                         "Школа прислала исправленную форму");
  import_desk_shot (desk, question, "journal-withdraw");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), "do");
  UI_WAIT (ui_says (journal, "сначала отмените её"));
  body = fake_dup_last (desk->fake, "POST", "imports/41/withdrawal");
  g_assert_cmpstr (body, ==, "{\"reason\":\"Школа прислала исправленную форму\"}");
  import_desk_shot (desk, journal, "journal-conflict");
  fake_answer (desk->fake, "POST", "/withdrawal", 200, "{\"id\":41}");
  fake_change (desk->fake, "imports", "41", "withdrawn_at", "2026-03-31T10:00:00Z");
  app_import_journal_withdraw (journal, "Школа прислала исправленную форму");
  UI_WAIT (ui_says (journal, "Загрузка отменена 31.03.2026"));
  UI_WAIT (is_chosen (journal, "41"));
}

/* what is chosen while the journal is read, or a load is withdrawn, stays so */
static void
test_chosen_meanwhile (Desk *desk, gconstpointer data)
{
  AppImportJournal *journal = open_journal (desk);

  UI_WAIT (is_chosen (journal, "41"));
  fake_misbehave (desk->fake, "procedures", FAKE_HELD, 0, 1);
  desk_act (journal, "journal.load", NULL);
  app_import_journal_choose (journal, 40);
  fake_release (desk->fake);
  desk_settle (desk);
  UI_WAIT (is_chosen (journal, "40"));
  app_import_journal_choose (journal, 41);
  UI_WAIT (is_chosen (journal, "41"));
  fake_answer (desk->fake, "POST", "/withdrawal", 409,
               "{\"code\":\"locked\",\"title\":\"Сначала отмените другую загрузку\"}");
  fake_misbehave (desk->fake, "withdrawal", FAKE_HELD, 0, 1);
  app_import_journal_withdraw (journal, "Школа прислала исправленную форму");
  UI_WAIT (fake_count (desk->fake, "POST", "/withdrawal") == 1);
  app_import_journal_choose (journal, 40);
  UI_WAIT (is_chosen (journal, "40"));
  fake_release (desk->fake);
  UI_WAIT (ui_says (desk->window, "Сначала отмените другую загрузку"));
  g_assert_false (ui_says (journal, "Сначала отмените другую загрузку"));
}

static void
test_empty (Desk *desk, gconstpointer data)
{
  AppImportJournal *journal;

  fake_load (desk->fake, "imports", "[]");
  journal = open_journal (desk);
  UI_WAIT (ui_find (GTK_WIDGET (journal), GTK_TYPE_LABEL, "Загрузок ещё не было") != NULL);
  import_desk_shot (desk, journal, "journal-empty");
}

/* in either of the two answers: the server's own words, and asked again when the user says so */
static void
test_error (Desk *desk, gconstpointer data)
{
  static const struct
  {
    const char *path;
    guint status;
    const char *code, *title, *good;
  } rows[] = {
    { "procedures", 500, "internal", "Внутренняя ошибка сервера", "[]" },
    { "imports", 429, "too-many", "Слишком много запросов, повторите позже", IMPORTS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *body
          = g_strdup_printf ("{\"type\":\"urn:merilo:problem:%s\",\"title\":\"%s\","
                             "\"status\":%u,\"code\":\"%s\"}",
                             rows[i].code, rows[i].title, rows[i].status, rows[i].code);
      AppImportJournal *journal;

      g_test_message ("%s", rows[i].path);
      fake_answer (desk->fake, "GET", rows[i].path, rows[i].status, body);
      journal = open_journal (desk);
      UI_WAIT (ui_says (journal, rows[i].title));
      g_assert_true (ui_says (journal, rows[i].code)); /* for the administrator */
      g_assert_cmpuint (app_import_journal_get_n (journal), ==, 0);
      import_desk_shot (desk, journal, i == 0 ? "journal-error" : "journal-refused");
      fake_answer (desk->fake, "GET", rows[i].path, 200, rows[i].good);
      import_desk_press (journal, "Повторить");
      UI_WAIT (is_chosen (journal, "41"));
      g_assert_cmpuint (app_import_journal_get_n (journal), ==, 3);
      g_assert_true (ui_says (journal, "строк 90: новых 85"));
      g_assert_false (ui_says (journal, rows[i].title));
      gtk_window_destroy (GTK_WINDOW (journal));
    }
}

/* thousands of loads: a page at a time, as the user scrolls; one that is far down is found */

#define MANY 250

static char *
make_many (void)
{
  GString *imports = g_string_new ("[");

  for (guint i = 0; i < MANY; i++)
    g_string_append_printf (
        imports,
        "%s{\"id\":%u,\"name\":\"Форма %u.xlsx\",\"procedure_id\":51,\"rows\":%u,"
        "\"new_rows\":%u,\"refused_rows\":0,\"created_at\":\"2026-03-30T11:02:00Z\","
        "\"created_by\":\"Орлова Анна Павловна\"}",
        i > 0 ? "," : "", 1000 - i, MANY - i, 1 + i % 30, 1 + i % 30);
  g_string_append_c (imports, ']');
  return g_string_free (imports, FALSE);
}

static AppImportJournal *
open_many (Desk *desk)
{
  g_autofree char *many = make_many ();
  AppImportJournal *journal;

  fake_load (desk->fake, "imports", many);
  journal = open_journal (desk);
  UI_WAIT (is_chosen (journal, "1000"));
  desk_settle (desk);
  return journal;
}

static guint
count_pages (Desk *desk)
{
  return fake_count (desk->fake, "GET", "imports") - fake_count (desk->fake, "GET", "/issues")
         - fake_count (desk->fake, "GET", "/changes");
}

static void
test_many (Desk *desk, gconstpointer data)
{
  AppImportJournal *journal = open_many (desk);
  GtkWidget *list;
  GtkAdjustment *scrolled;

  g_assert_cmpuint (app_import_journal_get_n (journal), ==, 100);
  g_assert_cmpuint (count_pages (desk), ==, 1);
  import_desk_shot (desk, journal, "journal-many");
  list = ui_find (GTK_WIDGET (journal), GTK_TYPE_LIST_VIEW, "Загрузки");
  g_assert_cmpuint (ui_count (list, APP_TYPE_IMPORT_LINE), <=, 20); /* those that are seen */
  scrolled = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));
  for (guint n = 200; n <= MANY + 50; n += 100)
    {
      gtk_adjustment_set_value (scrolled, gtk_adjustment_get_upper (scrolled));
      UI_WAIT (app_import_journal_get_n (journal) == MIN (n, MANY));
      desk_settle (desk);
    }
  g_assert_true (is_chosen (journal, "1000")); /* scrolling chooses nothing */
  g_assert_cmpuint (count_pages (desk), ==, 3);
  gtk_window_destroy (GTK_WINDOW (journal));
  /* «Что изменено…» of a file that went in long before the last one */
  journal = APP_IMPORT_JOURNAL (
      app_import_journal_open (GTK_WINDOW (desk->window), desk->context, 1000 - MANY + 1));
  UI_WAIT (is_chosen (journal, "751"));
  g_assert_true (ui_says (journal, "Форма 1.xlsx"));
  import_desk_shot (desk, journal, "journal-far");
  list = ui_find (GTK_WIDGET (journal), GTK_TYPE_LIST_VIEW, "Загрузки");
  UI_WAIT (ui_says (list, "Форма 1.xlsx")); /* it comes in sight, when the list has its height */
  g_assert_cmpuint (ui_count (list, APP_TYPE_IMPORT_LINE), >=, 5);
  gtk_window_destroy (GTK_WINDOW (journal));
}

/* a page is lost on its way: what was there stays, and it is asked for again */
static void
test_lost_page (Desk *desk, gconstpointer data)
{
  AppImportJournal *journal = open_many (desk);
  GtkAdjustment *scrolled;

  scrolled = gtk_scrollable_get_vadjustment (
      GTK_SCROLLABLE (ui_find (GTK_WIDGET (journal), GTK_TYPE_LIST_VIEW, "Загрузки")));
  fake_misbehave (desk->fake, "imports", FAKE_STATUS, 500, 1);
  gtk_adjustment_set_value (scrolled, gtk_adjustment_get_upper (scrolled));
  UI_WAIT (count_pages (desk) == 2);
  desk_settle (desk);
  g_assert_cmpuint (app_import_journal_get_n (journal), ==, 100);
  g_assert_true (is_chosen (journal, "1000"));
  gtk_adjustment_set_value (scrolled, 0);
  gtk_adjustment_set_value (scrolled, gtk_adjustment_get_upper (scrolled));
  UI_WAIT (app_import_journal_get_n (journal) == 200);
}

/* The school's own names */

static gboolean
take (AppNamesDialog *dialog, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return app_names_dialog_take (dialog, bytes);
}

/* on the screen and not in what is saved or copied */
static gboolean
shows (AppImportJournal *journal, const char *name)
{
  AppImportDetail *detail
      = APP_IMPORT_DETAIL (ui_find (GTK_WIDGET (journal), APP_TYPE_IMPORT_DETAIL, NULL));
  g_autoptr (GPtrArray) cells = app_import_detail_copy_cells (detail);

  for (guint r = 0; r < cells->len; r++)
    for (char **cell = cells->pdata[r]; *cell != NULL; cell++)
      g_assert_null (strstr (*cell, name));
  return app_import_detail_shows (detail, name);
}

/* files that are no list: what is said stands in the dialog, and nothing is kept */
static void
assert_unread (AppNamesDialog *dialog)
{
  static const struct
  {
    const char *text, *words;
  } rows[] = {
    { "", "Файл пуст: сохраните список ещё раз и загрузите его." },
    { "Код\n11001\n11002", "Не видно столбца с фамилиями: добавьте его рядом с кодами и сохраните "
                           "список снова." },
    { "\xD0\xCF\x11\xE0", "Книга старого вида (.xls): откройте её в Excel и сохраните" },
    { "просто слова\nбез кодов", "Не видно столбца с кодами участников: добавьте его" },
  };
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "merilo-names-unread.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_true (g_file_set_contents (path, rows[i].text, -1, NULL));
      g_assert_false (app_names_dialog_open (dialog, file));
      g_assert_true (ui_says (dialog, rows[i].words));
      g_assert_true (ui_says (dialog, "Списков на этом компьютере нет"));
    }
  g_assert_true (g_file_delete (file, NULL, NULL));
}

static void
test_names (Desk *desk, gconstpointer data)
{
  const char *names[] = { "Форма Математика 4 класс.xlsx", NULL };
  AppPage *page = desk_go (desk, "results", NULL);
  AppStore *store = app_context_get_store (desk->context);
  AppNamesDialog *dialog;
  AppImportJournal *journal;
  AppResultsImport *import;
  GtkWidget *view;
  GdkRectangle last;

  desk_act (page, "results.names", NULL);
  dialog = APP_NAMES_DIALOG (desk_dialog (desk));
  g_assert_true (ui_says (dialog, "Списков на этом компьютере нет"));
  desk_shot (desk, "names-empty");
  app_names_dialog_set_year (dialog, 2026);
  assert_unread (dialog);
  desk_shot (desk, "names-unread");
  g_assert_true (take (dialog, "Код;Фамилия;Имя\n11017;Ёжикова;Щука\n11021;Яблонев;Ъ-Юрий\n;Без;"
                               "Кода\n"));
  g_assert_true (ui_says (dialog, "Загружено: 2. Без кода или фамилии осталось строк: 1."));
  g_assert_true (ui_says (dialog, "2026: 2 участника"));
  desk_shot (desk, "names-loaded");
  app_names_dialog_set_year (dialog, 2024);
  g_assert_true (take (dialog, "11017\tКуропаткина Зоя\n11021\tЛастик Ян"));
  gtk_window_destroy (GTK_WINDOW (dialog));
  import = import_desk_read (desk, names, "dirty");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (import), "import.review", "u", 0));
  UI_WAIT (ui_says (import, "Строка 17, код 11017 · Ёжикова Щука"));
  desk_shot (desk, "names-review");
  gtk_window_destroy (GTK_WINDOW (import));
  journal = open_journal (desk);
  UI_WAIT (is_chosen (journal, "41"));
  /* codes are given anew each year: these are works of 2024 */
  g_assert_true (shows (journal, "Куропаткина Зоя"));
  g_assert_false (shows (journal, "Ёжикова"));
  /* the row that can be copied has no name in it */
  g_assert_true (ui_says (journal, "Код участника: 11017 · В ячейке: 5 · Причина: Балл"));
  g_assert_false (ui_says (journal, "Куропаткина"));
  /* with the names too every column is in sight, and the reason is read where it stands */
  view = results_find_mapped (GTK_WIDGET (journal), APP_TYPE_SHEET_VIEW);
  last = app_sheet_view_get_head_place (APP_SHEET_VIEW (view), 5);
  g_assert_cmpint (last.width, >, 0);
  g_assert_cmpint (last.x + last.width, <=, gtk_widget_get_width (view));
  import_desk_shot (desk, journal, "names-journal");
  gtk_window_destroy (GTK_WINDOW (journal));
  desk_act (page, "results.names", NULL);
  dialog = APP_NAMES_DIALOG (desk_dialog (desk));
  import_desk_press (dialog, "Удалить имена");
  g_assert_true (ui_says (dialog, "Имена удалены с этого компьютера"));
  g_assert_cmpuint (app_names_count (store, 0), ==, 0);
}

static void
fill (void)
{
#define ADD(name, role, func)                                                                      \
  g_test_add ("/journal/" name, Desk, role, set_up, func, import_desk_close)
  ADD ("list", "methodologist", test_journal);
  ADD ("print", "methodologist", test_print);
  ADD ("print-nothing", "methodologist", test_print_nothing);
  ADD ("withdraw", "methodologist", test_withdraw);
  ADD ("chosen-meanwhile", "methodologist", test_chosen_meanwhile);
  ADD ("empty", "school", test_empty);
  ADD ("error", "school", test_error);
  ADD ("many", "methodologist", test_many);
  ADD ("lost-page", "methodologist", test_lost_page);
  ADD ("names", "school", test_names);
}

int
main (int argc, char **argv)
{
  return desk_main (argc, argv, "merilo-test-import-journal", fill);
}
