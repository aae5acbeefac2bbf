/* Limits of the preliminary check: shares of marks at which a school's form is to be looked at once
 * more. A table that is edited in place: what is typed is a draft at once, rows are written by
 * app_precheck_limits_save(). Actions: limits.add, limits.remove, limits.revert. */
#pragma once

#include "pages/page.h"
#include "widgets/state-view.h"

G_BEGIN_DECLS

#define APP_TYPE_PRECHECK_LIMITS (app_precheck_limits_get_type ())
G_DECLARE_FINAL_TYPE (AppPrecheckLimits, app_precheck_limits, APP, PRECHECK_LIMITS, AdwBin)

/* @page: held weakly */
GtkWidget *app_precheck_limits_new (AppPage *page);

void app_precheck_limits_load (AppPrecheckLimits *self);
void app_precheck_limits_save (AppPrecheckLimits *self);

AppState app_precheck_limits_get_state (AppPrecheckLimits *self);
guint app_precheck_limits_get_n (AppPrecheckLimits *self);
/* headings and rows; NULL: there are none; transfer full */
GPtrArray *app_precheck_limits_copy_cells (AppPrecheckLimits *self);

G_END_DECLS
