/* What is done with results from their page: loading, the journal of loads, the school's own names.
 *
 * Actions: results.import, results.import-folder (s), results.journal, results.names */
#pragma once

#include "pages/page.h"

G_BEGIN_DECLS

/* @klass: of a page */
void app_results_actions_install (GtkWidgetClass *klass);

/* the button of the page, as far as the user may do these things */
void app_results_actions_fill (GtkWidget *button, AppPage *page);

G_END_DECLS
