#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "pages/asked.h"
#include "pages/bits.h"
#include "pages/dialog.h"
#include "pages/field.h"
#include "pages/plans/plan-event.h"
#include "pages/plans/plan-reason.h"
#include "schedule/rule.h"

struct _AppPlanEvent
{
  AdwWindow parent_instance;

  AppContext *context;
  GCancellable *cancellable, *reading; /* of what is recorded; of the list */
  MeriloRecord *event;
  GPtrArray *fields; /* of AppField */
  MeriloRecord *withdrawn;
  GtkWidget *list, *form;
};

enum
{
  SIGNAL_RECORDED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (AppPlanEvent, app_plan_event, ADW_TYPE_WINDOW)

static guint signals[N_SIGNALS];

static const guint form_fields[] = {
  MERILO_RECORDED_EVENT_EVENT, MERILO_RECORDED_EVENT_NAME, MERILO_RECORDED_EVENT_FIRST,
  MERILO_RECORDED_EVENT_LAST,  MERILO_RECORDED_EVENT_DUE,  MERILO_RECORDED_EVENT_NOTE,
};

static void load (AppPlanEvent *self);

/* Rows */

static void
show_form (AppPlanEvent *self)
{
  gboolean other
      = merilo_record_get_whole (self->event, MERILO_RECORDED_EVENT_EVENT) == MERILO_EVENT_OTHER;

  for (guint i = 0; i < self->fields->len; i++)
    if (app_field_get_field (self->fields->pdata[i]) == MERILO_RECORDED_EVENT_NAME)
      gtk_widget_set_visible (self->fields->pdata[i], other);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "event.give",
                                 merilo_record_has (self->event, MERILO_RECORDED_EVENT_EVENT)
                                     && merilo_record_has (self->event, MERILO_RECORDED_EVENT_FIRST)
                                     && (!other
                                         || merilo_record_has (self->event,
                                                               MERILO_RECORDED_EVENT_NAME)));
}

static void
begin_form (AppPlanEvent *self)
{
  g_clear_object (&self->event);
  self->event = g_object_new (app_type_of (&merilo_recorded_event_entity), NULL);
  merilo_record_set_whole (self->event, MERILO_RECORDED_EVENT_EVENT, MERILO_EVENT_FEDERAL_LIST);
  for (guint i = 0; i < self->fields->len; i++)
    app_field_set_record (self->fields->pdata[i], self->event, MERILO_ROLE_METHODOLOGIST, TRUE);
  show_form (self);
}

static void
withdrawn_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppPlanEvent) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRecord) event = app_api_act_finish (APP_API (object), result, &error);

  if (self->context == NULL)
    return;
  if (!app_context_check_act (self->context, event != NULL, error))
    return;
  g_signal_emit (self, signals[SIGNAL_RECORDED], 0);
  load (self);
}

static void
reason_cb (AppPlanEvent *self, const char *reason)
{
  g_autofree char *body = app_json_body ("reason", reason, NULL);

  if (self->withdrawn != NULL)
    app_api_act_async (app_context_get_api (self->context),
                       app_type_of (&merilo_recorded_event_entity), self->withdrawn, "withdrawal",
                       body, self->cancellable, withdrawn_cb, g_object_ref (self));
}

static void
withdraw_cb (GtkWidget *button, AppPlanEvent *self)
{
  GtkWidget *dialog = app_plan_reason_new (
      GTK_WINDOW (self), _ ("Событие не наступило"),
      _ ("Даты, которые оно дало и которые ещё не прошли, будут сняты. Прошедшие останутся."),
      _ ("Почему запись отменяется"), _ ("Отменить запись"));

  g_set_object (&self->withdrawn, g_object_get_data (G_OBJECT (button), "event"));
  g_signal_connect_object (dialog, "given", G_CALLBACK (reason_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
add_row (AppPlanEvent *self, MeriloRecord *event)
{
  GtkWidget *row = adw_action_row_new (), *button;
  g_autofree char *kind = merilo_record_show (event, MERILO_RECORDED_EVENT_EVENT);
  g_autofree char *name = merilo_record_show (event, MERILO_RECORDED_EVENT_NAME);
  g_autofree char *first = merilo_record_show (event, MERILO_RECORDED_EVENT_FIRST);
  g_autofree char *last = merilo_record_show (event, MERILO_RECORDED_EVENT_LAST);
  g_autofree char *title = *name != 0 ? g_strdup_printf ("%s: %s", kind, name) : g_strdup (kind);
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  gboolean gone = merilo_record_has (event, MERILO_RECORDED_EVENT_WITHDRAWN_AT);
  g_autofree char *days = g_strdup_printf ("%s%s%s%s", first, *last != 0 ? " – " : "", last,
                                           gone ? _ (", запись отменена") : "");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), days);
  if (!gone)
    {
      button = gtk_button_new_with_label (_ ("Отменить запись…"));
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      g_object_set_data_full (G_OBJECT (button), "event", g_object_ref (event), g_object_unref);
      g_signal_connect (button, "clicked", G_CALLBACK (withdraw_cb), self);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    }
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

/* Callbacks */

static void
events_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppPlanEvent) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events = app_api_list_finish (APP_API (object), result, NULL, &error);

  if (self->context == NULL || app_asked_is_given_up (result))
    return;
  app_list_clear (self->list);
  if (events == NULL)
    gtk_list_box_append (GTK_LIST_BOX (self->list), app_label_new (error->message, "diff-line"));
  else if (events->len == 0)
    gtk_list_box_append (GTK_LIST_BOX (self->list),
                         app_label_new (_ ("Событий ещё не записывали."), "dim-label diff-line"));
  for (guint i = 0; events != NULL && i < events->len; i++)
    add_row (self, events->pdata[i]);
}

static void
load (AppPlanEvent *self)
{
  app_api_list_async (app_context_get_api (self->context),
                      app_type_of (&merilo_recorded_event_entity), NULL,
                      app_asked_anew (&self->reading), events_cb, g_object_ref (self));
}

static void
made_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppPlanEvent) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRecord) event = app_api_write_finish (APP_API (object), result, &error);

  if (self->context == NULL)
    return;
  gtk_widget_set_sensitive (self->form, TRUE);
  if (!app_context_check_act (self->context, event != NULL, error))
    return;
  app_context_toast (self->context,
                     _ ("Событие записано: пункты, которые его ждали, получили даты"));
  g_signal_emit (self, signals[SIGNAL_RECORDED], 0);
  begin_form (self);
  load (self);
}

static void
give_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppPlanEvent *self = APP_PLAN_EVENT (widget);

  gtk_widget_set_sensitive (self->form, FALSE); /* what is typed stays until it is taken */
  app_api_create_async (app_context_get_api (self->context), self->event, self->cancellable,
                        made_cb, g_object_ref (self));
}

/* GObject overrides */

static void
app_plan_event_dispose (GObject *object)
{
  AppPlanEvent *self = APP_PLAN_EVENT (object);

  g_cancellable_cancel (self->cancellable);
  app_asked_give_up (&self->reading);
  g_clear_object (&self->event);
  g_clear_object (&self->withdrawn);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (app_plan_event_parent_class)->dispose (object);
}

static void
app_plan_event_finalize (GObject *object)
{
  AppPlanEvent *self = APP_PLAN_EVENT (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->fields);
  G_OBJECT_CLASS (app_plan_event_parent_class)->finalize (object);
}

static void
app_plan_event_class_init (AppPlanEventClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_plan_event_dispose;
  G_OBJECT_CLASS (klass)->finalize = app_plan_event_finalize;
  signals[SIGNAL_RECORDED] = g_signal_new ("recorded", APP_TYPE_PLAN_EVENT, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "event.give", NULL, give_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "event.give",
                                       NULL);
}

static void
app_plan_event_init (AppPlanEvent *self)
{
  GtkWidget *box = app_dialog_box (ADW_WINDOW (self), _ ("События"), 560);

  gtk_window_set_default_size (GTK_WINDOW (self), 560, 680);
  self->cancellable = g_cancellable_new ();
  self->fields = g_ptr_array_new ();
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  app_name_it (self->list, _ ("Записанные события"));
  self->form = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_box_append (GTK_BOX (self->form), app_label_new (_ ("Что наступило"), "heading"));
  for (guint i = 0; i < G_N_ELEMENTS (form_fields); i++)
    {
      GtkWidget *field = app_field_new (&merilo_recorded_event_entity, form_fields[i]);

      g_signal_connect_swapped (field, "edited", G_CALLBACK (show_form), self);
      gtk_box_append (GTK_BOX (self->form), field);
      g_ptr_array_add (self->fields, field);
    }
  gtk_box_append (GTK_BOX (box), self->list);
  gtk_box_append (GTK_BOX (box), self->form);
  app_dialog_button (app_dialog_bar (box), _ ("Записать событие"), "event.give",
                     "suggested-action");
  begin_form (self);
}

/* Public API */

GtkWidget *
app_plan_event_new (GtkWindow *parent, AppContext *context)
{
  AppPlanEvent *self = g_object_new (APP_TYPE_PLAN_EVENT, "transient-for", parent, NULL);

  self->context = g_object_ref (context);
  load (self);
  return GTK_WIDGET (self);
}

void
app_plan_event_type (AppPlanEvent *self, guint field, const char *text)
{
  for (guint i = 0; i < self->fields->len; i++)
    if (app_field_get_field (self->fields->pdata[i]) == field)
      app_field_type (self->fields->pdata[i], text);
}
