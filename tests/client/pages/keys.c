/* Without a mouse, on the pages of results: where the focus comes, stays and comes back. */
#include "client/pages/import-desk.h"
#include "client/pages/procedures-desk.h"
#include "client/pages/results-desk.h"

#include "pages/results/import-journal.h"
#include "pages/results/import-line.h"
#include "pages/results/names-dialog.h"
#include "pages/results/results-tab.h"
#include "widgets/chart-view.h"
#include "widgets/figure-table.h"
#include "widgets/matrix-view.h"

static GtkWidget *
focus_of (gpointer window)
{
  return gtk_window_get_focus (GTK_WINDOW (window));
}

static gboolean
is_in (GtkWidget *focus, gpointer root)
{
  return focus != NULL && gtk_widget_is_ancestor (focus, root);
}

static void
press_nth (Desk *desk, int n)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (desk->window), "win.nth", "i", n));
  desk_settle (desk);
}

/* Pages: a key leads into them, also while they load, and back to where one was */

static void
test_pages (Desk *desk, gconstpointer data)
{
  GtkWidget *focus;

  press_nth (desk, 4);
  UI_WAIT (desk_is_shown (app_window_get_page (desk->window)));
  desk_settle (desk);
  g_assert_true (is_in (focus_of (desk->window), app_window_get_page (desk->window)));
  desk_act (app_window_get_page (desk->window), "results.search", NULL);
  focus = focus_of (desk->window);
  g_assert_true (GTK_IS_TEXT (focus));
  press_nth (desk, 1);
  UI_WAIT (desk_is_shown (app_window_get_page (desk->window)));
  desk_settle (desk);
  g_assert_true (is_in (focus_of (desk->window), app_window_get_page (desk->window)));
  press_nth (desk, 4);
  g_assert_true (focus_of (desk->window) == focus);
  desk_act (desk->window, "win.next-pane", NULL); /* the status line, the places, and back */
  g_assert_false (focus_of (desk->window) == focus);
  desk_act (desk->window, "win.next-pane", NULL);
  desk_act (desk->window, "win.next-pane", NULL);
  g_assert_true (focus_of (desk->window) == focus);
}

/* who walks along the names of pages stays there */
static void
test_places (Desk *desk, gconstpointer data)
{
  GtkWidget *place;

  results_go (desk, "54");
  place = ui_find (GTK_WIDGET (desk->window), GTK_TYPE_TOGGLE_BUTTON, "Процедуры");
  g_assert_true (gtk_widget_grab_focus (place));
  g_signal_emit_by_name (place, "clicked");
  UI_WAIT (g_str_equal (app_window_get_page_name (desk->window), "procedures"));
  desk_settle (desk);
  g_assert_true (focus_of (desk->window) == place);
}

/* The tree */

static void
press_row (AppPage *page, guint key)
{
  GtkWidget *list = ui_find (GTK_WIDGET (app_results_page_get_tree (APP_RESULTS_PAGE (page))),
                             GTK_TYPE_LIST_VIEW, NULL);

  g_assert_true (ui_press (list, key, 0));
}

static GtkTreeListRow *
row_of (GtkWidget *focus)
{
  GtkWidget *expander = gtk_widget_get_ancestor (focus, GTK_TYPE_TREE_EXPANDER);

  g_assert_nonnull (expander);
  return gtk_tree_expander_get_list_row (GTK_TREE_EXPANDER (expander));
}

static void
test_tree (Desk *desk, gconstpointer data)
{
  AppPage *page = results_go (desk, "54");
  AppResultsTree *tree = app_results_page_get_tree (APP_RESULTS_PAGE (page));
  GtkWidget *search = ui_find (GTK_WIDGET (tree), GTK_TYPE_SEARCH_ENTRY, NULL);
  GtkWidget *list = ui_find (GTK_WIDGET (tree), GTK_TYPE_LIST_VIEW, NULL);
  guint all, depth;

  gtk_widget_grab_focus (search);
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (desk->window), GTK_DIR_TAB_FORWARD));
  desk_settle (desk);
  g_assert_true (is_in (focus_of (desk->window), list));
  while (gtk_tree_list_row_get_depth (row_of (focus_of (desk->window))) == 0)
    g_assert_true (gtk_widget_child_focus (list, GTK_DIR_DOWN));
  gtk_tree_list_row_set_expanded (row_of (focus_of (desk->window)), FALSE);
  all = app_results_tree_get_n_rows (tree);
  press_row (page, GDK_KEY_Right);
  g_assert_cmpuint (app_results_tree_get_n_rows (tree), >, all);
  press_row (page, GDK_KEY_Left);
  g_assert_cmpuint (app_results_tree_get_n_rows (tree), ==, all);
  depth = gtk_tree_list_row_get_depth (row_of (focus_of (desk->window)));
  press_row (page, GDK_KEY_Left); /* nothing to close: up to what it lies in */
  desk_settle (desk);
  g_assert_cmpuint (gtk_tree_list_row_get_depth (row_of (focus_of (desk->window))), ==, depth - 1);
  /* all of it is one stop */
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (desk->window), GTK_DIR_TAB_FORWARD));
  g_assert_false (is_in (focus_of (desk->window), list));
  g_assert_true (is_in (focus_of (desk->window), results_board_of (page)));
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (desk->window), GTK_DIR_TAB_BACKWARD));
  g_assert_true (is_in (focus_of (desk->window), list));
}

/* What is made anew */

static void
test_reload (Desk *desk, gconstpointer data)
{
  AppPage *page = results_go (desk, "54");
  GtkWidget *table, *again, *chart;
  guint asked, row, column;

  results_show_tab (desk, page, "marks");
  table = results_find_mapped (GTK_WIDGET (page), APP_TYPE_FIGURE_TABLE);
  gtk_widget_grab_focus (table);
  app_figure_table_set_cursor (APP_FIGURE_TABLE (table), 2, 3);
  g_object_add_weak_pointer (G_OBJECT (table), (gpointer *) &table);
  asked = fake_count (desk->fake, "GET", "results");
  desk_act (desk->window, "win.reload", NULL);
  UI_WAIT (fake_count (desk->fake, "GET", "results") > asked && table == NULL);
  results_wait (page);
  again = focus_of (desk->window);
  g_assert_true (APP_IS_FIGURE_TABLE (again));
  g_assert_true (app_figure_table_get_cursor (APP_FIGURE_TABLE (again), &row, &column));
  g_assert_cmpuint (row, ==, 2);
  g_assert_cmpuint (column, ==, 3);
  chart = results_find_mapped (GTK_WIDGET (page), APP_TYPE_CHART);
  gtk_widget_grab_focus (chart);
  asked = fake_count (desk->fake, "GET", "results");
  desk_act (desk->window, "win.reload", NULL);
  UI_WAIT (fake_count (desk->fake, "GET", "results") > asked);
  results_wait (page);
  desk_settle (desk);
  g_assert_true (APP_IS_CHART (focus_of (desk->window)));
}

/* a tab that has nothing to show says so where the focus is */
static void
test_nothing (Desk *desk, gconstpointer data)
{
  AppPage *page = results_go (desk, "54");
  AppResultsTab *tab
      = APP_RESULTS_TAB (results_find_mapped (GTK_WIDGET (page), APP_TYPE_RESULTS_TAB));
  GtkWidget *focus;

  app_results_tab_say_nothing (tab, "Здесь ничего нет.");
  desk_settle (desk);
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (tab), GTK_DIR_TAB_FORWARD));
  focus = focus_of (desk->window);
  ui_assert_called (focus, "Здесь ничего нет.");
  desk_shot (desk, "keys-nothing");
}

static void
test_years (Desk *desk, gconstpointer data)
{
  AppPage *page = results_go (desk, "54");
  GtkWidget *matrix;
  guint asked;

  desk_act (page, "results.view", "complete");
  UI_WAIT ((matrix = results_find_mapped (GTK_WIDGET (page), APP_TYPE_MATRIX_VIEW)) != NULL);
  desk_settle (desk);
  gtk_widget_grab_focus (matrix);
  asked = fake_count (desk->fake, "GET", "results-completeness");
  desk_act (desk->window, "win.reload", NULL);
  UI_WAIT (fake_count (desk->fake, "GET", "results-completeness") > asked);
  desk_settle (desk);
  g_assert_true (focus_of (desk->window) == matrix);
}

/* The journal of imports */

/* the focus is on the row of that file */
static gboolean
is_at_import (AppImportJournal *journal, const char *file)
{
  GtkWidget *line = gtk_widget_get_first_child (focus_of (journal));

  return APP_IS_IMPORT_LINE (line) && ui_find (line, GTK_TYPE_LABEL, file) != NULL;
}

static void
test_journal (Desk *desk, gconstpointer data)
{
  AppImportJournal *journal;
  guint asked;

  fake_load (desk->fake, "imports",
             "[{\"id\":41,\"name\":\"а.xlsx\",\"layout\":\"form-2026\",\"procedure_id\":51,"
             "\"rows\":9,\"new_rows\":9,\"refused_rows\":0,\"created_at\":"
             "\"2026-03-30T11:02:00Z\"},{\"id\":40,\"name\":\"б.xlsx\",\"layout\":\"form-2026\","
             "\"procedure_id\":51,\"rows\":9,\"new_rows\":9,\"refused_rows\":0,\"created_at\":"
             "\"2026-03-29T11:02:00Z\"}]");
  desk_act (desk_go (desk, "results", NULL), "results.journal", NULL);
  journal = ui_window (APP_TYPE_IMPORT_JOURNAL);
  UI_WAIT (app_import_journal_get_n (journal) == 2);
  desk_settle (desk);
  g_assert_true (is_at_import (journal, "а.xlsx"));
  app_import_journal_choose (journal, 40);
  /* at once, and the answer comes later than a frame */
  fake_misbehave (desk->fake, "procedures", FAKE_HELD, 0, 1);
  asked = fake_count (desk->fake, "GET", "imports");
  g_assert_true (ui_press_bound (GTK_WIDGET (journal), GDK_KEY_F5, 0));
  desk_settle (desk);
  fake_release (desk->fake);
  UI_WAIT (fake_count (desk->fake, "GET", "imports") > asked);
  desk_settle (desk);
  g_assert_true (is_at_import (journal, "б.xlsx"));
  /* the rows are one stop */
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (journal), GTK_DIR_TAB_FORWARD));
  g_assert_false (is_at_import (journal, "а.xlsx") || is_at_import (journal, "б.xlsx"));
  gtk_window_destroy (GTK_WINDOW (journal));
}

/* A school's own names: what was pressed has nothing more to do, and the focus is not lost with it
 */
static void
test_names (Desk *desk, gconstpointer data)
{
  AppNamesDialog *dialog;
  static const char list[] = "11017\tКуропаткина Зоя";
  g_autoptr (GBytes) bytes = g_bytes_new_static (list, sizeof list - 1);
  GtkWidget *erase;

  desk_act (desk_go (desk, "results", NULL), "results.names", NULL);
  dialog = APP_NAMES_DIALOG (desk_dialog (desk));
  g_assert_true (app_names_dialog_take (dialog, bytes));
  erase = ui_find (GTK_WIDGET (dialog), GTK_TYPE_BUTTON, "Удалить имена");
  g_assert_true (gtk_widget_grab_focus (erase));
  g_signal_emit_by_name (erase, "clicked");
  desk_settle (desk);
  g_assert_false (gtk_widget_is_sensitive (erase));
  g_assert_nonnull (gtk_widget_get_ancestor (focus_of (dialog), GTK_TYPE_SPIN_BUTTON));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (dialog)), "11017\tЯблонев");
  g_assert_true (ui_press_bound (GTK_WIDGET (dialog), GDK_KEY_v, GDK_CONTROL_MASK));
  UI_WAIT (ui_says (dialog, "Загружено: 1."));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* The page of procedures */

static void
test_procedures (Desk *desk, gconstpointer data)
{
  AppProceduresPage *page = procedures_desk_go (desk, "54");
  GtkWidget *list
      = ui_find (GTK_WIDGET (app_procedures_page_get_list (page)), GTK_TYPE_LIST_VIEW, NULL);

  desk_act (page, "procedures.view", "limits");
  desk_act (page, "procedures.search", NULL);
  desk_settle (desk);
  g_assert_true (GTK_IS_TEXT (focus_of (desk->window)));
  for (guint i = 0; i < 12 && !is_in (focus_of (desk->window), list); i++)
    g_assert_true (gtk_widget_child_focus (GTK_WIDGET (desk->window), GTK_DIR_TAB_FORWARD));
  g_assert_true (is_in (focus_of (desk->window), list));
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (desk->window), GTK_DIR_TAB_FORWARD));
  g_assert_true (is_in (focus_of (desk->window), app_procedures_page_get_view (page)));
}

static void
fill (void)
{
#define ADD(name, func)                                                                            \
  g_test_add ("/keys/" name, Desk, NULL, results_set_up, func, results_tear_down)
  ADD ("pages", test_pages);
  ADD ("places", test_places);
  ADD ("tree", test_tree);
  ADD ("reload", test_reload);
  ADD ("nothing", test_nothing);
  ADD ("years", test_years);
  ADD ("journal", test_journal);
  g_test_add ("/keys/names", Desk, "school", results_set_up, test_names, results_tear_down);
  g_test_add ("/keys/procedures", Desk, NULL, procedures_desk_open, test_procedures,
              procedures_desk_close);
}

int
main (int argc, char **argv)
{
  return desk_main (argc, argv, "merilo-test-keys", fill);
}
