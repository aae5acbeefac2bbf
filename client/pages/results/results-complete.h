/* «Кто не сдал»: schools × procedures of a year; what is here, what is waited for. A cell whose
 * results are here is chosen. */
#pragma once

#include "pages/results/year-view.h"

G_BEGIN_DECLS

#define APP_TYPE_RESULTS_COMPLETE (app_results_complete_get_type ())
G_DECLARE_FINAL_TYPE (AppResultsComplete, app_results_complete, APP, RESULTS_COMPLETE, AppYearView)

GtkWidget *app_results_complete_new (AppPage *page);
guint app_results_complete_get_n_missing (AppResultsComplete *self); /* schools */

G_END_DECLS
