#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/record-dialog.h"

#include <glib/gi18n.h>

#include "pages/bits.h"
#include "pages/dialog.h"

#define WIDTH      520
#define WIDE       1000 /* with something beside the form */
#define FORM_WIDTH 440

struct _AppRecordDialog
{
  AdwWindow parent_instance;

  AppContext *context;
  GCancellable *cancellable;
  AppRecordForm *form;
  GtkWidget *pair, *said, *bar; /* pair: the form, and what stands beside it */
  AppRecordCheck check;
  gpointer check_data;
  gboolean made; /* it is a new one */
};

G_DEFINE_FINAL_TYPE (AppRecordDialog, app_record_dialog, ADW_TYPE_WINDOW)

static guint stored;

/* Storing */

static void
set_busy (AppRecordDialog *self, gboolean busy)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "record.store", !busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "record.delete", !busy);
}

static void
written_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppRecordDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRecord) record = app_api_write_finish (APP_API (object), result, &error);
  const AppProblem *problem = app_problem_of (result);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  set_busy (self, FALSE);
  if (record != NULL)
    {
      g_signal_emit (self, stored, 0, record);
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  if (problem == NULL || problem->field == NULL
      || !app_record_form_set_problem (self->form, problem->field, error->message))
    app_dialog_say (self->said, error->message);
}

static gboolean
may_store (AppRecordDialog *self)
{
  MeriloRecord *record = app_record_form_get_record (self->form);
  g_autofree char *words = NULL;
  guint field = 0;

  app_dialog_say (self->said, "");
  if (!app_record_form_check (self->form))
    return FALSE;
  words = self->check != NULL ? self->check (record, &field, self->check_data) : NULL;
  if (words == NULL)
    return TRUE;
  app_record_form_set_problem (self->form, merilo_record_get_entity (record)->fields[field].name,
                               words);
  app_record_form_focus_field (self->form, field);
  return FALSE;
}

static void
store_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppRecordDialog *self = APP_RECORD_DIALOG (widget);
  MeriloRecord *record = app_record_form_get_record (self->form);
  AppApi *api = app_context_get_api (self->context);

  if (!may_store (self))
    return;
  set_busy (self, TRUE);
  if (self->made)
    app_api_create_async (api, record, self->cancellable, written_cb, g_object_ref (self));
  else
    app_api_patch_async (api, record, self->cancellable, written_cb, g_object_ref (self));
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppRecordDialog *self = APP_RECORD_DIALOG (widget);

  set_busy (self, TRUE);
  app_api_delete_async (app_context_get_api (self->context),
                        app_record_form_get_record (self->form), self->cancellable, written_cb,
                        g_object_ref (self));
}

/* GObject overrides */

static void
dispose (GObject *object)
{
  AppRecordDialog *self = APP_RECORD_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (app_record_dialog_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  g_object_unref (APP_RECORD_DIALOG (object)->cancellable);
  G_OBJECT_CLASS (app_record_dialog_parent_class)->finalize (object);
}

static void
app_record_dialog_class_init (AppRecordDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  G_OBJECT_CLASS (klass)->finalize = finalize;
  stored = g_signal_new ("stored", APP_TYPE_RECORD_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                         G_TYPE_NONE, 1, MERILO_TYPE_RECORD);
  gtk_widget_class_install_action (widget_class, "record.store", NULL, store_action);
  gtk_widget_class_install_action (widget_class, "record.delete", NULL, delete_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "record.store", NULL);
}

static void
app_record_dialog_init (AppRecordDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->form = APP_RECORD_FORM (app_record_form_new ());
  self->pair = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
}

static void
add_buttons (AppRecordDialog *self, GtkWidget *box)
{
  self->bar = app_dialog_bar (box);
  if (!self->made)
    app_dialog_button (self->bar, _ ("Удалить"), "record.delete", "destructive-action");
  app_dialog_button (self->bar, _ ("Отмена"), "window.close", NULL);
  app_dialog_button (self->bar, _ ("Записать"), "record.store", "suggested-action");
}

/* Public API */

GtkWidget *
app_record_dialog_new (GtkWindow *parent,
                       AppContext *context,
                       MeriloRecord *record,
                       const int *fields,
                       gboolean made,
                       const char *title,
                       const char *text)
{
  AppRecordDialog *self = g_object_new (APP_TYPE_RECORD_DIALOG, "transient-for", parent, NULL);
  GtkWidget *box = app_dialog_box (ADW_WINDOW (self), title, WIDTH);

  self->context = g_object_ref (context);
  self->made = made;
  gtk_box_append (GTK_BOX (box), app_label_new (text, "dim-label"));
  app_record_form_set_fields (self->form, fields);
  app_record_form_set_record (self->form, record, app_context_get_user (context)->role,
                              made ? APP_FORM_CREATE : APP_FORM_EDIT);
  gtk_widget_set_hexpand (GTK_WIDGET (self->form), TRUE);
  gtk_box_append (GTK_BOX (self->pair), GTK_WIDGET (self->form));
  gtk_box_append (GTK_BOX (box), self->pair);
  self->said = app_dialog_words (box);
  add_buttons (self, box);
  return GTK_WIDGET (self);
}

AppRecordForm *
app_record_dialog_get_form (AppRecordDialog *self)
{
  return self->form;
}

void
app_record_dialog_add (AppRecordDialog *self, GtkWidget *widget)
{
  gtk_widget_set_size_request (GTK_WIDGET (self->form), FORM_WIDTH, -1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->form), FALSE);
  gtk_widget_set_hexpand (widget, TRUE);
  gtk_box_append (GTK_BOX (self->pair), widget);
  gtk_window_set_default_size (GTK_WINDOW (self), WIDE, -1);
}

void
app_record_dialog_add_button (AppRecordDialog *self, const char *label, const char *action)
{
  GtkWidget *button = app_dialog_button (self->bar, label, action, NULL);

  gtk_box_reorder_child_after (GTK_BOX (self->bar), button, NULL);
}

void
app_record_dialog_say (AppRecordDialog *self, const char *words)
{
  app_dialog_say (self->said, words);
}

void
app_record_dialog_set_check (AppRecordDialog *self, AppRecordCheck check, gpointer data)
{
  self->check = check;
  self->check_data = data;
}
