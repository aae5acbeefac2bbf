/* Results of procedures: a tree of years, procedures, schools and classes; of what is chosen marks,
 * the journal, scores, items, skills, groups and years, beside the municipality, the region and the
 * country; who has not sent what; loading of ФИС ОКО files. */
#pragma once

#include "pages/page.h"
#include "pages/results/results-board.h"
#include "pages/results/results-complete.h"
#include "pages/results/results-rules.h"
#include "pages/results/results-tree.h"

G_BEGIN_DECLS

#define APP_TYPE_RESULTS_PAGE (app_results_page_get_type ())
G_DECLARE_FINAL_TYPE (AppResultsPage, app_results_page, APP, RESULTS_PAGE, AppPage)

AppResultsTree *app_results_page_get_tree (AppResultsPage *self);
AppResultsBoard *app_results_page_get_board (AppResultsPage *self);
AppResultsComplete *app_results_page_get_complete (AppResultsPage *self);
AppResultsRules *app_results_page_get_rules (AppResultsPage *self); /* NULL: the role has none */

/* Actions: results.import, results.import-folder "PATH" (all .xlsx of it), results.view "figures"
 * or "complete", results.tab "marks", results.next-tab, results.previous-tab, results.export */

G_END_DECLS
