/* What is done with a whole plan: versions, archive, events, a school's own plan, files. */
#pragma once

#include "pages/context.h"

G_BEGIN_DECLS

void app_plans_install_actions (GtkWidgetClass *widget_class);

/* those that the plan's state and kind and the user's role allow */
void app_plans_update_actions (GtkWidget *page,
                               MeriloRecord *plan,
                               MeriloRecord *item,
                               const AppUser *user);

G_END_DECLS
