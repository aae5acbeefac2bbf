#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/results/import-queue-private.h"

#include <glib/gi18n.h>

#include "model/error.h"
#include "model/json-writer.h"
#include "net/json.h"

/* a callback's way in: the queue that waits, NULL when it was closed meanwhile */
typedef struct
{
  AppImportQueue *queue;
  AppImportFile *file;
} Step;

static Step *
step_new (AppImportQueue *self, AppImportFile *file)
{
  Step *step = g_new0 (Step, 1);

  step->queue = g_object_ref (self);
  step->file = g_object_ref (file);
  return step;
}

static void
step_free (Step *step)
{
  g_object_unref (step->queue);
  g_object_unref (step->file);
  g_free (step);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Step, step_free)

gboolean
_app_import_queue_is_away (const GError *error)
{
  return g_error_matches (error, MERILO_ERROR, MERILO_ERROR_UNAVAILABLE)
         || g_error_matches (error, MERILO_ERROR, MERILO_ERROR_TIMEOUT);
}

/* the server refused this file, or nobody can be reached: then nothing more is tried */
static void
fail (AppImportQueue *self, AppImportFile *file, const GError *error)
{
  gboolean away = _app_import_queue_is_away (error);
  g_autofree char *unsure
      = g_strdup_printf (_ ("%s. Вошёл ли файл, неизвестно: «Продолжить» отправит его ещё раз, "
                            "дважды он не запишется."),
                         error->message);

  file->unsure = away && file->state == APP_IMPORT_STORES;
  app_import_file_fail (file, file->unsure ? unsure : error->message, away);
  if (away)
    self->stopping = TRUE;
}

static void
refuse (Step *step, const AppProblem *problem, const GError *error)
{
  if (step->file == step->queue->confirmed)
    _app_import_queue_lose_word (step->queue, step->file, problem, error);
  else
    fail (step->queue, step->file, error);
}

/* Reading */

static void
progress_cb (gint64 done, gint64 total, gpointer data)
{
  Step *step = data;

  step->file->done = done;
  step->file->total = total;
  app_import_file_set_state (step->file, APP_IMPORT_READS);
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (Step) step = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRecord) job = NULL;
  JsonNode *node = app_api_run_job_finish (APP_API (object), result, (gpointer *) &job, &error);

  if (step->queue->context == NULL)
    {
      g_clear_pointer (&node, json_node_unref);
      return;
    }
  g_set_object (&step->file->job, job);
  if (node == NULL)
    refuse (step, app_problem_of (result), error);
  else
    {
      gboolean unknown = merilo_record_get_whole (job, MERILO_JOB_STATE) == MERILO_JOB_STATE_FAILED;

      app_import_file_take_result (step->file, node);
      if (unknown && !app_import_file_has_rows (step->file))
        app_import_file_fail (step->file, _ ("в файле нет ни одной заполненной строки"), FALSE);
      else
        app_import_file_set_state (step->file, unknown ? APP_IMPORT_UNKNOWN : APP_IMPORT_READ);
      if (step->file->state == APP_IMPORT_READ
          && (step->file != step->queue->confirmed || step->queue->looks_anew))
        _app_import_queue_note_waiting (step->file);
    }
  _app_import_queue_step_over (step->queue);
}

static void
start_job (Step *take)
{
  g_autoptr (MeriloRecord) job = g_object_new (app_type_of (&merilo_job_entity), NULL);
  AppImportFile *file = take->file;

  merilo_record_set_whole (job, MERILO_JOB_KIND, MERILO_JOB_KIND_IMPORT_RESULTS);
  merilo_record_set_text (job, MERILO_JOB_FILE_ID, file->file_id);
  merilo_record_set_whole (job, MERILO_JOB_DRY_RUN, TRUE);
  if (file->school != NULL
      && app_session_has_role (app_context_get_session (take->queue->context),
                               MERILO_BY_METHODOLOGIST))
    merilo_record_set_text (job, MERILO_JOB_SCHOOL, file->school);
  if (file->layout_map != 0)
    merilo_record_set_whole (job, MERILO_JOB_LAYOUT_MAP_ID, file->layout_map);
  app_api_run_job_async (app_context_get_api (take->queue->context), job, progress_cb, take,
                         take->queue->cancellable, read_cb, take);
}

static void
uploaded_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (Step) step = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = app_api_upload_finish (APP_API (object), result, &error);

  if (step->queue->context == NULL)
    return;
  if (id == NULL)
    {
      refuse (step, app_problem_of (result), error);
      _app_import_queue_step_over (step->queue);
      return;
    }
  g_free (step->file->file_id);
  step->file->file_id = g_steal_pointer (&id);
  start_job (g_steal_pointer (&step));
}

void
_app_import_queue_read_file (AppImportQueue *self, AppImportFile *file)
{
  Step *step = step_new (self, file);

  g_set_object (&self->at_hand, file);
  file->done = file->total = 0;
  app_import_file_set_state (file, APP_IMPORT_READS);
  if (file->file_id != NULL) /* the server has it */
    {
      start_job (step);
      return;
    }
  app_import_file_stamp (file);
  app_api_upload_as_async (app_context_get_api (self->context), file->file, file->name, NULL, NULL,
                           self->cancellable, uploaded_cb, step);
}

/* Storing */

static void
take_import (AppImportFile *file, JsonObject *import)
{
  const char *state = app_json_text (import, "state");

  file->import = app_json_whole (import, "id", 0);
  file->stored = (AppImportCounts){
    app_json_whole (import, "rows", -1),        app_json_whole (import, "new_rows", -1),
    app_json_whole (import, "same_rows", -1),   app_json_whole (import, "changed_rows", -1),
    app_json_whole (import, "marked_rows", -1), app_json_whole (import, "refused_rows", -1),
  };
  _app_import_queue_take_precheck (file, import);
  file->repeated = FALSE;
  app_import_file_set_state (file, g_strcmp0 (state, "to-recheck") == 0 ? APP_IMPORT_TO_CONFIRM
                                                                        : APP_IMPORT_STORED);
}

static void
stored_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (Step) step = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = app_api_act_finish (APP_API (object), result, &error);
  const AppProblem *problem = app_problem_of (result);
  const char *change = _app_import_queue_find_change (problem);

  if (step->queue->context == NULL)
    return;
  if (error != NULL && problem != NULL && g_str_equal (problem->code, "confirmation-needed"))
    _app_import_queue_ask_word (step->file,
                                problem->body != NULL && JSON_NODE_HOLDS_OBJECT (problem->body)
                                    ? json_node_get_object (problem->body)
                                    : NULL);
  else if (change != NULL && step->file != step->queue->confirmed)
    {
      app_import_file_set_note (step->file, change);
      _app_import_queue_let_read_anew (step->file);
    }
  else if (error != NULL)
    refuse (step, problem, error);
  else
    take_import (step->file, node != NULL && JSON_NODE_HOLDS_OBJECT (node)
                                 ? json_node_get_object (node)
                                 : NULL);
  _app_import_queue_step_over (step->queue);
}

static const char *const policies[] = { "refuse", "mark", "ask" };

static char *
make_body (AppImportQueue *self, AppImportFile *file)
{
  AppImportPolicy policy = app_import_queue_get_policy_of (self, file);
  GString *body = g_string_new ("{\"job_id\":");
  g_autofree char *id = app_record_dup_id (file->job);
  g_autofree char *decisions = NULL;

  g_string_append (body, id);
  merilo_json_put_text_member (body, "policy", policies[policy]);
  if (policy == APP_IMPORT_ASK)
    {
      decisions
          = file->remarks != NULL ? app_remarks_write_decisions (file->remarks) : g_strdup ("[]");
      merilo_json_put_key (body, "decisions");
      g_string_append (body, decisions);
    }
  if (file == self->confirmed)
    {
      merilo_json_put_key (body, "confirmation");
      g_string_append_c (body, '{');
      merilo_json_put_text_member (body, "name", self->head_name);
      merilo_json_put_text_member (body, "position", self->head_position);
      g_string_append_c (body, '}');
    }
  g_string_append_c (body, '}');
  return g_string_free (body, FALSE);
}

void
_app_import_queue_store_file (AppImportQueue *self, AppImportFile *file)
{
  g_autofree char *body = make_body (self, file);

  file->policy = app_import_queue_get_policy_of (self, file);
  file->unsure = FALSE;
  app_import_file_set_note (file, NULL);
  g_set_object (&self->at_hand, file);
  app_import_file_set_state (file, APP_IMPORT_STORES);
  app_api_act_async (app_context_get_api (self->context), G_TYPE_NONE, NULL, "imports/from-job",
                     body, self->cancellable, stored_cb, step_new (self, file));
}
