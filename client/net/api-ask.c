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

/* What is asked, and what there was of it then: a 304 speaks of that, not of what has come since */
typedef struct
{
  char *path;
  guint64 number; /* of all questions: the later one's answer is kept */
  char *next_after;
  GBytes *body; /* NULL: there was nothing */
} Question;

static void
free_question (gpointer data)
{
  Question *question = data;

  g_free (question->path);
  g_free (question->next_after);
  g_clear_pointer (&question->body, g_bytes_unref);
  g_free (question);
}

static void
keep (AppApi *self, const Question *question, AppReply *reply)
{
  const char *path = question->path;
  const AppApiEntry *kept = g_hash_table_lookup (self->memory, path);
  AppApiEntry *entry;

  if (is_passing (path) || question->number <= self->passed
      || (kept != NULL && kept->number > question->number))
    return;
  entry = g_new0 (AppApiEntry, 1);
  entry->number = question->number;
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
  const Question *question = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (AppReply) reply = app_exchange_finish (result, &error);
  const AppApiEntry *kept = reply == NULL ? look_up (self, question->path) : NULL;

  if (reply != NULL && reply->status != 304)
    {
      keep (self, question, reply);
      g_task_return_pointer (task, answer_new (reply->body, reply->next_after, 0),
                             (GDestroyNotify) _app_api_answer_free);
    }
  else if (reply != NULL && question->body != NULL)
    g_task_return_pointer (task, answer_new (question->body, question->next_after, 0),
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
  Question *question = g_new0 (Question, 1);

  g_task_set_source_tag (task, _app_api_ask_async);
  g_task_set_check_cancellable (task, FALSE);
  question->path = g_strdup (path);
  question->number = ++self->questions;
  if (kept != NULL && kept->etag != NULL)
    {
      call->etag = g_strdup (kept->etag);
      question->next_after = g_strdup (kept->next_after);
      question->body = g_bytes_ref (kept->body);
    }
  g_task_set_task_data (task, question, free_question);
  app_exchange_async (self->session, call, cancellable, answered_cb, task);
}

AppApiAnswer *
_app_api_ask_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
