/* The widths a user gave to the columns of a plan's table: kept on this computer, by the plan's
 * kind. */
#pragma once

#include "pages/context.h"
#include "widgets/plan-editor.h"

G_BEGIN_DECLS

/* from now on the user's changes are kept; once */
void app_plan_widths_follow (AppContext *context, AppPlanEditor *editor);

/* the columns of @kind as the user left them; after app_plan_editor_set_kind() */
void app_plan_widths_restore (AppContext *context, AppPlanEditor *editor, gint64 kind);

G_END_DECLS
