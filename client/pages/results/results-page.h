/* Results of procedures: a tree of years, procedures and schools; marks, the journal and the
 * distribution of scores of what is chosen, beside the municipality; loading of ФИС ОКО files. */
#pragma once

#include "pages/page.h"

G_BEGIN_DECLS

#define APP_TYPE_RESULTS_PAGE (app_results_page_get_type ())
G_DECLARE_FINAL_TYPE (AppResultsPage, app_results_page, APP, RESULTS_PAGE, AppPage)

/* Actions: results.import, results.import-folder "PATH" (all .xlsx of it) */

G_END_DECLS
