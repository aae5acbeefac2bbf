#define G_LOG_DOMAIN "merilo-walk"

#include "e2e/walk-import.h"

#include <string.h>

#include "pages/results/import-confirm.h"
#include "pages/results/import-detail.h"
#include "pages/results/import-journal.h"
#include "pages/results/import-review.h"
#include "pages/results/layout-editor.h"
#include "pages/results/names-dialog.h"
#include "pages/results/works-window.h"

/* Files */

static GFile *
state_file (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("MERILO_WALK_STATE"), name, NULL);

  return g_file_new_for_path (path);
}

AppResultsImport *
walk_import_open (Walk *walk)
{
  AppPage *page = walk_go (walk, "results");

  walk_act (walk, page, "results.import", NULL);
  WALK_WAIT (walk, APP_IS_RESULTS_IMPORT (walk_dialog (walk)));
  return APP_RESULTS_IMPORT (walk_dialog (walk));
}

void
walk_import_take (Walk *walk, AppResultsImport *dialog, const char *name)
{
  g_autoptr (GFile) file = state_file (name);
  AppImportQueue *queue = app_results_import_get_queue (dialog);
  guint before = g_list_model_get_n_items (app_import_queue_get_files (queue));

  app_results_import_take (dialog, file);
  WALK_WAIT (walk, g_list_model_get_n_items (app_import_queue_get_files (queue)) > before);
  WALK_WAIT (walk, !app_import_queue_is_busy (queue));
}

static AppImportFile *
find_file (AppResultsImport *dialog, const char *shown)
{
  GListModel *files = app_import_queue_get_files (app_results_import_get_queue (dialog));

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (AppImportFile) file = g_list_model_get_item (files, i);

      if (g_str_equal (file->shown, shown))
        return file; /* the list holds it */
    }
  return NULL;
}

void
walk_import_store (Walk *walk, AppResultsImport *dialog)
{
  AppImportQueue *queue = app_results_import_get_queue (dialog);

  walk_click (walk, dialog, "Записать результаты");
  WALK_WAIT (walk, !app_import_queue_is_busy (queue) && !app_import_queue_is_storing (queue));
  walk_settle (walk);
}

/* Files that cannot be read */

void
walk_import_bad (Walk *walk)
{
  static const struct
  {
    const char *file, *words;
  } bad[] = {
    { "закрытая.xlsx", "парол" },
    { "старая.xls", ".xlsx" },
    { "пустая.xlsx", "ни одной заполненной строки" },
    { "ноль.xlsx", "пуст" },
    { "письмо.xlsx", "" },
  };
  AppResultsImport *dialog = walk_import_open (walk);

  walk_import_take (walk, dialog, "bad");
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      AppImportFile *file = find_file (dialog, bad[i].file);

      walk_point (walk,
                  file != NULL && file->state == APP_IMPORT_FAILED && !file->again
                      && strstr (file->why, bad[i].words) != NULL && strlen (file->why) > 10,
                  "%s is not read, and it is said why: %s", bad[i].file,
                  file != NULL && file->why != NULL ? file->why : "-");
    }
  walk_point (walk, app_results_import_get_n_read (dialog) == 1, "the good one among them is read");
  walk_shot (walk, "import-bad", FALSE);
  walk_import_store (walk, dialog);
  walk_point (walk, walk_count ("select count (*) from import") == 1 && ui_says (dialog, "1 из 6"),
              "only that one is stored, and the others are named");
  gtk_window_close (GTK_WINDOW (dialog));
}

/* The server goes in the midst: its going and coming are asked for by files */

static void
ask_driver (Walk *walk, const char *what)
{
  g_autofree char *path = g_build_filename (g_getenv ("MERILO_WALK_STATE"), what, NULL);

  if (!g_file_set_contents (path, "", 0, NULL))
    walk_stop (walk, what, "not written");
  WALK_WAIT (walk, !g_file_test (path, G_FILE_TEST_EXISTS));
}

void
walk_import_away (Walk *walk)
{
  AppResultsImport *dialog = walk_import_open (walk);
  AppImportQueue *queue = app_results_import_get_queue (dialog);
  gint64 before = walk_count ("select count (*) from work");

  walk_import_take (walk, dialog, "three");
  WALK_WAIT (walk, app_results_import_get_n_read (dialog) == 3);
  ask_driver (walk, "stop-server");
  walk_click (walk, dialog, "Записать результаты");
  WALK_WAIT (walk, !app_import_queue_is_busy (queue));
  walk_point (walk,
              /* the first of them went in before, under another name: it is not sent again */
              app_results_import_get_n_stored (dialog) == 1 && ui_says (dialog, "уже загружен")
                  && ui_says (dialog, "Загрузка остановлена. Точно записано файлов: 1 из 3"),
              "the server is away: nothing goes in, and that is said");
  walk_shot (walk, "import-away", FALSE);
  ask_driver (walk, "start-server");
  walk_point (walk, walk_count ("select count (*) from work") == before,
              "the base is as it was before");
  walk_click (walk, dialog, "Продолжить");
  WALK_WAIT (walk, app_results_import_get_n_stored (dialog) == 3);
  walk_point (walk,
              walk_count ("select count (*) from import where name like '_ %%'") == 2
                  && walk_count ("select count (*) from work") > before,
              "it is back: each file goes in once");
  gtk_window_close (GTK_WINDOW (dialog));
}

/* A school, its rows with remarks and its names */

#define YEAR 2026

static void
load_names (Walk *walk)
{
  AppPage *page = walk_go (walk, "results");
  AppNamesDialog *dialog;
  g_autoptr (GFile) file = state_file ("имена.csv");
  g_autoptr (GBytes) bytes = g_file_load_bytes (file, NULL, NULL, NULL);

  walk_act (walk, page, "results.names", NULL);
  WALK_WAIT (walk, APP_IS_NAMES_DIALOG (walk_dialog (walk)));
  dialog = APP_NAMES_DIALOG (walk_dialog (walk));
  app_names_dialog_set_year (dialog, YEAR);
  walk_point (walk, app_names_dialog_take (dialog, bytes), "the school's names are loaded");
  walk_shot (walk, "names-loaded", FALSE);
  gtk_window_close (GTK_WINDOW (dialog));
}

static void
see_changes (Walk *walk, const char *name)
{
  AppPage *page = walk_go (walk, "results");
  AppImportJournal *journal;
  AppImportDetail *detail;

  walk_act (walk, page, "results.journal", NULL);
  WALK_WAIT (walk, (journal = ui_window (APP_TYPE_IMPORT_JOURNAL)) != NULL);
  WALK_WAIT (walk, app_import_journal_get_n (journal) == 2);
  WALK_WAIT (walk, (detail = APP_IMPORT_DETAIL (
                        ui_find (GTK_WIDGET (journal), APP_TYPE_IMPORT_DETAIL, NULL)))
                       != NULL);
  WALK_SEE (walk, app_import_detail_is_loaded (detail) && app_import_detail_shows (detail, name),
            "the journal shows what the second file changed, with the pupil's name");
  walk_shot (walk, "names-journal", FALSE);
  walk_act (walk, journal, "journal.works", NULL);
  WALK_WAIT (walk, ui_window (APP_TYPE_WORKS_WINDOW) != NULL);
  WALK_SEE (walk, app_works_window_shows (ui_window (APP_TYPE_WORKS_WINDOW), name),
            "and so does the list of works");
  gtk_window_close (ui_window (APP_TYPE_WORKS_WINDOW));
  gtk_window_close (GTK_WINDOW (journal));
}

void
walk_import_own (Walk *walk)
{
  AppResultsImport *dialog;
  AppImportReview *review;
  AppPage *page;

  load_names (walk);
  dialog = walk_import_open (walk);
  walk_import_take (walk, dialog, "Форма сбора результатов Математика 4 класс ВПР 2026.csv");
  walk_point (walk, gtk_widget_activate_action (GTK_WIDGET (dialog), "import.review", "u", 0),
              "rows with remarks open");
  review = APP_IMPORT_REVIEW (ui_find (GTK_WIDGET (dialog), APP_TYPE_IMPORT_REVIEW, NULL));
  WALK_SEE (walk,
            app_import_review_get_n_shown (review) == 3 && ui_says (review, "Незабудкина Ёлка"),
            "the row, its reason in words and whose it is");
  walk_shot (walk, "names-review", FALSE);
  walk_act (walk, dialog, "import.back", NULL);
  walk_choose (walk, dialog, "Строки с замечаниями", "Строки с замечаниями: брать с пометкой");
  walk_import_store (walk, dialog);
  walk_point (walk,
              walk_count ("select count (*) from work where marked") == 1
                  && walk_count ("select refused_rows from import where name like 'Форма%%'") == 2,
              "one row is taken with a mark, the doubled ones are not");
  walk_import_take (walk, dialog,
                    "ещё раз/Форма сбора результатов Математика 4 класс ВПР 2026.csv");
  walk_import_store (walk, dialog);
  walk_point (walk, walk_count ("select count (*) from work_before") == 1,
              "the second file changes one work");
  gtk_window_close (GTK_WINDOW (dialog));
  see_changes (walk, "Яблонев");
  page = walk_go (walk, "results");
  walk_act (walk, page, "results.names", NULL);
  WALK_WAIT (walk, APP_IS_NAMES_DIALOG (walk_dialog (walk)));
  walk_click (walk, walk_dialog (walk), "Удалить имена");
  WALK_SEE (walk, ui_says (walk_dialog (walk), "Имена удалены"), "the names are deleted");
  gtk_window_close (walk_dialog (walk));
}

/* Two submissions of a form */

static AppImportConfirm *
open_confirm (Walk *walk, AppResultsImport *dialog, const char *button)
{
  walk_click (walk, dialog, button);
  WALK_WAIT (walk, ui_window (APP_TYPE_IMPORT_CONFIRM) != NULL);
  return ui_window (APP_TYPE_IMPORT_CONFIRM);
}

void
walk_import_submit (Walk *walk)
{
  AppResultsImport *dialog = walk_import_open (walk);
  AppImportQueue *queue = app_results_import_get_queue (dialog);
  AppImportConfirm *confirm;

  walk_import_take (walk, dialog, "первая/Форма сбора результатов Математика 4 класс ВПР 2022.csv");
  walk_import_store (walk, dialog);
  WALK_SEE (walk, app_import_queue_count (queue, APP_IMPORT_TO_CONFIRM) == 1,
            "a form that is past a limit is stored and waits");
  confirm = open_confirm (walk, dialog, "Что делать…");
  walk_point (walk,
              ui_find (GTK_WIDGET (confirm), ADW_TYPE_ACTION_ROW,
                       "«5»: 50,00 % (2 из 4), ожидается не больше 20 %")
                  != NULL,
              "what is past which limit is said with its counts");
  gtk_window_close (GTK_WINDOW (confirm));
  walk_import_take (walk, dialog, "вторая/Форма сбора результатов Математика 4 класс ВПР 2022.csv");
  walk_import_store (walk, dialog);
  WALK_SEE (walk, app_import_queue_count (queue, APP_IMPORT_TO_CONFIRM) == 2,
            "the second form waits for the head's word");
  walk_point (walk, walk_count ("select count (*) from import where submission = 2") == 0,
              "and is not stored before");
  confirm = open_confirm (walk, dialog, "Подтвердить…");
  app_import_confirm_type (confirm, "Кузнецова Ольга Сергеевна", "директор");
  walk_click (walk, confirm, "Сдать");
  WALK_SEE (walk, app_import_queue_count (queue, APP_IMPORT_STORED) == 1, "with it, it is");
  walk_point (walk,
              walk_count (
                  "select count (*) from import where state = 'confirmed' and submission = 2"
                  " and confirmed_position = 'директор'")
                  == 1,
              "the word is in the base");
  walk_click (walk, dialog, "Что изменено…");
  WALK_WAIT (walk, ui_window (APP_TYPE_IMPORT_JOURNAL) != NULL);
  WALK_SEE (walk,
            ui_says (ui_window (APP_TYPE_IMPORT_JOURNAL), "Вторая сдача")
                && ui_says (ui_window (APP_TYPE_IMPORT_JOURNAL), "Что изменено ("),
            "the two submissions are compared");
  walk_shot (walk, "submissions", FALSE);
  gtk_window_close (ui_window (APP_TYPE_IMPORT_JOURNAL));
  gtk_window_close (GTK_WINDOW (dialog));
}

void
walk_import_decide (Walk *walk)
{
  AppResultsImport *dialog = walk_import_open (walk);
  AppImportQueue *queue = app_results_import_get_queue (dialog);
  AppImportConfirm *confirm;

  walk_import_take (walk, dialog, "третья/Форма сбора результатов Математика 4 класс ВПР 2022.csv");
  walk_choose (walk, dialog, "Строки с замечаниями", "Строки с замечаниями: спросить о каждой");
  walk_click (walk, dialog, "Записать результаты"); /* it asks first */
  walk_settle (walk);
  walk_act (walk, ui_find (GTK_WIDGET (dialog), APP_TYPE_IMPORT_REVIEW, NULL), "review.take", NULL);
  walk_act (walk, dialog, "import.back", NULL);
  walk_import_store (walk, dialog);
  WALK_SEE (walk, app_import_queue_count (queue, APP_IMPORT_TO_CONFIRM) == 1,
            "a form with a row that was taken waits for the head's word");
  confirm = open_confirm (walk, dialog, "Что делать…");
  app_import_confirm_type (confirm, "Кузнецова Ольга Сергеевна", "директор");
  walk_click (walk, confirm, "Подтвердить как есть");
  WALK_SEE (walk, app_import_queue_count (queue, APP_IMPORT_STORED) == 1, "it is confirmed as is");
  walk_point (walk,
              walk_count ("select count (*) from import where state = 'confirmed'"
                          " and marked_rows = 1 and refused_rows = 0")
                  == 1,
              "with the row that was taken");
  gtk_window_close (GTK_WINDOW (dialog));
}

/* A table that no layout knows */

void
walk_import_describe (Walk *walk)
{
  AppResultsImport *dialog = walk_import_open (walk);
  AppLayoutEditor *editor;
  AppLayoutDraft *draft;

  walk_import_take (walk, dialog, "Итоги экзамена.csv");
  WALK_SEE (walk, find_file (dialog, "Итоги экзамена.csv")->state == APP_IMPORT_UNKNOWN,
            "nobody knows the table");
  walk_click (walk, dialog, "Описать столбцы…");
  WALK_WAIT (walk, (editor = ui_window (APP_TYPE_LAYOUT_EDITOR)) != NULL);
  draft = app_layout_editor_get_draft (editor);
  walk_point (walk,
              app_layout_draft_get_row (draft) == 3
                  && g_str_equal (app_layout_draft_get_kind (draft, 0), "code"),
              "its headings and the code are guessed");
  app_layout_draft_set_kind (draft, 1, "org");
  app_layout_draft_set_kind (draft, 3, "item");
  app_layout_draft_set_item (draft, 3, "1", 2);
  app_layout_draft_set_kind (draft, 4, "item");
  app_layout_draft_set_item (draft, 4, "2", 3);
  app_layout_draft_set_kind (draft, 5, "total");
  app_layout_draft_set_kind (draft, 6, "mark");
  walk_choose (walk, editor, "Процедура", "ОГЭ");
  gtk_editable_set_text (GTK_EDITABLE (ui_find (GTK_WIDGET (editor), GTK_TYPE_ENTRY, "Предмет")),
                         "Математика");
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (
                                 ui_find (GTK_WIDGET (editor), GTK_TYPE_SPIN_BUTTON, "Класс")),
                             9);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (
                                 ui_find (GTK_WIDGET (editor), GTK_TYPE_SPIN_BUTTON, "Год")),
                             2026);
  app_layout_editor_type_name (editor, "ОГЭ, математика");
  walk_click (walk, editor, "Сохранить и прочитать файл");
  WALK_WAIT (walk, app_results_import_get_n_read (dialog) == 1);
  walk_import_store (walk, dialog);
  walk_point (walk,
              walk_count ("select count (*) from work w join procedure p on p.id = w.procedure_id"
                          " where p.kind = 'oge' and p.subject = 'Математика' and w.total = 4")
                  == 2,
              "the works of the exam are in the base");
  gtk_window_close (GTK_WINDOW (dialog));
  dialog = walk_import_open (walk);
  walk_import_take (walk, dialog, "Итоги пересдачи.csv");
  walk_click (walk, dialog, "Описать столбцы…");
  WALK_WAIT (walk, (editor = ui_window (APP_TYPE_LAYOUT_EDITOR)) != NULL);
  WALK_SEE (walk, app_layout_editor_get_n_offered (editor) == 1,
            "another file with the same headings is offered that description");
  walk_click (walk, editor, "Прочитать по нему");
  WALK_SEE (walk, app_results_import_get_n_read (dialog) == 1, "and is read by it");
  gtk_window_close (GTK_WINDOW (dialog));
}

/* The journal */

void
walk_import_undo (Walk *walk)
{
  AppPage *page = walk_go (walk, "results");
  AppImportJournal *journal;
  gint64 id = walk_count ("select id from import where name = 'Итоги экзамена.csv'");

  walk_act (walk, page, "results.journal", NULL);
  WALK_WAIT (walk, (journal = ui_window (APP_TYPE_IMPORT_JOURNAL)) != NULL);
  WALK_WAIT (walk, app_import_journal_get_n (journal) > 3);
  app_import_journal_choose (journal, id);
  walk_settle (walk);
  app_import_journal_withdraw (journal, "Файл не тот");
  WALK_SEE (walk, ui_says (journal, "Загрузка отменена"), "an import is taken back with a reason");
  walk_point (walk,
              walk_count ("select count (*) from work w join procedure p on p.id = w.procedure_id"
                          " where p.kind = 'oge'")
                  == 0,
              "its works are gone");
  app_import_journal_withdraw (journal, "Ещё раз");
  WALK_SEE (walk, ui_says (journal, "уже отменена"), "a second time is refused in plain words");
  walk_shot (walk, "journal-conflict", FALSE);
  gtk_window_close (GTK_WINDOW (journal));
}
