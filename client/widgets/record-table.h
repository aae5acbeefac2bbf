/* Records as rows, columns from their entity's description.
 *
 * The cursor is a cell; Shift with arrows or a click selects a block of cells. F2, a double click
 * or typing edits a cell the role may write; Enter and Tab take the text and move on, Esc gives up;
 * a text that is no value stays, red, with the reason. Space turns a flag. Ctrl+C, V, Z, Shift+Z, A
 * in any layout; Alt+Up and Alt+Down sort by the cursor's column. Enter opens the row.
 *
 * Signals: "selected" (): another row has the cursor, or the same was chosen again by a click;
 * "activated" (MeriloRecord); "pasted" (written, refused); "export" (): the user asks for a file.
 * "arranged" (): other rows are shown. "short" (n): a paste is about to have n rows more than there
 * are; who can adds them to the records. Actions: table.copy, table.paste, table.undo, table.redo,
 * table.export. */
#pragma once

#include <gtk/gtk.h>

#include "widgets/record-edits.h"
#include "widgets/record-list.h"

G_BEGIN_DECLS

#define APP_TYPE_RECORD_TABLE (app_record_table_get_type ())
G_DECLARE_FINAL_TYPE (AppRecordTable, app_record_table, APP, RECORD_TABLE, GtkWidget)

GtkWidget *app_record_table_new (const MeriloEntity *entity);

/* for tables made from .ui; @fields: ends with -1, NULL: all that are not hidden */
void
app_record_table_set_entity (AppRecordTable *table, const MeriloEntity *entity, const int *fields);
/* @records: (nullable): of the entity's records */
void app_record_table_set_records (AppRecordTable *table, GListModel *records);
/* @role: whose rights the cells have; @writable: FALSE: nothing is edited here */
void app_record_table_set_role (AppRecordTable *table, MeriloRole role, gboolean writable);
void app_record_table_set_edits (AppRecordTable *table, AppRecordEdits *edits);
AppRecordEdits *app_record_table_get_edits (AppRecordTable *table);

void app_record_table_set_text (AppRecordTable *table, const char *text);
void app_record_table_set_match (AppRecordTable *table,
                                 AppRecordMatch match,
                                 gpointer data,
                                 GDestroyNotify destroy);
/* @field: -1: as they came */
void app_record_table_sort_by (AppRecordTable *table, int field, gboolean descending);
/* sorts and filters anew after records were changed from elsewhere */
void app_record_table_refresh (AppRecordTable *table);

/* of the shown rows */
guint app_record_table_get_n_shown (AppRecordTable *table);
guint app_record_table_get_n_records (AppRecordTable *table);
/* transfer full */
MeriloRecord *app_record_table_dup_record (AppRecordTable *table, guint position);

/* the record under the cursor; NULL: none; transfer none */
MeriloRecord *app_record_table_get_selected (AppRecordTable *table);
gboolean app_record_table_select (AppRecordTable *table, MeriloRecord *record);

guint app_record_table_get_n_columns (AppRecordTable *table);
void app_record_table_get_cursor (AppRecordTable *table, guint *ret_row, guint *ret_column);
void app_record_table_set_cursor (AppRecordTable *table, guint row, guint column);

gboolean app_record_table_is_editing (AppRecordTable *table);
void app_record_table_commit (AppRecordTable *table);
/* at the selection's corner, as Ctrl+V does; returns how many cells were written */
guint app_record_table_paste (AppRecordTable *table, const char *tsv);

/* of GStrv: the selected block, or with @whole the headings and all that is shown */
GPtrArray *app_record_table_copy_cells (AppRecordTable *table, gboolean whole);

G_END_DECLS
