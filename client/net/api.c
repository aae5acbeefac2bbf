#define G_LOG_DOMAIN "app-net"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "model/error.h"
#include "net/api-private.h"
#include "net/exchange.h"
#include "net/json.h"

#define AS_OF       "as-of"
#define MAX_AT_ONCE 65536 /* bytes of JSON that the main loop reads */
#define MAX_MEMORY  256   /* answers */

/* rows: views of execution answer whole, 300 schools by dozens of sections or late items */
const MeriloJsonBounds app_api_bounds = { 64 * 1024 * 1024, 8, 100000 };

struct _AppApi
{
  GObject parent_instance;

  AppSession *session;
  GHashTable *memory; /* path -> AppApiEntry */
  AppApiCache cache;
};

G_DEFINE_FINAL_TYPE (AppApi, app_api, G_TYPE_OBJECT)

/* Kept answers */

void
app_api_entry_free (AppApiEntry *entry)
{
  g_free (entry->etag);
  g_free (entry->next_after);
  g_clear_pointer (&entry->body, g_bytes_unref);
  g_free (entry);
}

static const AppApiEntry *
look_up (AppApi *self, const char *path)
{
  AppApiEntry *entry = g_hash_table_lookup (self->memory, path);

  if (entry == NULL && self->cache.look != NULL)
    {
      entry = self->cache.look (self->cache.data, path);
      if (entry != NULL)
        g_hash_table_insert (self->memory, g_strdup (path), entry);
    }
  return entry;
}

/* what a job has read is large, and asked for once */
static gboolean
is_passing (const char *path)
{
  return g_str_has_prefix (path, "jobs/");
}

static void
keep (AppApi *self, const char *path, AppReply *reply)
{
  AppApiEntry *entry;

  if (is_passing (path))
    return;
  entry = g_new0 (AppApiEntry, 1);
  entry->etag = g_strdup (reply->etag);
  entry->next_after = g_strdup (reply->next_after);
  entry->body = g_bytes_ref (reply->body);
  entry->read_at = g_get_real_time ();
  if (g_hash_table_size (self->memory) >= MAX_MEMORY)
    g_hash_table_remove_all (self->memory);
  g_hash_table_insert (self->memory, g_strdup (path), entry);
  if (self->cache.keep != NULL)
    self->cache.keep (self->cache.data, path, entry);
}

/* One question, answered by the server or from what is kept */

typedef struct
{
  char *path;
} Question;

static void
question_free (Question *question)
{
  g_free (question->path);
  g_free (question);
}

void
_app_api_answer_free (AppApiAnswer *answer)
{
  g_bytes_unref (answer->body);
  g_free (answer->next_after);
  g_free (answer);
}
static AppApiAnswer *
answer_new (GBytes *body, const char *next_after, gint64 as_of)
{
  AppApiAnswer *answer = g_new0 (AppApiAnswer, 1);

  answer->body = g_bytes_ref (body);
  answer->next_after = g_strdup (next_after);
  answer->as_of = as_of;
  return answer;
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  AppApi *self = g_task_get_source_object (task);
  Question *question = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (AppReply) reply = app_exchange_finish (result, &error);
  const AppApiEntry *kept = look_up (self, question->path);

  if (reply != NULL && reply->status != 304)
    {
      keep (self, question->path, reply);
      g_task_return_pointer (task, answer_new (reply->body, reply->next_after, 0),
                             (GDestroyNotify) _app_api_answer_free);
    }
  else if (reply != NULL && kept != NULL)
    g_task_return_pointer (task, answer_new (kept->body, kept->next_after, 0),
                           (GDestroyNotify) _app_api_answer_free);
  else if (kept != NULL
           && (g_error_matches (error, MERILO_ERROR, MERILO_ERROR_UNAVAILABLE)
               || g_error_matches (error, MERILO_ERROR, MERILO_ERROR_TIMEOUT)))
    g_task_return_pointer (task, answer_new (kept->body, kept->next_after, kept->read_at),
                           (GDestroyNotify) _app_api_answer_free);
  else if (error != NULL)
    {
      app_problem_pass (result, task);
      g_task_return_error (task, g_steal_pointer (&error));
    }
  else
    g_task_return_new_error (task, MERILO_ERROR, MERILO_ERROR_BAD_JSON,
                             _ ("сервер ответил «не изменилось» на вопрос впервые"));
}

void
_app_api_ask_async (AppApi *self,
                    const char *path,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  Question *question = g_new0 (Question, 1);
  AppCall *call = app_call_new ("GET", "%s", path);
  const AppApiEntry *kept = look_up (self, path);

  g_task_set_source_tag (task, _app_api_ask_async);
  g_task_set_check_cancellable (task, FALSE);
  question->path = g_strdup (path);
  g_task_set_task_data (task, question, (GDestroyNotify) question_free);
  if (kept != NULL)
    call->etag = g_strdup (kept->etag);
  app_exchange_async (self->session, call, cancellable, answered_cb, task);
}

AppApiAnswer *
_app_api_ask_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* One record, one document */

const MeriloEntity *
_app_api_entity_of (GType type)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (type);

  return ((MeriloRecordClass *) klass)->entity;
}

static gpointer
read_record (GType type, GBytes *body, GError **error)
{
  g_autoptr (GObject) record = g_object_new (type, NULL);
  gsize length;
  const char *text = g_bytes_get_data (body, &length);

  if (!merilo_record_from_json (record, text != NULL ? text : "", length, &app_api_bounds,
                                MERILO_JSON_SKIP_UNKNOWN, NULL, error))
    return app_json_retell (error);
  merilo_record_set_clean (record);
  return g_steal_pointer (&record);
}

/* the type that the answer has lies in the task data as GSIZE */
static void
return_body (GTask *task, GBytes *body)
{
  GType type = GPOINTER_TO_SIZE (g_task_get_task_data (task));
  GError *error = NULL;
  gpointer value = NULL;

  if (g_bytes_get_size (body) == 0 && type == G_TYPE_NONE)
    g_task_return_pointer (task, NULL, NULL);
  else if (type == G_TYPE_NONE)
    {
      value = app_json_parse (body, &error);
      if (value != NULL)
        g_task_return_pointer (task, value, (GDestroyNotify) json_node_unref);
      else
        g_task_return_error (task, error);
    }
  else
    {
      value = read_record (type, body, &error);
      if (value != NULL)
        g_task_return_pointer (task, value, g_object_unref);
      else
        g_task_return_error (task, error);
    }
}

/* A document of a year of a region is megabytes: it is read beside the main loop */

static void
parse_thread (GTask *work, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  JsonNode *node = app_json_parse (data, &error);

  if (node != NULL)
    g_task_return_pointer (work, node, (GDestroyNotify) json_node_unref);
  else
    g_task_return_error (work, error);
}

static void
parsed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  JsonNode *node = g_task_propagate_pointer (G_TASK (result), &error);

  if (node != NULL && g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      json_node_unref (node);
      node = NULL;
      g_set_error_literal (&error, MERILO_ERROR, MERILO_ERROR_CANCELLED, _ ("отменено"));
    }
  if (node != NULL)
    g_task_return_pointer (task, node, (GDestroyNotify) json_node_unref);
  else
    g_task_return_error (task, error);
}

static void
parse_beside (GTask *task, GBytes *body)
{
  g_autoptr (GTask) work = g_task_new (NULL, NULL, parsed_cb, g_object_ref (task));

  g_task_set_source_tag (work, parse_beside);
  g_task_set_task_data (work, g_bytes_ref (body), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (work, parse_thread);
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autoptr (AppApiAnswer) answer = _app_api_ask_finish (result, &error);

  if (answer == NULL)
    {
      app_problem_pass (result, task);
      g_task_return_error (task, error);
      return;
    }
  g_object_set_data_full (G_OBJECT (task), AS_OF, g_memdup2 (&answer->as_of, sizeof answer->as_of),
                          g_free);
  if (g_task_get_task_data (task) == GSIZE_TO_POINTER (G_TYPE_NONE)
      && g_bytes_get_size (answer->body) > MAX_AT_ONCE)
    parse_beside (task, answer->body);
  else
    return_body (task, answer->body);
}

void
app_api_get_async (AppApi *self,
                   GType type,
                   const char *id,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  g_autofree char *path = g_strdup_printf ("%s/%s", _app_api_entity_of (type)->path, id);

  g_task_set_source_tag (task, app_api_get_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, GSIZE_TO_POINTER (type), NULL);
  _app_api_ask_async (self, path, cancellable, read_cb, task);
}

gpointer
app_api_get_finish (AppApi *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
app_api_read_async (AppApi *self,
                    const char *path,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, app_api_read_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, GSIZE_TO_POINTER (G_TYPE_NONE), NULL);
  _app_api_ask_async (self, path, cancellable, read_cb, task);
}

JsonNode *
app_api_read_finish (AppApi *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

gint64
app_api_read_get_as_of (GAsyncResult *result)
{
  const gint64 *as_of = g_object_get_data (G_OBJECT (result), AS_OF);

  return as_of != NULL ? *as_of : 0;
}

/* Writes */

static void
written_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autoptr (AppReply) reply = app_exchange_finish (result, &error);

  if (reply != NULL)
    return_body (task, reply->body);
  else
    {
      app_problem_pass (result, task);
      g_task_return_error (task, error);
    }
}

static void
deleted_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autoptr (AppReply) reply = app_exchange_finish (result, &error);

  if (reply != NULL)
    g_task_return_pointer (task, g_object_ref (g_task_get_task_data (task)), g_object_unref);
  else
    {
      app_problem_pass (result, task);
      g_task_return_error (task, error);
    }
}

static void
guard (AppCall *call, gpointer record)
{
  gint64 version = app_record_get_version (record);

  if (version >= 0)
    call->if_match = g_strdup_printf ("%" G_GINT64_FORMAT, version);
}

static void
start_write (AppApi *self, AppCall *call, GTask *task)
{
  call->key = app_key_new ();
  app_exchange_async (self->session, call, g_task_get_cancellable (task), written_cb, task);
}

void
app_api_create_async (AppApi *self,
                      gpointer record,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  AppCall *call = app_call_new ("POST", "%s", merilo_record_get_entity (record)->path);
  g_autoptr (GString) body = g_string_new (NULL);

  g_task_set_source_tag (task, app_api_create_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, GSIZE_TO_POINTER (G_OBJECT_TYPE (record)), NULL);
  merilo_record_to_json (record, MERILO_JSON_DIRTY, body);
  app_call_set_text (call, body->str);
  start_write (self, call, task);
}

void
app_api_patch_async (AppApi *self,
                     gpointer record,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  g_autofree char *id = app_record_dup_id (record);
  AppCall *call = app_call_new ("PATCH", "%s/%s", merilo_record_get_entity (record)->path, id);
  g_autoptr (GString) body = g_string_new (NULL);

  g_task_set_source_tag (task, app_api_patch_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, GSIZE_TO_POINTER (G_OBJECT_TYPE (record)), NULL);
  merilo_record_to_json (record, MERILO_JSON_DIRTY, body);
  app_call_set_text (call, body->str);
  guard (call, record);
  start_write (self, call, task);
}

void
app_api_delete_async (AppApi *self,
                      gpointer record,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  g_autofree char *id = app_record_dup_id (record);
  AppCall *call = app_call_new ("DELETE", "%s/%s", merilo_record_get_entity (record)->path, id);

  g_task_set_source_tag (task, app_api_delete_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_object_ref (record), g_object_unref);
  guard (call, record);
  call->key = app_key_new ();
  app_exchange_async (self->session, call, cancellable, deleted_cb, task);
}

gpointer
app_api_write_finish (AppApi *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
app_api_act_async (AppApi *self,
                   GType type,
                   gpointer on,
                   const char *path,
                   const char *body,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  g_autofree char *id = on != NULL ? app_record_dup_id (on) : NULL;
  AppCall *call = on != NULL ? app_call_new ("POST", "%s/%s/%s",
                                             merilo_record_get_entity (on)->path, id, path)
                             : app_call_new ("POST", "%s", path);

  g_task_set_source_tag (task, app_api_act_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, GSIZE_TO_POINTER (type), NULL);
  app_call_set_text (call, body != NULL ? body : "{}");
  if (on != NULL)
    guard (call, on);
  start_write (self, call, task);
}

gpointer
app_api_act_finish (AppApi *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* GObject overrides */

static void
app_api_dispose (GObject *object)
{
  AppApi *self = APP_API (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->memory, g_hash_table_unref);
  G_OBJECT_CLASS (app_api_parent_class)->dispose (object);
}

static void
app_api_class_init (AppApiClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_api_dispose;
}

static void
app_api_init (AppApi *self)
{
  self->memory = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify) app_api_entry_free);
}

/* Public API */

AppApi *
app_api_new (AppSession *session)
{
  AppApi *self = g_object_new (APP_TYPE_API, NULL);

  self->session = g_object_ref (session);
  return self;
}

AppSession *
app_api_get_session (AppApi *self)
{
  return self->session;
}

void
app_api_set_cache (AppApi *self, const AppApiCache *cache)
{
  self->cache = cache != NULL ? *cache : (AppApiCache){ 0 };
  g_hash_table_remove_all (self->memory);
}

char *
app_record_dup_id (gpointer record)
{
  const MeriloEntity *entity = merilo_record_get_entity (record);
  int i = merilo_entity_find (entity, "id");

  if (i < 0 || !merilo_record_has (record, (guint) i))
    return g_strdup ("");
  if (entity->fields[i].kind == MERILO_TEXT)
    return g_strdup (merilo_record_get_text (record, (guint) i));
  return g_strdup_printf ("%" G_GINT64_FORMAT, merilo_record_get_whole (record, (guint) i));
}

gint64
app_record_get_version (gpointer record)
{
  int i = merilo_entity_find (merilo_record_get_entity (record), "version");

  if (i < 0 || !merilo_record_has (record, (guint) i))
    return -1;
  return merilo_record_get_whole (record, (guint) i);
}
