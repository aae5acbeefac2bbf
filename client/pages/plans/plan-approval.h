/* The act by which a plan is approved. Tells ::given (char *body) with the JSON of the action. */
#pragma once

#include "pages/context.h"

G_BEGIN_DECLS

#define APP_TYPE_PLAN_APPROVAL (app_plan_approval_get_type ())
G_DECLARE_FINAL_TYPE (AppPlanApproval, app_plan_approval, APP, PLAN_APPROVAL, AdwWindow)

GtkWidget *app_plan_approval_new (GtkWindow *parent);

/* as a person would fill it in; tests and scripts */
void app_plan_approval_type (AppPlanApproval *self, const char *number, const char *date);

G_END_DECLS
