#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "pages/bits.h"
#include "pages/dialog.h"
#include "pages/field.h"
#include "pages/recheck/recheck-new.h"

struct _AppRecheckNew
{
  AdwWindow parent_instance;

  AppContext *context;
  GCancellable *cancellable;
  MeriloRecord *recheck;
  GPtrArray *schools, *procedures, *fields;
  GtkWidget *school, *procedure;
};

enum
{
  SIGNAL_CREATED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (AppRecheckNew, app_recheck_new, ADW_TYPE_WINDOW)

static guint signals[N_SIGNALS];

static const guint form_fields[] = {
  MERILO_RECHECK_TITLE,       MERILO_RECHECK_KIND,
  MERILO_RECHECK_SAMPLE_SIZE, MERILO_RECHECK_EXPERTS_PER_WORK,
  MERILO_RECHECK_TOLERANCE,   MERILO_RECHECK_SEED,
};

/* Helpers */

static MeriloRecord *
chosen (GtkWidget *drop, GPtrArray *records)
{
  guint i = gtk_drop_down_get_selected (GTK_DROP_DOWN (drop));

  return records != NULL && i < records->len ? records->pdata[i] : NULL;
}

static void
take_choice (AppRecheckNew *self)
{
  MeriloRecord *school = chosen (self->school, self->schools);
  MeriloRecord *procedure = chosen (self->procedure, self->procedures);
  g_autofree char *title = NULL;
  const char *old = merilo_record_get_text (self->recheck, MERILO_RECHECK_TITLE);

  if (school != NULL)
    merilo_record_set_whole (self->recheck, MERILO_RECHECK_SCHOOL_ID,
                             merilo_record_get_whole (school, MERILO_ORG_ID));
  if (procedure != NULL)
    merilo_record_set_whole (self->recheck, MERILO_RECHECK_PROCEDURE_ID,
                             merilo_record_get_whole (procedure, MERILO_PROCEDURE_ID));
  if (school == NULL || procedure == NULL)
    return;
  /* those who mark read it, and must not learn the school from it */
  title = g_strdup (merilo_record_get_text (procedure, MERILO_PROCEDURE_TITLE));
  /* what the user typed stays */
  if (old == NULL || g_strcmp0 (old, g_object_get_data (G_OBJECT (self), "title-made")) == 0)
    app_field_type (self->fields->pdata[0], title);
  g_object_set_data_full (G_OBJECT (self), "title-made", g_steal_pointer (&title), g_free);
}

static void
fill (GtkWidget *drop, GPtrArray *records, guint field)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < records->len; i++)
    {
      g_autofree char *name = merilo_record_show (records->pdata[i], field);

      gtk_string_list_append (names, name);
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (drop), G_LIST_MODEL (names));
}

/* Callbacks */

static void
procedures_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppRecheckNew) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = app_api_list_finish (APP_API (object), result, NULL, &error);

  if (self->context == NULL)
    return;
  if (list == NULL)
    {
      app_context_toast_error (self->context, error);
      return;
    }
  self->procedures = g_steal_pointer (&list);
  fill (self->procedure, self->procedures, MERILO_PROCEDURE_TITLE);
  take_choice (self);
}

static void
created_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppRecheckNew) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRecord) recheck = app_api_write_finish (APP_API (object), result, &error);
  g_autofree char *id = NULL;

  if (self->context == NULL)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
  if (!app_context_check_act (self->context, recheck != NULL, error))
    return;
  id = app_record_dup_id (recheck);
  g_signal_emit (self, signals[SIGNAL_CREATED], 0, id);
  gtk_window_close (GTK_WINDOW (self));
}

static void
create_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppRecheckNew *self = APP_RECHECK_NEW (widget);
  g_autoptr (GPtrArray) problems = NULL;

  take_choice (self);
  problems = merilo_record_check (self->recheck);
  if (problems->len > 0)
    {
      app_context_refuse (self->context, ((MeriloProblem *) problems->pdata[0])->message);
      return;
    }
  gtk_widget_set_sensitive (widget, FALSE);
  app_api_create_async (app_context_get_api (self->context), self->recheck, self->cancellable,
                        created_cb, g_object_ref (self));
}

/* GObject overrides */

static void
app_recheck_new_dispose (GObject *object)
{
  AppRecheckNew *self = APP_RECHECK_NEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->schools, g_ptr_array_unref);
  g_clear_pointer (&self->procedures, g_ptr_array_unref);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_object (&self->recheck);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (app_recheck_new_parent_class)->dispose (object);
}

static void
app_recheck_new_finalize (GObject *object)
{
  g_object_unref (APP_RECHECK_NEW (object)->cancellable);
  G_OBJECT_CLASS (app_recheck_new_parent_class)->finalize (object);
}

static void
app_recheck_new_class_init (AppRecheckNewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_recheck_new_dispose;
  G_OBJECT_CLASS (klass)->finalize = app_recheck_new_finalize;
  signals[SIGNAL_CREATED] = g_signal_new ("created", APP_TYPE_RECHECK_NEW, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_install_action (widget_class, "recheck-new.create", NULL, create_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
add_drop (AppRecheckNew *self, GtkWidget *box, const char *label)
{
  GtkWidget *drop = gtk_drop_down_new (NULL, NULL);

  gtk_box_append (GTK_BOX (box), app_label_new (label, "caption-heading dim-label"));
  gtk_box_append (GTK_BOX (box), drop);
  app_name_it (drop, label);
  g_signal_connect_object (drop, "notify::selected", G_CALLBACK (take_choice), self,
                           G_CONNECT_SWAPPED);
  return drop;
}

static void
set_usual (MeriloRecord *recheck)
{
  merilo_record_set_whole (recheck, MERILO_RECHECK_KIND, MERILO_RECHECK_KIND_RECHECK);
  merilo_record_set_whole (recheck, MERILO_RECHECK_SAMPLE_SIZE, 10);
  merilo_record_set_whole (recheck, MERILO_RECHECK_EXPERTS_PER_WORK, 2);
  merilo_record_set_whole (recheck, MERILO_RECHECK_TOLERANCE, 0);
}

static void
add_fields (AppRecheckNew *self, GtkWidget *box)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (form_fields); i++)
    {
      GtkWidget *field = app_field_new (&merilo_recheck_entity, form_fields[i]);

      app_field_set_record (APP_FIELD (field), self->recheck, MERILO_ROLE_METHODOLOGIST, TRUE);
      g_ptr_array_add (self->fields, field);
      if (i == 0)
        gtk_grid_attach (GTK_GRID (grid), field, 0, 0, 2, 1);
      else
        gtk_grid_attach (GTK_GRID (grid), field, (int) (i + 1) % 2, (int) (i + 1) / 2, 1, 1);
    }
  gtk_box_append (GTK_BOX (box), grid);
}

static void
app_recheck_new_init (AppRecheckNew *self)
{
  GtkWidget *outer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *header = adw_header_bar_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *button = gtk_button_new_with_label (_ ("Создать"));

  self->cancellable = g_cancellable_new ();
  self->fields = g_ptr_array_new ();
  self->recheck = g_object_new (app_type_of (&merilo_recheck_entity), NULL);
  set_usual (self->recheck);
  g_object_set (box, "margin-top", 6, "margin-bottom", 18, "margin-start", 18, "margin-end", 18,
                NULL);
  self->school = add_drop (self, box, _ ("Школа"));
  self->procedure = add_drop (self, box, _ ("Процедура"));
  add_fields (self, box);
  gtk_box_append (GTK_BOX (box),
                  app_label_new (_ ("Выборку делает сервер по зерну: её можно повторить и "
                                    "проверить. Без зерна оно будет выбрано и записано."),
                                 "caption dim-label"));
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "recheck-new.create");
  gtk_box_append (GTK_BOX (box), button);
  gtk_widget_add_css_class (header, "flat");
  gtk_box_append (GTK_BOX (outer), header);
  gtk_box_append (GTK_BOX (outer), box);
  adw_window_set_content (ADW_WINDOW (self), outer);
  g_object_set (self, "title", _ ("Новая перепроверка"), "default-width", 520, NULL);
  app_dialog_attach (GTK_WINDOW (self));
}

/* Public API */

GtkWidget *
app_recheck_new_dialog (GtkWindow *parent, AppContext *context)
{
  AppRecheckNew *self = g_object_new (APP_TYPE_RECHECK_NEW, "transient-for", parent, NULL);
  GListModel *orgs = app_context_get_orgs (context);

  self->context = g_object_ref (context);
  self->schools = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (orgs); i++)
    {
      MeriloRecord *org = g_list_model_get_item (orgs, i);

      if (merilo_record_get_whole (org, MERILO_ORG_KIND) == MERILO_ORG_KIND_SCHOOL)
        g_ptr_array_add (self->schools, org);
      else
        g_object_unref (org);
    }
  fill (self->school, self->schools, MERILO_ORG_SHORT_NAME);
  app_api_list_async (app_context_get_api (context), app_type_of (&merilo_procedure_entity), NULL,
                      self->cancellable, procedures_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}

static gboolean
choose (GtkWidget *drop, GPtrArray *records, const char *id)
{
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      g_autofree char *other = app_record_dup_id (records->pdata[i]);

      if (!g_str_equal (other, id))
        continue;
      gtk_drop_down_set_selected (GTK_DROP_DOWN (drop), i);
      return TRUE;
    }
  return FALSE;
}

gboolean
app_recheck_new_choose (AppRecheckNew *self,
                        const char *school,
                        const char *procedure,
                        guint sample_size)
{
  g_autofree char *size = g_strdup_printf ("%u", sample_size);

  app_field_type (self->fields->pdata[2], size);
  return choose (self->school, self->schools, school)
         && choose (self->procedure, self->procedures, procedure);
}
