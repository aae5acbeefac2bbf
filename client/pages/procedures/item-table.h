/* The table of a procedure's items under the hands: rows are added, taken away, pasted from a
 * workbook, typed over and taken back; how many they are and what they give together stands above.
 * It neither reads nor writes: see procedure-items.h.
 *
 * Signal: "told" (const char *words): what was asked for cannot be done, and why.
 * Actions: items.add, items.remove, items.paste. */
#pragma once

#include "pages/page.h"
#include "pages/procedures/item-rows.h"
#include "widgets/record-table.h"
#include "widgets/state-view.h"

G_BEGIN_DECLS

#define APP_TYPE_ITEM_TABLE (app_item_table_get_type ())
G_DECLARE_FINAL_TYPE (AppItemTable, app_item_table, APP, ITEM_TABLE, AdwBin)

/* @page: held weakly */
GtkWidget *app_item_table_new (AppPage *page);

AppItemRows *app_item_table_get_rows (AppItemTable *self);
guint app_item_table_get_n (AppItemTable *self);

/* the items of @procedure; with works, and for who only reads, none comes or goes */
void app_item_table_set_items (AppItemTable *self, GPtrArray *items, MeriloRecord *procedure);
/* after the rows have changed: what there is, or what to do when there is nothing */
void app_item_table_show (AppItemTable *self);
void app_item_table_show_loading (AppItemTable *self);
void app_item_table_show_error (AppItemTable *self, const GError *error);
AppState app_item_table_get_state (AppItemTable *self);

/* the state's own: "retry" */
AppStateView *app_item_table_get_view (AppItemTable *self);

/* what is being typed goes into its row */
void app_item_table_commit (AppItemTable *self);
void app_item_table_choose (AppItemTable *self, guint row, guint field);
MeriloRecord *app_item_table_get_chosen (AppItemTable *self); /* NULL: none */
GPtrArray *app_item_table_copy_cells (AppItemTable *self);    /* NULL: there are none */

G_END_DECLS
