/* The tree of results with its search: years, procedures, schools, classes.
 *
 * Letters typed in the tree go to the search; Down from the search goes to the tree; right and left
 * open and close. Signal: "chosen" (): something else is looked at. */
#pragma once

#include <adwaita.h>

#include "pages/results/results-node.h"

G_BEGIN_DECLS

#define APP_TYPE_RESULTS_TREE (app_results_tree_get_type ())
G_DECLARE_FINAL_TYPE (AppResultsTree, app_results_tree, APP, RESULTS_TREE, AdwBin)

GtkWidget *app_results_tree_new (void);

/* what was looked at stays, when it is still there; else the first procedure is */
void app_results_tree_set_outline (AppResultsTree *self, AppOutline *outline);

/* %FALSE: nothing is looked at. @ret: borrowed, until the next change */
gboolean app_results_tree_get_choice (AppResultsTree *self, AppResultsChoice *ret);

/* opens what is above it; %FALSE: there is no such place. The search is cleared when it hides it */
gboolean app_results_tree_choose (AppResultsTree *self, const AppResultsChoice *choice);

void app_results_tree_search (AppResultsTree *self, const char *text);
/* the focus goes to the field, what is in it is selected */
void app_results_tree_begin_search (AppResultsTree *self);
guint app_results_tree_get_n_rows (AppResultsTree *self);

G_END_DECLS
