#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "pages/bits.h"
#include "pages/dialog.h"
#include "pages/field.h"
#include "pages/plans/plan-approval.h"

struct _AppPlanApproval
{
  AdwWindow parent_instance;

  MeriloRecord *act; /* only its kind, number and date are used */
  GtkWidget *kind, *number, *date, *button;
};

enum
{
  SIGNAL_GIVEN,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (AppPlanApproval, app_plan_approval, ADW_TYPE_WINDOW)

static guint signals[N_SIGNALS];

/* Callbacks */

static void
edited_cb (AppPlanApproval *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "approval.give",
                                 merilo_record_has (self->act, MERILO_ACT_NUMBER)
                                     && *merilo_record_get_text (self->act, MERILO_ACT_NUMBER) != 0
                                     && merilo_record_has (self->act, MERILO_ACT_DATE));
}

static void
give_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppPlanApproval *self = APP_PLAN_APPROVAL (widget);
  gint64 kind = merilo_record_get_whole (self->act, MERILO_ACT_KIND);
  char date[11] = "";
  g_autofree char *body = NULL;

  merilo_date_print (date, merilo_record_get_whole (self->act, MERILO_ACT_DATE));
  body = app_json_body ("act_kind", merilo_act_entity.fields[MERILO_ACT_KIND].choices[kind].code,
                        "act_number", merilo_record_get_text (self->act, MERILO_ACT_NUMBER),
                        "act_date", date, NULL);
  g_signal_emit (self, signals[SIGNAL_GIVEN], 0, body);
  gtk_window_close (GTK_WINDOW (self));
}

/* GObject overrides */

static void
app_plan_approval_dispose (GObject *object)
{
  g_clear_object (&APP_PLAN_APPROVAL (object)->act);
  G_OBJECT_CLASS (app_plan_approval_parent_class)->dispose (object);
}

static void
app_plan_approval_class_init (AppPlanApprovalClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_plan_approval_dispose;
  signals[SIGNAL_GIVEN] = g_signal_new ("given", APP_TYPE_PLAN_APPROVAL, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_install_action (widget_class, "approval.give", NULL, give_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "approval.give", NULL);
}

static GtkWidget *
add_field (AppPlanApproval *self, GtkWidget *box, guint i)
{
  GtkWidget *field = app_field_new (&merilo_act_entity, i);

  app_field_set_record (APP_FIELD (field), self->act, MERILO_ROLE_METHODOLOGIST, TRUE);
  g_signal_connect_swapped (field, "edited", G_CALLBACK (edited_cb), self);
  gtk_box_append (GTK_BOX (box), field);
  return field;
}

static void
app_plan_approval_init (AppPlanApproval *self)
{
  GtkWidget *outer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *header = adw_header_bar_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  self->act = g_object_new (app_type_of (&merilo_act_entity), NULL);
  merilo_record_load_whole (self->act, MERILO_ACT_KIND, MERILO_ACT_KIND_ORDER);
  merilo_record_load_whole (self->act, MERILO_ACT_DATE,
                            merilo_date_join (g_date_time_get_year (now),
                                              g_date_time_get_month (now),
                                              g_date_time_get_day_of_month (now)));
  g_object_set (box, "margin-top", 12, "margin-bottom", 18, "margin-start", 18, "margin-end", 18,
                NULL);
  gtk_box_append (GTK_BOX (box),
                  app_label_new (_ ("После утверждения пункты нельзя менять: сроки станут "
                                    "контрольными датами, школы увидят план и начнут отчитываться "
                                    "по нему."),
                                 "dim-label"));
  self->kind = add_field (self, box, MERILO_ACT_KIND);
  self->number = add_field (self, box, MERILO_ACT_NUMBER);
  self->date = add_field (self, box, MERILO_ACT_DATE);
  self->button = gtk_button_new_with_label (_ ("Утвердить план"));
  gtk_widget_add_css_class (self->button, "suggested-action");
  gtk_widget_set_halign (self->button, GTK_ALIGN_END);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "approval.give");
  gtk_box_append (GTK_BOX (box), self->button);
  gtk_widget_add_css_class (header, "flat");
  gtk_box_append (GTK_BOX (outer), header);
  gtk_box_append (GTK_BOX (outer), box);
  adw_window_set_content (ADW_WINDOW (self), outer);
  g_object_set (self, "title", _ ("Утверждение плана"), "default-width", 420, NULL);
  app_dialog_attach (GTK_WINDOW (self));
  edited_cb (self);
}

/* Public API */

GtkWidget *
app_plan_approval_new (GtkWindow *parent)
{
  return g_object_new (APP_TYPE_PLAN_APPROVAL, "transient-for", parent, NULL);
}

void
app_plan_approval_type (AppPlanApproval *self, const char *number, const char *date)
{
  app_field_type (APP_FIELD (self->number), number);
  app_field_type (APP_FIELD (self->date), date);
}
