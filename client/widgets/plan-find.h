/* Looking for a text in a plan and putting another in its place: a bar over the editor. */
#pragma once

#include "widgets/plan-editor.h"

G_BEGIN_DECLS

#define APP_TYPE_PLAN_FIND (app_plan_find_get_type ())
G_DECLARE_FINAL_TYPE (AppPlanFind, app_plan_find, APP, PLAN_FIND, GtkBox)

GtkWidget *app_plan_find_new (AppPlanEditor *editor);

/* Ctrl+F, Ctrl+H */
void app_plan_find_open (AppPlanFind *self, gboolean replace);
gboolean app_plan_find_close (AppPlanFind *self); /* %FALSE: it was not open */

/* to the next place, or back; goes round */
gboolean app_plan_find_next (AppPlanFind *self, gboolean back);
guint app_plan_find_replace (AppPlanFind *self, gboolean all);

/* as a person would type it: also for tests */
void app_plan_find_type (AppPlanFind *self, const char *what, const char *with);

G_END_DECLS
