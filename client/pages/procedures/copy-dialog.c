#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/procedures/copy-dialog.h"

#include <glib/gi18n.h>

#include "pages/bits.h"
#include "pages/dialog.h"
#include "pages/procedures/copy-source.h"
#include "pages/procedures/procedure-words.h"

#define WIDTH  620
#define HEIGHT 560 /* with what is still to be read, and what may be said */

struct _AppCopyDialog
{
  AdwWindow parent_instance;

  AppContext *context;
  GCancellable *cancellable;
  GPtrArray *procedures;
  AppCopySource *source;
  AppCopySteps *steps; /* NULL: nothing is written, nor may be */
  GtkWidget *which, *year, *said, *make, *leave;
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (AppCopyDialog, app_copy_dialog, ADW_TYPE_WINDOW)

static guint made;

static MeriloRecord *
get_chosen (AppCopyDialog *self)
{
  guint i = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->which));

  return i < self->procedures->len ? self->procedures->pdata[i] : NULL;
}

static gint64
get_year (AppCopyDialog *self)
{
  return gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->year));
}

/* What is shown */

/* once it is begun, what it is made after stays */
static void
show_buttons (AppCopyDialog *self)
{
  gboolean begun = self->steps != NULL, open = !self->busy && !begun;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "copy.make",
                                 app_copy_source_is_ready (self->source) && !self->busy);
  gtk_widget_set_sensitive (self->which, open);
  gtk_widget_set_sensitive (self->year, open);
  app_copy_source_set_open (self->source, open);
  gtk_button_set_label (GTK_BUTTON (self->make),
                        begun && !self->busy ? _ ("Продолжить") : _ ("Создать"));
  gtk_button_set_label (GTK_BUTTON (self->leave),
                        begun && !self->busy ? _ ("Закрыть") : _ ("Отмена"));
}

static void
chosen_cb (AppCopyDialog *self)
{
  MeriloRecord *source = get_chosen (self);

  if (source == NULL || self->context == NULL)
    return;
  app_dialog_say (self->said, "");
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->year),
                             merilo_record_get_whole (source, MERILO_PROCEDURE_YEAR) + 1);
  app_copy_source_set_procedure (self->source, source);
  show_buttons (self);
}

/* Making */

/* what is there by now, what is not, and why */
static void
tell_stopped (AppCopyDialog *self, const char *words)
{
  static const char *const stopped[] = {
    [APP_COPY_PROCEDURE] = N_ ("Не создано: %s"),
    [APP_COPY_ITEMS] = N_ ("Процедура создана, задания не записаны: %s. «Продолжить» запишет их."),
    [APP_COPY_SCALE]
    = N_ ("Процедура и её задания записаны, шкала нет: %s. «Продолжить» запишет её."),
  };
  g_autofree char *text
      = g_strdup_printf (_ (stopped[app_copy_steps_get_step (self->steps)]), words);

  app_dialog_say (self->said, text);
}

static void
ended_cb (AppCopySteps *steps, const char *words, AppCopyDialog *self)
{
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  self->busy = FALSE;
  if (words != NULL)
    {
      tell_stopped (self, words);
      if (!app_copy_steps_has_begun (steps))
        g_clear_object (&self->steps); /* all of it can be changed */
      show_buttons (self);
      return;
    }
  app_context_toast (self->context,
                     app_copy_steps_has_kept_scale (steps)
                         ? _ ("Процедура создана. Шкала для неё уже есть: прежняя не взята.")
                         : _ ("Процедура создана."));
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
is_there (AppCopyDialog *self)
{
  g_autoptr (MeriloRecord) copy = app_copy_procedure (get_chosen (self), get_year (self));

  for (guint i = 0; i < self->procedures->len; i++)
    if (app_procedure_is_same (self->procedures->pdata[i], copy))
      return TRUE;
  return FALSE;
}

static void
make_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppCopyDialog *self = APP_COPY_DIALOG (widget);

  gtk_spin_button_update (GTK_SPIN_BUTTON (self->year));
  app_dialog_say (self->said, "");
  if (self->steps == NULL && is_there (self))
    {
      app_dialog_say (self->said, _ ("Такая процедура этого года уже есть: выберите другой год."));
      return;
    }
  if (self->steps == NULL)
    {
      self->steps = app_copy_source_make_steps (self->source, get_year (self));
      g_signal_connect_object (self->steps, "ended", G_CALLBACK (ended_cb), self, 0);
    }
  self->busy = TRUE;
  show_buttons (self);
  app_copy_steps_run (self->steps, self->cancellable);
}

/* GObject overrides */

/* what was made is shown on the page, whole or not */
static gboolean
close_request (GtkWindow *window)
{
  AppCopyDialog *self = APP_COPY_DIALOG (window);
  MeriloRecord *procedure = self->steps != NULL ? app_copy_steps_get_made (self->steps) : NULL;

  g_cancellable_cancel (self->cancellable);
  if (procedure != NULL)
    g_signal_emit (self, made, 0, procedure);
  return GTK_WINDOW_CLASS (app_copy_dialog_parent_class)->close_request (window);
}

static void
dispose (GObject *object)
{
  AppCopyDialog *self = APP_COPY_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->steps);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (app_copy_dialog_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  AppCopyDialog *self = APP_COPY_DIALOG (object);

  g_object_unref (self->cancellable);
  g_clear_pointer (&self->procedures, g_ptr_array_unref);
  G_OBJECT_CLASS (app_copy_dialog_parent_class)->finalize (object);
}

static void
app_copy_dialog_class_init (AppCopyDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  G_OBJECT_CLASS (klass)->finalize = finalize;
  GTK_WINDOW_CLASS (klass)->close_request = close_request;
  made = g_signal_new ("made", APP_TYPE_COPY_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 1, MERILO_TYPE_RECORD);
  gtk_widget_class_install_action (widget_class, "copy.make", NULL, make_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "copy.make",
                                       NULL);
}

static void
app_copy_dialog_init (AppCopyDialog *self)
{
  self->cancellable = g_cancellable_new ();
  g_object_set (self, "default-height", HEIGHT, NULL);
}

static GtkWidget *
make_which (AppCopyDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkExpression *text = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  for (guint i = 0; i < self->procedures->len; i++)
    {
      g_autofree char *kind = app_procedure_kind (self->procedures->pdata[i]);
      g_autofree char *year
          = merilo_record_show (self->procedures->pdata[i], MERILO_PROCEDURE_YEAR);
      g_autofree char *name = app_procedure_name (self->procedures->pdata[i]);
      g_autofree char *line = g_strdup_printf ("%s · %s · %s", year, kind, name);

      gtk_string_list_append (names, line);
    }
  self->which = gtk_drop_down_new (g_object_ref (G_LIST_MODEL (names)), text);
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (self->which), TRUE);
  return self->which;
}

static GtkWidget *
make_choice (AppCopyDialog *self)
{
  GtkWidget *list = gtk_list_box_new ();

  self->year = gtk_spin_button_new_with_range (2000, 2100, 1);
  app_list_add_row (list, _ ("По какой процедуре"), make_which (self));
  app_list_add_row (list, _ ("Год новой"), self->year);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  app_name_it (list, _ ("Новая процедура"));
  return list;
}

static void
build (AppCopyDialog *self)
{
  GtkWidget *box = app_dialog_box (ADW_WINDOW (self), _ ("Новая по прошлогодней"), WIDTH), *bar;

  self->source = APP_COPY_SOURCE (app_copy_source_new (self->context));
  gtk_box_append (GTK_BOX (box),
                  app_label_new (_ ("Она будет процедурой вашего города. Пока работ в ней нет, всё "
                                    "перешедшее можно менять, а её саму — удалить."),
                                 "dim-label"));
  gtk_box_append (GTK_BOX (box), make_choice (self));
  gtk_box_append (GTK_BOX (box), app_label_new (_ ("Что перейдёт"), "heading"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->source));
  self->said = app_dialog_words (box);
  bar = app_dialog_bar (box);
  self->leave = app_dialog_button (bar, _ ("Отмена"), "window.close", NULL);
  self->make = app_dialog_button (bar, _ ("Создать"), "copy.make", "suggested-action");
  g_signal_connect_object (self->source, "read", G_CALLBACK (show_buttons), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->which, "notify::selected", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
}

/* Public API */

GtkWidget *
app_copy_dialog_new (GtkWindow *parent,
                     AppContext *context,
                     GPtrArray *procedures,
                     MeriloRecord *source)
{
  AppCopyDialog *self = g_object_new (APP_TYPE_COPY_DIALOG, "transient-for", parent, NULL);
  guint i;

  self->context = g_object_ref (context);
  self->procedures = g_ptr_array_ref (procedures);
  build (self);
  if (source != NULL && g_ptr_array_find (procedures, source, &i))
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->which), i);
  chosen_cb (self);
  return GTK_WIDGET (self);
}

gboolean
app_copy_dialog_is_ready (AppCopyDialog *self)
{
  return app_copy_source_is_ready (self->source);
}
