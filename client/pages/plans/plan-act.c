#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "pages/bits.h"
#include "pages/plans/plan-act.h"

struct _AppPlanAct
{
  AdwBin parent_instance;

  AppContext *context;
  GCancellable *cancellable;
  GtkWidget *choice, *shown;
  GPtrArray *acts; /* NULL: not read yet */
  gint64 id;
  gboolean filling, writable;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (AppPlanAct, app_plan_act, ADW_TYPE_BIN)

static guint signals[N_SIGNALS];

static void
show (AppPlanAct *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;
  g_autofree char *text = NULL;

  gtk_string_list_append (names, _ ("Без акта"));
  for (guint i = 0; self->acts != NULL && i < self->acts->len; i++)
    {
      g_autofree char *name = app_describe_act (self->acts->pdata[i]);

      gtk_string_list_append (names, name);
      if (merilo_record_get_whole (self->acts->pdata[i], MERILO_ACT_ID) != self->id)
        continue;
      selected = i + 1;
      text = g_steal_pointer (&name);
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->choice), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->choice), selected);
  self->filling = FALSE;
  if (text == NULL && self->id != 0)
    text = g_strdup_printf (_ ("акт № %d в реестре"), (int) self->id);
  gtk_label_set_text (GTK_LABEL (self->shown), text != NULL ? text : _ ("Без акта"));
  gtk_widget_set_visible (self->choice, self->writable && self->acts != NULL);
  gtk_widget_set_visible (self->shown, !self->writable || self->acts == NULL);
}

/* Callbacks */

static void
acts_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppPlanAct) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) acts = app_api_list_finish (APP_API (object), result, NULL, &error);

  if (acts == NULL || self->context == NULL)
    return;
  g_clear_pointer (&self->acts, g_ptr_array_unref);
  self->acts = g_steal_pointer (&acts);
  show (self);
}

static void
selected_cb (AppPlanAct *self)
{
  guint i = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->choice));
  g_autofree char *text = NULL;

  if (self->filling || self->acts == NULL || i > self->acts->len)
    return;
  self->id = i > 0 ? merilo_record_get_whole (self->acts->pdata[i - 1], MERILO_ACT_ID) : 0;
  text = self->id != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, self->id) : g_strdup ("");
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, text);
}

/* GObject overrides */

static void
app_plan_act_dispose (GObject *object)
{
  AppPlanAct *self = APP_PLAN_ACT (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->acts, g_ptr_array_unref);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (app_plan_act_parent_class)->dispose (object);
}

static void
app_plan_act_finalize (GObject *object)
{
  g_object_unref (APP_PLAN_ACT (object)->cancellable);
  G_OBJECT_CLASS (app_plan_act_parent_class)->finalize (object);
}

static void
app_plan_act_unroot (GtkWidget *widget)
{
  g_cancellable_cancel (APP_PLAN_ACT (widget)->cancellable);
  GTK_WIDGET_CLASS (app_plan_act_parent_class)->unroot (widget);
}

static void
app_plan_act_class_init (AppPlanActClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_plan_act_dispose;
  G_OBJECT_CLASS (klass)->finalize = app_plan_act_finalize;
  GTK_WIDGET_CLASS (klass)->unroot = app_plan_act_unroot;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", APP_TYPE_PLAN_ACT, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
app_plan_act_init (AppPlanAct *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->cancellable = g_cancellable_new ();
  self->choice = gtk_drop_down_new (NULL, NULL);
  self->shown = app_label_new (NULL, NULL);
  app_name_it (self->choice, _ ("Акт"));
  gtk_box_append (GTK_BOX (box), app_label_new (_ ("Акт из реестра"), "caption dim-label"));
  gtk_box_append (GTK_BOX (box), self->choice);
  gtk_box_append (GTK_BOX (box), self->shown);
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_swapped (self->choice, "notify::selected", G_CALLBACK (selected_cb), self);
  show (self);
}

/* Public API */

GtkWidget *
app_plan_act_new (void)
{
  return g_object_new (APP_TYPE_PLAN_ACT, NULL);
}

void
app_plan_act_set_context (AppPlanAct *self, AppContext *context)
{
  g_set_object (&self->context, context);
  app_api_list_async (app_context_get_api (context), app_type_of (&merilo_act_entity), NULL,
                      self->cancellable, acts_cb, g_object_ref (self));
}

void
app_plan_act_set (AppPlanAct *self, gint64 act_id, gboolean writable)
{
  self->id = act_id;
  self->writable = writable;
  show (self);
}

gint64
app_plan_act_get (AppPlanAct *self)
{
  return self->id;
}
