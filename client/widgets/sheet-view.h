/* A piece of a sheet on the screen: heads and numbers of rows stand still, cells scroll. A marked
 * cell has a colour and a corner. Drawn, because a widget a cell costs a second.
 *
 * Arrows, Home, End, Page Up and Down, with Ctrl to the corners; Ctrl+C copies the cursor's row
 * with the headings, with Ctrl+A before it all of them; Enter, Space or a double click asks for the
 * row; Alt+Down or a click on a head asks for the column.
 *
 * Signals: "cursor-moved" (); "activated" (guint row, guint column); "numbered" (guint row): a
 * click on its number; "head-pressed" (guint column). Action: sheet.copy. */
#pragma once

#include <gtk/gtk.h>

#include "widgets/sheet.h"

G_BEGIN_DECLS

#define APP_TYPE_SHEET_VIEW (app_sheet_view_get_type ())
G_DECLARE_FINAL_TYPE (AppSheetView, app_sheet_view, APP, SHEET_VIEW, GtkWidget)

GtkWidget *app_sheet_view_new (AppSheet *sheet);

/* the first @n columns stand still beside the numbers */
void app_sheet_view_set_frozen (AppSheetView *self, guint n);
/* texts of that column take up to three lines where there is no room for them on one, and the
 * column takes no more room than there is; -1: none */
void app_sheet_view_set_wrapped (AppSheetView *self, int column);
/* heads look and act like menus */
void app_sheet_view_set_head_menus (AppSheetView *self, gboolean menus);

/* %FALSE: there is no cell yet */
gboolean app_sheet_view_get_cursor (AppSheetView *self, guint *ret_row, guint *ret_column);
void app_sheet_view_set_cursor (AppSheetView *self, guint row, guint column);

/* where the head of a column is drawn, for a menu to point to */
GdkRectangle app_sheet_view_get_head_place (AppSheetView *self, guint column);

/* of GStrv: headings and rows, without private columns; @row: -1: all; transfer full */
GPtrArray *app_sheet_copy (AppSheet *sheet, int row);

G_END_DECLS
