/* A plan begun from nothing: its kind, title and period. */
#pragma once

#include "pages/context.h"

G_BEGIN_DECLS

#define APP_TYPE_PLAN_NEW (app_plan_new_get_type ())
G_DECLARE_FINAL_TYPE (AppPlanNew, app_plan_new, APP, PLAN_NEW, AdwWindow)

/* Signal: ::created (char *id) */
GtkWidget *app_plan_new_new (GtkWindow *parent, AppContext *context);
void app_plan_new_type (AppPlanNew *self, guint field, const char *text);

G_END_DECLS
