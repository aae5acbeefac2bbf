#include "client/pages/results-desk.h"

#include <math.h>
#include <string.h>

#include "exchange/xlsx.h"
#include "pages/document-menu.h"
#include "widgets/chart-view.h"
#include "widgets/figure-table.h"
#include "widgets/matrix-view.h"

/* What is taken away from the page of results: each table as a workbook that is read back by the
 * house's own reader, each chart as three kinds of files, by pointer and by keys. */

static const struct
{
  const char *name, *title;
} tabs[] = {
  { "marks", "Отметки" },     { "journal", "Журнал" }, { "scores", "Баллы" },
  { "items", "Задания" },     { "skills", "Умения" },  { "groups", "Группы" },
  { "dynamics", "Динамика" },
};

/* Tables */

static MeriloGrid *
write_and_read (const AppTable *table, char **ret_sheet)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "table.xlsx", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloXlsx) book = NULL;
  g_autofree char *data = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize size;

  g_assert_true (app_table_write (table, file, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  bytes = g_bytes_new_take (g_steal_pointer (&data), size);
  book = merilo_xlsx_new (bytes, &error);
  g_assert_no_error (error);
  *ret_sheet = g_strdup (merilo_xlsx_get_sheet_name (book, 0));
  return merilo_xlsx_read_grid (book, 0, &error);
}

/* "5,06", "1 722", "5,06 %": what a spreadsheet has to count with; NAN: it is none */
static double
read_shown (const char *text)
{
  g_auto (GStrv) groups = g_strsplit (text, "\u202F", -1);
  g_autofree char *joined = g_strjoinv ("", groups);
  char *end = NULL;
  double value = g_ascii_strtod (g_strdelimit (joined, ",", '.'), &end);

  if (g_str_equal (end, " %"))
    return value / 100;
  return *joined != 0 && *end == 0 ? value : NAN;
}

/* each cell of the workbook is what the screen says: figures as numbers, to the last digit, and
 * nothing else; gives how many figures there were */
static guint
compare_table (const AppTable *table, MeriloGrid *grid)
{
  guint n = 0;

  for (guint r = 0; r < table->cells->len; r++)
    {
      char **row = table->cells->pdata[r];

      for (guint c = 0; row[c] != NULL; c++)
        {
          const MeriloCell *cell = merilo_grid_get (grid, r + 1, c + 1);
          double value = r > 0 && table->words[c] != APP_CELLS_WORDS ? read_shown (row[c]) : NAN;

          if (*row[c] == 0)
            continue;
          g_assert_nonnull (cell);
          g_assert_cmpint (cell->kind, ==, isnan (value) ? MERILO_CELL_TEXT : MERILO_CELL_NUMBER);
          if (isnan (value))
            {
              g_autofree char *text = merilo_cell_to_text (cell);

              g_assert_cmpstr (text, ==, row[c]);
            }
          else
            g_assert_cmpfloat_with_epsilon (cell->number, value, 1e-9);
          n += !isnan (value);
        }
    }
  return n;
}

/* the years come from the server */
static gboolean
has_table (AppPage *page)
{
  g_autoptr (AppTable) table = app_results_board_copy (results_board_of (page));

  return table != NULL;
}

static void
test_tables (Desk *desk, gconstpointer data)
{
  AppPage *page = results_go (desk, "54/12");

  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      g_autoptr (AppTable) table = NULL;
      g_autoptr (MeriloGrid) grid = NULL;
      g_autofree char *sheet = NULL;

      g_test_message ("%s", tabs[i].name);
      results_show_tab (desk, page, tabs[i].name);
      UI_WAIT (has_table (page));
      table = app_results_board_copy (results_board_of (page));
      grid = write_and_read (table, &sheet);
      g_assert_cmpstr (sheet, ==, tabs[i].title);
      g_assert_cmpuint (compare_table (table, grid), >, 5);
    }
}

/* the choices of the page's button: a dialog with a name that ends so, and the clipboard */
static void
test_menu (Desk *desk, gconstpointer data)
{
  AppPage *page = results_go (desk, "54/12");
  GtkWidget *button = ui_find (GTK_WIDGET (page), GTK_TYPE_MENU_BUTTON, "Выгрузить таблицу"),
            *table;
  g_autofree char *text = NULL;

  g_assert_nonnull (button);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  desk_settle (desk);
  for (guint i = 0; i < 3; i++)
    g_assert_nonnull (
        ui_find (button, GTK_TYPE_WIDGET,
                 (const char *[]){ "Книга Excel…", "Таблица CSV…", "Копировать таблицу" }[i]));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
  desk_act (page, "results.copy-table", NULL);
  UI_WAIT (ui_says (desk->window, "Таблица скопирована"));
  /* the table itself has the same menu, by keys too */
  results_show_tab (desk, page, "marks");
  table = results_find_mapped (GTK_WIDGET (page), APP_TYPE_FIGURE_TABLE);
  gtk_widget_grab_focus (table);
  g_assert_null (results_find_mapped (table, GTK_TYPE_POPOVER_MENU));
  g_assert_true (ui_press (table, GDK_KEY_F10, GDK_SHIFT_MASK));
  desk_settle (desk);
  g_assert_nonnull (results_find_mapped (table, GTK_TYPE_POPOVER_MENU));
  g_assert_nonnull (ui_find (table, GTK_TYPE_WIDGET, "Копировать выделенное"));
  g_assert_nonnull (ui_find (table, GTK_TYPE_WIDGET, "Книга Excel…"));
  gtk_popover_popdown (results_find_mapped (table, GTK_TYPE_POPOVER_MENU));
  desk_settle (desk);
}

/* who has sent what, and whom rules point at: the same menu, the same workbook */
static void
test_views (Desk *desk, gconstpointer data)
{
  AppPage *page = results_go (desk, "54");
  static const struct
  {
    const char *view, *sheet;
    GType (*type) (void);
  } views[] = {
    { "complete", "Кто не сдал, 2026 год", app_matrix_view_get_type },
    { "rules", "Правила, 2026 год", app_figure_table_get_type },
  };

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      GtkWidget *grid = NULL;
      AppYearView *view;
      g_autoptr (AppTable) table = NULL;
      g_autoptr (MeriloGrid) cells = NULL;
      g_autofree char *sheet = NULL;

      desk_act (page, "results.view", views[i].view);
      UI_WAIT ((grid = results_find_mapped (GTK_WIDGET (page), views[i].type ())) != NULL);
      desk_settle (desk);
      g_assert_true (ui_press (grid, GDK_KEY_Menu, 0));
      desk_settle (desk);
      g_assert_nonnull (results_find_mapped (grid, GTK_TYPE_POPOVER_MENU));
      g_assert_nonnull (ui_find (grid, GTK_TYPE_WIDGET, "Таблица CSV…"));
      gtk_popover_popdown (results_find_mapped (grid, GTK_TYPE_POPOVER_MENU));
      desk_settle (desk);
      view = APP_YEAR_VIEW (gtk_widget_get_ancestor (grid, APP_TYPE_YEAR_VIEW));
      table = app_year_view_copy (view);
      cells = write_and_read (table, &sheet);
      g_assert_cmpstr (sheet, ==, views[i].sheet);
      g_assert_cmpuint (cells->rows->len, >, 2);
    }
}

/* Charts */

static void
assert_saved (AppChart *chart, MeriloChartFile kind, const char *begins)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "chart", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autofree char *data = NULL;
  gsize size;

  g_assert_true (app_chart_save (chart, file, kind, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  g_assert_cmpuint (size, >, 1000);
  g_assert_true (g_str_has_prefix (data, begins));
}

static void
test_charts (Desk *desk, gconstpointer data)
{
  AppPage *page = results_go (desk, "54/12");

  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      GtkWidget *chart = NULL;

      g_test_message ("%s", tabs[i].name);
      results_show_tab (desk, page, tabs[i].name);
      UI_WAIT ((chart = results_find_mapped (GTK_WIDGET (page), APP_TYPE_CHART)) != NULL);
      desk_settle (desk);
      assert_saved (APP_CHART (chart), MERILO_CHART_PNG, "\x89PNG");
      assert_saved (APP_CHART (chart), MERILO_CHART_SVG, "<?xml");
      assert_saved (APP_CHART (chart), MERILO_CHART_PDF, "%PDF-");
      g_assert_true (gtk_widget_get_focusable (chart));
      gtk_widget_grab_focus (chart);
      g_assert_true (ui_press (chart, GDK_KEY_Menu, 0));
      desk_settle (desk);
      g_assert_nonnull (results_find_mapped (chart, GTK_TYPE_POPOVER_MENU));
      g_assert_nonnull (ui_find (chart, GTK_TYPE_WIDGET, "Сохранить как SVG…"));
      gtk_popover_popdown (results_find_mapped (chart, GTK_TYPE_POPOVER_MENU));
      desk_settle (desk);
    }
}

static void
fill (void)
{
#define ADD(name, func)                                                                            \
  g_test_add ("/results-export/" name, Desk, NULL, results_set_up, func, results_tear_down)
  ADD ("tables", test_tables);
  ADD ("menu", test_menu);
  ADD ("views", test_views);
  ADD ("charts", test_charts);
}

int
main (int argc, char **argv)
{
  return desk_main (argc, argv, "merilo-test-results-export", fill);
}
