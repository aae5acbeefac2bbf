/* «Задания»: how far each item was done, the zones of its level drawn, levels side by side; apart,
 * how many did not try it. */
#pragma once

#include "pages/results/results-tab.h"

G_BEGIN_DECLS

#define APP_TYPE_TAB_ITEMS (app_tab_items_get_type ())
G_DECLARE_FINAL_TYPE (AppTabItems, app_tab_items, APP, TAB_ITEMS, AppResultsTab)

G_END_DECLS
