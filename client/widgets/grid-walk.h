/* Where a grid's cursor may go and what lies between it and its anchor; which of many rows of one
 * height are seen. Knows no widget. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  int row, col;
} AppGridCell;

/* the first and the last cell of the block between @a and @b */
void app_grid_block (AppGridCell a, AppGridCell b, AppGridCell *ret_from, AppGridCell *ret_to);

/* a heading of rows, not to be stood on */
typedef gboolean (*AppGridIsHeading) (gpointer model, guint row);

/* @row, or the next one in @direction that is no heading; from a heading with none before it, the
 * next one after it */
int app_grid_find_row (int row, int n, int direction, AppGridIsHeading is_heading, gpointer model);

/* the first and the last of @n rows of @size px that are seen in @room px, @offset being scrolled
 * away; columns too. None: the last is before the first */
void app_grid_find_seen (int offset, int room, int size, int n, int *ret_first, int *ret_last);

G_END_DECLS
