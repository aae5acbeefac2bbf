/* A decision's point is closed: on which day, by whom, with what. */
#pragma once

#include "pages/context.h"

G_BEGIN_DECLS

#define APP_TYPE_PLAN_CLOSING (app_plan_closing_get_type ())
G_DECLARE_FINAL_TYPE (AppPlanClosing, app_plan_closing, APP, PLAN_CLOSING, AdwWindow)

/* Signal: ::given (char *body) JSON of the action */
GtkWidget *app_plan_closing_new (GtkWindow *parent, AppContext *context, MeriloRecord *item);
void
app_plan_closing_type (AppPlanClosing *self, const char *date, const char *who, const char *with);

G_END_DECLS
