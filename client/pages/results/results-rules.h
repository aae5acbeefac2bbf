/* «Правила»: of whom the rules of a department are true in a year, with the figures; and the rules
 * themselves.
 *
 * Signal: "row-chosen" (gint64 procedure_id, gint64 org_id). Actions: rules.add, rules.edit "ID".
 */
#pragma once

#include "pages/page.h"
#include "widgets/state-view.h"

G_BEGIN_DECLS

#define APP_TYPE_RESULTS_RULES (app_results_rules_get_type ())
G_DECLARE_FINAL_TYPE (AppResultsRules, app_results_rules, APP, RESULTS_RULES, AdwBin)

GtkWidget *app_results_rules_new (AppPage *page);

/* newest first; 0 of them: nothing is asked */
void app_results_rules_set_years (AppResultsRules *self, const gint64 *years, guint n);
void app_results_rules_load (AppResultsRules *self);

AppState app_results_rules_get_state (AppResultsRules *self);
guint app_results_rules_get_n_hits (AppResultsRules *self);
GPtrArray *app_results_rules_copy (AppResultsRules *self, char **ret_title);

G_END_DECLS
