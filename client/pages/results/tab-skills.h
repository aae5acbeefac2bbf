/* «Умения»: items that check the same, together; where most of them are below the threshold, that
 * is said by name. */
#pragma once

#include "pages/results/results-tab.h"

G_BEGIN_DECLS

#define APP_TYPE_TAB_SKILLS (app_tab_skills_get_type ())
G_DECLARE_FINAL_TYPE (AppTabSkills, app_tab_skills, APP, TAB_SKILLS, AppResultsTab)

G_END_DECLS
