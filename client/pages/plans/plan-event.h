/* Events that items wait for: what has happened, and one more to be recorded. */
#pragma once

#include "pages/context.h"

G_BEGIN_DECLS

#define APP_TYPE_PLAN_EVENT (app_plan_event_get_type ())
G_DECLARE_FINAL_TYPE (AppPlanEvent, app_plan_event, APP, PLAN_EVENT, AdwWindow)

/* Signal: ::recorded () dates of items may have come or gone */
GtkWidget *app_plan_event_new (GtkWindow *parent, AppContext *context);

/* fields of MeriloRecordedEvent by number: also for tests */
void app_plan_event_type (AppPlanEvent *self, guint field, const char *text);

G_END_DECLS
