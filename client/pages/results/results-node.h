/* A place of the tree of results: a year, a procedure, a school of it, a class of that. It lists
 * what is below it as it is asked for: a tree of thousands costs what is seen of it. */
#pragma once

#include <gio/gio.h>

#include "pages/results/results-outline.h"

G_BEGIN_DECLS

/* what is looked at: a whole procedure, a school of it (org_id > 0), a class of that */
typedef struct
{
  gint64 procedure_id, org_id;
  char *class_name; /* NULL: none */
} AppResultsChoice;

#define APP_TYPE_RESULTS_NODE (app_results_node_get_type ())
G_DECLARE_FINAL_TYPE (AppResultsNode, app_results_node, APP, RESULTS_NODE, GObject)

/* a GListModel of the years that have something to show */
AppResultsNode *app_results_node_new_root (AppOutline *outline);

const char *app_results_node_get_label (AppResultsNode *self);
const char *app_results_node_get_count (AppResultsNode *self); /* «89»; "" when there is none */
const char *app_results_node_get_tip (AppResultsNode *self);
gboolean app_results_node_is_leaf (AppResultsNode *self);
gboolean app_results_node_is_year (AppResultsNode *self);

/* a search found what is below it */
gboolean app_results_node_is_deep (AppResultsNode *self);

/* %FALSE: a year is nothing to look at. @ret: borrowed */
gboolean app_results_node_get_choice (AppResultsNode *self, AppResultsChoice *ret);

/* where in it the choice lies: the child that holds it, or is it; G_MAXUINT: none */
guint app_results_node_find (AppResultsNode *self, const AppResultsChoice *choice);
gboolean app_results_node_is (AppResultsNode *self, const AppResultsChoice *choice);

G_END_DECLS
