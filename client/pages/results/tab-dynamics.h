/* «Динамика»: years of the same subject and grade; the line breaks where years are not to be
 * compared. It asks the server itself, when it is on the screen. */
#pragma once

#include "pages/page.h"
#include "pages/results/results-tab.h"

G_BEGIN_DECLS

#define APP_TYPE_TAB_DYNAMICS (app_tab_dynamics_get_type ())
G_DECLARE_FINAL_TYPE (AppTabDynamics, app_tab_dynamics, APP, TAB_DYNAMICS, AppResultsTab)

GtkWidget *app_tab_dynamics_new (AppPage *page);

/* of which school; 0: of the municipality. Before the figures are set */
void app_tab_dynamics_set_org (AppTabDynamics *self, gint64 org_id);
guint app_tab_dynamics_get_n_years (AppTabDynamics *self);

G_END_DECLS
