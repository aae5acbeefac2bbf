/* The matrix on the screen: numbers and titles, the heading and both totals stand still, cells
 * scroll. A state is told by its glyph and by its colour. One widget, drawn from pieces kept as
 * render nodes.
 *
 * Arrows, Home, End, Page Up and Down, with Ctrl to the corners, with Shift a block; letters and
 * figures lead to the item that has them; Ctrl+C copies the block with its headings, Ctrl+A takes
 * all; Enter, Space or a click asks for the cell. With a menu: the right button, Menu, Shift+F10.
 *
 * Signals: "cursor-moved" (); "activated" (guint row, guint column). Action: matrix.copy. */
#pragma once

#include <gtk/gtk.h>

#include "widgets/matrix-model.h"

G_BEGIN_DECLS

#define APP_TYPE_MATRIX_VIEW (app_matrix_view_get_type ())
G_DECLARE_FINAL_TYPE (AppMatrixView, app_matrix_view, APP, MATRIX_VIEW, GtkWidget)

GtkWidget *app_matrix_view_new (AppMatrixModel *model);
void app_matrix_view_set_model (AppMatrixView *view, AppMatrixModel *model);
AppMatrixModel *app_matrix_view_get_model (AppMatrixView *view);

/* what the menu has below its own, for the whole matrix; once a view */
void app_matrix_view_set_menu (AppMatrixView *view, GMenuModel *more);

/* %FALSE: there is no cell yet */
gboolean app_matrix_view_get_cursor (AppMatrixView *view, guint *ret_row, guint *ret_col);
/* the nearest item when @row is a section's */
void app_matrix_view_set_cursor (AppMatrixView *view, guint row, guint col);

/* of GStrv, the selected block with its headings */
GPtrArray *app_matrix_view_copy_cells (AppMatrixView *view);

/* what the cursor's cell says, in words; transfer full */
char *app_matrix_view_describe (AppMatrixView *view);

G_END_DECLS
