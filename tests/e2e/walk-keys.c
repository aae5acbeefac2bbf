#define G_LOG_DOMAIN "merilo-walk"

#include "e2e/walk-keys.h"

#include "e2e/walk-press.h"
#include "pages/results/import-confirm.h"
#include "pages/results/import-journal.h"
#include "pages/results/import-line.h"
#include "pages/results/names-dialog.h"
#include "pages/results/results-import.h"
#include "pages/results/results-page.h"
#include "widgets/chart-view.h"
#include "widgets/figure-table.h"

/* on the screen now: its focus is seen, and all that takes it is named */
static void
look (Walk *walk, const char *what)
{
  g_autofree char *nameless = walk_find_nameless (GTK_WIDGET (walk_front (walk)));
  g_autofree char *shot = g_strconcat ("keys-", what, NULL);

  walk_point (walk, nameless == NULL, "%s: all that takes the focus has a name%s%s", what,
              nameless != NULL ? ", but not " : "", nameless != NULL ? nameless : "");
  if (walk_dialog (walk) != NULL && walk_front (walk) != walk_dialog (walk))
    {
      ui_shot (walk_front (walk), shot); /* a dialog of a dialog */
      return;
    }
  walk_shot (walk, shot, FALSE);
  walk_shot (walk, shot, TRUE);
}

static AppResultsBoard *
open_results (Walk *walk)
{
  AppResultsBoard *board;

  walk_park_pointer (walk);
  walk_press (walk, "alt+4");
  WALK_WAIT (walk, g_strcmp0 (app_window_get_page_name (walk->window), "results") == 0);
  board = app_results_page_get_board (APP_RESULTS_PAGE (app_window_get_page (walk->window)));
  WALK_WAIT (walk, !app_results_board_is_busy (board)
                       && app_results_board_get_state (board) == APP_STATE_CONTENT);
  walk_settle (walk);
  WALK_SEE (walk,
            gtk_widget_is_ancestor (walk_focus (walk),
                                    GTK_WIDGET (app_window_get_page (walk->window))),
            "Alt+4 leads into the page");
  return board;
}

/* Results */

static void
walk_tree (Walk *walk, AppResultsBoard *board)
{
  AppResultsTree *tree
      = app_results_page_get_tree (APP_RESULTS_PAGE (app_window_get_page (walk->window)));
  AppResultsChoice choice;

  walk_press (walk, "ctrl+f");
  walk_point (walk, walk_is_on (walk, "Найти процедуру или школу"), "Ctrl+F: to the search");
  walk_press (walk, "Down");
  walk_key_to (walk, "Down", "4 класс", 2);
  walk_press (walk, "Right Down");
  walk_settle (walk);
  WALK_WAIT (walk, !app_results_board_is_busy (board));
  walk_point (walk, app_results_tree_get_choice (tree, &choice) && choice.org_id != 0,
              "Right opens a procedure, Down leads to its school");
  walk_press (walk, "Left Left");
  walk_point (walk, walk_is_on (walk, "4 класс") || walk_is_on (walk, "год"), "Left leads back up");
  look (walk, "tree");
  walk_press (walk, "Tab");
  walk_point (walk, !gtk_widget_is_ancestor (walk_focus (walk), GTK_WIDGET (tree)),
              "the tree is one stop of Tab");
}

static void
walk_tabs (Walk *walk, AppResultsBoard *board)
{
  walk_key_to (walk, "Tab", "Отметки", 4);
  for (guint i = 0; i < 7; i++)
    {
      g_autofree char *name = g_strdup (app_results_board_get_tab (board));

      WALK_WAIT (walk, !app_results_board_is_busy (board));
      walk_press (walk, "ctrl+Page_Down");
      walk_point (walk,
                  !g_str_equal (name, app_results_board_get_tab (board))
                      && gtk_widget_is_ancestor (walk_focus (walk), GTK_WIDGET (board)),
                  "from %s on by Ctrl+Page Down, and the focus with it", name);
      look (walk, app_results_board_get_tab (board));
    }
}

/* a dialog that asks where to */
static void
save_as (Walk *walk, const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("MERILO_WALK_STATE"), name, NULL);

  WALK_WAIT (walk, walk_front (walk) != GTK_WINDOW (walk->window));
  walk_settle (walk);
  walk_press (walk, "ctrl+a");
  walk_type (walk, path);
  walk_settle (walk);
  walk_press (walk, "Return");
  WALK_SEE (walk,
            g_file_test (path, G_FILE_TEST_IS_REGULAR)
                && walk_front (walk) == GTK_WINDOW (walk->window),
            "%s is saved by keys", name);
}

static void
walk_table (Walk *walk, AppResultsBoard *board)
{
  GtkWidget *chart;

  while (!APP_IS_CHART (walk_focus (walk)))
    walk_press (walk, "Tab");
  chart = walk_focus (walk);
  walk_press (walk, "Right shift+F10");
  WALK_SEE (walk, walk_is_on (walk, "Копировать рисунок"), "Shift+F10: the menu of a chart");
  walk_press (walk, "Escape");
  walk_point (walk, walk_focus (walk) == chart, "Esc: back on it");
  walk_press (walk, "shift+F10 Down Return");
  save_as (walk, "chart.png");
  walk_settle (walk);
  WALK_SEE (walk, walk_focus (walk) == chart, "and back on the chart");
  while (!APP_IS_FIGURE_TABLE (walk_focus (walk)))
    walk_press (walk, "Tab");
  walk_press (walk, "F5");
  WALK_WAIT (walk, !app_results_board_is_busy (board));
  walk_settle (walk);
  WALK_SEE (walk, APP_IS_FIGURE_TABLE (walk_focus (walk)), "F5: the table keeps the focus");
  look (walk, "table");
}

/* longer than GTK leaves the ring on the screen */
static void
wait_for_ring (Walk *walk)
{
  for (guint i = 0; i < 9; i++)
    walk_settle (walk);
  walk_point (walk, gtk_widget_has_visible_focus (walk_focus (walk)),
              "who looks at a page for a while still sees where he is");
}

void
walk_keys_results (Walk *walk)
{
  AppResultsBoard *board = open_results (walk);

  walk_tree (walk, board);
  walk_tabs (walk, board);
  walk_table (walk, board);
  wait_for_ring (walk);
  walk_key_to (walk, "Tab", "в очереди", 12);
  walk_press (walk, "F6 F6");
  walk_point (walk, APP_IS_FIGURE_TABLE (walk_focus (walk)), "F6: round, and back to the table");
  walk_key_to (walk, "shift+Tab", "Выгрузить таблицу", 30);
  walk_press (walk, "Return Down Return");
  save_as (walk, "table.xlsx");
  walk_key_to (walk, "shift+Tab", "Показатели", 30);
  walk_press (walk, "Right space");
  walk_settle (walk);
  WALK_SEE (walk, ui_says (app_window_get_page (walk->window), "прислан"),
            "who has sent what, by the arrows");
  look (walk, "complete");
}

/* Imports */

static AppResultsImport *
open_import (Walk *walk)
{
  open_results (walk);
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
  return APP_IS_IMPORT_LINE (gtk_widget_get_first_child (walk_focus (walk)));
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
  look (walk, "imports");
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

  look (walk, "import-choose");
  walk_press (walk, "Tab");
  choose_folder (walk, dialog, "keys-books");
  walk_point (walk, app_results_import_get_n_read (dialog) == 1, "a folder is read by keys");
  walk_key_to (walk, "Tab", "Строки с замечаниями", 8);
  walk_press (walk, "Return Down Return");
  WALK_WAIT (walk, app_import_queue_get_policy (app_results_import_get_queue (dialog))
                       == APP_IMPORT_MARK);
  look (walk, "import-files");
  store (walk, dialog);
  WALK_SEE (walk, app_results_import_get_n_stored (dialog) == 1, "the file is stored");
  walk_press (walk, "Escape");
  WALK_WAIT (walk, walk_front (walk) == GTK_WINDOW (walk->window));
  walk_settle (walk);
  take_back (walk);
}

/* Procedures */

void
walk_keys_procedures (Walk *walk)
{
  static const char *const tabs[] = { "form", "items", "scales", "history" };

  walk_park_pointer (walk);
  walk_press (walk, "alt+7");
  WALK_WAIT (walk, g_strcmp0 (app_window_get_page_name (walk->window), "procedures") == 0);
  walk_settle (walk);
  walk_settle (walk);
  walk_press (walk, "ctrl+f");
  walk_point (walk, walk_is_on (walk, "Найти в списке"), "Ctrl+F: to the search");
  walk_key_to (walk, "Tab", "Процедуры", 12);
  walk_press (walk, "Down Tab");
  walk_point (walk, walk_is_on (walk, "Результаты"), "the list is one stop of Tab");
  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      look (walk, tabs[i]);
      walk_press (walk, "ctrl+Page_Down");
      walk_settle (walk);
      walk_press (walk, "F5");
      walk_settle (walk);
      walk_point (walk, walk_focus (walk) != NULL, "%s: F5 leaves the focus", tabs[i]);
    }
  walk_press (walk, "ctrl+f");
  walk_key_to (walk, "shift+Tab", "Процедуры", 8);
  walk_press (walk, "Right space");
  walk_settle (walk);
  walk_settle (walk);
  WALK_SEE (walk, walk_is_on (walk, "Предварительная проверка"), "limits, by the arrows");
  look (walk, "limits");
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
  look (walk, "import-rows");
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
  look (walk, "confirm");
  walk_key_to (walk, "Tab", "Руководитель", 6);
  walk_type (walk, "Kuznetsova O. S.");
  walk_key_to (walk, "Tab", "Должность", 2);
  walk_type (walk, "director");
  walk_key_to (walk, "Tab", "Работы проверены", 2);
  walk_press (walk, "space ctrl+Return");
  WALK_WAIT (walk, walk_front (walk) == GTK_WINDOW (dialog));
  WALK_SEE (walk, walk_count ("select count (*) from import where submission = 2") == 1,
            "the second submission goes in with the head's word, by keys");
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
  look (walk, "names");
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
  walk_press (walk, "Escape");
  WALK_WAIT (walk, walk_front (walk) == GTK_WINDOW (walk->window));
  load_names (walk);
}
