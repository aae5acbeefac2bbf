#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/procedures/copy-steps.h"

#include <glib/gi18n.h>

#include "model/error.h"
#include "pages/context.h"
#include "pages/procedures/item-rows.h"
#include "pages/procedures/procedure-words.h"
#include "widgets/words.h"

struct _AppCopySteps
{
  GObject parent_instance;

  AppApi *api;
  GCancellable *cancellable;
  MeriloRecord *procedure, *made; /* as it is asked for; as it is, or NULL */
  MeriloRecord *scale;            /* NULL: none is taken */
  char *items;                    /* the body; NULL: there are none */
  AppCopyStep step;
  gboolean lost;        /* the answer did not come: it may have been written */
  gboolean asked_scale; /* the scale that is there may be ours */
  gboolean kept;        /* a scale is in force already */
};

G_DEFINE_FINAL_TYPE (AppCopySteps, app_copy_steps, G_TYPE_OBJECT)

static guint ended;

static void go_on (AppCopySteps *self);

/* What is made */

MeriloRecord *
app_copy_procedure (MeriloRecord *source, gint64 year)
{
  static const guint fields[]
      = { MERILO_PROCEDURE_KIND,    MERILO_PROCEDURE_SUBJECT, MERILO_PROCEDURE_GRADE,
          MERILO_PROCEDURE_LEVEL,   MERILO_PROCEDURE_MAX,     MERILO_PROCEDURE_MINIMUM,
          MERILO_PROCEDURE_EXPECTED };
  MeriloRecord *copy = g_object_new (app_type_of (&merilo_procedure_entity), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (merilo_record_has (source, fields[i]))
      merilo_record_copy_field (copy, source, fields[i]);
  merilo_record_set_whole (copy, MERILO_PROCEDURE_YEAR, year);
  return copy;
}

MeriloRecord *
app_copy_scale (MeriloRecord *scale, gint64 year)
{
  static const guint fields[] = { MERILO_SCALE_FROM3, MERILO_SCALE_FROM4, MERILO_SCALE_FROM5 };
  const MeriloField *source = &merilo_scale_entity.fields[MERILO_SCALE_SOURCE];
  MeriloRecord *copy = g_object_new (app_type_of (&merilo_scale_entity), NULL);
  g_autofree char *old = merilo_record_show (scale, MERILO_SCALE_SOURCE);
  g_autofree char *since = merilo_record_show (scale, MERILO_SCALE_SINCE);
  g_autofree char *words
      = *since != 0 ? g_strdup_printf (_ ("По шкале %" G_GINT64_FORMAT " года, введённой %s: %s"),
                                       year, since, old)
                    : g_strdup_printf (_ ("По шкале %" G_GINT64_FORMAT " года: %s"), year, old);
  g_autofree char *cut = app_cut (words, (guint) source->max);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    merilo_record_copy_field (copy, scale, fields[i]);
  merilo_record_set_text (copy, MERILO_SCALE_SOURCE, cut);
  merilo_record_parse (copy, MERILO_SCALE_CONFIDENCE, "unchecked", NULL);
  return copy;
}

/* the items of another procedure, without what they were to it */
static char *
print_items (GPtrArray *items)
{
  static const guint fields[]
      = { MERILO_PROCEDURE_ITEM_CODE, MERILO_PROCEDURE_ITEM_TOP, MERILO_PROCEDURE_ITEM_LEVEL,
          MERILO_PROCEDURE_ITEM_SKILL, MERILO_PROCEDURE_ITEM_CODIFIER };
  g_autoptr (AppItemRows) rows = app_item_rows_new ();
  g_autoptr (GPtrArray) copies = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < items->len; i++)
    {
      MeriloRecord *copy = g_object_new (app_type_of (&merilo_procedure_item_entity), NULL);

      for (guint k = 0; k < G_N_ELEMENTS (fields); k++)
        if (merilo_record_has (items->pdata[i], fields[k]))
          merilo_record_copy_field (copy, items->pdata[i], fields[k]);
      g_ptr_array_add (copies, copy);
    }
  app_item_rows_set_items (rows, copies, FALSE);
  return app_item_rows_to_json (rows);
}

/* Steps */

static void
take_made (AppCopySteps *self, MeriloRecord *made)
{
  g_set_object (&self->made, made);
  if (self->step == APP_COPY_PROCEDURE)
    self->step = APP_COPY_ITEMS;
}

/* @record: what was written; NULL: @error */
static gboolean
check (AppCopySteps *self, GAsyncResult *result, gpointer record, const GError *error)
{
  self->lost = record == NULL && app_problem_of (result) == NULL;
  if (record == NULL && !g_error_matches (error, MERILO_ERROR, MERILO_ERROR_CANCELLED))
    g_signal_emit (self, ended, 0, error->message);
  return record != NULL;
}

static void
scale_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppCopySteps) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRecord) scale = app_api_write_finish (APP_API (object), result, &error);

  if (!check (self, result, scale, error))
    return;
  self->step = APP_COPY_DONE;
  go_on (self);
}

static void
items_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppCopySteps) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRecord) made = app_api_act_finish (APP_API (object), result, &error);

  if (!check (self, result, made, error))
    return;
  take_made (self, made);
  self->step = APP_COPY_SCALE;
  go_on (self);
}

static void
made_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppCopySteps) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRecord) made = app_api_write_finish (APP_API (object), result, &error);

  if (!check (self, result, made, error))
    return;
  take_made (self, made);
  go_on (self);
}

static void
go_on (AppCopySteps *self)
{
  if (self->step == APP_COPY_ITEMS && self->items == NULL)
    self->step = APP_COPY_SCALE;
  if (self->step == APP_COPY_SCALE
      && (self->scale == NULL || merilo_record_has (self->made, MERILO_PROCEDURE_FROM3)))
    {
      self->kept = self->scale != NULL && !self->asked_scale;
      self->step = APP_COPY_DONE;
    }
  if (self->step == APP_COPY_PROCEDURE)
    app_api_create_async (self->api, self->procedure, self->cancellable, made_cb,
                          g_object_ref (self));
  else if (self->step == APP_COPY_ITEMS)
    app_api_act_async (self->api, app_type_of (&merilo_procedure_entity), self->made, "items",
                       self->items, self->cancellable, items_cb, g_object_ref (self));
  else if (self->step == APP_COPY_SCALE)
    {
      self->asked_scale = TRUE;
      merilo_record_set_whole (self->scale, MERILO_SCALE_PROCEDURE_ID,
                               merilo_record_get_whole (self->made, MERILO_PROCEDURE_ID));
      app_api_create_async (self->api, self->scale, self->cancellable, scale_cb,
                            g_object_ref (self));
    }
  else
    g_signal_emit (self, ended, 0, NULL);
}

/* Once more */

/* the answer was lost, the procedure perhaps not: nobody had it when it was asked for */
static MeriloRecord *
find_made (AppCopySteps *self, GPtrArray *procedures)
{
  for (guint i = 0; i < procedures->len; i++)
    if (app_procedure_is_same (procedures->pdata[i], self->procedure)
        && app_procedure_is_own (procedures->pdata[i])
        && !app_procedure_is_used (procedures->pdata[i]))
      return procedures->pdata[i];
  return NULL;
}

static void
found_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppCopySteps) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) procedures = app_api_list_finish (APP_API (object), result, NULL, &error);
  MeriloRecord *made = procedures != NULL ? find_made (self, procedures) : NULL;

  if (procedures == NULL)
    {
      check (self, result, NULL, error);
      self->lost = TRUE;
      return;
    }
  if (made != NULL)
    take_made (self, made);
  go_on (self);
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppCopySteps) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRecord) made = app_api_get_finish (APP_API (object), result, &error);

  if (!check (self, result, made, error))
    return;
  take_made (self, made);
  go_on (self);
}

/* GObject overrides */

static void
finalize (GObject *object)
{
  AppCopySteps *self = APP_COPY_STEPS (object);

  g_object_unref (self->api);
  g_object_unref (self->procedure);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->made);
  g_clear_object (&self->scale);
  g_free (self->items);
  G_OBJECT_CLASS (app_copy_steps_parent_class)->finalize (object);
}

static void
app_copy_steps_class_init (AppCopyStepsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = finalize;
  ended = g_signal_new ("ended", APP_TYPE_COPY_STEPS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                        G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
app_copy_steps_init (AppCopySteps *self)
{
}

/* Public API */

AppCopySteps *
app_copy_steps_new (AppApi *api, MeriloRecord *source, gint64 year, GPtrArray *items)
{
  AppCopySteps *self = g_object_new (APP_TYPE_COPY_STEPS, NULL);

  self->api = g_object_ref (api);
  self->procedure = app_copy_procedure (source, year);
  self->items = items->len > 0 ? print_items (items) : NULL;
  return self;
}

void
app_copy_steps_set_scale (AppCopySteps *self, MeriloRecord *scale)
{
  g_set_object (&self->scale, scale);
}

void
app_copy_steps_run (AppCopySteps *self, GCancellable *cancellable)
{
  g_set_object (&self->cancellable, cancellable);
  if (self->made != NULL)
    {
      /* its version may be another by now */
      g_autofree char *id = app_record_dup_id (self->made);

      app_api_get_async (self->api, app_type_of (&merilo_procedure_entity), id, cancellable,
                         read_cb, g_object_ref (self));
    }
  else if (self->lost)
    app_api_list_async (self->api, app_type_of (&merilo_procedure_entity), NULL, cancellable,
                        found_cb, g_object_ref (self));
  else
    go_on (self);
}

AppCopyStep
app_copy_steps_get_step (AppCopySteps *self)
{
  return self->step;
}

gboolean
app_copy_steps_has_begun (AppCopySteps *self)
{
  return self->made != NULL || self->lost;
}

MeriloRecord *
app_copy_steps_get_made (AppCopySteps *self)
{
  return self->made;
}

gboolean
app_copy_steps_has_kept_scale (AppCopySteps *self)
{
  return self->kept;
}
