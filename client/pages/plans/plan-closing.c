#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "model/json-writer.h"
#include "pages/bits.h"
#include "pages/dialog.h"
#include "pages/field.h"
#include "pages/plans/plan-act.h"
#include "pages/plans/plan-closing.h"

struct _AppPlanClosing
{
  AdwWindow parent_instance;

  MeriloRecord *day; /* only its date is used */
  GtkWidget *box, *date, *who, *with, *act;
};

enum
{
  SIGNAL_GIVEN,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (AppPlanClosing, app_plan_closing, ADW_TYPE_WINDOW)

static guint signals[N_SIGNALS];

static const char *
text_of (GtkWidget *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

static void
changed_cb (AppPlanClosing *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "closing.give",
                                 merilo_record_has (self->day, MERILO_ACT_DATE)
                                     && *text_of (self->who) != 0 && *text_of (self->with) != 0);
}

static void
give_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppPlanClosing *self = APP_PLAN_CLOSING (widget);
  gint64 act = app_plan_act_get (APP_PLAN_ACT (self->act));
  g_autofree char *body = NULL, *whole = NULL;
  char date[11] = "";

  merilo_date_print (date, merilo_record_get_whole (self->day, MERILO_ACT_DATE));
  body = app_json_body ("date", date, "who", text_of (self->who), "with_what", text_of (self->with),
                        NULL);
  if (act != 0)
    {
      body[strlen (body) - 1] = 0;
      whole = g_strdup_printf ("%s,\"act_id\":%" G_GINT64_FORMAT "}", body, act);
    }
  g_signal_emit (self, signals[SIGNAL_GIVEN], 0, whole != NULL ? whole : body);
  gtk_window_close (GTK_WINDOW (self));
}

static void
app_plan_closing_dispose (GObject *object)
{
  g_clear_object (&APP_PLAN_CLOSING (object)->day);
  G_OBJECT_CLASS (app_plan_closing_parent_class)->dispose (object);
}

static void
app_plan_closing_class_init (AppPlanClosingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_plan_closing_dispose;
  signals[SIGNAL_GIVEN] = g_signal_new ("given", APP_TYPE_PLAN_CLOSING, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_install_action (widget_class, "closing.give", NULL, give_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "closing.give", NULL);
}

static GtkWidget *
add_entry (AppPlanClosing *self, const char *label)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_max_length (GTK_ENTRY (entry), 500);
  gtk_box_append (GTK_BOX (self->box), app_label_new (label, "caption dim-label"));
  gtk_box_append (GTK_BOX (self->box), entry);
  app_name_it (entry, label);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (changed_cb), self);
  return entry;
}

static void
app_plan_closing_init (AppPlanClosing *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  self->day = g_object_new (app_type_of (&merilo_act_entity), NULL);
  merilo_record_load_whole (self->day, MERILO_ACT_DATE,
                            merilo_date_join (g_date_time_get_year (now),
                                              g_date_time_get_month (now),
                                              g_date_time_get_day_of_month (now)));
  self->box = app_dialog_box (ADW_WINDOW (self), _ ("Пункт закрыт"), 460);
}

GtkWidget *
app_plan_closing_new (GtkWindow *parent, AppContext *context, MeriloRecord *item)
{
  AppPlanClosing *self = g_object_new (APP_TYPE_PLAN_CLOSING, "transient-for", parent, NULL);
  g_autofree char *no = merilo_record_show (item, MERILO_PLAN_ITEM_NO);
  g_autofree char *title = merilo_record_show (item, MERILO_PLAN_ITEM_TITLE);
  g_autofree char *text = g_strdup_printf ("%s  %s", no, title);

  gtk_box_append (GTK_BOX (self->box), app_label_new (text, NULL));
  self->date = app_field_new (&merilo_act_entity, MERILO_ACT_DATE);
  app_field_set_title (APP_FIELD (self->date), _ ("Когда закрыт"));
  app_field_set_record (APP_FIELD (self->date), self->day, MERILO_ROLE_METHODOLOGIST, TRUE);
  g_signal_connect_swapped (self->date, "edited", G_CALLBACK (changed_cb), self);
  gtk_box_append (GTK_BOX (self->box), self->date);
  self->who = add_entry (self, _ ("Кем закрыт"));
  self->with = add_entry (self, _ ("Чем: справка, приказ, отчёт"));
  self->act = app_plan_act_new ();
  app_plan_act_set_context (APP_PLAN_ACT (self->act), context);
  app_plan_act_set (APP_PLAN_ACT (self->act), 0, TRUE);
  gtk_box_append (GTK_BOX (self->box), self->act);
  app_dialog_button (app_dialog_bar (self->box), _ ("Закрыть пункт"), "closing.give",
                     "suggested-action");
  changed_cb (self);
  return GTK_WIDGET (self);
}

void
app_plan_closing_type (AppPlanClosing *self, const char *date, const char *who, const char *with)
{
  app_field_type (APP_FIELD (self->date), date);
  gtk_editable_set_text (GTK_EDITABLE (self->who), who);
  gtk_editable_set_text (GTK_EDITABLE (self->with), with);
}
