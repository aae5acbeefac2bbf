#define G_LOG_DOMAIN "merilo-walk"

#include "e2e/walk-keys-private.h"

#include "e2e/walk-press.h"
#include "pages/results/import-confirm.h"
#include "pages/results/import-journal.h"
#include "pages/results/import-line.h"
#include "pages/results/names-dialog.h"
#include "pages/results/results-import.h"
#include "widgets/sheet-view.h"

/* Imports */

static AppResultsImport *
open_import (Walk *walk)
{
  _walk_keys_open_results (walk);
  walk_key_to (walk, "Tab", "Загрузка результатов", 8);
  walk_press (walk, "Return");
  WALK_WAIT (walk, walk_is_on (walk, "Загрузить файлы"));
  walk_press (walk, "Return");
  WALK_WAIT (walk, APP_IS_RESULTS_IMPORT (walk_front (walk)));
  WALK_WAIT (walk, walk_is_on (walk, "Выбрать файлы"));
  return APP_RESULTS_IMPORT (walk_front (walk));
}

/* of the dialog's first page, or of its menu */
static void
choose_folder (Walk *walk, AppResultsImport *dialog, const char *folder)
{
  AppImportQueue *queue = app_results_import_get_queue (dialog);
  g_autofree char *path = g_build_filename (g_getenv ("MERILO_WALK_STATE"), folder, NULL);
  guint before = g_list_model_get_n_items (app_import_queue_get_files (queue));

  walk_press (walk, "Return");
  WALK_WAIT (walk, walk_front (walk) != GTK_WINDOW (dialog));
  walk_settle (walk);
  walk_type (walk, path);
  walk_settle (walk);
  walk_press (walk, "Return");
  WALK_WAIT (walk, walk_front (walk) == GTK_WINDOW (dialog));
  WALK_WAIT (walk, g_list_model_get_n_items (app_import_queue_get_files (queue)) > before
                       && !app_import_queue_is_busy (queue));
  walk_settle (walk);
}

static void
store (Walk *walk, AppResultsImport *dialog)
{
  AppImportQueue *queue = app_results_import_get_queue (dialog);

  walk_key_to (walk, "Tab", "Записать результаты", 30);
  walk_press (walk, "Return");
  WALK_WAIT (walk, !app_import_queue_is_busy (queue) && !app_import_queue_is_storing (queue));
  walk_settle (walk);
}

static gboolean
is_at_import (Walk *walk)
{
  GtkWidget *focus = walk_focus (walk); /* rows that come anew leave none for a moment */

  return focus != NULL && APP_IS_IMPORT_LINE (gtk_widget_get_first_child (focus));
}

static void
take_back (Walk *walk)
{
  AppImportJournal *journal;

  walk_key_to (walk, "Tab", "Загрузка результатов", 8);
  walk_press (walk, "Return Down Return");
  WALK_WAIT (walk, APP_IS_IMPORT_JOURNAL (walk_front (walk)));
  journal = APP_IMPORT_JOURNAL (walk_front (walk));
  WALK_WAIT (walk, app_import_journal_get_n (journal) > 0);
  walk_settle (walk);
  WALK_SEE (walk, is_at_import (walk), "the journal opens on its newest row");
  _walk_keys_look (walk, "imports");
  walk_key_to (walk, "Tab", "Отменить загрузку…", 8);
  walk_press (walk, "Return");
  WALK_WAIT (walk, ADW_IS_MESSAGE_DIALOG (walk_front (walk)));
  walk_type (walk, "By mistake");
  walk_press (walk, "Return");
  WALK_WAIT (walk, walk_front (walk) == GTK_WINDOW (journal));
  WALK_SEE (walk, walk_count ("select count (*) from import where withdrawn_at is not null") == 1,
            "an import is taken back by keys");
  walk_settle (walk);
  WALK_SEE (walk, is_at_import (walk), "and the focus is on its row again");
  walk_press (walk, "F5 Escape");
  WALK_SEE (walk,
            walk_front (walk) == GTK_WINDOW (walk->window)
                && walk_is_on (walk, "Загрузка результатов"),
            "Esc: back where it was opened from");
}

void
walk_keys_import (Walk *walk)
{
  AppResultsImport *dialog = open_import (walk);

  _walk_keys_look (walk, "import-choose");
  walk_press (walk, "Tab");
  choose_folder (walk, dialog, "keys-books");
  walk_point (walk, app_results_import_get_n_read (dialog) == 1, "a folder is read by keys");
  walk_key_to (walk, "Tab", "Строки с замечаниями", 8);
  walk_press (walk, "Return Down Return");
  WALK_WAIT (walk, app_import_queue_get_policy (app_results_import_get_queue (dialog))
                       == APP_IMPORT_MARK);
  _walk_keys_look (walk, "import-files");
  store (walk, dialog);
  WALK_SEE (walk, app_results_import_get_n_stored (dialog) == 1, "the file is stored");
  walk_press (walk, "Escape");
  WALK_WAIT (walk, walk_front (walk) == GTK_WINDOW (walk->window));
  walk_settle (walk);
  take_back (walk);
}

/* A school */

static void
see_rows (Walk *walk, AppResultsImport *dialog)
{
  walk_key_to (walk, "Tab", "Замечания…", 30);
  walk_press (walk, "Return");
  walk_settle (walk);
  WALK_SEE (walk, ui_says (dialog, "Все причины") && walk_focus (walk) != NULL,
            "rows with remarks open");
  _walk_keys_look (walk, "import-rows");
  walk_press (walk, "Escape");
  walk_settle (walk);
}

static void
confirm (Walk *walk, AppResultsImport *dialog)
{
  walk_key_to (walk, "Tab", "Подтвердить…", 12);
  walk_press (walk, "Return");
  WALK_WAIT (walk, APP_IS_IMPORT_CONFIRM (walk_front (walk)));
  walk_settle (walk);
  _walk_keys_look (walk, "confirm");
  _walk_keys_fill (walk, "Руководитель", "Kuznetsova O. S.");
  _walk_keys_fill (walk, "Должность", "director");
  walk_key_to (walk, "Tab", "Работы проверены", 2);
  walk_press (walk, "space ctrl+Return");
  WALK_WAIT (walk, walk_front (walk) == GTK_WINDOW (dialog));
  WALK_SEE (walk, walk_count ("select count (*) from import where submission = 2") == 1,
            "the second submission goes in with the head's word, by keys");
}

/* what the second submission has changed in the first: read cell by cell, then back to the files */
static void
compare (Walk *walk, AppResultsImport *dialog)
{
  AppImportJournal *journal;

  walk_key_to (walk, "Tab", "Что изменено…", 30);
  walk_press (walk, "Return");
  WALK_WAIT (walk, APP_IS_IMPORT_JOURNAL (walk_front (walk)));
  journal = APP_IMPORT_JOURNAL (walk_front (walk));
  WALK_WAIT (walk, app_import_journal_get_n (journal) > 0);
  WALK_SEE (walk,
            ui_says (journal, "Вторая сдача. Объективность удостоверил руководитель: "
                              "Kuznetsova O. S., director"),
            "the second submission opens, with who has answered for it");
  walk_settle (walk);
  walk_key_to (walk, "Tab", "Что изменено (", 12);
  while (!APP_IS_SHEET_VIEW (walk_focus (walk)))
    walk_press (walk, "Tab");
  walk_press (walk, "ctrl+Home");
  WALK_SEE (walk, ui_says (journal, "Код участника: 40002"),
            "the first change is read below the table");
  _walk_keys_look (walk, "compare");
  walk_press (walk, "ctrl+End");
  WALK_SEE (walk, ui_says (journal, "Код участника: 40004"), "and the last");
  walk_press (walk, "Escape");
  WALK_WAIT (walk, walk_front (walk) == GTK_WINDOW (dialog));
  walk_settle (walk);
  WALK_SEE (walk, walk_is_on (walk, "Что изменено…"), "Esc: back at the file it was asked of");
}

/* as any file is chosen */
static void
choose_names (Walk *walk, const char *name)
{
  GtkWindow *dialog = walk_front (walk);
  g_autofree char *path = g_build_filename (g_getenv ("MERILO_WALK_STATE"), name, NULL);

  walk_key_to (walk, "Tab", "Загрузить из файла…", 8);
  walk_press (walk, "Return");
  WALK_WAIT (walk, walk_front (walk) != dialog);
  walk_settle (walk);
  walk_type (walk, path);
  walk_settle (walk);
  walk_press (walk, "Return");
  WALK_WAIT (walk, walk_front (walk) == dialog);
  walk_settle (walk);
}

static void
load_names (Walk *walk)
{
  walk_key_to (walk, "Tab", "Загрузка результатов", 8);
  walk_press (walk, "Return Down Down Return");
  WALK_WAIT (walk, APP_IS_NAMES_DIALOG (walk_front (walk)));
  walk_settle (walk);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (walk->window)),
                          "40001\tНезабудкина Ёлка");
  walk_key_to (walk, "Tab", "Загрузить из файла…", 6);
  walk_press (walk, "ctrl+v");
  WALK_SEE (walk, ui_says (walk_front (walk), "Загружено: 1."), "Ctrl+V: names are taken");
  choose_names (walk, "keys-names.csv");
  WALK_SEE (walk,
            ui_says (walk_front (walk), "Загружено: 2. Без кода или фамилии осталось строк: 1."),
            "a file of names is chosen and taken");
  walk_point (walk, walk_is_on (walk, "Загрузить из файла…"), "the focus is where it was");
  choose_names (walk, "keys-scan.csv");
  WALK_SEE (walk,
            !ui_says (walk_front (walk), "Загружено")
                && ui_says (walk_front (walk), ": 2 участника"),
            "one that holds none is refused in words, and the list stays");
  _walk_keys_look (walk, "names");
  walk_key_to (walk, "Tab", "Удалить имена", 6);
  walk_press (walk, "space");
  WALK_SEE (walk, ui_says (walk_front (walk), "Имена удалены"), "and deleted");
  walk_point (walk, walk_is_on (walk, "Год проверочных работ"), "the focus is not lost with them");
  walk_press (walk, "Escape");
}

void
walk_keys_school (Walk *walk)
{
  AppResultsImport *dialog = open_import (walk);

  walk_press (walk, "Tab");
  choose_folder (walk, dialog, "keys-rows");
  see_rows (walk, dialog);
  store (walk, dialog);
  walk_key_to (walk, "Tab", "Ещё файлы", 12);
  walk_press (walk, "Return Down");
  choose_folder (walk, dialog, "keys-first");
  store (walk, dialog);
  walk_point (walk,
              walk_count (
                  "select count (*) from import where submission = 1 and name like '%%2022.csv'")
                  == 1,
              "the first submission is in");
  walk_key_to (walk, "Tab", "Ещё файлы", 12);
  walk_press (walk, "Return Down");
  choose_folder (walk, dialog, "keys-second");
  store (walk, dialog);
  confirm (walk, dialog);
  walk_settle (walk);
  compare (walk, dialog);
  walk_press (walk, "Escape");
  WALK_WAIT (walk, walk_front (walk) == GTK_WINDOW (walk->window));
  load_names (walk);
}
