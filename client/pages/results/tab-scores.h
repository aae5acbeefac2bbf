/* «Баллы»: how many have each score, with the bounds of marks; other levels as outlines. */
#pragma once

#include "pages/results/results-tab.h"

G_BEGIN_DECLS

#define APP_TYPE_TAB_SCORES (app_tab_scores_get_type ())
G_DECLARE_FINAL_TYPE (AppTabScores, app_tab_scores, APP, TAB_SCORES, AppResultsTab)

G_END_DECLS
