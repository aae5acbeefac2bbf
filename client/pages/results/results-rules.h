/* «Правила»: of whom the rules of a department are true in a year, with the figures; and the rules
 * themselves. Actions: rules.add, rules.edit "ID". */
#pragma once

#include "pages/results/year-view.h"

G_BEGIN_DECLS

#define APP_TYPE_RESULTS_RULES (app_results_rules_get_type ())
G_DECLARE_FINAL_TYPE (AppResultsRules, app_results_rules, APP, RESULTS_RULES, AppYearView)

GtkWidget *app_results_rules_new (AppPage *page);
guint app_results_rules_get_n_hits (AppResultsRules *self);

G_END_DECLS
