#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "pages/bits.h"
#include "pages/dialog.h"
#include "pages/field.h"
#include "pages/plans/plan-new.h"
#include "pages/plans/plan-schools.h"

struct _AppPlanNew
{
  AdwWindow parent_instance;

  AppContext *context;
  GCancellable *cancellable;
  MeriloRecord *plan;
  GPtrArray *fields; /* of AppField */
  GtkWidget *schools;
};

enum
{
  SIGNAL_CREATED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (AppPlanNew, app_plan_new, ADW_TYPE_WINDOW)

static guint signals[N_SIGNALS];

static const guint form_fields[]
    = { MERILO_PLAN_KIND, MERILO_PLAN_TITLE, MERILO_PLAN_PERIOD_FROM, MERILO_PLAN_PERIOD_UNTIL };

/* Callbacks */

static void
edited_cb (AppPlanNew *self)
{
  gboolean whole = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (form_fields); i++)
    {
      g_autofree char *problem = merilo_record_check_field (self->plan, form_fields[i]);

      whole = whole && problem == NULL;
    }
  gtk_widget_set_visible (self->schools, merilo_record_get_whole (self->plan, MERILO_PLAN_KIND)
                                             == MERILO_PLAN_KIND_ADDRESS_HELP);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "new.create", whole);
}

static void
schools_cb (AppPlanSchools *schools, const char *text, AppPlanNew *self)
{
  merilo_record_set_text (self->plan, MERILO_PLAN_SCHOOLS, *text != 0 ? text : NULL);
}

static void
created_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppPlanNew) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRecord) plan = app_api_write_finish (APP_API (object), result, &error);
  g_autofree char *id = NULL;

  if (self->context == NULL)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
  if (!app_context_check_act (self->context, plan != NULL, error))
    return;
  id = app_record_dup_id (plan);
  g_signal_emit (self, signals[SIGNAL_CREATED], 0, id);
  gtk_window_close (GTK_WINDOW (self));
}

static void
create_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppPlanNew *self = APP_PLAN_NEW (widget);

  gtk_widget_set_sensitive (widget, FALSE);
  app_api_create_async (app_context_get_api (self->context), self->plan, self->cancellable,
                        created_cb, g_object_ref (self));
}

/* GObject overrides */

static void
app_plan_new_dispose (GObject *object)
{
  AppPlanNew *self = APP_PLAN_NEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->plan);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (app_plan_new_parent_class)->dispose (object);
}

static void
app_plan_new_finalize (GObject *object)
{
  g_object_unref (APP_PLAN_NEW (object)->cancellable);
  g_ptr_array_unref (APP_PLAN_NEW (object)->fields);
  G_OBJECT_CLASS (app_plan_new_parent_class)->finalize (object);
}

static void
app_plan_new_class_init (AppPlanNewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_plan_new_dispose;
  G_OBJECT_CLASS (klass)->finalize = app_plan_new_finalize;
  signals[SIGNAL_CREATED] = g_signal_new ("created", APP_TYPE_PLAN_NEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_install_action (widget_class, "new.create", NULL, create_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "new.create",
                                       NULL);
}

static void
app_plan_new_init (AppPlanNew *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  int year = g_date_time_get_year (now);

  self->cancellable = g_cancellable_new ();
  self->fields = g_ptr_array_new ();
  self->plan = g_object_new (app_type_of (&merilo_plan_entity), NULL);
  merilo_record_set_whole (self->plan, MERILO_PLAN_PERIOD_FROM, merilo_date_join (year, 1, 1));
  merilo_record_set_whole (self->plan, MERILO_PLAN_PERIOD_UNTIL, merilo_date_join (year, 12, 31));
}

/* Public API */

GtkWidget *
app_plan_new_new (GtkWindow *parent, AppContext *context)
{
  AppPlanNew *self = g_object_new (APP_TYPE_PLAN_NEW, "transient-for", parent, NULL);
  GtkWidget *box = app_dialog_box (ADW_WINDOW (self), _ ("Новый план"), 480);
  const AppUser *user = app_context_get_user (context);

  self->context = g_object_ref (context);
  merilo_record_set_whole (self->plan, MERILO_PLAN_KIND,
                           user->role == MERILO_ROLE_SCHOOL ? MERILO_PLAN_KIND_SCHOOL_ROADMAP
                                                            : MERILO_PLAN_KIND_MUNICIPAL_ROADMAP);
  self->schools = app_plan_schools_new ();
  app_plan_schools_set_context (APP_PLAN_SCHOOLS (self->schools), context);
  app_plan_schools_set (APP_PLAN_SCHOOLS (self->schools), NULL, TRUE);
  g_signal_connect (self->schools, "changed", G_CALLBACK (schools_cb), self);
  for (guint i = 0; i < G_N_ELEMENTS (form_fields); i++)
    {
      GtkWidget *field = app_field_new (&merilo_plan_entity, form_fields[i]);

      app_field_set_record (APP_FIELD (field), self->plan, user->role, TRUE);
      g_signal_connect_swapped (field, "edited", G_CALLBACK (edited_cb), self);
      gtk_box_append (GTK_BOX (box), field);
      g_ptr_array_add (self->fields, field);
    }
  gtk_box_append (GTK_BOX (box), self->schools);
  app_dialog_button (app_dialog_bar (box), _ ("Создать план"), "new.create", "suggested-action");
  edited_cb (self);
  return GTK_WIDGET (self);
}

void
app_plan_new_type (AppPlanNew *self, guint field, const char *text)
{
  for (guint i = 0; i < self->fields->len; i++)
    if (app_field_get_field (self->fields->pdata[i]) == field)
      app_field_type (self->fields->pdata[i], text);
}
