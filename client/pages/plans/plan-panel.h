/* One item beside the table: its words, the rule read from its deadline in plain language, the
 * dates it gives, who changed what. */
#pragma once

#include "pages/context.h"

G_BEGIN_DECLS

#define APP_TYPE_PLAN_PANEL (app_plan_panel_get_type ())
G_DECLARE_FINAL_TYPE (AppPlanPanel, app_plan_panel, APP, PLAN_PANEL, AdwBin)

/* Signals: ::saved (MeriloRecord *item) went to the outbox */
void app_plan_panel_set_context (AppPlanPanel *self, AppContext *context);
void app_plan_panel_set_item (AppPlanPanel *self, MeriloRecord *item);
MeriloRecord *app_plan_panel_get_item (AppPlanPanel *self);

/* %FALSE when a field is wrong: it then has the focus */
gboolean app_plan_panel_save (AppPlanPanel *self);

G_END_DECLS
