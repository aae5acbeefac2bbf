#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/results/import-queue.h"

#include <glib/gi18n.h>

#include "model/error.h"
#include "model/json-writer.h"
#include "net/json.h"

struct _AppImportQueue
{
  GObject parent_instance;

  AppContext *context; /* NULL: closed */
  GCancellable *cancellable;
  GListStore *files;
  GHashTable *by_place; /* the same: GFile → AppImportFile */
  AppImportPolicy policy;
  AppImportFile *at_hand; /* what is read or stored now */
  gboolean storing, stopping;
  gboolean was_storing;     /* when it was stopped */
  AppImportFile *confirmed; /* to be stored with the head's word */
  char *head_name, *head_position;
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_ENDED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (AppImportQueue, app_import_queue, G_TYPE_OBJECT)

static guint signals[N_SIGNALS];

static void go_on (AppImportQueue *self);

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

/* Helpers */

static void
tell (AppImportQueue *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* @wanted: of those alone that the user wants stored */
static AppImportFile *
find_in_state (AppImportQueue *self, AppImportState state, gboolean wanted)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->files));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (AppImportFile) file = g_list_model_get_item (G_LIST_MODEL (self->files), i);

      if (file->state == state && (file->wanted || !wanted))
        return file; /* the list holds it */
    }
  return NULL;
}

static gboolean
is_away (const GError *error)
{
  return g_error_matches (error, MERILO_ERROR, MERILO_ERROR_UNAVAILABLE);
}

/* the server refused this file, or nobody can be reached: then nothing more is tried */
static void
fail (AppImportQueue *self, AppImportFile *file, const GError *error)
{
  app_import_file_fail (file, error->message, is_away (error));
  if (is_away (error))
    self->stopping = TRUE;
}

static void
step_over (AppImportQueue *self)
{
  g_clear_object (&self->at_hand);
  go_on (self);
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
    fail (step->queue, step->file, error);
  else
    {
      gboolean unknown = merilo_record_get_whole (job, MERILO_JOB_STATE) == MERILO_JOB_STATE_FAILED;

      app_import_file_take_result (step->file, node);
      if (unknown && !app_import_file_has_rows (step->file))
        app_import_file_fail (step->file, _ ("в файле нет ни одной заполненной строки"), FALSE);
      else
        app_import_file_set_state (step->file, unknown ? APP_IMPORT_UNKNOWN : APP_IMPORT_READ);
    }
  step_over (step->queue);
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
      && app_context_get_user (take->queue->context)->role == MERILO_ROLE_METHODOLOGIST)
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
      fail (step->queue, step->file, error);
      step_over (step->queue);
      return;
    }
  g_free (step->file->file_id);
  step->file->file_id = g_steal_pointer (&id);
  start_job (g_steal_pointer (&step));
}

static void
read_file (AppImportQueue *self, AppImportFile *file)
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

/* shares of marks that are past a limit: an array, or, in a record, its text */
static void
take_precheck (AppImportFile *file, JsonObject *said)
{
  const char *text = app_json_text (said, "precheck");
  JsonArray *array = app_json_array (said, "precheck");
  g_autoptr (GBytes) bytes = text != NULL ? g_bytes_new (text, strlen (text)) : NULL;

  g_clear_pointer (&file->precheck, json_node_unref);
  if (array != NULL)
    file->precheck = json_node_init_array (json_node_alloc (), array);
  else if (bytes != NULL)
    file->precheck = app_json_parse (bytes, NULL);
  if (file->precheck != NULL && !JSON_NODE_HOLDS_ARRAY (file->precheck))
    g_clear_pointer (&file->precheck, json_node_unref);
}

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
  take_precheck (file, import);
  file->repeated = FALSE;
  app_import_file_set_state (file, g_strcmp0 (state, "to-recheck") == 0 ? APP_IMPORT_TO_CONFIRM
                                                                        : APP_IMPORT_STORED);
}

/* the first submission waits for the head's word: this file is the second */
static void
ask_for_word (AppImportFile *file, const AppProblem *problem)
{
  JsonObject *body = problem->body != NULL && JSON_NODE_HOLDS_OBJECT (problem->body)
                         ? json_node_get_object (problem->body)
                         : NULL;

  take_precheck (file, body);
  file->repeated = TRUE;
  app_import_file_set_state (file, APP_IMPORT_TO_CONFIRM);
}

/* it waits then until the user has seen it and wants it stored */
static void
let_read_anew (AppImportFile *file)
{
  file->wanted = FALSE;
  app_import_file_set_state (file, APP_IMPORT_WAITS);
}

static void
stored_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (Step) step = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = app_api_act_finish (APP_API (object), result, &error);
  const AppProblem *problem = app_problem_of (result);

  if (step->queue->context == NULL)
    return;
  if (error != NULL && problem != NULL && g_str_equal (problem->code, "confirmation-needed"))
    ask_for_word (step->file, problem);
  else if (error != NULL && problem != NULL && g_str_equal (problem->code, "undecided")
           && step->file != step->queue->confirmed)
    let_read_anew (step->file); /* a file before it has made choices of its rows */
  else if (error != NULL)
    fail (step->queue, step->file, error);
  else
    take_import (step->file, node != NULL && JSON_NODE_HOLDS_OBJECT (node)
                                 ? json_node_get_object (node)
                                 : NULL);
  step_over (step->queue);
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

static void
store_file (AppImportQueue *self, AppImportFile *file)
{
  g_autofree char *body = make_body (self, file);

  file->policy = app_import_queue_get_policy_of (self, file);
  g_set_object (&self->at_hand, file);
  app_import_file_set_state (file, APP_IMPORT_STORES);
  app_api_act_async (app_context_get_api (self->context), G_TYPE_NONE, NULL, "imports/from-job",
                     body, self->cancellable, stored_cb, step_new (self, file));
}

/* what stands in the base already is not sent again */
static void
pass_same (AppImportQueue *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->files));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (AppImportFile) file = g_list_model_get_item (G_LIST_MODEL (self->files), i);

      if (file->state != APP_IMPORT_READ || !file->wanted || file == self->confirmed
          || !app_import_file_is_same (file))
        continue;
      file->stored = file->read;
      app_import_file_set_state (file, APP_IMPORT_STORED);
    }
}

/* The order of things */

static void
end (AppImportQueue *self, gboolean whole)
{
  gboolean was_storing = self->storing;

  self->was_storing = was_storing && !whole;
  self->storing = self->stopping = FALSE;
  g_clear_object (&self->confirmed);
  tell (self);
  if (was_storing)
    g_signal_emit (self, signals[SIGNAL_ENDED], 0, whole);
}

/* read for the second submission; the base has changed meanwhile, and with it what is a choice */
static void
store_confirmed (AppImportQueue *self)
{
  AppImportFile *file = self->confirmed;

  if (file->policy != APP_IMPORT_ASK || !app_import_file_is_undecided (file))
    {
      store_file (self, file);
      return;
    }
  file->repeated = TRUE;
  app_import_file_set_state (file, APP_IMPORT_TO_CONFIRM);
  end (self, TRUE);
}

static void
go_on (AppImportQueue *self)
{
  AppImportFile *file;

  if (self->context == NULL || self->at_hand != NULL)
    return;
  if (self->storing)
    pass_same (self);
  if (self->stopping)
    end (self, FALSE);
  else if (self->confirmed != NULL && self->confirmed->state == APP_IMPORT_WAITS)
    read_file (self, self->confirmed);
  else if (self->confirmed != NULL && self->confirmed->state == APP_IMPORT_READ)
    store_confirmed (self);
  else if (self->confirmed != NULL)
    end (self, TRUE);
  else if ((file = find_in_state (self, APP_IMPORT_WAITS, FALSE)) != NULL)
    read_file (self, file);
  else if (self->storing && (file = find_in_state (self, APP_IMPORT_READ, TRUE)) != NULL)
    store_file (self, file);
  else
    end (self, TRUE);
  tell (self);
}

/* GObject overrides */

static void
app_import_queue_finalize (GObject *object)
{
  AppImportQueue *self = APP_IMPORT_QUEUE (object);

  app_import_queue_close (self);
  g_object_unref (self->cancellable);
  g_hash_table_unref (self->by_place);
  g_object_unref (self->files);
  g_clear_object (&self->at_hand);
  g_clear_object (&self->confirmed);
  g_free (self->head_name);
  g_free (self->head_position);
  G_OBJECT_CLASS (app_import_queue_parent_class)->finalize (object);
}

static void
app_import_queue_class_init (AppImportQueueClass *klass)
{
  GType type = APP_TYPE_IMPORT_QUEUE;

  G_OBJECT_CLASS (klass)->finalize = app_import_queue_finalize;
  signals[SIGNAL_CHANGED]
      = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ENDED] = g_signal_new ("ended", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
app_import_queue_init (AppImportQueue *self)
{
  self->cancellable = g_cancellable_new ();
  self->files = g_list_store_new (APP_TYPE_IMPORT_FILE);
  self->by_place = g_hash_table_new (g_file_hash, (GEqualFunc) g_file_equal);
}

/* Public API */

AppImportQueue *
app_import_queue_new (AppContext *context)
{
  AppImportQueue *self = g_object_new (APP_TYPE_IMPORT_QUEUE, NULL);

  self->context = g_object_ref (context);
  return self;
}

AppImportFile *
app_import_queue_add (AppImportQueue *self, GFile *file, const char *folder)
{
  AppImportFile *other = g_hash_table_lookup (self->by_place, file);
  g_autoptr (AppImportFile) added = NULL;

  if (other != NULL)
    {
      if (other != self->at_hand && app_import_file_is_worth_again (other))
        {
          app_import_file_begin_anew (other);
          go_on (self);
        }
      return other;
    }
  added = app_import_file_new (file, folder);
  g_signal_connect_object (added, "changed", G_CALLBACK (tell), self, G_CONNECT_SWAPPED);
  g_hash_table_insert (self->by_place, added->file, added);
  g_list_store_append (self->files, added);
  go_on (self);
  return added;
}

GListModel *
app_import_queue_get_files (AppImportQueue *self)
{
  return G_LIST_MODEL (self->files);
}

void
app_import_queue_set_policy (AppImportQueue *self, AppImportPolicy policy)
{
  self->policy = policy;
  tell (self);
}

AppImportPolicy
app_import_queue_get_policy (AppImportQueue *self)
{
  return self->policy;
}

AppImportPolicy
app_import_queue_get_policy_of (AppImportQueue *self, AppImportFile *file)
{
  return file == self->confirmed || file->state == APP_IMPORT_TO_CONFIRM ? file->policy
                                                                         : self->policy;
}

void
app_import_queue_store (AppImportQueue *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->files));

  /* what is read from now on is looked at first */
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (AppImportFile) file = g_list_model_get_item (G_LIST_MODEL (self->files), i);

      file->wanted = file->state == APP_IMPORT_READ;
    }
  self->storing = TRUE;
  go_on (self);
}

void
app_import_queue_stop (AppImportQueue *self)
{
  if (self->at_hand == NULL)
    return;
  self->stopping = TRUE;
  tell (self);
}

void
app_import_queue_go_on (AppImportQueue *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->files));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (AppImportFile) file = g_list_model_get_item (G_LIST_MODEL (self->files), i);

      if (file->state != APP_IMPORT_FAILED || !file->again)
        continue;
      /* what was read is stored by the same job: the server knows it if the answer was lost */
      app_import_file_set_state (file, file->result != NULL ? APP_IMPORT_READ : APP_IMPORT_WAITS);
    }
  self->storing = self->was_storing;
  go_on (self);
}

void
app_import_queue_read_by (AppImportQueue *self, AppImportFile *file, gint64 layout_map)
{
  file->layout_map = layout_map;
  let_read_anew (file);
  go_on (self);
}

gboolean
app_import_queue_confirm (AppImportQueue *self,
                          AppImportFile *file,
                          const char *name,
                          const char *position)
{
  if (self->at_hand != NULL || file->state != APP_IMPORT_TO_CONFIRM)
    return FALSE;
  g_set_object (&self->confirmed, file);
  g_free (self->head_name);
  g_free (self->head_position);
  self->head_name = g_strdup (name);
  self->head_position = g_strdup (position);
  self->storing = TRUE;
  /* a job is stored once: the same file again is another job */
  file->state = file->repeated ? APP_IMPORT_READ : APP_IMPORT_WAITS;
  go_on (self);
  return TRUE;
}

guint
app_import_queue_count (AppImportQueue *self, AppImportState state)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->files)), found = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (AppImportFile) file = g_list_model_get_item (G_LIST_MODEL (self->files), i);

      found += file->state == state;
    }
  return found;
}

guint
app_import_queue_count_wanted (AppImportQueue *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->files)), found = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (AppImportFile) file = g_list_model_get_item (G_LIST_MODEL (self->files), i);

      found += file->wanted && (file->state == APP_IMPORT_READ || file->state == APP_IMPORT_STORES);
    }
  return found;
}

gboolean
app_import_queue_is_busy (AppImportQueue *self)
{
  return self->at_hand != NULL;
}

gboolean
app_import_queue_is_storing (AppImportQueue *self)
{
  return self->storing;
}

gboolean
app_import_queue_is_stopping (AppImportQueue *self)
{
  return self->stopping;
}

AppImportCounts
app_import_queue_sum (AppImportQueue *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->files));
  AppImportCounts sum = { 0 };

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (AppImportFile) file = g_list_model_get_item (G_LIST_MODEL (self->files), i);
      AppImportCounts counts = app_import_file_get_counts (file, self->policy);

      sum.rows += MAX (0, counts.rows);
      sum.fresh += MAX (0, counts.fresh);
      sum.same += MAX (0, counts.same);
      sum.changed += MAX (0, counts.changed);
      sum.marked += MAX (0, counts.marked);
      sum.refused += MAX (0, counts.refused);
    }
  return sum;
}

void
app_import_queue_close (AppImportQueue *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->context);
}
