/* A table of figures on the screen: dense, compared by eye, taken away by Ctrl+C. One widget as
 * high as its rows; the page scrolls it.
 *
 * Arrows, Home, End, with Ctrl to the corners, with Shift a block; Ctrl+A takes all, Ctrl+C copies
 * the block with its headings; Enter or a double click asks for the row. The right button, Menu and
 * Shift+F10 open a menu.
 *
 * Signal: "activated" (guint row). Action: figures.copy. */
#pragma once

#include <gtk/gtk.h>

#include "widgets/figure-model.h"

G_BEGIN_DECLS

#define APP_TYPE_FIGURE_TABLE (app_figure_table_get_type ())
G_DECLARE_FINAL_TYPE (AppFigureTable, app_figure_table, APP, FIGURE_TABLE, GtkWidget)

GtkWidget *app_figure_table_new (AppFigureModel *model);

/* @model: (nullable); it is not changed once it is shown: set another */
void app_figure_table_set_model (AppFigureTable *self, AppFigureModel *model);
AppFigureModel *app_figure_table_get_model (AppFigureTable *self);

/* what the menu has below its own, for the whole table; once a table */
void app_figure_table_set_menu (AppFigureTable *self, GMenuModel *more);

/* %FALSE: there is no cell yet */
gboolean app_figure_table_get_cursor (AppFigureTable *self, guint *ret_row, guint *ret_column);
void app_figure_table_set_cursor (AppFigureTable *self, guint row, guint column);

/* of GStrv: the selected block with its headings, or all of it */
GPtrArray *app_figure_table_copy_cells (AppFigureTable *self, gboolean all);

G_END_DECLS
