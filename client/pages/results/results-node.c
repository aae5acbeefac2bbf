#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "pages/results/results-node.h"

G_DEFINE_FINAL_TYPE (AppResultsNode, app_results_node, G_TYPE_OBJECT)

static void
app_results_node_finalize (GObject *object)
{
  AppResultsNode *self = APP_RESULTS_NODE (object);

  g_free (self->label);
  g_clear_object (&self->procedure);
  g_clear_object (&self->cell);
  g_clear_object (&self->children);
  G_OBJECT_CLASS (app_results_node_parent_class)->finalize (object);
}

static void
app_results_node_class_init (AppResultsNodeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = app_results_node_finalize;
}

static void
app_results_node_init (AppResultsNode *self)
{
}

AppResultsNode *
app_results_node_new (const char *label, gint64 year, MeriloRecord *procedure, MeriloRecord *cell)
{
  AppResultsNode *self = g_object_new (APP_TYPE_RESULTS_NODE, NULL);

  self->label = g_strdup (label);
  self->year = year;
  g_set_object (&self->procedure, procedure);
  g_set_object (&self->cell, cell);
  if (cell == NULL)
    self->children = g_list_store_new (APP_TYPE_RESULTS_NODE);
  return self;
}

static AppResultsNode *
make_procedure (MeriloRecord *procedure, GPtrArray *cells)
{
  gint64 id = merilo_record_get_whole (procedure, MERILO_PROCEDURE_ID);
  gint64 year = merilo_record_get_whole (procedure, MERILO_PROCEDURE_YEAR);
  g_autofree char *kind = merilo_record_show (procedure, MERILO_PROCEDURE_KIND);
  g_autofree char *subject = merilo_record_show (procedure, MERILO_PROCEDURE_SUBJECT);
  g_autofree char *label
      = g_strdup_printf (_ ("%s, %s, %" G_GINT64_FORMAT " класс"), kind, subject,
                         merilo_record_get_whole (procedure, MERILO_PROCEDURE_GRADE));
  AppResultsNode *node = app_results_node_new (label, year, procedure, NULL);

  for (guint i = 0; i < cells->len; i++)
    if (merilo_record_get_whole (cells->pdata[i], MERILO_CELL_PROCEDURE_ID) == id)
      {
        g_autofree char *name = merilo_record_show (cells->pdata[i], MERILO_CELL_ORG_NAME);
        g_autoptr (AppResultsNode) school
            = app_results_node_new (name, year, procedure, cells->pdata[i]);

        g_list_store_append (node->children, school);
      }
  return node;
}

static int
compare_nodes (gconstpointer a, gconstpointer b, gpointer data)
{
  const AppResultsNode *left = a, *right = b;

  return left->year > right->year ? -1 : left->year < right->year;
}

GListStore *
app_results_tree_new (GPtrArray *procedures, GPtrArray *cells)
{
  GListStore *years = g_list_store_new (APP_TYPE_RESULTS_NODE);

  for (guint i = 0; i < procedures->len; i++)
    {
      g_autoptr (AppResultsNode) node = make_procedure (procedures->pdata[i], cells);
      g_autoptr (AppResultsNode) year = NULL;

      /* what was never loaded is no result */
      if (g_list_model_get_n_items (G_LIST_MODEL (node->children)) == 0)
        continue;
      for (guint k = 0; k < g_list_model_get_n_items (G_LIST_MODEL (years)) && year == NULL; k++)
        {
          g_autoptr (AppResultsNode) old = g_list_model_get_item (G_LIST_MODEL (years), k);

          if (old->year == node->year)
            year = g_steal_pointer (&old);
        }
      if (year == NULL)
        {
          g_autofree char *label = g_strdup_printf (_ ("%" G_GINT64_FORMAT " год"), node->year);

          year = app_results_node_new (label, node->year, NULL, NULL);
          g_list_store_append (years, year);
        }
      g_list_store_append (year->children, node);
    }
  g_list_store_sort (years, compare_nodes, NULL);
  return years;
}
