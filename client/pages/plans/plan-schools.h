/* A list of organisations by their numbers, «13,14», chosen by name. */
#pragma once

#include "pages/context.h"

G_BEGIN_DECLS

#define APP_TYPE_PLAN_SCHOOLS (app_plan_schools_get_type ())
G_DECLARE_FINAL_TYPE (AppPlanSchools, app_plan_schools, APP, PLAN_SCHOOLS, AdwBin)

/* Signal: ::changed (char *text) */
GtkWidget *app_plan_schools_new (void);
void app_plan_schools_set_context (AppPlanSchools *self, AppContext *context);
void app_plan_schools_set (AppPlanSchools *self, const char *text, gboolean writable);

/* as a person would choose it: also for tests */
void app_plan_schools_toggle (AppPlanSchools *self, gint64 org_id);

G_END_DECLS
