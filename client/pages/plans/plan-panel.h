/* One item of a plan: the words of its deadline, the rule in plain words, the dates; who; the act;
 * its history. It shows a copy: what is typed is told, the view puts it into the model. */
#pragma once

#include "pages/context.h"

G_BEGIN_DECLS

#define APP_TYPE_PLAN_PANEL (app_plan_panel_get_type ())
G_DECLARE_FINAL_TYPE (AppPlanPanel, app_plan_panel, APP, PLAN_PANEL, AdwBin)

/* Signals: ::typed (guint field, char *text) at each key; ::rule () the rule is wanted to be edited
 */
void app_plan_panel_set_context (AppPlanPanel *self, AppContext *context);
void
app_plan_panel_set_item (AppPlanPanel *self, MeriloRecord *item, gint64 kind, gboolean writable);
MeriloRecord *app_plan_panel_get_item (AppPlanPanel *self);

/* else the field that is wrong has the focus */
gboolean app_plan_panel_is_valid (AppPlanPanel *self);

G_END_DECLS
