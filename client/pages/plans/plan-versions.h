/* The versions of a plan, when and why each was made, and what differs between any two. */
#pragma once

#include "pages/context.h"

G_BEGIN_DECLS

#define APP_TYPE_PLAN_VERSIONS (app_plan_versions_get_type ())
G_DECLARE_FINAL_TYPE (AppPlanVersions, app_plan_versions, APP, PLAN_VERSIONS, AdwWindow)

/* a draft of a new version begins with what it changes */
GtkWidget *app_plan_versions_new (GtkWindow *parent, AppContext *context, MeriloRecord *plan);

/* revisions; 0: the rows as they stand now */
void app_plan_versions_compare (AppPlanVersions *self, gint64 from, gint64 to);

G_END_DECLS
