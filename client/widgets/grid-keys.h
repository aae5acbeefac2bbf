/* What the keys of a grid ask for, those of the number pad included, and the hands of a drawn grid:
 * its keys, its pointer, its tooltip. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* 1, -1 or 0 each; %FALSE: it is no arrow */
gboolean app_grid_key_arrow (guint keyval, int *ret_down, int *ret_across);

/* Where keys lead from @row and @col; an answer may lie outside of the grid. %FALSE: it is no such
 * key. An arrow, @far: to the edge. */
gboolean app_grid_key_walk (guint keyval, gboolean far, int *row, int *col);
/* Home and End, @far: of all rows; a page of @page rows, 0: pages are not for the grid */
gboolean app_grid_key_leap (guint keyval, gboolean far, int page, int *row, int *col);

/* rows a page leads by: one of those seen stays */
int app_grid_count_page (int height, int row_height);

gboolean app_grid_key_is_enter (guint keyval);

/* the letter a cell is written over with, in UTF-8; %FALSE: it is none */
gboolean app_grid_key_letter (guint keyval, GdkModifierType state, char ret_text[7]);

/* what every drawn grid is before its first frame */
void app_grid_set_up (GtkWidget *widget);

/* "key-pressed", "pressed" and "query-tooltip", the first two with the widget as their data; it is
 * drawn anew as the focus comes and goes */
void app_grid_add_controllers (GtkWidget *widget,
                               GCallback key_pressed,
                               GCallback pressed,
                               GCallback query_tooltip);

G_END_DECLS
