#define G_LOG_DOMAIN "app-plan-model"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "widgets/plan-batch.h"
#include "widgets/plan-model-private.h"

typedef enum
{
  STEP_INSERT, /* of line at from */
  STEP_REMOVE,
  STEP_ORDER, /* of the lines that stand from here on */
  STEP_SET,   /* field: was → is */
} StepKind;

/* a field's value with the text that was refused in its place */
typedef struct
{
  gboolean has;
  gint64 whole;
  char *text, *refused;
} Value;

typedef struct
{
  StepKind kind;
  AppPlanLine *line;
  guint from, field;
  Value was, is;
  GPtrArray *order_was, *order_is; /* not owned: lines live as long as the model */
} Step;

typedef struct
{
  char *label;
  GArray *steps;
} Act;

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

/* Steps and acts */

static void
clear_step (gpointer data)
{
  Step *step = data;

  g_clear_object (&step->line);
  g_clear_pointer (&step->order_was, g_ptr_array_unref);
  g_clear_pointer (&step->order_is, g_ptr_array_unref);
  g_free (step->was.text);
  g_free (step->was.refused);
  g_free (step->is.text);
  g_free (step->is.refused);
}

static void
act_free (gpointer data)
{
  Act *act = data;

  g_free (act->label);
  g_array_unref (act->steps);
  g_free (act);
}

static Act *
act_new (const char *label)
{
  Act *act = g_new0 (Act, 1);

  act->label = g_strdup (label);
  act->steps = g_array_new (FALSE, TRUE, sizeof (Step));
  g_array_set_clear_func (act->steps, clear_step);
  return act;
}

static Value
take_value (AppPlanLine *line, guint field)
{
  gboolean text = merilo_record_get_entity (line->record)->fields[field].kind == MERILO_TEXT;

  return (Value){
    .has = merilo_record_has (line->record, field),
    .whole = text ? 0 : merilo_record_get_whole (line->record, field),
    .text = text ? g_strdup (merilo_record_get_text (line->record, field)) : NULL,
    .refused = line->refused != NULL
                   ? g_strdup (g_hash_table_lookup (line->refused, GUINT_TO_POINTER (field)))
                   : NULL,
  };
}

static void
refuse (AppPlanLine *line, guint field, const char *text)
{
  if (text == NULL)
    {
      if (line->refused != NULL)
        g_hash_table_remove (line->refused, GUINT_TO_POINTER (field));
      return;
    }
  if (line->refused == NULL)
    line->refused = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_hash_table_insert (line->refused, GUINT_TO_POINTER (field), g_strdup (text));
}

static void
give_value (AppPlanLine *line, guint field, const Value *value)
{
  if (!value->has)
    merilo_record_clear (line->record, field);
  else if (merilo_record_get_entity (line->record)->fields[field].kind == MERILO_TEXT)
    merilo_record_set_text (line->record, field, value->text);
  else
    merilo_record_set_whole (line->record, field, value->whole);
  refuse (line, field, value->refused);
}

static void
put_order (AppPlanModel *self, guint from, GPtrArray *order)
{
  for (guint i = 0; i < order->len; i++)
    self->lines->pdata[from + i] = order->pdata[i];
  g_list_model_items_changed (G_LIST_MODEL (self), from, order->len, order->len);
}

static void
run_step (AppPlanModel *self, const Step *step, gboolean forward)
{
  switch (step->kind)
    {
    case STEP_INSERT:
    case STEP_REMOVE:
      if ((step->kind == STEP_INSERT) == forward)
        _app_plan_model_list (self, step->line, step->from);
      else
        _app_plan_model_unlist (self, step->from);
      self->place = MIN (step->from, self->lines->len - (self->lines->len > 0));
      break;
    case STEP_ORDER:
      put_order (self, step->from, forward ? step->order_is : step->order_was);
      self->place = step->from;
      break;
    case STEP_SET:
    default:
      give_value (step->line, step->field, forward ? &step->is : &step->was);
      _app_plan_model_touched (self, step->line);
      self->place = app_plan_model_find (self, step->line);
    }
}

static void
add_step (AppPlanModel *self, Step step)
{
  Act *act = self->act;

  g_assert (act != NULL);
  if (step.line != NULL)
    g_object_ref (step.line);
  g_array_append_val (act->steps, step);
}

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
_app_plan_model_forget_acts (AppPlanModel *self)
{
  g_ptr_array_set_size (self->acts, 0);
  self->n_done = 0;
}

/* GObject overrides */

static void
app_plan_model_finalize (GObject *object)
{
  AppPlanModel *self = APP_PLAN_MODEL (object);

  g_clear_pointer (&self->act, act_free);
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
  self->acts = g_ptr_array_new_with_free_func (act_free);
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

void
app_plan_model_begin (AppPlanModel *self, const char *label)
{
  if (self->depth++ == 0)
    self->act = act_new (label);
}

gboolean
app_plan_model_end (AppPlanModel *self)
{
  Act *act = self->act;

  g_return_val_if_fail (self->depth > 0, FALSE);
  if (--self->depth > 0)
    return act->steps->len > 0;
  self->act = NULL;
  if (act->steps->len == 0)
    {
      act_free (act);
      return FALSE;
    }
  g_ptr_array_set_size (self->acts, (int) self->n_done);
  if (self->acts->len == APP_PLAN_ACTS_MAX)
    g_ptr_array_remove_index (self->acts, 0);
  g_ptr_array_add (self->acts, act);
  self->n_done = self->acts->len;
  g_signal_emit (self, signals[SIGNAL_ACTED], 0, act->label);
  return TRUE;
}

gboolean
app_plan_model_undo (AppPlanModel *self)
{
  Act *act;

  if (self->n_done == 0 || self->depth > 0)
    return FALSE;
  act = self->acts->pdata[--self->n_done];
  for (guint i = act->steps->len; i-- > 0;)
    run_step (self, &g_array_index (act->steps, Step, i), FALSE);
  g_signal_emit (self, signals[SIGNAL_ACTED], 0, act->label);
  return TRUE;
}

gboolean
app_plan_model_redo (AppPlanModel *self)
{
  Act *act;

  if (self->n_done == self->acts->len || self->depth > 0)
    return FALSE;
  act = self->acts->pdata[self->n_done++];
  for (guint i = 0; i < act->steps->len; i++)
    run_step (self, &g_array_index (act->steps, Step, i), TRUE);
  g_signal_emit (self, signals[SIGNAL_ACTED], 0, act->label);
  return TRUE;
}

const char *
app_plan_model_get_undo_label (AppPlanModel *self)
{
  return self->n_done > 0 ? ((Act *) self->acts->pdata[self->n_done - 1])->label : NULL;
}

const char *
app_plan_model_get_redo_label (AppPlanModel *self)
{
  return self->n_done < self->acts->len ? ((Act *) self->acts->pdata[self->n_done])->label : NULL;
}

guint
app_plan_model_get_place (AppPlanModel *self)
{
  return self->place;
}

/* Operations */

AppPlanLine *
app_plan_model_insert (AppPlanModel *self, guint at, gboolean section)
{
  g_autofree char *name = NULL;
  AppPlanLine *line;
  Step step = { .kind = STEP_INSERT };

  at = MIN (at, self->lines->len);
  if (self->lines->len >= APP_PLAN_LINES_MAX || (!section && at == 0))
    return NULL;
  name = _app_plan_model_new_name (self, section);
  line = _app_plan_model_adopt (self, app_plan_line_new (section, name));
  if (section)
    merilo_record_set_text (line->record, MERILO_PLAN_SECTION_TITLE, _ ("Новый раздел"));
  merilo_record_set_text (line->record,
                          section ? (guint) MERILO_PLAN_SECTION_PLAN_STATE
                                  : (guint) MERILO_PLAN_ITEM_PLAN_STATE,
                          "draft"); /* no other is edited */
  step.line = line;
  step.from = at;
  add_step (self, step);
  run_step (self, &step, TRUE);
  return line;
}

gboolean
app_plan_model_remove (AppPlanModel *self, guint at)
{
  AppPlanLine *line = app_plan_model_get (self, at), *next = app_plan_model_get (self, at + 1);
  Step step = { .kind = STEP_REMOVE, .line = line, .from = at };

  if (line == NULL || (at == 0 && next != NULL && !app_plan_line_is_section (next)))
    return FALSE;
  add_step (self, step);
  run_step (self, &step, TRUE);
  return TRUE;
}

gboolean
app_plan_model_arrange (AppPlanModel *self, GPtrArray *order)
{
  guint from = 0, until = self->lines->len;
  Step step = { .kind = STEP_ORDER };

  g_return_val_if_fail (order->len == self->lines->len, FALSE);
  while (from < until && order->pdata[from] == self->lines->pdata[from])
    from++;
  while (until > from && order->pdata[until - 1] == self->lines->pdata[until - 1])
    until--;
  if (from == until || !app_plan_line_is_section (order->pdata[0]))
    return FALSE;
  step.from = from;
  step.order_was = g_ptr_array_new ();
  step.order_is = g_ptr_array_new ();
  for (guint i = from; i < until; i++)
    {
      g_ptr_array_add (step.order_was, self->lines->pdata[i]);
      g_ptr_array_add (step.order_is, order->pdata[i]);
    }
  add_step (self, step);
  run_step (self, &step, TRUE);
  return TRUE;
}

gboolean
app_plan_model_set (AppPlanModel *self, AppPlanLine *line, guint field, const char *text)
{
  Step step = { .kind = STEP_SET, .line = line, .field = field };
  g_autofree char *shown = app_plan_line_show (line, field);
  g_autofree char *problem = NULL;

  if (g_str_equal (shown, text))
    return FALSE;
  step.was = take_value (line, field);
  refuse (line, field, NULL);
  if (!merilo_record_parse (line->record, field, text, NULL)
      || (problem = merilo_record_check_field (line->record, field)) != NULL)
    {
      give_value (line, field, &step.was);
      refuse (line, field, text);
    }
  step.is = take_value (line, field);
  add_step (self, step);
  _app_plan_model_touched (self, line);
  self->place = app_plan_model_find (self, line);
  return TRUE;
}
