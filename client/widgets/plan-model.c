#define G_LOG_DOMAIN "app-plan-model"

#include "config.h"

#include "widgets/plan-model-private.h"

enum
{
  SIGNAL_ACTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* GListModel interface */

static GType
get_item_type (GListModel *model)
{
  return APP_TYPE_PLAN_LINE;
}

static guint
get_n_items (GListModel *model)
{
  return APP_PLAN_MODEL (model)->lines->len;
}

static gpointer
get_item (GListModel *model, guint i)
{
  AppPlanModel *self = APP_PLAN_MODEL (model);

  return i < self->lines->len ? g_object_ref (self->lines->pdata[i]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (AppPlanModel,
                               app_plan_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* Private to the model's files */

AppPlanLine *
_app_plan_model_adopt (AppPlanModel *self, AppPlanLine *take)
{
  g_ptr_array_add (self->all, take);
  return take;
}

char *
_app_plan_model_new_name (AppPlanModel *self, gboolean section)
{
  return g_strdup_printf ("%c%u", section ? 's' : 'i', ++self->n_names);
}

void
_app_plan_model_list (AppPlanModel *self, AppPlanLine *line, guint at)
{
  line->listed = TRUE;
  g_ptr_array_insert (self->lines, (int) at, g_object_ref (line));
  g_list_model_items_changed (G_LIST_MODEL (self), at, 0, 1);
}

void
_app_plan_model_unlist (AppPlanModel *self, guint at)
{
  APP_PLAN_LINE (self->lines->pdata[at])->listed = FALSE;
  g_ptr_array_remove_index (self->lines, at);
  g_list_model_items_changed (G_LIST_MODEL (self), at, 1, 0);
}

void
_app_plan_model_touched (AppPlanModel *self, AppPlanLine *line)
{
  guint at = app_plan_model_find (self, line);

  line->serial = 0;
  if (at != G_MAXUINT)
    g_list_model_items_changed (G_LIST_MODEL (self), at, 1, 1);
}

void
_app_plan_model_tell_acted (AppPlanModel *self, const char *label)
{
  g_signal_emit (self, signals[SIGNAL_ACTED], 0, label);
}

/* GObject overrides */

static void
app_plan_model_finalize (GObject *object)
{
  AppPlanModel *self = APP_PLAN_MODEL (object);

  g_clear_pointer (&self->act, _app_plan_model_free_act);
  g_ptr_array_unref (self->acts);
  g_ptr_array_unref (self->lines);
  g_ptr_array_unref (self->all);
  G_OBJECT_CLASS (app_plan_model_parent_class)->finalize (object);
}

static void
app_plan_model_class_init (AppPlanModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = app_plan_model_finalize;
  signals[SIGNAL_ACTED] = g_signal_new ("acted", APP_TYPE_PLAN_MODEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
app_plan_model_init (AppPlanModel *self)
{
  self->lines = g_ptr_array_new_with_free_func (g_object_unref);
  self->all = g_ptr_array_new_with_free_func (g_object_unref);
  self->acts = g_ptr_array_new_with_free_func (_app_plan_model_free_act);
  self->place = G_MAXUINT;
}

/* Public API */

AppPlanModel *
app_plan_model_new (void)
{
  return g_object_new (APP_TYPE_PLAN_MODEL, NULL);
}

AppPlanLine *
app_plan_model_get (AppPlanModel *self, guint at)
{
  return at < self->lines->len ? self->lines->pdata[at] : NULL;
}

guint
app_plan_model_find (AppPlanModel *self, AppPlanLine *line)
{
  guint at;

  return line != NULL && line->listed && g_ptr_array_find (self->lines, line, &at) ? at : G_MAXUINT;
}

AppPlanLine *
app_plan_model_by_id (AppPlanModel *self, gboolean section, gint64 id)
{
  for (guint i = 0; id != 0 && i < self->all->len; i++)
    {
      AppPlanLine *line = self->all->pdata[i];

      if (line->id == id && app_plan_line_is_section (line) == !!section)
        return line;
    }
  return NULL;
}

AppPlanLine *
app_plan_model_by_name (AppPlanModel *self, const char *name)
{
  for (guint i = 0; name != NULL && i < self->all->len; i++)
    if (g_strcmp0 (APP_PLAN_LINE (self->all->pdata[i])->name, name) == 0)
      return self->all->pdata[i];
  return NULL;
}

AppPlanLine *
app_plan_model_section_of (AppPlanModel *self, guint at)
{
  for (guint i = MIN (at + 1, self->lines->len); i-- > 0;)
    if (app_plan_line_is_section (self->lines->pdata[i]))
      return self->lines->pdata[i];
  return NULL;
}

guint
app_plan_model_count_items (AppPlanModel *self)
{
  guint n = 0;

  for (guint i = 0; i < self->lines->len; i++)
    n += !app_plan_line_is_section (self->lines->pdata[i]);
  return n;
}
