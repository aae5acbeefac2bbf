#define G_LOG_DOMAIN "app-plan-model"

#include "config.h"

#include "widgets/plan-model-private.h"

#include <glib/gi18n-lib.h>

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

/* Values */

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

/* Steps */

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

/* Acts */

void
_app_plan_model_free_act (gpointer data)
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

void
_app_plan_model_forget_acts (AppPlanModel *self)
{
  g_ptr_array_set_size (self->acts, 0);
  self->n_done = 0;
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
      _app_plan_model_free_act (act);
      return FALSE;
    }
  g_ptr_array_set_size (self->acts, (int) self->n_done);
  if (self->acts->len == APP_PLAN_ACTS_MAX)
    g_ptr_array_remove_index (self->acts, 0);
  g_ptr_array_add (self->acts, act);
  self->n_done = self->acts->len;
  _app_plan_model_tell_acted (self, act->label);
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
  _app_plan_model_tell_acted (self, act->label);
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
  _app_plan_model_tell_acted (self, act->label);
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
