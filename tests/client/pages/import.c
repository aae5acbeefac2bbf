#include "client/pages/import-desk.h"

#include <string.h>

#include "pages/results/import-review.h"
#include "pages/results/layout-editor.h"

/* Reading and deciding */

static void
test_choose (Desk *desk, gconstpointer data)
{
  AppPage *page = desk_go (desk, "results", NULL);

  desk_act (page, "results.import", NULL);
  desk_shot (desk, "import-choose");
}

static void
test_ask (Desk *desk, gconstpointer data)
{
  const char *good[] = { "Ф1 Русский язык 4 класс.xlsx", NULL };
  AppResultsImport *dialog = import_desk_read (desk, good, "good");
  g_autoptr (GFile) dirty = import_desk_file ("Форма Математика 4 класс.xlsx", "dirty");
  g_autoptr (GFile) same = import_desk_file ("Ф1 2025 Русский язык 4 класс.xlsx", "same");
  g_autoptr (GFile) locked = import_desk_file ("Закрытая.xlsx", "locked");
  AppImportReview *review;
  g_autofree char *body = NULL;

  app_results_import_take (dialog, dirty);
  app_results_import_take (dialog, dirty); /* once is enough */
  app_results_import_take (dialog, same);
  app_results_import_take (dialog, locked);
  UI_WAIT (!app_import_queue_is_busy (app_results_import_get_queue (dialog)));
  g_assert_cmpuint (app_results_import_get_n_read (dialog), ==, 3);
  g_assert_true (ui_says (dialog, "снимите пароль в Excel"));
  g_assert_true (ui_says (dialog, "4 файла · строк: новых 485, изменённых 3, отклонённых 5"));
  desk_shot (desk, "import-files");
  import_desk_set_policy (dialog, APP_IMPORT_MARK); /* three of five can be taken so */
  g_assert_true (ui_says (dialog, "отклонённых 2"));
  import_desk_set_policy (dialog, APP_IMPORT_ASK);
  g_assert_true (ui_says (dialog, "отклонённых 5"));
  /* storing first asks about rows that nobody has looked at */
  desk_act (dialog, "import.store", NULL);
  g_assert_cmpuint (fake_count (desk->fake, "POST", "imports/from-job"), ==, 0);
  review = APP_IMPORT_REVIEW (ui_find (GTK_WIDGET (dialog), APP_TYPE_IMPORT_REVIEW, NULL));
  g_assert_cmpuint (app_import_review_get_n_shown (review), ==, 5);
  g_assert_true (ui_says (review, "Строка 17, код 11017"));
  g_assert_true (ui_says (review, "столбец E: балл больше максимального за задание, стоит «5»")
                 || ui_says (review, "Столбец E: балл больше максимального за задание, стоит «5»"));
  desk_shot (desk, "import-ask");
  desk_act (review, "review.take-alike", NULL); /* rows 17 and 30 */
  g_assert_cmpuint (app_remarks_count_taken (import_desk_get_file (dialog, 1)->remarks), ==, 2);
  desk_act (review, "review.leave", NULL);
  g_assert_cmpuint (app_remarks_count_taken (import_desk_get_file (dialog, 1)->remarks), ==, 1);
  app_import_review_filter (review, "doubled-code");
  g_assert_cmpuint (app_import_review_get_n_shown (review), ==, 2);
  g_assert_true (ui_says (review, "Такую строку взять нельзя"));
  desk_act (review, "review.take", NULL); /* nobody knows whose it is */
  g_assert_cmpuint (app_remarks_count_taken (import_desk_get_file (dialog, 1)->remarks), ==, 1);
  desk_shot (desk, "import-ask-doubled");
  desk_act (dialog, "import.back", NULL);
  g_assert_true (ui_says (dialog, "отклонённых 4"));
  desk_act (dialog, "import.store", NULL);
  UI_WAIT (app_results_import_get_n_stored (dialog) == 3);
  body = import_desk_dup_sent (desk, "imports/from-job");
  import_desk_assert_has (body, "\"policy\":\"ask\",\"decisions\":[{\"row\":17,\"take\":false},"
                                "{\"row\":21,\"take\":false},{\"row\":30,\"take\":true}]");
  /* what stands there already is not sent again */
  g_assert_cmpuint (fake_count (desk->fake, "POST", "imports/from-job"), ==, 2);
  g_assert_true (ui_says (dialog, "Записано файлов: 3 из 4"));
  g_assert_true (ui_says (dialog, "Не записаны: «Закрытая.xlsx»"));
  desk_shot (desk, "import-stored");
}

static void
test_export (Desk *desk, gconstpointer data)
{
  const char *names[] = { "Форма Математика 4 класс.xlsx", NULL };
  AppResultsImport *dialog = import_desk_read (desk, names, "dirty");
  AppImportReview *review;
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "отклонённые.csv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GFile) csv = g_file_new_for_path (path);

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (dialog), "import.review", "u", 0));
  desk_shot (desk, "import-review");
  review = APP_IMPORT_REVIEW (ui_find (GTK_WIDGET (dialog), APP_TYPE_IMPORT_REVIEW, NULL));
  g_assert_true (app_import_review_export (review, csv, NULL));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  import_desk_assert_has (text, "\"Строка файла\";\"Код участника\";\"Вариант\"");
  import_desk_assert_has (text, "\"17\";\"11017\";\"1\";\"1\";\"0\";\"5\"");
  import_desk_assert_has (text, "код участника стоит дважды");
}

/* who has only looked at the remarks is asked all the same once rows are decided one by one */
static void
test_looked (Desk *desk, gconstpointer data)
{
  const char *names[] = { "Форма Математика 4 класс.xlsx", NULL };
  AppResultsImport *dialog = import_desk_read (desk, names, "dirty");

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (dialog), "import.review", "u", 0));
  desk_act (dialog, "import.back", NULL);
  import_desk_set_policy (dialog, APP_IMPORT_ASK);
  desk_act (dialog, "import.store", NULL);
  desk_settle (desk);
  g_assert_cmpuint (fake_count (desk->fake, "POST", "imports/from-job"), ==, 0);
  g_assert_true (ui_says (dialog, "Строка 17, код 11017"));
}

static void
answer (const char *label)
{
  gpointer question = NULL;

  UI_WAIT ((question = ui_window (ADW_TYPE_MESSAGE_DIALOG)) != NULL);
  import_desk_press (question, label);
  UI_WAIT (ui_window (ADW_TYPE_MESSAGE_DIALOG) == NULL);
}

/* Esc leads back to the files, and takes away nothing that was decided without a word */
static void
test_escape (Desk *desk, gconstpointer data)
{
  const char *names[] = { "Форма Математика 4 класс.xlsx", NULL };
  AppResultsImport *dialog = import_desk_read (desk, names, "dirty");

  import_desk_set_policy (dialog, APP_IMPORT_ASK);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "import.review", "u", 0);
  desk_act (ui_find (GTK_WIDGET (dialog), APP_TYPE_IMPORT_REVIEW, NULL), "review.take", NULL);
  g_assert_true (ui_press_bound (GTK_WIDGET (dialog), GDK_KEY_Escape, 0));
  g_assert_true (ui_window (APP_TYPE_RESULTS_IMPORT) == (gpointer) dialog);
  g_assert_true (ui_says (dialog, "отклонённых 4"));
  g_assert_true (ui_press_bound (GTK_WIDGET (dialog), GDK_KEY_Escape, 0));
  answer ("Остаться");
  g_assert_true (ui_window (APP_TYPE_RESULTS_IMPORT) == (gpointer) dialog);
  /* nor while a file is written */
  fake_misbehave (desk->fake, "imports/from-job", FAKE_SLOW, 0, 1);
  desk_act (dialog, "import.store", NULL);
  g_assert_true (ui_press_bound (GTK_WIDGET (dialog), GDK_KEY_Escape, 0));
  UI_WAIT (ui_window (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  import_desk_shot (desk, ui_window (ADW_TYPE_MESSAGE_DIALOG), "import-leave");
  answer ("Остаться");
  UI_WAIT (app_results_import_get_n_stored (dialog) == 1);
  g_assert_true (ui_press_bound (GTK_WIDGET (dialog), GDK_KEY_Escape, 0));
  UI_WAIT (ui_window (APP_TYPE_RESULTS_IMPORT) == NULL);
}

/* the focus goes to the files; Enter is the button of a line, Ctrl+Enter stores */
static void
test_keys (Desk *desk, gconstpointer data)
{
  const char *names[] = { "Форма Математика 4 класс.xlsx", NULL };
  AppResultsImport *dialog = import_desk_read (desk, names, "dirty");
  GtkWidget *list = ui_find (GTK_WIDGET (dialog), GTK_TYPE_LIST_VIEW, NULL), *review;

  desk_settle (desk);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (dialog)), list));
  gtk_window_set_focus_visible (GTK_WINDOW (dialog), TRUE);
  desk_shot (desk, "import-focus");
  gtk_widget_activate (gtk_window_get_focus (GTK_WINDOW (dialog)));
  review = ui_find (GTK_WIDGET (dialog), APP_TYPE_IMPORT_REVIEW, NULL);
  g_assert_true (review != NULL && gtk_widget_get_mapped (review));
  gtk_widget_child_focus (review, GTK_DIR_TAB_FORWARD);
  g_assert_true (ui_press_bound (GTK_WIDGET (dialog), GDK_KEY_Escape, 0));
  desk_settle (desk);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (dialog)), list));
  g_assert_true (ui_press_bound (GTK_WIDGET (dialog), GDK_KEY_Return, GDK_CONTROL_MASK));
  UI_WAIT (app_results_import_get_n_stored (dialog) == 1);
}

static void
test_escape_storing (Desk *desk, gconstpointer data)
{
  const char *names[] = { "1.xlsx", "2.xlsx", NULL };
  AppResultsImport *dialog = import_desk_read (desk, names, "good");

  fake_misbehave (desk->fake, "imports/from-job", FAKE_SLOW, 0, 1);
  desk_act (dialog, "import.store", NULL);
  gtk_window_close (GTK_WINDOW (dialog));
  answer ("Закрыть");
  UI_WAIT (ui_window (APP_TYPE_RESULTS_IMPORT) == NULL);
  desk_settle (desk);
  g_assert_cmpuint (fake_count (desk->fake, "POST", "imports/from-job"), <=, 1);
}

/* a file that was mended in its place is read anew; one that is as it was is not */
static void
test_mended (Desk *desk, gconstpointer data)
{
  const char *names[] = { "Форма Математика 4 класс.xlsx", NULL };
  AppResultsImport *dialog = import_desk_read (desk, names, "locked");
  g_autoptr (GFile) same = import_desk_file ("Ф1 Математика.xlsx", "good");
  g_autoptr (GFile) mended = NULL;

  app_results_import_take (dialog, same);
  UI_WAIT (app_results_import_get_n_read (dialog) == 1);
  mended = import_desk_file (names[0], "good, by now");
  app_results_import_take (dialog, mended);
  app_results_import_take (dialog, same);
  UI_WAIT (app_results_import_get_n_read (dialog) == 2);
  g_assert_cmpuint (fake_count (desk->fake, "POST", "files"), ==, 3);
  g_assert_false (ui_says (dialog, "снимите пароль в Excel"));
  /* stored, mended once more, stored once more */
  desk_act (dialog, "import.store", NULL);
  UI_WAIT (app_results_import_get_n_stored (dialog) == 2);
  g_object_unref (import_desk_file (names[0], "dirty by now"));
  app_results_import_take (dialog, mended);
  UI_WAIT (app_results_import_get_n_read (dialog) == 1);
  g_assert_cmpint (import_desk_get_file (dialog, 0)->read.rows, ==, 90);
  g_assert_cmpint (import_desk_get_file (dialog, 0)->stored.rows, ==, -1);
  desk_act (dialog, "import.store", NULL);
  UI_WAIT (app_results_import_get_n_stored (dialog) == 2);
  g_assert_cmpuint (fake_count (desk->fake, "POST", "imports/from-job"), ==, 3);
}

/* Stopped, and without a server */

static const char *const three[] = { "1.xlsx", "2.xlsx", "3.xlsx", NULL };

static void
test_stop (Desk *desk, gconstpointer data)
{
  AppResultsImport *dialog = import_desk_read (desk, three, "good");

  fake_misbehave (desk->fake, "imports/from-job", FAKE_HELD, 0, 1);
  desk_act (dialog, "import.store", NULL);
  g_assert_true (app_import_queue_is_busy (app_results_import_get_queue (dialog)));
  desk_shot (desk, "import-stores");
  import_desk_press (dialog, "Остановить");
  fake_release (desk->fake);
  UI_WAIT (!app_import_queue_is_busy (app_results_import_get_queue (dialog)));
  /* the file at hand is in as a whole, the next ones are not */
  g_assert_cmpuint (app_results_import_get_n_stored (dialog), ==, 1);
  g_assert_cmpuint (fake_count (desk->fake, "POST", "imports/from-job"), ==, 1);
  g_assert_true (ui_says (dialog, "Загрузка остановлена. Записано файлов: 1 из 3"));
  g_assert_true (ui_says (dialog, "Не записаны: «2.xlsx», «3.xlsx»."));
  desk_shot (desk, "import-stopped");
  desk_act (dialog, "import.store", NULL);
  UI_WAIT (app_results_import_get_n_stored (dialog) == 3);
  g_assert_cmpuint (fake_count (desk->fake, "POST", "imports/from-job"), ==, 3);
}

/* what is dropped while others are stored is shown first: nobody has seen what is in it */
static void
test_late (Desk *desk, gconstpointer data)
{
  AppResultsImport *dialog = import_desk_read (desk, three, "good");
  g_autoptr (GFile) late = import_desk_file ("Форма Математика 4 класс.xlsx", "dirty");

  fake_misbehave (desk->fake, "imports/from-job", FAKE_SLOW, 0, 1);
  desk_act (dialog, "import.store", NULL);
  app_results_import_take (dialog, late);
  UI_WAIT (!app_import_queue_is_busy (app_results_import_get_queue (dialog)));
  g_assert_cmpuint (app_results_import_get_n_stored (dialog), ==, 3);
  g_assert_cmpuint (fake_count (desk->fake, "POST", "imports/from-job"), ==, 3);
  g_assert_cmpint (import_desk_get_file (dialog, 3)->state, ==, APP_IMPORT_READ);
  desk_act (dialog, "import.store", NULL);
  UI_WAIT (app_results_import_get_n_stored (dialog) == 4);
}

static void
test_away (Desk *desk, gconstpointer data)
{
  AppResultsImport *dialog = import_desk_read (desk, three, "good");

  fake_sleep (desk->fake);
  desk_act (dialog, "import.store", NULL);
  UI_WAIT (!app_import_queue_is_busy (app_results_import_get_queue (dialog)));
  g_assert_cmpuint (app_results_import_get_n_stored (dialog), ==, 0);
  /* whether the first got through before, nobody knows */
  g_assert_true (ui_says (dialog, "Загрузка остановлена. Точно записано файлов: 0 из 3"));
  g_assert_true (ui_says (dialog, "Неизвестно, вошли ли: «1.xlsx»."));
  g_assert_true (ui_says (dialog, "Не записаны: «2.xlsx», «3.xlsx»."));
  desk_shot (desk, "import-away");
  fake_wake (desk->fake);
  import_desk_press (dialog, "Продолжить");
  UI_WAIT (app_results_import_get_n_stored (dialog) == 3);
}

/* an answer that was lost is asked for under the same key: nothing goes in twice */
static void
test_lost (Desk *desk, gconstpointer data)
{
  AppResultsImport *dialog = import_desk_read (desk, three, "good");

  fake_misbehave (desk->fake, "imports/from-job", FAKE_LOSE, 0, 1);
  desk_act (dialog, "import.store", NULL);
  UI_WAIT (!app_import_queue_is_busy (app_results_import_get_queue (dialog)));
  if (app_results_import_get_n_stored (dialog) < 3)
    import_desk_press (dialog, "Продолжить");
  UI_WAIT (app_results_import_get_n_stored (dialog) == 3);
}

static void
test_folder (Desk *desk, gconstpointer data)
{
  static const char *const inside[] = { "2020/4 класс/Математика.xlsx",
                                        "2023/edu990001/Форма Русский язык 5 класс ВПР 2023.xlsx",
                                        "2023/~$Форма.xlsx",
                                        "2023/заметки.docx",
                                        "2023/старое.XLS",
                                        "2023/я.ods",
                                        "2023/я.xlsb" };
  AppPage *page = desk_go (desk, "results", NULL);
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "vpr", NULL);
  AppResultsImport *dialog;
  AppImportQueue *queue;

  for (guint i = 0; i < G_N_ELEMENTS (inside); i++)
    g_object_unref (import_desk_file (inside[i], "good"));
  desk_act (page, "results.import-folder", path);
  dialog = APP_RESULTS_IMPORT (desk_dialog (desk));
  queue = app_results_import_get_queue (dialog);
  UI_WAIT (g_list_model_get_n_items (app_import_queue_get_files (queue)) == 5
           && !app_import_queue_is_busy (queue));
  /* forms of old years say in their folder alone what they are */
  g_assert_cmpstr (import_desk_get_file (dialog, 0)->name, ==, "vpr 2020 4 класс Математика.xlsx");
  g_assert_cmpstr (import_desk_get_file (dialog, 1)->name, ==,
                   "Форма Русский язык 5 класс ВПР 2023.xlsx");
  g_assert_cmpstr (import_desk_get_file (dialog, 1)->school, ==, "edu990001");
  g_assert_null (import_desk_get_file (dialog, 0)->school);
  g_assert_cmpstr (import_desk_get_file (dialog, 2)->shown, ==, "старое.XLS");
  g_assert_cmpstr (import_desk_get_file (dialog, 3)->shown, ==, "я.ods");
  desk_shot (desk, "import-folder");
}

/* Tables that no layout knows */

static void
test_describe (Desk *desk, gconstpointer data)
{
  const char *names[] = { "ОГЭ 2026.xlsx", NULL };
  AppResultsImport *dialog = import_desk_read (desk, names, "unknown");
  AppLayoutEditor *editor;
  AppLayoutDraft *draft;
  g_autofree char *lack = NULL, *said = NULL, *body = NULL, *job = NULL;

  g_assert_true (ui_says (dialog, "Это не форма ФИС ОКО"));
  desk_shot (desk, "import-unknown");
  import_desk_press (dialog, "Описать столбцы…");
  editor = ui_window (APP_TYPE_LAYOUT_EDITOR);
  draft = app_layout_editor_get_draft (editor);
  /* guessed by the server: the row and four columns */
  g_assert_cmpuint (app_layout_draft_get_row (draft), ==, 3);
  g_assert_cmpstr (app_layout_draft_get_kind (draft, 1), ==, "code");
  g_assert_cmpstr (app_layout_draft_get_kind (draft, 3), ==, "");
  import_desk_shot (desk, editor, "layout-guessed");
  for (guint i = 4; i <= 6; i++)
    app_layout_draft_set_kind (draft, i, "item");
  said = app_layout_draft_describe_column (draft, 5);
  g_assert_cmpstr (said, ==, "задание 2");
  app_layout_draft_set_item (draft, 5, "2", 2);
  lack = app_layout_draft_find_lack (draft);
  g_assert_cmpstr (lack, ==, "Выберите, что это за процедура.");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (
                                  ui_find (GTK_WIDGET (editor), GTK_TYPE_DROP_DOWN, "Процедура")),
                              2);
  gtk_editable_set_text (GTK_EDITABLE (ui_find (GTK_WIDGET (editor), GTK_TYPE_ENTRY, "Предмет")),
                         "Математика");
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (
                                 ui_find (GTK_WIDGET (editor), GTK_TYPE_SPIN_BUTTON, "Класс")),
                             9);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (
                                 ui_find (GTK_WIDGET (editor), GTK_TYPE_SPIN_BUTTON, "Год")),
                             2026);
  g_assert_true (ui_says (editor, "Назовите описание"));
  app_layout_editor_type_name (editor, "ОГЭ, математика");
  import_desk_shot (desk, editor, "layout-said");
  fake_misbehave (desk->fake, "layout-maps", FAKE_SLOW, 0, 1);
  gtk_widget_activate_action (GTK_WIDGET (editor), "layout.save", NULL);
  gtk_widget_activate_action (GTK_WIDGET (editor), "layout.save", NULL); /* a second click */
  UI_WAIT (fake_count (desk->fake, "POST", "layout-maps") == 1);
  body = import_desk_dup_sent (desk, "layout-maps");
  import_desk_assert_has (body, "\\\"row\\\":3");
  import_desk_assert_has (
      body, "\\\"column\\\":6,\\\"heading\\\":\\\"№ 2\\\",\\\"is\\\":\\\"item\\\",\\\"code\\\":"
            "\\\"2\\\",\\\"max\\\":2");
  import_desk_assert_has (body, "\\\"kind\\\":\\\"oge\\\"");
  if (strstr (body, "Фамилия") != NULL)
    g_error ("a column that is not read is in the description: %s", body);
  /* and the file is read by it */
  UI_WAIT (app_results_import_get_n_read (dialog) == 1);
  job = import_desk_dup_sent (desk, "jobs");
  import_desk_assert_has (job, "\"layout_map_id\":");
  g_assert_cmpuint (fake_count (desk->fake, "POST", "layout-maps"), ==, 1);
}

/* columns that were pointed at do not go by one key; those that were guessed do */
static void
test_describe_left (Desk *desk, gconstpointer data)
{
  const char *names[] = { "ОГЭ 2026.xlsx", NULL };
  AppResultsImport *dialog = import_desk_read (desk, names, "unknown");
  AppLayoutEditor *editor;

  import_desk_press (dialog, "Описать столбцы…");
  editor = ui_window (APP_TYPE_LAYOUT_EDITOR);
  g_assert_true (ui_press_bound (GTK_WIDGET (editor), GDK_KEY_Escape, 0));
  UI_WAIT (ui_window (APP_TYPE_LAYOUT_EDITOR) == NULL);
  import_desk_press (dialog, "Описать столбцы…");
  editor = ui_window (APP_TYPE_LAYOUT_EDITOR);
  app_layout_draft_set_kind (app_layout_editor_get_draft (editor), 4, "item");
  g_assert_true (ui_press_bound (GTK_WIDGET (editor), GDK_KEY_Escape, 0));
  answer ("Остаться");
  g_assert_cmpstr (app_layout_draft_get_kind (app_layout_editor_get_draft (editor), 4), ==, "item");
  gtk_window_close (GTK_WINDOW (editor));
  answer ("Закрыть");
  UI_WAIT (ui_window (APP_TYPE_LAYOUT_EDITOR) == NULL);
}

/* a layout took it for its own, wrongly: its rows are asked for, and it is described by hand */
static void
test_describe_wrong (Desk *desk, gconstpointer data)
{
  const char *names[] = { "Проверочная 2026.xlsx", NULL };
  AppResultsImport *dialog = import_desk_read (desk, names, "wrong");
  g_autofree char *asked = NULL, *body = NULL, *job = NULL;
  AppLayoutEditor *editor;
  AppLayoutDraft *draft;

  g_assert_true (ui_says (dialog, "возможно, столбцы поняты неверно"));
  g_assert_nonnull (
      ui_find_used (GTK_WIDGET (dialog), GTK_TYPE_MENU_BUTTON, "Ещё: Проверочная 2026.xlsx"));
  desk_shot (desk, "import-doubtful");
  import_desk_press (dialog, "Замечания…");
  desk_settle (desk);
  fake_misbehave (desk->fake, "jobs", FAKE_SLOW, 0, 1);
  import_desk_press (dialog, "Описать столбцы…");
  g_assert_true (ui_says (dialog, "Читаем строки файла"));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "import.describe", "u", 0); /* a second click */
  UI_WAIT (ui_window (APP_TYPE_LAYOUT_EDITOR) != NULL);
  editor = ui_window (APP_TYPE_LAYOUT_EDITOR);
  asked = import_desk_dup_sent (desk, "jobs");
  import_desk_assert_has (asked, "\"kind\":\"read-grid\"");
  import_desk_assert_has (asked, "\"file_id\":");
  g_assert_cmpuint (fake_count (desk->fake, "POST", "jobs"), ==, 2); /* read, and its rows once */
  draft = app_layout_editor_get_draft (editor);
  g_assert_cmpstr (app_layout_draft_get_kind (draft, 1), ==, "code");
  g_free (app_layout_draft_of (draft)->kind);
  app_layout_draft_of (draft)->kind = g_strdup ("medal");
  app_layout_draft_of (draft)->year = 2026;
  app_layout_draft_of (draft)->grade = 11;
  app_layout_draft_touch (draft);
  app_layout_editor_type_name (editor, "Наша таблица");
  import_desk_shot (desk, editor, "layout-wrong");
  gtk_widget_activate_action (GTK_WIDGET (editor), "layout.save", NULL);
  UI_WAIT (fake_count (desk->fake, "POST", "layout-maps") == 1
           && fake_count (desk->fake, "POST", "jobs") == 3);
  job = import_desk_dup_sent (desk, "jobs");
  import_desk_assert_has (job, "\"layout_map_id\":");
  import_desk_assert_has (job, "\"kind\":\"import-results\"");
  UI_WAIT (app_results_import_get_n_read (dialog) == 1);
  g_assert_false (ui_says (dialog, "возможно, столбцы поняты неверно"));
}

/* rows that nobody can give: said, and the file stays what it was */
static void
test_describe_lost (Desk *desk, gconstpointer data)
{
  const char *names[] = { "Проверочная 2026.xlsx", NULL };
  AppResultsImport *dialog = import_desk_read (desk, names, "wrong");

  fake_misbehave (desk->fake, "jobs", FAKE_STATUS, 422, 1);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "import.describe", "u", 0);
  UI_WAIT (fake_count (desk->fake, "POST", "jobs") == 2);
  desk_settle (desk);
  g_assert_null (ui_window (APP_TYPE_LAYOUT_EDITOR));
  g_assert_false (ui_says (dialog, "Читаем строки файла"));
  g_assert_cmpuint (app_results_import_get_n_read (dialog), ==, 1);
  /* once more */
  gtk_widget_activate_action (GTK_WIDGET (dialog), "import.describe", "u", 0);
  UI_WAIT (ui_window (APP_TYPE_LAYOUT_EDITOR) != NULL);
  gtk_window_close (ui_window (APP_TYPE_LAYOUT_EDITOR));
  desk_settle (desk);
}

static void
test_offered (Desk *desk, gconstpointer data)
{
  const char *names[] = { "ОГЭ 2027.xlsx", NULL };
  AppResultsImport *dialog;
  AppLayoutEditor *editor;
  g_autofree char *job = NULL;

  fake_load (
      desk->fake, "layout-maps",
      "[{\"id\":7,\"name\":\"ОГЭ, математика\",\"shared\":true,\"doc\":\"{\\\"name\\\":\\\"ОГЭ, "
      "математика\\\",\\\"kind\\\":\\\"oge\\\",\\\"row\\\":1,\\\"columns\\\":[{\\\"column\\\":1,"
      "\\\"heading\\\":\\\"код\\\",\\\"is\\\":\\\"code\\\"},{\\\"column\\\":2,\\\"heading\\\":"
      "\\\"БАЛЛ\\\",\\\"is\\\":\\\"total\\\"}]}\"},"
      "{\"id\":8,\"name\":\"Медали\",\"doc\":\"{\\\"row\\\":1,\\\"columns\\\":[{\\\"column\\\":1,"
      "\\\"heading\\\":\\\"Медаль\\\",\\\"is\\\":\\\"note\\\"}]}\"},"
      "{\"id\":9,\"name\":\"Испорченное\",\"doc\":\"[\"}]");
  dialog = import_desk_read (desk, names, "unknown");
  import_desk_press (dialog, "Описать столбцы…");
  editor = ui_window (APP_TYPE_LAYOUT_EDITOR);
  UI_WAIT (app_layout_editor_get_n_offered (editor) == 1);
  import_desk_shot (desk, editor, "layout-offered");
  import_desk_press (editor, "Прочитать по нему");
  UI_WAIT (app_results_import_get_n_read (dialog) == 1);
  job = import_desk_dup_sent (desk, "jobs");
  import_desk_assert_has (job, "\"layout_map_id\":7");
}

#define MAP_OF(id, year)                                                                           \
  "{\"id\":" #id                                                                                   \
  ",\"name\":\"ОГЭ\",\"doc\":\"{\\\"kind\\\":\\\"oge\\\",\\\"subject\\\":\\\"Химия\\\","   \
  "\\\"grade\\\":9," year                                                                          \
  "\\\"row\\\":1,\\\"columns\\\":[{\\\"column\\\":1,\\\"heading\\\":\\\"Код\\\","               \
  "\\\"is\\\":\\\"code\\\"},{\\\"column\\\":2,\\\"heading\\\":\\\"Балл\\\",\\\"is\\\":\\\"total\\\"}]}\"}"

/* last year's description would put this year's works among those of last year: a new one is begun
 * from it. The table is the second sheet of the book */
static void
test_begun (Desk *desk, gconstpointer data)
{
  const char *names[] = { "ОГЭ химия 2027.xlsx", NULL };
  AppResultsImport *dialog;
  AppLayoutEditor *editor;
  AppLayoutDraft *draft;
  g_autofree char *body = NULL;

  fake_load (desk->fake, "layout-maps", "[" MAP_OF (7, "\\\"year\\\":2026,") "]");
  dialog = import_desk_read (desk, names, "two sheets");
  import_desk_press (dialog, "Описать столбцы…");
  editor = ui_window (APP_TYPE_LAYOUT_EDITOR);
  UI_WAIT (app_layout_editor_get_n_offered (editor) == 1);
  g_assert_true (ui_says (editor, "описание другого года"));
  g_assert_null (ui_find_used (GTK_WIDGET (editor), GTK_TYPE_BUTTON, "Прочитать по нему"));
  import_desk_shot (desk, editor, "layout-other-year");
  import_desk_press (editor, "Взять за основу");
  draft = app_layout_editor_get_draft (editor);
  g_assert_cmpint (app_layout_draft_of (draft)->year, ==, 2027);
  g_assert_cmpstr (app_layout_draft_of (draft)->subject, ==, "Химия");
  g_assert_cmpstr (app_layout_draft_get_kind (draft, 1), ==, "total");
  /* or none: then it is that of the file's name, this year and after */
  app_layout_draft_of (draft)->year = 0;
  app_layout_draft_touch (draft);
  app_layout_editor_type_name (editor, "ОГЭ, химия");
  gtk_widget_activate_action (GTK_WIDGET (editor), "layout.save", NULL);
  UI_WAIT (app_results_import_get_n_read (dialog) == 1);
  body = import_desk_dup_sent (desk, "layout-maps");
  g_assert_null (strstr (body, "\\\"year\\\""));
}

/* what fits is looked for in the sheet that is shown */
static void
test_sheets (Desk *desk, gconstpointer data)
{
  const char *names[] = { "Итоги.xlsx", NULL };
  AppResultsImport *dialog;
  AppLayoutEditor *editor;
  GtkDropDown *sheets;

  fake_load (desk->fake, "layout-maps",
             "[" MAP_OF (7, "\\\"year\\\":2026,") "," MAP_OF (8, "") "]");
  dialog = import_desk_read (desk, names, "two sheets");
  import_desk_press (dialog, "Описать столбцы…");
  editor = ui_window (APP_TYPE_LAYOUT_EDITOR);
  sheets = GTK_DROP_DOWN (ui_find (GTK_WIDGET (editor), GTK_TYPE_DROP_DOWN, "Лист"));
  UI_WAIT (app_layout_editor_get_n_offered (editor) == 2);
  g_assert_cmpuint (gtk_drop_down_get_selected (sheets), ==, 1);
  g_assert_true (ui_says (editor, "ОГЭ · 2026 год"));
  gtk_drop_down_set_selected (sheets, 0);
  g_assert_cmpuint (app_layout_editor_get_n_offered (editor), ==, 0);
  gtk_drop_down_set_selected (sheets, 1);
  g_assert_cmpuint (app_layout_editor_get_n_offered (editor), ==, 2);
}

static void
fill (void)
{
#define ADD(name, role, func)                                                                      \
  g_test_add ("/import/" name, Desk, role, import_desk_open, func, import_desk_close)
  ADD ("choose", "methodologist", test_choose);
  ADD ("ask", "methodologist", test_ask);
  ADD ("looked", "methodologist", test_looked);
  ADD ("escape", "methodologist", test_escape);
  ADD ("keys", "methodologist", test_keys);
  ADD ("escape-storing", "methodologist", test_escape_storing);
  ADD ("mended", "school", test_mended);
  ADD ("export", "methodologist", test_export);
  ADD ("stop", "methodologist", test_stop);
  ADD ("late", "methodologist", test_late);
  ADD ("away", "methodologist", test_away);
  ADD ("lost", "methodologist", test_lost);
  ADD ("folder", "methodologist", test_folder);
  ADD ("describe", "methodologist", test_describe);
  ADD ("describe-left", "methodologist", test_describe_left);
  ADD ("describe-wrong", "methodologist", test_describe_wrong);
  ADD ("describe-lost", "methodologist", test_describe_lost);
  ADD ("offered", "school", test_offered);
  ADD ("begun", "methodologist", test_begun);
  ADD ("sheets", "methodologist", test_sheets);
}

int
main (int argc, char **argv)
{
  return desk_main (argc, argv, "merilo-test-import", fill);
}
