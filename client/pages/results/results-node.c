#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "pages/results/figure-words.h"
#include "pages/results/results-node.h"

typedef enum
{
  ROOT,
  YEAR,
  PROCEDURE,
  SCHOOL,
  CLASS,
} Kind;

struct _AppResultsNode
{
  GObject parent_instance;

  AppOutline *outline;
  Kind kind;
  const AppOutlineYear *year;
  const AppOutlineProcedure *procedure;
  const AppOutlineSchool *school;
  const AppOutlineClass *class;
  char *label, *count;
  GPtrArray *below; /* what is shown of the outline; NULL: not looked at yet */
};

static void list_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AppResultsNode,
                               app_results_node,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_init))

static gboolean
has_shown (const AppOutlineYear *year)
{
  for (guint i = 0; i < year->procedures->len; i++)
    if (((AppOutlineProcedure *) year->procedures->pdata[i])->shown)
      return TRUE;
  return FALSE;
}

static gboolean
is_shown (AppResultsNode *self, gpointer item)
{
  switch (self->kind)
    {
    case ROOT:
      return has_shown (item);
    case YEAR:
      return ((AppOutlineProcedure *) item)->shown;
    case PROCEDURE:
      return ((AppOutlineSchool *) item)->shown;
    default:
      return TRUE;
    }
}

static GPtrArray *
get_below (AppResultsNode *self)
{
  GPtrArray *all = self->kind == ROOT        ? self->outline->years
                   : self->kind == YEAR      ? self->year->procedures
                   : self->kind == PROCEDURE ? self->procedure->schools
                   : self->kind == SCHOOL    ? self->school->classes
                                             : NULL;

  if (self->below != NULL)
    return self->below;
  self->below = g_ptr_array_new ();
  for (guint i = 0; all != NULL && i < all->len; i++)
    if (is_shown (self, all->pdata[i]))
      g_ptr_array_add (self->below, all->pdata[i]);
  return self->below;
}

/* Words */

static char *
make_label (AppResultsNode *self)
{
  switch (self->kind)
    {
    case YEAR:
      return g_strdup_printf (_ ("%" G_GINT64_FORMAT " год"), self->year->year);
    case PROCEDURE:
      return app_procedure_text (self->procedure->kind, self->procedure->subject,
                                 self->procedure->grade, self->procedure->title);
    case SCHOOL:
      return g_strdup (self->school->name);
    case CLASS:
      return g_strdup (self->class->name);
    default:
      return g_strdup ("");
    }
}

static char *
make_count (AppResultsNode *self)
{
  gint64 n = self->kind == PROCEDURE ? self->procedure->n
             : self->kind == SCHOOL  ? self->school->n
             : self->kind == CLASS   ? self->class->n
                                     : -1;

  return n >= 0 ? app_count_text (n) : g_strdup ("");
}

/* GListModel */

static GType
get_item_type (GListModel *model)
{
  return APP_TYPE_RESULTS_NODE;
}

static guint
get_n_items (GListModel *model)
{
  return get_below (APP_RESULTS_NODE (model))->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  AppResultsNode *self = APP_RESULTS_NODE (model), *child;
  GPtrArray *below = get_below (self);

  if (position >= below->len)
    return NULL;
  child = g_object_new (APP_TYPE_RESULTS_NODE, NULL);
  child->outline = app_outline_ref (self->outline);
  child->kind = self->kind + 1;
  child->year = self->year;
  child->procedure = self->procedure;
  child->school = self->school;
  if (self->kind == ROOT)
    child->year = below->pdata[position];
  else if (self->kind == YEAR)
    child->procedure = below->pdata[position];
  else if (self->kind == PROCEDURE)
    child->school = below->pdata[position];
  else
    child->class = below->pdata[position];
  child->label = make_label (child);
  child->count = make_count (child);
  return child;
}

static void
list_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* GObject overrides */

static void
app_results_node_finalize (GObject *object)
{
  AppResultsNode *self = APP_RESULTS_NODE (object);

  g_free (self->label);
  g_free (self->count);
  g_clear_pointer (&self->below, g_ptr_array_unref);
  g_clear_pointer (&self->outline, app_outline_unref);
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

/* Public API */

AppResultsNode *
app_results_node_new_root (AppOutline *outline)
{
  AppResultsNode *self = g_object_new (APP_TYPE_RESULTS_NODE, NULL);

  self->outline = app_outline_ref (outline);
  self->kind = ROOT;
  return self;
}

const char *
app_results_node_get_label (AppResultsNode *self)
{
  return self->label;
}

const char *
app_results_node_get_count (AppResultsNode *self)
{
  return self->count;
}

const char *
app_results_node_get_tip (AppResultsNode *self)
{
  return self->kind == PROCEDURE ? self->procedure->title : self->label;
}

gboolean
app_results_node_is_leaf (AppResultsNode *self)
{
  return self->kind == CLASS || (self->kind == SCHOOL && self->school->classes->len == 0);
}

gboolean
app_results_node_is_year (AppResultsNode *self)
{
  return self->kind == YEAR;
}

gboolean
app_results_node_is_deep (AppResultsNode *self)
{
  return self->kind == YEAR || (self->kind == PROCEDURE && self->procedure->deep);
}

gboolean
app_results_node_get_choice (AppResultsNode *self, AppResultsChoice *ret)
{
  if (self->procedure == NULL)
    return FALSE;
  *ret = (AppResultsChoice){ self->procedure->id, self->school != NULL ? self->school->org_id : 0,
                             self->class != NULL ? self->class->name : NULL };
  return TRUE;
}

gboolean
app_results_node_is (AppResultsNode *self, const AppResultsChoice *choice)
{
  AppResultsChoice own;

  return app_results_node_get_choice (self, &own) && own.procedure_id == choice->procedure_id
         && own.org_id == choice->org_id && g_strcmp0 (own.class_name, choice->class_name) == 0;
}

static gboolean
holds (AppResultsNode *self, gpointer item, const AppResultsChoice *choice)
{
  switch (self->kind)
    {
    case ROOT:
      for (guint i = 0; i < ((AppOutlineYear *) item)->procedures->len; i++)
        {
          AppOutlineProcedure *procedure = ((AppOutlineYear *) item)->procedures->pdata[i];

          if (procedure->id == choice->procedure_id)
            return procedure->shown;
        }
      return FALSE;
    case YEAR:
      return ((AppOutlineProcedure *) item)->id == choice->procedure_id;
    case PROCEDURE:
      return ((AppOutlineSchool *) item)->org_id == choice->org_id;
    default:
      return g_strcmp0 (((AppOutlineClass *) item)->name, choice->class_name) == 0;
    }
}

guint
app_results_node_find (AppResultsNode *self, const AppResultsChoice *choice)
{
  GPtrArray *below = get_below (self);

  for (guint i = 0; i < below->len; i++)
    if (holds (self, below->pdata[i], choice))
      return i;
  return G_MAXUINT;
}
