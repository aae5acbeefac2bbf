#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "pages/bits.h"
#include "pages/dialog.h"
#include "pages/plans/plan-reason.h"

struct _AppPlanReason
{
  AdwWindow parent_instance;

  GtkWidget *box, *text;
};

enum
{
  SIGNAL_GIVEN,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (AppPlanReason, app_plan_reason, ADW_TYPE_WINDOW)

static guint signals[N_SIGNALS];

static void
changed_cb (AppPlanReason *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->text)));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reason.give", *g_strstrip (text) != 0);
}

static void
give_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppPlanReason *self = APP_PLAN_REASON (widget);
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->text)));

  if (*g_strstrip (text) == 0)
    return;
  g_signal_emit (self, signals[SIGNAL_GIVEN], 0, text);
  gtk_window_close (GTK_WINDOW (self));
}

static void
activated_cb (AppPlanReason *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "reason.give", NULL);
}

static void
app_plan_reason_class_init (AppPlanReasonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[SIGNAL_GIVEN] = g_signal_new ("given", APP_TYPE_PLAN_REASON, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_install_action (widget_class, "reason.give", NULL, give_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "reason.give", NULL);
}

static void
app_plan_reason_init (AppPlanReason *self)
{
  self->box = app_dialog_box (ADW_WINDOW (self), "", 460);
  self->text = gtk_entry_new ();
  gtk_entry_set_max_length (GTK_ENTRY (self->text), 1000);
  g_signal_connect_swapped (self->text, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->text, "activate", G_CALLBACK (activated_cb), self);
  changed_cb (self);
}

GtkWidget *
app_plan_reason_new (GtkWindow *parent,
                     const char *title,
                     const char *what_follows,
                     const char *label,
                     const char *button)
{
  AppPlanReason *self
      = g_object_new (APP_TYPE_PLAN_REASON, "transient-for", parent, "title", title, NULL);

  gtk_box_append (GTK_BOX (self->box), app_label_new (what_follows, "dim-label"));
  gtk_box_append (GTK_BOX (self->box), app_label_new (label, NULL));
  gtk_box_append (GTK_BOX (self->box), self->text);
  app_name_it (self->text, label);
  app_dialog_button (app_dialog_bar (self->box), button, "reason.give", "suggested-action");
  return GTK_WIDGET (self);
}

void
app_plan_reason_type (AppPlanReason *self, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (self->text), text);
}
