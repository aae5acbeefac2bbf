/* The menu of a drawn grid: the right button opens it where it was pressed, Menu and Shift+F10 open
 * it at the cursor. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* where the cursor is, in the grid */
typedef GdkRectangle (*AppGridPlaceFunc) (GtkWidget *grid);

/* @copy: the grid's own action, of what is selected; @more: below it, of the whole. Once a grid */
void
app_grid_add_menu (GtkWidget *grid, const char *copy, GMenuModel *more, AppGridPlaceFunc place);
/* for the size_allocate() of a grid */
void app_grid_present_menu (GtkWidget *grid);

G_END_DECLS
