#define G_LOG_DOMAIN "app-net"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "model/entities/job.h"
#include "model/error.h"
#include "net/api.h"
#include "net/exchange.h"

#define FIRST_LOOK 30 /* ms: a small form is read in less than a person sees */
#define LAST_LOOK  1500

/*   create ──▶ look ──▶ pause ──▶ look … ──▶ done ──▶ read the result
 *                │                   └──────▶ failed: the job's own message
 *                └ cancelled: DELETE the job, nobody waits for the answer            */
typedef struct
{
  MeriloRecord *job;
  AppApiProgress progress;
  gpointer progress_data;
  guint pause;
} Run;

static void
run_free (Run *run)
{
  g_object_unref (run->job);
  g_free (run);
}

static void look (GTask *task);

static void
cancelled_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AppReply) reply = app_exchange_finish (result, &error);

  if (reply == NULL)
    g_debug ("the job was not cancelled: %s", error->message);
}

static void
cancel_job (AppApi *self, Run *run)
{
  g_autofree char *id = app_record_dup_id (run->job);
  AppCall *call = app_call_new ("DELETE", "jobs/%s", id);

  call->key = app_key_new ();
  app_exchange_async (app_api_get_session (self), call, NULL, cancelled_cb, NULL);
}

static void
fail (GTask *task, GAsyncResult *result, GError *error)
{
  Run *run = g_task_get_task_data (task);

  if (g_error_matches (error, MERILO_ERROR, MERILO_ERROR_CANCELLED)
      && merilo_record_has (run->job, MERILO_JOB_ID))
    cancel_job (g_task_get_source_object (task), run);
  app_problem_return (task, result, error);
}

static void
result_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  JsonNode *node = app_api_read_finish (APP_API (object), result, &error);

  if (node == NULL)
    fail (task, result, error);
  else
    g_task_return_pointer (task, node, (GDestroyNotify) json_node_unref);
}

static void
read_result (GTask *task, const char *id)
{
  g_autofree char *path = g_strdup_printf ("jobs/%s/result", id);

  app_api_read_async (g_task_get_source_object (task), path, g_task_get_cancellable (task),
                      result_cb, g_object_ref (task));
}

static gboolean
pause_cb (gpointer data)
{
  look (g_object_ref (data));
  return G_SOURCE_REMOVE;
}

static void
wait_or_end (GTask *task)
{
  Run *run = g_task_get_task_data (task);
  g_autofree char *id = app_record_dup_id (run->job);
  const char *message = merilo_record_get_text (run->job, MERILO_JOB_MESSAGE);

  switch (merilo_record_get_whole (run->job, MERILO_JOB_STATE))
    {
    case MERILO_JOB_STATE_DONE:
      read_result (task, id);
      break;
    case MERILO_JOB_STATE_FAILED:
      if (g_strcmp0 (merilo_record_get_text (run->job, MERILO_JOB_CODE), "unknown-layout") == 0)
        {
          read_result (task, id); /* the table, to be described by the user */
          break;
        }
      g_task_return_new_error (task, MERILO_ERROR, MERILO_ERROR_BAD_FILE, "%s",
                               message != NULL ? message : _ ("работа не удалась"));
      break;
    case MERILO_JOB_STATE_CANCELLED:
      g_task_return_new_error (task, MERILO_ERROR, MERILO_ERROR_CANCELLED, _ ("отменено"));
      break;
    default:
      if (run->progress != NULL)
        run->progress (MAX (0, merilo_record_get_whole (run->job, MERILO_JOB_DONE)),
                       MAX (0, merilo_record_get_whole (run->job, MERILO_JOB_TOTAL)),
                       run->progress_data);
      run->pause = MIN (run->pause * 3 / 2, LAST_LOOK);
      g_timeout_add_full (G_PRIORITY_DEFAULT, run->pause, pause_cb, g_object_ref (task),
                          g_object_unref);
    }
}

/* @job: (transfer full): as the server has it now; NULL: @error (transfer full) says why not */
static void
take_job (GTask *task, GAsyncResult *result, MeriloRecord *job, GError *error)
{
  Run *run = g_task_get_task_data (task);

  if (job == NULL)
    {
      fail (task, result, error);
      return;
    }
  g_object_unref (run->job);
  run->job = job;
  wait_or_end (task);
}

static void
looked_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  MeriloRecord *job = app_api_get_finish (APP_API (object), result, &error);

  take_job (task, result, job, error);
}

/* takes @task */
static void
look (GTask *task)
{
  Run *run = g_task_get_task_data (task);
  g_autofree char *id = app_record_dup_id (run->job);

  app_api_get_async (g_task_get_source_object (task), G_OBJECT_TYPE (run->job), id,
                     g_task_get_cancellable (task), looked_cb, task);
}

static void
created_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  MeriloRecord *job = app_api_write_finish (APP_API (object), result, &error);

  take_job (task, result, job, error);
}

void
app_api_run_job_async (AppApi *self,
                       gpointer job,
                       AppApiProgress progress,
                       gpointer progress_data,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  Run *run = g_new0 (Run, 1);

  g_task_set_source_tag (task, app_api_run_job_async);
  g_task_set_check_cancellable (task, FALSE);
  run->job = g_object_ref (job);
  run->progress = progress;
  run->progress_data = progress_data;
  run->pause = FIRST_LOOK;
  g_task_set_task_data (task, run, (GDestroyNotify) run_free);
  app_api_create_async (self, job, cancellable, created_cb, task);
}

JsonNode *
app_api_run_job_finish (AppApi *self, GAsyncResult *result, gpointer *ret_job, GError **error)
{
  Run *run = g_task_get_task_data (G_TASK (result));
  JsonNode *node = g_task_propagate_pointer (G_TASK (result), error);

  if (ret_job != NULL && node != NULL)
    *ret_job = g_object_ref (run->job);
  return node;
}
