/* The figures of one choice: whose they are, the levels beside it, and ways to look at them. */
#pragma once

#include "pages/page.h"
#include "pages/results/results-node.h"
#include "widgets/cells.h"
#include "widgets/state-view.h"

G_BEGIN_DECLS

#define APP_TYPE_RESULTS_BOARD (app_results_board_get_type ())
G_DECLARE_FINAL_TYPE (AppResultsBoard, app_results_board, APP, RESULTS_BOARD, AdwBin)

/* Signal: "row-chosen" (gint64 org_id, char *class): a row of a table; class NULL for a school */
GtkWidget *app_results_board_new (AppPage *page);

/* asks the server; what is on the screen stays until the answer is here. @choice: NULL: nothing */
void app_results_board_show (AppResultsBoard *self, const AppResultsChoice *choice);

/* "marks", "journal", "scores", "items", "skills", "groups", "dynamics"; %FALSE: there is no such
 */
gboolean app_results_board_show_tab (AppResultsBoard *self, const char *name);
const char *app_results_board_get_tab (AppResultsBoard *self);
void app_results_board_step (AppResultsBoard *self, gboolean back);

AppState app_results_board_get_state (AppResultsBoard *self);
/* an answer is waited for */
gboolean app_results_board_is_busy (AppResultsBoard *self);

/* the table on the screen; NULL: there is none */
AppTable *app_results_board_copy (AppResultsBoard *self);

/* Ctrl+P: the head, and what the tab shows; %FALSE: it shows no figures */
gboolean app_results_board_describe_paper (AppResultsBoard *self, AppPaper *paper);

G_END_DECLS
