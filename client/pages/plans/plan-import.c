#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/plans/plan-import-private.h"

#include <glib/gi18n.h>

#include "model/json-writer.h"
#include "net/json.h"
#include "pages/asked.h"
#include "pages/bits.h"
#include "pages/dialog.h"
#include "pages/field.h"
#include "pages/plans/plan-found.h"
#include "pages/plans/plan-import-rows.h"
#include "pages/plans/plan-mapping.h"

enum
{
  SIGNAL_CREATED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (AppPlanImport, app_plan_import, ADW_TYPE_WINDOW)

static guint signals[N_SIGNALS];

static const guint form_fields[]
    = { MERILO_PLAN_TITLE, MERILO_PLAN_KIND, MERILO_PLAN_PERIOD_FROM, MERILO_PLAN_PERIOD_UNTIL };

/* The document */

static JsonArray *
plans_of (AppPlanImport *self)
{
  return app_json_array (app_json_root (self->document), "plans");
}

/* the one that is looked at */
static JsonObject *
plan_at_hand (AppPlanImport *self)
{
  return app_json_take_object (plans_of (self),
                               gtk_drop_down_get_selected (GTK_DROP_DOWN (self->table)));
}

/* The preview */

/* tables of the file that hold no plan: named, so that nobody looks for them */
static void
show_others (AppPlanImport *self)
{
  JsonArray *tables = app_json_array (app_json_root (self->document), "tables");
  guint n = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; tables != NULL && i < json_array_get_length (tables); i++)
    n += g_strcmp0 (app_json_text (json_array_get_object_element (tables, i), "kind"), "not-a-plan")
         == 0;
  text = n > 0 ? g_strdup_printf (ngettext ("%u таблица в файле не похожа на план",
                                            "%u таблицы в файле не похожи на план", n),
                                  n)
               : NULL;
  gtk_label_set_text (GTK_LABEL (self->other), text != NULL ? text : "");
  gtk_widget_set_visible (self->other, text != NULL);
}

/* the form as the plan itself tells it */
static void
fill_form (AppPlanImport *self, JsonObject *plan)
{
  const char *kind = app_plan_found_get_kind (plan);
  gint64 from, until;

  app_plan_found_guess_period (plan, &from, &until);
  merilo_record_set_text (self->plan, MERILO_PLAN_TITLE, app_json_text (plan, "title"));
  if (kind == NULL || !merilo_record_parse (self->plan, MERILO_PLAN_KIND, kind, NULL))
    merilo_record_set_whole (self->plan, MERILO_PLAN_KIND, MERILO_PLAN_KIND_MUNICIPAL_ROADMAP);
  merilo_record_set_whole (self->plan, MERILO_PLAN_PERIOD_FROM, from);
  merilo_record_set_whole (self->plan, MERILO_PLAN_PERIOD_UNTIL, until);
  for (guint i = 0; i < self->fields->len; i++)
    app_field_set_record (self->fields->pdata[i], self->plan, MERILO_ROLE_METHODOLOGIST, TRUE);
}

static void
show_counts (AppPlanImport *self, JsonObject *plan)
{
  JsonArray *sections = app_json_array (plan, "sections");
  JsonArray *dropped = app_json_array (plan, "dropped");
  guint n_doubtful = 0;
  guint n = app_plan_import_fill_rows (GTK_LIST_BOX (self->rows), plan, &n_doubtful);
  g_autofree char *found
      = g_strdup_printf (_ ("Разделов: %u, пунктов: %u, из них проверить: %u"),
                         sections != NULL ? json_array_get_length (sections) : 0, n, n_doubtful);
  g_autofree char *rest = NULL;

  if (dropped == NULL)
    dropped = app_json_array (app_json_root (self->document), "dropped");
  rest = g_strdup_printf (_ ("Строк без пунктов (повторы заголовков, пустые): %u"),
                          dropped != NULL ? json_array_get_length (dropped) : 0);
  gtk_label_set_text (GTK_LABEL (self->found), found);
  gtk_label_set_text (GTK_LABEL (self->dropped), rest);
}

static void
show_table (AppPlanImport *self)
{
  JsonObject *plan = plan_at_hand (self);

  if (plan == NULL)
    return;
  show_counts (self, plan);
  app_plan_mapping_set (APP_PLAN_MAPPING (self->mapping), app_json_array (plan, "columns"));
  show_others (self);
  if (!self->typed)
    fill_form (self, plan);
}

void
_app_plan_import_show_document (AppPlanImport *self)
{
  JsonArray *plans = plans_of (self);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint n = plans != NULL ? json_array_get_length (plans) : 0;

  if (n == 0)
    {
      adw_status_page_set_description (ADW_STATUS_PAGE (self->choose),
                                       _ ("В этом файле не нашлось таблицы с пунктами плана. "
                                          "Выберите другой файл."));
      gtk_stack_set_visible_child_name (GTK_STACK (self->steps), "choose");
      return;
    }
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name
          = app_plan_found_describe (json_array_get_object_element (plans_of (self), i), i);

      gtk_string_list_append (names, name);
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->table), G_LIST_MODEL (names));
  gtk_widget_set_visible (self->table, n > 1);
  show_table (self);
  gtk_stack_set_visible_child_name (GTK_STACK (self->steps), "preview");
}

/* Callbacks */

static void
typed_cb (AppPlanImport *self)
{
  self->typed = TRUE;
}

static void
mapped_cb (AppPlanImport *self, const char *roles)
{
  JsonObject *plan = plan_at_hand (self);

  if (plan == NULL || self->file_id == NULL)
    return;
  if (self->only_table < 0)
    self->only_table = app_plan_found_get_table (plan);
  g_free (self->roles);
  self->roles = g_strdup (roles);
  _app_plan_import_read_file (self);
}

static void
created_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppPlanImport) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRecord) plan = app_api_act_finish (APP_API (object), result, &error);
  g_autofree char *id = NULL;

  if (self->context == NULL)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
  if (!app_context_check_act (self->context, plan != NULL, error))
    return;
  id = app_record_dup_id (plan);
  app_context_toast (self->context, _ ("План создан: проверьте пункты и утвердите его"));
  g_signal_emit (self, signals[SIGNAL_CREATED], 0, id);
  gtk_window_close (GTK_WINDOW (self));
}

static void
files_cb (GListModel *files, gpointer data)
{
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);

  if (file != NULL)
    app_plan_import_take (data, file);
}

/* Actions */

static void
choose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  app_choose_files (widget, _ ("План"), _ ("Word, Excel, CSV"), "*.docx;*.xlsx;*.csv", FALSE,
                    files_cb, g_object_ref (widget), g_object_unref);
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppPlanImport *self = APP_PLAN_IMPORT (widget);

  app_asked_anew (&self->cancellable);
  gtk_stack_set_visible_child_name (GTK_STACK (self->steps), "choose");
}

static void
create_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppPlanImport *self = APP_PLAN_IMPORT (widget);
  g_autoptr (GString) body = g_string_new (NULL);
  g_autofree char *id = NULL;

  for (guint i = 0; i < self->fields->len; i++)
    {
      g_autofree char *problem = merilo_record_check_field (self->plan, form_fields[i]);

      if (problem == NULL)
        continue;
      app_context_refuse (self->context, problem);
      gtk_widget_child_focus (self->fields->pdata[i], GTK_DIR_TAB_FORWARD);
      return;
    }
  if (self->job == NULL)
    return;
  id = app_record_dup_id (self->job);
  merilo_record_to_json (self->plan, MERILO_JSON_DIRTY, body);
  g_string_truncate (body, body->len - 1);
  g_string_append_printf (body, ",\"job_id\":%s,\"table\":%u}", id,
                          gtk_drop_down_get_selected (GTK_DROP_DOWN (self->table)));
  gtk_widget_set_sensitive (widget, FALSE);
  app_api_act_async (app_context_get_api (self->context), app_type_of (&merilo_plan_entity), NULL,
                     "plans/from-job", body->str, self->cancellable, created_cb,
                     g_object_ref (self));
}

/* GObject overrides */

static void
app_plan_import_dispose (GObject *object)
{
  AppPlanImport *self = APP_PLAN_IMPORT (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->document, json_node_unref);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_object (&self->plan);
  g_clear_object (&self->job);
  g_clear_pointer (&self->file_id, g_free);
  g_clear_pointer (&self->roles, g_free);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (app_plan_import_parent_class)->dispose (object);
}

/* nobody waits for what a closed window asked for */
static gboolean
close_request (GtkWindow *window)
{
  g_cancellable_cancel (APP_PLAN_IMPORT (window)->cancellable);
  return GTK_WINDOW_CLASS (app_plan_import_parent_class)->close_request (window);
}

static void
app_plan_import_finalize (GObject *object)
{
  g_object_unref (APP_PLAN_IMPORT (object)->cancellable);
  G_OBJECT_CLASS (app_plan_import_parent_class)->finalize (object);
}

static void
app_plan_import_class_init (AppPlanImportClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_plan_import_dispose;
  G_OBJECT_CLASS (klass)->finalize = app_plan_import_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = close_request;
  signals[SIGNAL_CREATED] = g_signal_new ("created", APP_TYPE_PLAN_IMPORT, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/ru/merilo/plans/plan-import.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, AppPlanImport, name)
  CHILD (steps);
  CHILD (choose);
  CHILD (wait);
  CHILD (progress);
  CHILD (table);
  CHILD (found);
  CHILD (form);
  CHILD (rows);
  CHILD (dropped);
#undef CHILD
  gtk_widget_class_install_action (widget_class, "import.choose", NULL, choose_action);
  gtk_widget_class_install_action (widget_class, "import.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "import.create", NULL, create_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
app_plan_import_init (AppPlanImport *self)
{
  self->cancellable = g_cancellable_new ();
  self->fields = g_ptr_array_new ();
  self->plan = g_object_new (app_type_of (&merilo_plan_entity), NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  app_dialog_attach (GTK_WINDOW (self));
  for (guint i = 0; i < G_N_ELEMENTS (form_fields); i++)
    {
      GtkWidget *field = app_field_new (&merilo_plan_entity, form_fields[i]);

      gtk_widget_set_hexpand (field, i == 0);
      gtk_box_append (GTK_BOX (self->form), field);
      g_ptr_array_add (self->fields, field);
      g_signal_connect_object (field, "edited", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
    }
  self->mapping = app_plan_mapping_new ();
  self->other = app_label_new (NULL, "dim-label");
  gtk_box_append (GTK_BOX (gtk_widget_get_parent (self->form)), self->mapping);
  gtk_box_append (GTK_BOX (gtk_widget_get_parent (self->form)), self->other);
  g_signal_connect_object (self->mapping, "changed", G_CALLBACK (mapped_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "notify::selected", G_CALLBACK (show_table), self,
                           G_CONNECT_SWAPPED);
  app_take_files (GTK_WIDGET (self), files_cb, self);
}

/* Public API */

GtkWidget *
app_plan_import_new (GtkWindow *parent, AppContext *context)
{
  AppPlanImport *self = g_object_new (APP_TYPE_PLAN_IMPORT, "transient-for", parent, NULL);

  self->context = g_object_ref (context);
  return GTK_WIDGET (self);
}
