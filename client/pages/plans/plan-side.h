/* A municipal plan beside a school's own: what the school took, changed, left out, added. */
#pragma once

#include "pages/context.h"

G_BEGIN_DECLS

#define APP_TYPE_PLAN_SIDE (app_plan_side_get_type ())
G_DECLARE_FINAL_TYPE (AppPlanSide, app_plan_side, APP, PLAN_SIDE, AdwWindow)

/* a school sees itself, the department chooses one */
GtkWidget *app_plan_side_new (GtkWindow *parent, AppContext *context, MeriloRecord *plan);

G_END_DECLS
