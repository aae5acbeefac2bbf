#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/plans/plan-import-private.h"

#include <glib/gi18n.h>

#include "model/error.h"
#include "pages/asked.h"

static void
start_over (AppPlanImport *self, const GError *error)
{
  g_autofree char *text = g_markup_escape_text (error->message, -1);

  if (g_error_matches (error, MERILO_ERROR, MERILO_ERROR_CANCELLED))
    return;
  adw_status_page_set_title (ADW_STATUS_PAGE (self->choose), _ ("Файл не прочитан"));
  adw_status_page_set_description (ADW_STATUS_PAGE (self->choose), text);
  gtk_stack_set_visible_child_name (GTK_STACK (self->steps), "choose");
}

/* Reading */

static void
progress_cb (gint64 done, gint64 total, gpointer data)
{
  AppPlanImport *self = data;

  if (total > 0)
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress),
                                   (double) done / (double) total);
  else
    gtk_progress_bar_pulse (GTK_PROGRESS_BAR (self->progress));
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppPlanImport) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRecord) job = NULL;
  JsonNode *node = app_api_run_job_finish (APP_API (object), result, (gpointer *) &job, &error);

  if (self->context == NULL)
    {
      g_clear_pointer (&node, json_node_unref);
      return;
    }
  if (node == NULL)
    {
      start_over (self, error);
      return;
    }
  g_clear_pointer (&self->document, json_node_unref);
  self->document = node;
  g_set_object (&self->job, job);
  _app_plan_import_show_document (self);
}

void
_app_plan_import_read_file (AppPlanImport *self)
{
  g_autoptr (MeriloRecord) job = g_object_new (app_type_of (&merilo_job_entity), NULL);
  int columns = merilo_entity_find (&merilo_job_entity, "columns");
  int only_table = merilo_entity_find (&merilo_job_entity, "only_table");

  merilo_record_set_whole (job, MERILO_JOB_KIND, MERILO_JOB_KIND_READ_ROADMAP);
  merilo_record_set_text (job, MERILO_JOB_FILE_ID, self->file_id);
  merilo_record_set_whole (job, MERILO_JOB_DRY_RUN, TRUE);
  if (self->roles != NULL && columns >= 0)
    merilo_record_set_text (job, (guint) columns, self->roles);
  if (self->roles != NULL && only_table >= 0 && self->only_table >= 0)
    merilo_record_set_whole (job, (guint) only_table, self->only_table);
  gtk_stack_set_visible_child_name (GTK_STACK (self->steps), "wait");
  app_api_run_job_async (app_context_get_api (self->context), job, progress_cb, self,
                         self->cancellable, read_cb, g_object_ref (self));
}

/* Sending */

static void
uploaded_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppPlanImport) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = app_api_upload_finish (APP_API (object), result, &error);

  if (self->context == NULL)
    return;
  if (id == NULL)
    {
      start_over (self, error);
      return;
    }
  g_free (self->file_id);
  self->file_id = g_steal_pointer (&id);
  g_clear_pointer (&self->roles, g_free);
  self->only_table = -2;
  self->typed = FALSE;
  _app_plan_import_read_file (self);
}

void
app_plan_import_take (AppPlanImport *self, GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *text = g_strdup_printf (_ ("Читается «%s»"), name);
  GCancellable *reading = app_asked_anew (&self->cancellable); /* one dropped before goes */

  gtk_label_set_text (GTK_LABEL (self->wait), text);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), 0);
  gtk_stack_set_visible_child_name (GTK_STACK (self->steps), "wait");
  app_api_upload_async (app_context_get_api (self->context), file, NULL, NULL, reading, uploaded_cb,
                        g_object_ref (self));
}
