#define G_LOG_DOMAIN "app-store"

#include "config.h"

#include "store/outbox-private.h"

#include "model/entities/all.h"
#include "model/error.h"
#include "net/exchange.h"
#include "store/outbox-batch.h"
#include "store/store-private.h"

#define FIRST_PAUSE 1 /* s */
#define MAX_PAUSE   60

/* Flushes */

static void
end_flushes (AppOutbox *self, const GError *error)
{
  GList *flushes = g_steal_pointer (&self->flushes);

  for (GList *l = flushes; l != NULL; l = l->next)
    {
      g_autoptr (GTask) task = l->data;

      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else
        g_task_return_boolean (task, TRUE);
    }
  g_list_free (flushes);
}

static void
end_flushes_if_idle (AppOutbox *self)
{
  if (self->sending != NULL || self->flushes == NULL)
    return;
  for (guint i = 0; i < self->entries->len; i++)
    {
      AppOutboxEntry *entry = self->entries->pdata[i];

      if (_app_outbox_is_stuck (entry))
        {
          g_autofree char *words = app_outbox_entry_describe (entry);
          g_autoptr (GError) error
              = g_error_new (MERILO_ERROR,
                             entry->state == APP_WRITE_CONFLICT ? MERILO_ERROR_CONFLICT
                                                                : MERILO_ERROR_INVALID,
                             "«%s»: %s", entry->label, words);

          end_flushes (self, error);
          return;
        }
    }
  if (self->entries->len == 0)
    end_flushes (self, NULL);
}

/* Sending */

static gboolean
pause_ended_cb (gpointer data)
{
  AppOutbox *self = data;

  self->pause_id = 0;
  _app_outbox_send_next (self);
  return G_SOURCE_REMOVE;
}

static void
wait_a_while (AppOutbox *self)
{
  if (self->pause_id == 0)
    self->pause_id = g_timeout_add_seconds (self->pause, pause_ended_cb, self);
  self->pause = MIN (self->pause * 2, MAX_PAUSE);
}

static AppOutboxEntry *
pick_next (AppOutbox *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      AppOutboxEntry *entry = self->entries->pdata[i];
      gboolean blocked = _app_outbox_is_stuck (entry);

      for (guint k = 0; k < i && !blocked; k++)
        blocked = g_str_equal (((AppOutboxEntry *) self->entries->pdata[k])->path, entry->path);
      if (!blocked)
        return entry;
    }
  return NULL;
}

/* later writes of the same record stand on the version that this one made */
static void
hand_on_version (AppOutbox *self, AppOutboxEntry *entry, gint64 version)
{
  for (guint i = 0; i < self->entries->len && version >= 0; i++)
    {
      AppOutboxEntry *later = self->entries->pdata[i];

      if (later == entry || later->attempts > 0 || !g_str_equal (later->path, entry->path))
        continue;
      later->version = version;
      _app_outbox_save (self->store, later);
    }
}

static MeriloRecord *
read_answer (AppOutboxEntry *entry, GBytes *body)
{
  const MeriloEntity *entity = merilo_entity_by_name (entry->resource);
  g_autoptr (MeriloRecord) record = NULL;
  gsize length;
  const char *text = g_bytes_get_data (body, &length);

  if (entity == NULL || length == 0)
    return NULL;
  record = g_object_new (merilo_entity_register (entity), NULL);
  if (!merilo_record_from_json (record, text, length, &app_api_bounds, MERILO_JSON_SKIP_UNKNOWN,
                                NULL, NULL))
    return NULL;
  merilo_record_set_clean (record);
  return g_steal_pointer (&record);
}

static gboolean
is_batch (AppOutboxEntry *entry)
{
  return g_str_equal (entry->method, "POST");
}

/* the batch behind stands on what this one has made */
static void
hand_on_batch (AppOutbox *self, AppOutboxEntry *entry, GBytes *body)
{
  entry->answer = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  for (guint i = 0; i < self->entries->len; i++)
    {
      AppOutboxEntry *later = self->entries->pdata[i];
      g_autofree char *now = NULL;

      if (later == entry || later->attempts > 0 || !g_str_equal (later->path, entry->path))
        continue;
      now = _app_batch_hand_on (later->body, entry->answer);
      if (now == NULL)
        continue;
      g_free (later->body);
      later->body = g_steal_pointer (&now);
      _app_outbox_save (self->store, later);
    }
}

static void
settle (AppOutbox *self, AppOutboxEntry *entry, GBytes *body)
{
  g_autoptr (MeriloRecord) record = is_batch (entry) ? NULL : read_answer (entry, body);

  if (is_batch (entry))
    hand_on_batch (self, entry, body);

  if (record != NULL && app_record_get_version (record) >= 0)
    _app_store_run (self->store, "insert or replace into known values (?, ?)", "si", entry->path,
                    app_record_get_version (record));
  hand_on_version (self, entry, record != NULL ? app_record_get_version (record) : -1);
  _app_outbox_remove (self, entry);
  self->pause = FIRST_PAUSE;
  _app_outbox_tell_settled (self, entry, record);
}

static void
note_failure (AppOutboxEntry *entry, const AppProblem *problem, const GError *error)
{
  g_free (entry->reason);
  entry->reason = g_strdup (error->message);
  g_clear_pointer (&entry->code, g_free);
  g_clear_pointer (&entry->field, g_free);
  g_clear_pointer (&entry->current, g_free);
  if (problem == NULL)
    return;
  entry->code = g_strdup (problem->code);
  entry->field = g_strdup (problem->field);
  entry->current = app_problem_get_current (problem);
}

/* does the server's answer leave it open whether the write was done */
static gboolean
is_open (const AppProblem *problem)
{
  return problem == NULL || problem->status >= 500 || problem->status == 429
         || problem->status == 408 || problem->status == 401;
}

static void
sent_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppOutbox) self = data;
  g_autoptr (AppOutboxEntry) entry = g_steal_pointer (&self->sending);
  g_autoptr (GError) error = NULL;
  g_autoptr (AppReply) reply = app_exchange_finish (result, &error);
  const AppProblem *problem = app_problem_of (result);

  if (self->store == NULL) /* disposed */
    return;
  if (reply != NULL)
    {
      settle (self, entry, reply->body);
      _app_outbox_send_next (self);
      return;
    }
  note_failure (entry, problem, error);
  if (is_open (problem))
    {
      _app_outbox_set_state (entry, APP_WRITE_AWAY);
      _app_outbox_save (self->store, entry);
      wait_a_while (self);
      end_flushes (self, error);
      return;
    }
  _app_outbox_set_state (entry, problem->status == 412 ? APP_WRITE_CONFLICT : APP_WRITE_REFUSED);
  _app_outbox_save (self->store, entry);
  _app_outbox_tell_stuck (self, entry);
  _app_outbox_send_next (self);
}

void
_app_outbox_send_next (AppOutbox *self)
{
  AppOutboxEntry *entry;
  AppSession *session = app_api_get_session (self->api);
  AppCall *call;

  if (self->sending != NULL || self->pause_id != 0)
    return;
  entry = pick_next (self);
  if (entry == NULL || app_session_get_token (session) == NULL)
    {
      end_flushes_if_idle (self);
      return;
    }
  entry->attempts++;
  _app_outbox_set_state (entry, APP_WRITE_SENDING);
  _app_outbox_save (self->store, entry);
  self->sending = g_object_ref (entry);
  _app_outbox_tell_sending (self, entry);
  call = app_call_new (g_intern_string (entry->method), "%s", entry->path);
  app_call_set_text (call, entry->body);
  call->key = g_strdup (entry->key);
  call->tries = 1; /* the pauses here are ours: the queue shows them */
  if (entry->version >= 0)
    call->if_match = g_strdup_printf ("%" G_GINT64_FORMAT, entry->version);
  app_exchange_async (session, call, self->cancellable, sent_cb, g_object_ref (self));
}

static void
online_cb (AppSession *session, GParamSpec *pspec, AppOutbox *self)
{
  if (!app_session_get_online (session))
    return;
  g_clear_handle_id (&self->pause_id, g_source_remove);
  self->pause = FIRST_PAUSE;
  _app_outbox_send_next (self);
}

void
_app_outbox_start (AppOutbox *self)
{
  self->pause = FIRST_PAUSE;
  g_signal_connect_object (app_api_get_session (self->api), "notify::online",
                           G_CALLBACK (online_cb), self, 0);
  _app_outbox_send_next (self);
}

void
_app_outbox_stop (AppOutbox *self)
{
  g_autoptr (GError) gone = g_error_new_literal (MERILO_ERROR, MERILO_ERROR_CANCELLED, "closed");

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->pause_id, g_source_remove);
  end_flushes (self, gone);
}

/* Public API */

void
app_outbox_flush_async (AppOutbox *self,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, app_outbox_flush_async);
  g_task_set_check_cancellable (task, FALSE);
  self->flushes = g_list_append (self->flushes, task);
  g_clear_handle_id (&self->pause_id, g_source_remove); /* the user waits: no pause now */
  _app_outbox_send_next (self);
}

gboolean
app_outbox_flush_finish (AppOutbox *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
app_outbox_retry (AppOutbox *self, AppOutboxEntry *entry)
{
  g_autoptr (GBytes) bytes
      = entry->current != NULL ? g_bytes_new (entry->current, strlen (entry->current)) : NULL;
  g_autoptr (MeriloRecord) current = bytes != NULL ? read_answer (entry, bytes) : NULL;

  if (_app_outbox_is_stuck (entry))
    {
      if (current != NULL)
        entry->version = app_record_get_version (current);
      _app_outbox_renew_key (entry); /* it was answered: this is another question */
      _app_outbox_set_state (entry, APP_WRITE_QUEUED);
      _app_outbox_save (self->store, entry);
    }
  g_clear_handle_id (&self->pause_id, g_source_remove);
  _app_outbox_send_next (self);
}
