/* «Кто не сдал»: schools × procedures of a year; what is here, what is waited for. */
#pragma once

#include "pages/page.h"
#include "widgets/state-view.h"

G_BEGIN_DECLS

#define APP_TYPE_RESULTS_COMPLETE (app_results_complete_get_type ())
G_DECLARE_FINAL_TYPE (AppResultsComplete, app_results_complete, APP, RESULTS_COMPLETE, AdwBin)

/* Signal: "row-chosen" (gint64 procedure_id, gint64 org_id): a cell whose results are here */
GtkWidget *app_results_complete_new (AppPage *page);

/* newest first; the chosen one stays when it is still there */
void app_results_complete_set_years (AppResultsComplete *self, const gint64 *years, guint n);
/* it is on the screen: it asks the server */
void app_results_complete_load (AppResultsComplete *self);

AppState app_results_complete_get_state (AppResultsComplete *self);
guint app_results_complete_get_n_missing (AppResultsComplete *self); /* schools */
GPtrArray *app_results_complete_copy (AppResultsComplete *self, char **ret_title);

G_END_DECLS
