/* Which column of a table is what: guessed by the server, changed here. */
#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define APP_TYPE_PLAN_MAPPING (app_plan_mapping_get_type ())
G_DECLARE_FINAL_TYPE (AppPlanMapping, app_plan_mapping, APP, PLAN_MAPPING, AdwBin)

/* Signal: ::changed (char *roles) «no,activity,-,deadline», to read the table again by */
GtkWidget *app_plan_mapping_new (void);

/* @columns: of the read plan; NULL: a server that does not tell, then it is not seen */
void app_plan_mapping_set (AppPlanMapping *self, JsonArray *columns);

/* as a person would choose it: also for tests */
void app_plan_mapping_choose (AppPlanMapping *self, guint column, const char *role);

G_END_DECLS
