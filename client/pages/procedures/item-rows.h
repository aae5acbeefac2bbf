/* The items of a procedure while they are edited: a list of records of which one that has nothing
 * in it is not there. So what is typed, pasted, added and taken away is all changes of fields, and
 * undo and redo walk over all of it. No display.
 *
 * The rows are a GListModel of MeriloProcedureItem. Signal: "changed" (): the table is another. */
#pragma once

#include <json-glib/json-glib.h>

#include "widgets/record-edits.h"

G_BEGIN_DECLS

#define APP_ITEM_ROWS_MAX  200

#define APP_TYPE_ITEM_ROWS (app_item_rows_get_type ())
G_DECLARE_FINAL_TYPE (AppItemRows, app_item_rows, APP, ITEM_ROWS, GObject)

AppItemRows *app_item_rows_new (void);

AppRecordEdits *app_item_rows_get_edits (AppItemRows *self);
GListModel *app_item_rows_get_model (AppItemRows *self);

/* @items: of MeriloProcedureItem in their order; what is typed is forgotten. @locked: codes and
 * maxima stay, none comes or goes */
void app_item_rows_set_items (AppItemRows *self, GPtrArray *items, gboolean locked);

/* as they would be stored: {"items":[…]}; transfer full */
char *app_item_rows_to_json (AppItemRows *self);
/* lays a table that was kept over the items; %FALSE: it is no such table */
gboolean app_item_rows_lay (AppItemRows *self, const char *json);
/* other than what was set */
gboolean app_item_rows_is_dirty (AppItemRows *self);

/* rows for a paste, still empty, at the end */
void app_item_rows_add_blank (AppItemRows *self, guint n);
/* one item more after row @after, -1: at the end; its place, -1: there are too many */
int app_item_rows_insert (AppItemRows *self, int after);
void app_item_rows_remove (AppItemRows *self, guint row);

gint64 app_item_rows_sum (AppItemRows *self);

/* the first thing that cannot be stored, in words; NULL: nothing; transfer full */
char *app_item_rows_find_fault (AppItemRows *self, guint *ret_row, guint *ret_field);

G_END_DECLS
