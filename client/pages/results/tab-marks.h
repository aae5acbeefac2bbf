/* «Отметки»: shares and counts of marks, levels side by side; where there are no marks, the bands
 * of points in their place: below the minimum, up to 80, 81 to 99, 100. */
#pragma once

#include "pages/results/results-tab.h"

G_BEGIN_DECLS

#define APP_TYPE_TAB_MARKS (app_tab_marks_get_type ())
G_DECLARE_FINAL_TYPE (AppTabMarks, app_tab_marks, APP, TAB_MARKS, AppResultsTab)

G_END_DECLS
