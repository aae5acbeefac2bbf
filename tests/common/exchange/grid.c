/* A sheet in memory: rows that grow when merged cells are filled. What readers put into it is
 * tested with them (csv.c, xlsx.c). */
#include "exchange/grid.h"

static void
check_number (const MeriloGrid *grid, guint row, guint column, double number)
{
  const MeriloCell *cell
      = merilo_grid_row_get (&g_array_index (grid->rows, MeriloGridRow, row - 1), column);

  g_assert_cmpint (cell->kind, ==, MERILO_CELL_NUMBER);
  g_assert_cmpfloat (cell->number, ==, number);
}

/* a row gets a cell more with each merge, its neighbours stay what they were */
static void
test_grown (void)
{
  g_autoptr (MeriloGrid) grid = merilo_grid_new ("Лист1");
  g_autoptr (GError) error = NULL;

  for (guint row = 1; row <= 3; row++)
    {
      MeriloCell cells[40];
      guint n_cells = row == 1 ? G_N_ELEMENTS (cells) : 1;

      for (guint i = 0; i < n_cells; i++)
        cells[i] = (MeriloCell){ .kind = MERILO_CELL_NUMBER, .number = row * 100 + i + 1 };
      g_assert_true (merilo_grid_add_row (row, cells, n_cells, grid, &error));
      g_assert_no_error (error);
    }
  for (guint column = 1; column <= 40; column++)
    {
      MeriloGridMerge merge = { 1, column, 2, column };

      g_array_append_val (grid->merges, merge);
    }
  merilo_grid_fill_merges (grid, 1);
  g_assert_cmpuint (grid->n_cells, ==, 40 + 40 + 1);
  g_assert_cmpuint (grid->n_columns, ==, 40);
  check_number (grid, 2, 1, 201);
  for (guint column = 2; column <= 40; column++)
    check_number (grid, 2, column, 100 + column);
  check_number (grid, 3, 1, 301);
  g_assert_cmpint (merilo_grid_get (grid, 3, 2)->kind, ==, MERILO_CELL_EMPTY);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/grid/grown", test_grown);
  return g_test_run ();
}
