/* One open plan: what can be done with it above, its editor, the side panel of an item. It owns the
 * model under edit and its saving. */
#pragma once

#include "pages/context.h"
#include "widgets/plan-editor.h"

G_BEGIN_DECLS

#define APP_TYPE_PLAN_VIEW (app_plan_view_get_type ())
G_DECLARE_FINAL_TYPE (AppPlanView, app_plan_view, APP, PLAN_VIEW, AdwBin)

/* Signal: ::reload () what is shown is no longer true */
void app_plan_view_set_context (AppPlanView *self, AppContext *context);

/* the plan as it was read; the same plan as before is merged: cursor, undo and what was typed stay
 */
void
app_plan_view_show (AppPlanView *self, MeriloRecord *plan, GPtrArray *sections, GPtrArray *items);
void app_plan_view_close (AppPlanView *self); /* the plan is left */

AppPlanEditor *app_plan_view_get_editor (AppPlanView *self);
AppPlanModel *app_plan_view_get_model (AppPlanView *self);
MeriloRecord *app_plan_view_get_plan (AppPlanView *self);
MeriloRecord *app_plan_view_get_item (AppPlanView *self); /* at the cursor; NULL: none */
gboolean app_plan_view_is_writable (AppPlanView *self);

gboolean app_plan_view_select (AppPlanView *self, const char *item_id);
void app_plan_view_save (AppPlanView *self);
gboolean app_plan_view_close_panel (AppPlanView *self);

/* one field of the item at the cursor, as one act */
void app_plan_view_set_field (AppPlanView *self, guint field, const char *text, const char *label);

G_END_DECLS
