/* An act that goes on the record with its reason: a new version, the archive, a point opened again.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define APP_TYPE_PLAN_REASON (app_plan_reason_get_type ())
G_DECLARE_FINAL_TYPE (AppPlanReason, app_plan_reason, APP, PLAN_REASON, AdwWindow)

/* Signal: ::given (char *text) */
GtkWidget *app_plan_reason_new (GtkWindow *parent,
                                const char *title,
                                const char *what_follows,
                                const char *label,
                                const char *button);
void app_plan_reason_type (AppPlanReason *self, const char *text);

G_END_DECLS
