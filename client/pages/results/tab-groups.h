/* «Группы»: how far those with each mark did each item; groups of fewer than ten are not judged. */
#pragma once

#include "pages/results/results-tab.h"

G_BEGIN_DECLS

#define APP_TYPE_TAB_GROUPS (app_tab_groups_get_type ())
G_DECLARE_FINAL_TYPE (AppTabGroups, app_tab_groups, APP, TAB_GROUPS, AppResultsTab)

G_END_DECLS
