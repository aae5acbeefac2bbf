/* «Задания»: the items of a procedure as a table that is edited, pasted into and taken back, and
 * written whole. What is typed and not written is kept on the disk. With works, codes and maxima
 * stay.
 *
 * Signal: "stored" (): the server has them. Actions: items.revert, items.overwrite; those of the
 * table itself: see item-table.h. */
#pragma once

#include "pages/page.h"
#include "pages/procedures/item-rows.h"
#include "widgets/state-view.h"

G_BEGIN_DECLS

#define APP_TYPE_PROCEDURE_ITEMS (app_procedure_items_get_type ())
G_DECLARE_FINAL_TYPE (AppProcedureItems, app_procedure_items, APP, PROCEDURE_ITEMS, AdwBin)

/* @page: held weakly */
GtkWidget *app_procedure_items_new (AppPage *page);

/* reads its items, unless those of this version are shown already */
void app_procedure_items_set_procedure (AppProcedureItems *self, MeriloRecord *procedure);

/* nothing to write: nothing happens */
void app_procedure_items_save (AppProcedureItems *self);

AppItemRows *app_procedure_items_get_rows (AppProcedureItems *self);
AppState app_procedure_items_get_state (AppProcedureItems *self);
/* headings and rows; NULL: there are none; transfer full */
GPtrArray *app_procedure_items_copy_cells (AppProcedureItems *self);
/* the item under the cursor that the server knows; NULL: none; transfer full */
MeriloRecord *app_procedure_items_dup_chosen (AppProcedureItems *self);

G_END_DECLS
