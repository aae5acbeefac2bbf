/* One cell of a record table: a text, and an editor while it is edited. For the table alone. */
#pragma once

#include <gtk/gtk.h>

#include "model/record.h"

G_BEGIN_DECLS

#define APP_TYPE_RECORD_CELL (app_record_cell_get_type ())
G_DECLARE_FINAL_TYPE (AppRecordCell, app_record_cell, APP, RECORD_CELL, GtkWidget)

/* @column: its place in the table */
GtkWidget *app_record_cell_new (guint column, gboolean numeric);
guint app_record_cell_get_column (AppRecordCell *cell);

/* what the cell shows: set by the table when a row is bound */
void app_record_cell_bind (AppRecordCell *cell, GtkListItem *item);
void app_record_cell_unbind (AppRecordCell *cell);
/* GTK_INVALID_LIST_POSITION: not bound */
guint app_record_cell_get_row (AppRecordCell *cell);
MeriloRecord *app_record_cell_get_record (AppRecordCell *cell);

/* @heading: the column's, for the accessible label; @problem: (nullable): in red, and as tooltip */
void app_record_cell_show (AppRecordCell *cell,
                           const char *heading,
                           const char *text,
                           const char *problem);
void app_record_cell_mark (AppRecordCell *cell, gboolean cursor, gboolean selected);

GtkWidget *app_record_cell_begin_edit (AppRecordCell *cell, const char *text);
/* the editor's text; NULL: it was not open; transfer full */
char *app_record_cell_end_edit (AppRecordCell *cell);

G_END_DECLS
