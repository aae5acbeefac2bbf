#define G_LOG_DOMAIN "app-grid-walk"

#include "config.h"

#include "widgets/grid-walk.h"

void
app_grid_block (AppGridCell a, AppGridCell b, AppGridCell *ret_from, AppGridCell *ret_to)
{
  *ret_from = (AppGridCell){ MIN (a.row, b.row), MIN (a.col, b.col) };
  *ret_to = (AppGridCell){ MAX (a.row, b.row), MAX (a.col, b.col) };
}

int
app_grid_find_row (int row, int n, int direction, AppGridIsHeading is_heading, gpointer model)
{
  for (int i = row; i >= 0 && i < n; i += direction)
    if (!is_heading (model, (guint) i))
      return i;
  return direction < 0 ? app_grid_find_row (row, n, 1, is_heading, model) : row;
}

void
app_grid_find_seen (int offset, int room, int size, int n, int *ret_first, int *ret_last)
{
  *ret_first = offset / size;
  *ret_last = MIN (n - 1, (offset + room) / size);
}
