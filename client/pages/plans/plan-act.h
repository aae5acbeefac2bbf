/* An act of the register that something refers to, chosen by its number and title. */
#pragma once

#include "pages/context.h"

G_BEGIN_DECLS

#define APP_TYPE_PLAN_ACT (app_plan_act_get_type ())
G_DECLARE_FINAL_TYPE (AppPlanAct, app_plan_act, APP, PLAN_ACT, AdwBin)

/* Signal: ::changed (char *id) "" when none is referred to */
GtkWidget *app_plan_act_new (void);

/* reads the register once */
void app_plan_act_set_context (AppPlanAct *self, AppContext *context);
void app_plan_act_set (AppPlanAct *self, gint64 act_id, gboolean writable);
gint64 app_plan_act_get (AppPlanAct *self); /* 0: none */

G_END_DECLS
