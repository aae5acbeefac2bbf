#define G_LOG_DOMAIN "merilo-walk"

#include "e2e/walk-keys-private.h"

#include "e2e/walk-press.h"
#include "pages/results/results-page.h"
#include "widgets/chart-view.h"
#include "widgets/figure-table.h"

/* on the screen now: its focus is seen, and all that takes it is named */
void
_walk_keys_look (Walk *walk, const char *what)
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

void
_walk_keys_fill (Walk *walk, const char *name, const char *text)
{
  walk_key_to (walk, "Tab", name, 6);
  walk_type (walk, text);
}

AppResultsBoard *
_walk_keys_open_results (Walk *walk)
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
  WALK_SEE (walk, walk_is_on (walk, "Найти процедуру или школу"), "Ctrl+F: to the search");
  walk_press (walk, "Down");
  walk_key_to (walk, "Down", "4 класс", 2);
  walk_press (walk, "Right Down");
  walk_settle (walk);
  WALK_WAIT (walk, !app_results_board_is_busy (board));
  walk_point (walk, app_results_tree_get_choice (tree, &choice) && choice.org_id != 0,
              "Right opens a procedure, Down leads to its school");
  walk_press (walk, "Left Left");
  WALK_SEE (walk, walk_is_on (walk, "4 класс") || walk_is_on (walk, "год"), "Left leads back up");
  _walk_keys_look (walk, "tree");
  walk_press (walk, "Tab");
  WALK_SEE (walk, !gtk_widget_is_ancestor (walk_focus (walk), GTK_WIDGET (tree)),
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
      WALK_SEE (walk,
                !g_str_equal (name, app_results_board_get_tab (board))
                    && gtk_widget_is_ancestor (walk_focus (walk), GTK_WIDGET (board)),
                "from %s on by Ctrl+Page Down, and the focus with it", name);
      _walk_keys_look (walk, app_results_board_get_tab (board));
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
  WALK_SEE (walk, walk_focus (walk) == chart, "Esc: back on it");
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
  _walk_keys_look (walk, "table");
}

/* longer than GTK leaves the ring on the screen */
static void
wait_for_ring (Walk *walk)
{
  walk_look (walk, 3600);
  walk_point (walk, gtk_widget_has_visible_focus (walk_focus (walk)),
              "who looks at a page for a while still sees where he is");
}

void
walk_keys_results (Walk *walk)
{
  AppResultsBoard *board = _walk_keys_open_results (walk);

  walk_tree (walk, board);
  walk_tabs (walk, board);
  walk_table (walk, board);
  wait_for_ring (walk);
  walk_key_to (walk, "Tab", "в очереди", 12);
  walk_press (walk, "F6 F6");
  WALK_SEE (walk, APP_IS_FIGURE_TABLE (walk_focus (walk)), "F6: round, and back to the table");
  walk_key_to (walk, "shift+Tab", "Выгрузить таблицу", 30);
  walk_press (walk, "Return Down Return");
  save_as (walk, "table.xlsx");
  walk_key_to (walk, "shift+Tab", "Показатели", 30);
  walk_press (walk, "Right space");
  walk_settle (walk);
  WALK_SEE (walk, ui_says (app_window_get_page (walk->window), "прислан"),
            "who has sent what, by the arrows");
  _walk_keys_look (walk, "complete");
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
  walk_press (walk, "ctrl+f");
  WALK_SEE (walk, walk_is_on (walk, "Найти в списке"), "Ctrl+F: to the search");
  walk_key_to (walk, "Tab", "Процедуры", 12);
  walk_press (walk, "Down Tab");
  WALK_SEE (walk, walk_is_on (walk, "Результаты"), "the list is one stop of Tab");
  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      _walk_keys_look (walk, tabs[i]);
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
  WALK_SEE (walk, walk_is_on (walk, "Предварительная проверка"), "limits, by the arrows");
  _walk_keys_look (walk, "limits");
}
