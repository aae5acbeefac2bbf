/* One procedure: its head, and tabs of what there is to know and to change: «Описание», «Задания»,
 * «Шкалы», «История». A tab reads when it is on the screen. Actions: procedure.remove. */
#pragma once

#include "pages/page.h"
#include "pages/procedures/procedure-form.h"
#include "pages/procedures/procedure-history.h"
#include "pages/procedures/procedure-items.h"
#include "pages/procedures/procedure-scales.h"

G_BEGIN_DECLS

#define APP_TYPE_PROCEDURE_VIEW (app_procedure_view_get_type ())
G_DECLARE_FINAL_TYPE (AppProcedureView, app_procedure_view, APP, PROCEDURE_VIEW, AdwBin)

/* @page: held weakly */
GtkWidget *app_procedure_view_new (AppPage *page);

/* @procedure: NULL: none is chosen */
void app_procedure_view_set_procedure (AppProcedureView *self, MeriloRecord *procedure);

/* "form", "items", "scales", "history"; %FALSE: there is none such */
gboolean app_procedure_view_show_tab (AppProcedureView *self, const char *name);
const char *app_procedure_view_get_tab (AppProcedureView *self);
void app_procedure_view_step (AppProcedureView *self, gboolean back);

/* what is typed in the description and in the items */
void app_procedure_view_save (AppProcedureView *self);

/* the table of the tab; NULL: it has none; transfer full both */
GPtrArray *app_procedure_view_copy (AppProcedureView *self, char **ret_title);

AppProcedureForm *app_procedure_view_get_form (AppProcedureView *self);
AppProcedureItems *app_procedure_view_get_items (AppProcedureView *self);
AppProcedureScales *app_procedure_view_get_scales (AppProcedureView *self);
AppProcedureHistory *app_procedure_view_get_history (AppProcedureView *self);

G_END_DECLS
