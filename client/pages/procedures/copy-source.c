#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/procedures/copy-source.h"

#include <glib/gi18n.h>

#include "model/error.h"
#include "pages/asked.h"
#include "pages/bits.h"
#include "pages/procedures/procedure-words.h"
#include "widgets/words.h"

struct _AppCopySource
{
  AdwBin parent_instance;

  AppContext *context;
  GCancellable *reading; /* of what was chosen last */
  MeriloRecord *source;
  GPtrArray *items;
  MeriloRecord *scale; /* in force there; NULL: none */
  GtkWidget *facts, *tasks, *again, *scale_row, *take_scale;
  gboolean ready;
};

G_DEFINE_FINAL_TYPE (AppCopySource, app_copy_source, ADW_TYPE_BIN)

static guint read_signal;

/* What is shown */

/* «ВПР · максимум 38 · минимальный балл 12 · ждут от всех школ» */
static void
show_facts (AppCopySource *self, MeriloRecord *source)
{
  g_autofree char *kind = app_procedure_kind (source);
  g_autofree char *name = app_procedure_name (source);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_printf (text, _ ("%s · %s · максимум %" G_GINT64_FORMAT), kind, name,
                   merilo_record_get_whole (source, MERILO_PROCEDURE_MAX));
  if (merilo_record_has (source, MERILO_PROCEDURE_MINIMUM))
    g_string_append_printf (text, _ (" · минимальный балл %" G_GINT64_FORMAT),
                            merilo_record_get_whole (source, MERILO_PROCEDURE_MINIMUM));
  if (g_strcmp0 (merilo_record_get_text (source, MERILO_PROCEDURE_EXPECTED), "all") == 0)
    g_string_append (text, _ (" · результаты ждут от всех школ"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->facts), text->str);
}

static void
show_items (AppCopySource *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->items->len; i++)
    {
      g_autofree char *code
          = merilo_record_show (self->items->pdata[i], MERILO_PROCEDURE_ITEM_CODE);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", code);
    }
  if (self->items->len > 0)
    {
      g_autofree char *count
          = g_strdup_printf (ngettext ("%u задание", "%u задания", self->items->len),
                             self->items->len);

      g_string_prepend (text, _ (", с баллами, уровнями, умениями и разделами кодификатора: "));
      g_string_prepend (text, count);
    }
  else
    g_string_append (text, _ ("У неё их нет: их введёте в новой."));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->tasks), text->str);
}

static char *
describe_scale (AppCopySource *self)
{
  MeriloRecord *scale = self->scale;
  g_autofree char *bounds = app_bounds_text (merilo_record_get_whole (scale, MERILO_SCALE_FROM3),
                                             merilo_record_get_whole (scale, MERILO_SCALE_FROM4),
                                             merilo_record_get_whole (scale, MERILO_SCALE_FROM5));
  g_autofree char *source = merilo_record_show (scale, MERILO_SCALE_SOURCE);
  g_autofree char *since = merilo_record_show (scale, MERILO_SCALE_SINCE);
  g_autofree char *escaped = g_markup_escape_text (source, -1);

  return g_strdup_printf (_ ("%s. Источник: %s%s%s. В новой процедуре она будет непроверенной: "
                             "сверьте её с приказом этого года."),
                          bounds, escaped, *since != 0 ? _ (", введена ") : "", since);
}

static void
show_scale (AppCopySource *self)
{
  g_autofree char *text = self->scale != NULL ? describe_scale (self) : NULL;

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->scale_row),
                               text != NULL ? text : _ ("Действующей шкалы у неё нет."));
  gtk_widget_set_sensitive (self->scale_row, self->scale != NULL);
}

/* Reading */

static void
show_unread (AppCopySource *self, const GError *error)
{
  g_autofree char *capital = app_capital (error->message);
  g_autofree char *escaped = g_markup_escape_text (capital, -1);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->tasks), escaped);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->scale_row), "");
  gtk_widget_set_visible (self->again, TRUE);
}

static void
scales_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppCopySource) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) scales = app_api_list_finish (APP_API (object), result, NULL, &error);

  if (g_error_matches (error, MERILO_ERROR, MERILO_ERROR_CANCELLED))
    return;
  if (scales == NULL)
    {
      show_unread (self, error);
      return;
    }
  for (guint i = 0; i < scales->len; i++)
    if (merilo_record_get_whole (scales->pdata[i], MERILO_SCALE_CURRENT))
      g_set_object (&self->scale, scales->pdata[i]);
  self->ready = TRUE;
  show_items (self);
  show_scale (self);
  g_signal_emit (self, read_signal, 0);
}

static void
items_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppCopySource) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = app_api_list_finish (APP_API (object), result, NULL, &error);
  g_autofree char *id = NULL;
  const char *filters[] = { "procedure_id", NULL, NULL };

  if (g_error_matches (error, MERILO_ERROR, MERILO_ERROR_CANCELLED))
    return;
  if (items == NULL)
    {
      show_unread (self, error);
      return;
    }
  g_clear_pointer (&self->items, g_ptr_array_unref);
  self->items = g_steal_pointer (&items);
  id = app_record_dup_id (self->source);
  filters[1] = id;
  app_api_list_async (APP_API (object), app_type_of (&merilo_scale_entity), filters, self->reading,
                      scales_cb, g_object_ref (self));
}

static void
read_source (AppCopySource *self)
{
  g_autofree char *id = app_record_dup_id (self->source);
  const char *filters[] = { "procedure_id", id, "sort", "position", NULL };

  app_asked_anew (&self->reading);
  g_clear_object (&self->scale);
  self->ready = FALSE;
  gtk_switch_set_active (GTK_SWITCH (self->take_scale), FALSE);
  gtk_widget_set_sensitive (self->scale_row, FALSE);
  gtk_widget_set_visible (self->again, FALSE);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->tasks), _ ("Читаем…"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->scale_row), _ ("Читаем…"));
  show_facts (self, self->source);
  app_api_list_async (app_context_get_api (self->context),
                      app_type_of (&merilo_procedure_item_entity), filters, self->reading, items_cb,
                      g_object_ref (self));
}

static void
read_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  read_source (APP_COPY_SOURCE (widget));
}

/* GObject overrides */

static void
dispose (GObject *object)
{
  AppCopySource *self = APP_COPY_SOURCE (object);

  app_asked_give_up (&self->reading);
  g_clear_object (&self->source);
  g_clear_object (&self->scale);
  g_clear_object (&self->context);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  G_OBJECT_CLASS (app_copy_source_parent_class)->dispose (object);
}

static void
app_copy_source_class_init (AppCopySourceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  read_signal = g_signal_new ("read", APP_TYPE_COPY_SOURCE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 0);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "copy.read", NULL, read_action);
}

static void
app_copy_source_init (AppCopySource *self)
{
  GtkWidget *list = gtk_list_box_new ();

  self->again = gtk_button_new_with_label (_ ("Повторить"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->again), "copy.read");
  self->take_scale = gtk_switch_new ();
  self->facts = app_list_add_row (list, _ ("Описание"), NULL);
  self->tasks = app_list_add_row (list, _ ("Задания"), self->again);
  self->scale_row = app_list_add_row (list, _ ("Взять и шкалу"), self->take_scale);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  app_name_it (list, _ ("Что перейдёт в новую"));
  adw_bin_set_child (ADW_BIN (self), list);
}

/* Public API */

GtkWidget *
app_copy_source_new (AppContext *context)
{
  AppCopySource *self = g_object_new (APP_TYPE_COPY_SOURCE, NULL);

  self->context = g_object_ref (context);
  return GTK_WIDGET (self);
}

void
app_copy_source_set_procedure (AppCopySource *self, MeriloRecord *procedure)
{
  g_set_object (&self->source, procedure);
  read_source (self);
}

void
app_copy_source_set_open (AppCopySource *self, gboolean open)
{
  gtk_widget_set_sensitive (self->take_scale, open);
}

gboolean
app_copy_source_is_ready (AppCopySource *self)
{
  return self->ready;
}

AppCopySteps *
app_copy_source_make_steps (AppCopySource *self, gint64 year)
{
  AppCopySteps *steps
      = app_copy_steps_new (app_context_get_api (self->context), self->source, year, self->items);

  if (self->scale != NULL && gtk_switch_get_active (GTK_SWITCH (self->take_scale)))
    {
      g_autoptr (MeriloRecord) scale
          = app_copy_scale (self->scale,
                            merilo_record_get_whole (self->source, MERILO_PROCEDURE_YEAR));

      app_copy_steps_set_scale (steps, scale);
    }
  return steps;
}
