/* «История»: who changed what of a procedure, or of one of its items, newest first. */
#pragma once

#include "pages/page.h"
#include "widgets/state-view.h"

G_BEGIN_DECLS

#define APP_TYPE_PROCEDURE_HISTORY (app_procedure_history_get_type ())
G_DECLARE_FINAL_TYPE (AppProcedureHistory, app_procedure_history, APP, PROCEDURE_HISTORY, AdwBin)

/* @page: held weakly */
GtkWidget *app_procedure_history_new (AppPage *page);

/* @item: (nullable): the one that is looked at: of its items; the procedure itself otherwise */
void app_procedure_history_set_procedure (AppProcedureHistory *self,
                                          MeriloRecord *procedure,
                                          MeriloRecord *item);
AppState app_procedure_history_get_state (AppProcedureHistory *self);

G_END_DECLS
