/* A line of a plan that another changed while we did: both texts, field by field, to choose from.
 */
#pragma once

#include "store/outbox.h"
#include "widgets/plan-model.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define APP_TYPE_PLAN_CONFLICT (app_plan_conflict_get_type ())
G_DECLARE_FINAL_TYPE (AppPlanConflict, app_plan_conflict, APP, PLAN_CONFLICT, AdwWindow)

/* Signal: ::resolved () the model holds what was chosen: send it again */
GtkWidget *app_plan_conflict_new (GtkWindow *parent, AppPlanModel *model, AppOutboxEntry *entry);

G_END_DECLS
