/* «Шкалы»: the bounds of marks that a procedure had and has, one in force; a new one, and marks
 * counted anew by it.
 *
 * Signal: "stored" (): the procedure is another. Actions: scales.add, scales.recount,
 * scales.journal, scales.result: the last recount in the journal. */
#pragma once

#include "pages/page.h"
#include "widgets/state-view.h"

G_BEGIN_DECLS

#define APP_TYPE_PROCEDURE_SCALES (app_procedure_scales_get_type ())
G_DECLARE_FINAL_TYPE (AppProcedureScales, app_procedure_scales, APP, PROCEDURE_SCALES, AdwBin)

/* @page: held weakly */
GtkWidget *app_procedure_scales_new (AppPage *page);

/* reads its scales */
void app_procedure_scales_set_procedure (AppProcedureScales *self, MeriloRecord *procedure);

/* as the dialog of the reason does */
void app_procedure_scales_recount (AppProcedureScales *self, const char *reason);

AppState app_procedure_scales_get_state (AppProcedureScales *self);
guint app_procedure_scales_get_n (AppProcedureScales *self);
/* headings and rows; NULL: there are none; transfer full */
GPtrArray *app_procedure_scales_copy_cells (AppProcedureScales *self);

G_END_DECLS
