#define G_LOG_DOMAIN "app-net"

#include "config.h"

#include "net/api-private.h"

#include <glib/gi18n-lib.h>

#include "model/error.h"
#include "net/exchange.h"

#define MAX_MEMORY 256 /* answers */

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
  const char *path = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (AppReply) reply = app_exchange_finish (result, &error);
  const AppApiEntry *kept = look_up (self, path);

  if (reply != NULL && reply->status != 304)
    {
      keep (self, path, reply);
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
    app_problem_return (task, result, g_steal_pointer (&error));
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
  AppCall *call = app_call_new ("GET", "%s", path);
  const AppApiEntry *kept = look_up (self, path);

  g_task_set_source_tag (task, _app_api_ask_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_strdup (path), g_free);
  if (kept != NULL)
    call->etag = g_strdup (kept->etag);
  app_exchange_async (self->session, call, cancellable, answered_cb, task);
}

AppApiAnswer *
_app_api_ask_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
