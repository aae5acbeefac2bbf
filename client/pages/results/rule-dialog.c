#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "pages/bits.h"
#include "pages/dialog.h"
#include "pages/results/rule-dialog.h"
#include "widgets/record-form.h"

#define USUAL_PERCENT 40
#define USUAL_YEARS   2

struct _AppRuleDialog
{
  AdwWindow parent_instance;

  AppContext *context;
  GCancellable *cancellable;
  AppRecordForm *form;
  gboolean made; /* it is a new one */
};

G_DEFINE_FINAL_TYPE (AppRuleDialog, app_rule_dialog, ADW_TYPE_WINDOW)

static guint stored;

/* of a new rule: «качество ниже 40 % второй год» */
static MeriloRecord *
make_usual (gint64 year)
{
  MeriloRecord *rule = g_object_new (app_type_of (&merilo_result_rule_entity), NULL);

  merilo_record_parse (rule, MERILO_RESULT_RULE_MEASURE, "quality", NULL);
  merilo_record_parse (rule, MERILO_RESULT_RULE_COMPARISON, "below", NULL);
  merilo_record_set_real (rule, MERILO_RESULT_RULE_PERCENT, USUAL_PERCENT);
  merilo_record_set_whole (rule, MERILO_RESULT_RULE_YEARS_IN_ROW, USUAL_YEARS);
  merilo_record_set_whole (rule, MERILO_RESULT_RULE_SINCE_YEAR, year);
  return rule;
}

/* Storing */

/* one write at a time: a second click would make a second rule */
static void
set_busy (AppRuleDialog *self, gboolean busy)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "rule.store", !busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "rule.delete", !busy);
}

static void
written_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppRuleDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRecord) rule = app_api_write_finish (APP_API (object), result, &error);
  const AppProblem *problem = app_problem_of (result);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  set_busy (self, FALSE);
  if (rule != NULL)
    {
      g_signal_emit (self, stored, 0);
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  if (problem == NULL || problem->field == NULL
      || !app_record_form_set_problem (self->form, problem->field, error->message))
    app_context_toast_error (self->context, error);
}

static void
store_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppRuleDialog *self = APP_RULE_DIALOG (widget);
  MeriloRecord *rule = app_record_form_get_record (self->form);
  AppApi *api = app_context_get_api (self->context);

  if (!app_record_form_check (self->form))
    return;
  set_busy (self, TRUE);
  if (self->made)
    app_api_create_async (api, rule, self->cancellable, written_cb, g_object_ref (self));
  else
    app_api_patch_async (api, rule, self->cancellable, written_cb, g_object_ref (self));
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppRuleDialog *self = APP_RULE_DIALOG (widget);

  set_busy (self, TRUE);
  app_api_delete_async (app_context_get_api (self->context),
                        app_record_form_get_record (self->form), self->cancellable, written_cb,
                        g_object_ref (self));
}

/* GObject overrides */

static void
dispose (GObject *object)
{
  AppRuleDialog *self = APP_RULE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (app_rule_dialog_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  g_object_unref (APP_RULE_DIALOG (object)->cancellable);
  G_OBJECT_CLASS (app_rule_dialog_parent_class)->finalize (object);
}

static void
app_rule_dialog_class_init (AppRuleDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  G_OBJECT_CLASS (klass)->finalize = finalize;
  stored = g_signal_new ("stored", APP_TYPE_RULE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                         G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "rule.store", NULL, store_action);
  gtk_widget_class_install_action (widget_class, "rule.delete", NULL, delete_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "rule.store",
                                       NULL);
}

static void
app_rule_dialog_init (AppRuleDialog *self)
{
  self->cancellable = g_cancellable_new ();
}

/* Public API */

GtkWidget *
app_rule_dialog_new (GtkWindow *parent, AppContext *context, MeriloRecord *rule, gint64 year)
{
  AppRuleDialog *self = g_object_new (APP_TYPE_RULE_DIALOG, "transient-for", parent, NULL);
  g_autoptr (MeriloRecord) record = rule != NULL ? merilo_record_copy (rule) : make_usual (year);
  GtkWidget *box, *bar;

  self->context = g_object_ref (context);
  self->made = rule == NULL;
  box = app_dialog_box (ADW_WINDOW (self), self->made ? _ ("Новое правило") : _ ("Правило"), 520);
  gtk_box_append (GTK_BOX (box),
                  app_label_new (self->made
                                     ? _ ("О ком правило скажет, того покажет список на странице.")
                                     : _ ("Если правило уже на кого-то указало, изменённое станет "
                                          "новым, а прежнее останется в истории."),
                                 "dim-label"));
  self->form = APP_RECORD_FORM (app_record_form_new ());
  app_record_form_set_record (self->form, record, app_context_get_user (context)->role,
                              self->made ? APP_FORM_CREATE : APP_FORM_EDIT);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->form));
  bar = app_dialog_bar (box);
  if (!self->made)
    app_dialog_button (bar, _ ("Удалить"), "rule.delete", "destructive-action");
  app_dialog_button (bar, _ ("Отмена"), "window.close", NULL);
  app_dialog_button (bar, _ ("Записать"), "rule.store", "suggested-action");
  return GTK_WIDGET (self);
}
