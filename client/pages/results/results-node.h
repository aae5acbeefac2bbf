/* A line of the tree: a year, a procedure of it, or a school of that. */
#pragma once

#include "pages/context.h"

G_BEGIN_DECLS

#define APP_TYPE_RESULTS_NODE (app_results_node_get_type ())
G_DECLARE_FINAL_TYPE (AppResultsNode, app_results_node, APP, RESULTS_NODE, GObject)

struct _AppResultsNode
{
  GObject parent_instance;

  char *label;
  gint64 year;
  MeriloRecord *procedure; /* NULL: a year */
  MeriloRecord *cell;      /* NULL: a procedure of all schools */
  GListStore *children;    /* NULL: a leaf */
};

AppResultsNode *
app_results_node_new (const char *label, gint64 year, MeriloRecord *procedure, MeriloRecord *cell);

/* of years, last first, with all below them; transfer full */
GListStore *app_results_tree_new (GPtrArray *procedures, GPtrArray *cells);

G_END_DECLS
