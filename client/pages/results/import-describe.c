#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/results/import-describe.h"

#include <glib/gi18n.h>

#include "model/error.h"
#include "pages/results/layout-editor.h"

typedef struct
{
  GtkWindow *parent;
  AppContext *context;
  AppImportQueue *queue;
  AppImportFile *file;
} Wait;

static void
wait_free (Wait *wait)
{
  g_object_unref (wait->parent);
  g_object_unref (wait->context);
  g_object_unref (wait->queue);
  g_object_unref (wait->file);
  g_free (wait);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wait, wait_free)

static void
described_cb (AppImportQueue *queue, const char *id, AppLayoutEditor *editor)
{
  app_import_queue_read_by (queue, app_layout_editor_get_file (editor),
                            g_ascii_strtoll (id, NULL, 10));
}

static void
open_editor (GtkWindow *parent,
             AppContext *context,
             AppImportQueue *queue,
             AppImportFile *file,
             JsonNode *grid)
{
  GtkWidget *editor = app_layout_editor_new (parent, context, file, grid);

  g_signal_connect_object (editor, "described", G_CALLBACK (described_cb), queue,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (editor));
}

/* %TRUE: nobody else waits for the file's rows, and now somebody does */
static gboolean
begin_wait (AppImportFile *file, gboolean waits)
{
  gboolean changes = file->describing != waits;

  file->describing = waits;
  app_import_file_set_state (file, file->state);
  return changes;
}

static void
grid_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (Wait) wait = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRecord) job = NULL;
  g_autoptr (JsonNode) grid
      = app_api_run_job_finish (APP_API (object), result, (gpointer *) &job, &error);

  begin_wait (wait->file, FALSE);
  if (g_error_matches (error, MERILO_ERROR, MERILO_ERROR_CANCELLED))
    return;
  if (grid == NULL)
    app_context_toast_error (wait->context, error);
  else if (!app_import_file_has_sheets (grid))
    app_context_refuse (wait->context, _ ("В этом файле нет таблицы."));
  else if (app_import_can_describe (wait->file))
    open_editor (wait->parent, wait->context, wait->queue, wait->file, grid);
}

/* Public API */

gboolean
app_import_can_describe (AppImportFile *file)
{
  return file->state == APP_IMPORT_UNKNOWN || file->state == APP_IMPORT_READ
         || (file->state == APP_IMPORT_FAILED && file->file_id != NULL && !file->again);
}

void
app_import_describe (GtkWindow *parent,
                     AppContext *context,
                     AppImportQueue *queue,
                     AppImportFile *file,
                     GCancellable *cancellable)
{
  g_autoptr (MeriloRecord) job = NULL;
  Wait *wait;

  if (!app_import_can_describe (file))
    return;
  if (file->state == APP_IMPORT_UNKNOWN)
    {
      open_editor (parent, context, queue, file, file->result);
      return;
    }
  if (!begin_wait (file, TRUE))
    return;
  job = g_object_new (app_type_of (&merilo_job_entity), NULL);
  merilo_record_set_whole (job, MERILO_JOB_KIND, MERILO_JOB_KIND_READ_GRID);
  merilo_record_set_text (job, MERILO_JOB_FILE_ID, file->file_id);
  wait = g_new (Wait, 1);
  *wait = (Wait){ g_object_ref (parent), g_object_ref (context), g_object_ref (queue),
                  g_object_ref (file) };
  app_api_run_job_async (app_context_get_api (context), job, NULL, NULL, cancellable, grid_cb,
                         wait);
}
