#define G_LOG_DOMAIN "app-store"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "model/entities/all.h"
#include "model/error.h"
#include "net/exchange.h"
#include "net/json.h"
#include "store/outbox-batch.h"
#include "store/outbox-disk.h"
#include "store/outbox.h"
#include "store/store-private.h"

#define FIRST_PAUSE 1 /* s */
#define MAX_PAUSE   60

struct _AppOutbox
{
  GObject parent_instance;

  AppStore *store;
  AppApi *api;
  GPtrArray *entries; /* by id */
  AppOutboxEntry *sending;
  GCancellable *cancellable;
  GList *flushes; /* GTask */
  guint pause_id;
  guint pause;
  gint64 saved_at;
};

enum
{
  PROP_0,
  PROP_WAITING,
  PROP_SAVED_AT,
  N_PROPS
};

enum
{
  SIGNAL_SETTLED,
  SIGNAL_SENDING,
  SIGNAL_STUCK,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void send_next (AppOutbox *self);

/* GListModel interface */

static GType
get_item_type (GListModel *model)
{
  return APP_TYPE_OUTBOX_ENTRY;
}

static guint
get_n_items (GListModel *model)
{
  return APP_OUTBOX (model)->entries->len;
}

static gpointer
get_item (GListModel *model, guint i)
{
  AppOutbox *self = APP_OUTBOX (model);

  return i < self->entries->len ? g_object_ref (self->entries->pdata[i]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (AppOutbox,
                               app_outbox,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* Entries on disk */

static gboolean
is_stuck (AppOutboxEntry *entry)
{
  return entry->state == APP_WRITE_CONFLICT || entry->state == APP_WRITE_REFUSED;
}

static void
set_state (AppOutboxEntry *entry, AppWriteState state)
{
  entry->state = state;
  g_object_notify (G_OBJECT (entry), "state");
}

static void
tell_count (AppOutbox *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WAITING]);
}

static void
remove_entry (AppOutbox *self, AppOutboxEntry *entry)
{
  guint i;

  _app_store_run (self->store, "delete from outbox where id = ?", "i", entry->id);
  if (!g_ptr_array_find (self->entries, entry, &i))
    return;
  g_ptr_array_remove_index (self->entries, i);
  g_list_model_items_changed (G_LIST_MODEL (self), i, 1, 0);
  tell_count (self);
}

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

      if (is_stuck (entry))
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
  send_next (self);
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
      gboolean blocked = is_stuck (entry);

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

/* A page may hold a record as it was before our own last write, and a list may come from the cache:
 * what we were told by the server ourselves counts. */
static gint64
last_version (AppOutbox *self, const char *path, gint64 version)
{
  g_autoptr (sqlite3_stmt) stmt
      = _app_store_prepare (self->store, "select version from known where path = ?", "s", path);

  if (version < 0 || stmt == NULL || sqlite3_step (stmt) != SQLITE_ROW)
    return version;
  return MAX (version, sqlite3_column_int64 (stmt, 0));
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
  remove_entry (self, entry);
  self->pause = FIRST_PAUSE;
  self->saved_at = g_get_real_time ();
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVED_AT]);
  g_signal_emit (self, signals[SIGNAL_SETTLED], 0, entry, record);
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
      send_next (self);
      return;
    }
  note_failure (entry, problem, error);
  if (is_open (problem))
    {
      set_state (entry, APP_WRITE_AWAY);
      _app_outbox_save (self->store, entry);
      wait_a_while (self);
      end_flushes (self, error);
      return;
    }
  set_state (entry, problem->status == 412 ? APP_WRITE_CONFLICT : APP_WRITE_REFUSED);
  _app_outbox_save (self->store, entry);
  g_signal_emit (self, signals[SIGNAL_STUCK], 0, entry);
  send_next (self);
}

static void
send_next (AppOutbox *self)
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
  set_state (entry, APP_WRITE_SENDING);
  _app_outbox_save (self->store, entry);
  self->sending = g_object_ref (entry);
  g_signal_emit (self, signals[SIGNAL_SENDING], 0, entry);
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
  send_next (self);
}

/* Putting in */

static char *
merge_bodies (const char *old, const char *new)
{
  g_autoptr (JsonNode) a = json_from_string (old, NULL), b = json_from_string (new, NULL);
  JsonObject *object = a != NULL ? json_node_get_object (a) : NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (object == NULL || b == NULL)
    return g_strdup (new);
  json_object_iter_init (&iter, json_node_get_object (b));
  while (json_object_iter_next (&iter, &name, &value))
    json_object_set_member (object, name, json_node_copy (value));
  return json_to_string (a, FALSE);
}

/* the entry of this path that a new edit may be laid into: never sent, or answered with no */
static AppOutboxEntry *
find_open (AppOutbox *self, const char *path)
{
  for (guint i = self->entries->len; i-- > 0;)
    {
      AppOutboxEntry *entry = self->entries->pdata[i];

      if (g_str_equal (entry->path, path))
        return entry->attempts == 0 || is_stuck (entry) ? entry : NULL;
    }
  return NULL;
}

static void
renew_key (AppOutboxEntry *entry)
{
  g_free (entry->key);
  entry->key = app_key_new ();
  entry->attempts = 0;
}

static void
merge_into (AppOutbox *self, AppOutboxEntry *entry, const char *body, const char *label)
{
  g_autofree char *old = g_steal_pointer (&entry->body);

  entry->body = merge_bodies (old, body);
  g_free (entry->label);
  entry->label = g_strdup (label);
  if (entry->state == APP_WRITE_REFUSED)
    {
      renew_key (entry);
      set_state (entry, APP_WRITE_QUEUED);
    }
  _app_outbox_save (self->store, entry);
}

static AppOutboxEntry *
make_entry (const char *method, const char *path, const char *body, const char *label)
{
  AppOutboxEntry *entry = g_object_new (APP_TYPE_OUTBOX_ENTRY, NULL);

  entry->key = app_key_new ();
  entry->method = g_strdup (method);
  entry->path = g_strdup (path);
  entry->body = g_strdup (body);
  entry->label = g_strdup (label);
  return entry;
}

/* takes @entry */
static void
append (AppOutbox *self, AppOutboxEntry *entry)
{
  _app_outbox_insert (self->store, entry);
  g_ptr_array_add (self->entries, entry);
  g_list_model_items_changed (G_LIST_MODEL (self), self->entries->len - 1, 0, 1);
  tell_count (self);
}

static void
drop_drafts (AppOutbox *self, gpointer record, guint64 dirty)
{
  const MeriloEntity *entity = merilo_record_get_entity (record);
  g_autofree char *id = app_record_dup_id (record);

  for (guint i = 0; i < entity->n_fields; i++)
    if ((dirty >> i) & 1)
      app_store_drop_draft (self->store, entity->name, id, entity->fields[i].name);
}

/* GObject overrides */

static void
app_outbox_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AppOutbox *self = APP_OUTBOX (object);

  if (id == PROP_WAITING)
    g_value_set_uint (value, self->entries->len);
  else
    g_value_set_int64 (value, self->saved_at);
}

static void
app_outbox_dispose (GObject *object)
{
  AppOutbox *self = APP_OUTBOX (object);
  g_autoptr (GError) gone = g_error_new_literal (MERILO_ERROR, MERILO_ERROR_CANCELLED, "closed");

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->pause_id, g_source_remove);
  end_flushes (self, gone);
  g_clear_object (&self->store);
  g_clear_object (&self->api);
  G_OBJECT_CLASS (app_outbox_parent_class)->dispose (object);
}

static void
app_outbox_finalize (GObject *object)
{
  AppOutbox *self = APP_OUTBOX (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->entries);
  G_OBJECT_CLASS (app_outbox_parent_class)->finalize (object);
}

static void
app_outbox_class_init (AppOutboxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = app_outbox_get_property;
  object_class->dispose = app_outbox_dispose;
  object_class->finalize = app_outbox_finalize;
  properties[PROP_WAITING] = g_param_spec_uint ("waiting", NULL, NULL, 0, G_MAXUINT, 0,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SAVED_AT] = g_param_spec_int64 ("saved-at", NULL, NULL, 0, G_MAXINT64, 0,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_SETTLED]
      = g_signal_new ("settled", APP_TYPE_OUTBOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 2, APP_TYPE_OUTBOX_ENTRY, MERILO_TYPE_RECORD);
  signals[SIGNAL_SENDING] = g_signal_new ("sending", APP_TYPE_OUTBOX, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, APP_TYPE_OUTBOX_ENTRY);
  signals[SIGNAL_STUCK] = g_signal_new ("stuck", APP_TYPE_OUTBOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 1, APP_TYPE_OUTBOX_ENTRY);
}

static void
app_outbox_init (AppOutbox *self)
{
  self->entries = g_ptr_array_new_with_free_func (g_object_unref);
  self->cancellable = g_cancellable_new ();
  self->pause = FIRST_PAUSE;
}

/* Public API */

AppOutbox *
app_outbox_new (AppStore *store, AppApi *api)
{
  AppOutbox *self = g_object_new (APP_TYPE_OUTBOX, NULL);

  self->store = g_object_ref (store);
  self->api = g_object_ref (api);
  _app_outbox_load (store, self->entries);
  g_signal_connect_object (app_api_get_session (api), "notify::online", G_CALLBACK (online_cb),
                           self, 0);
  send_next (self);
  return self;
}

void
app_outbox_push (AppOutbox *self, gpointer record, const char *label)
{
  guint64 dirty = merilo_record_get_dirty (record);
  g_autofree char *id = app_record_dup_id (record);
  g_autofree char *path = g_strdup_printf ("%s/%s", merilo_record_get_entity (record)->path, id);
  g_autoptr (GString) body = g_string_new (NULL);
  AppOutboxEntry *open;

  g_return_if_fail (APP_IS_OUTBOX (self));
  if (dirty == 0)
    return;
  merilo_record_to_json (record, MERILO_JSON_DIRTY, body);
  _app_store_run (self->store, "begin immediate", "");
  open = find_open (self, path);
  if (open != NULL)
    merge_into (self, open, body->str, label);
  else
    {
      AppOutboxEntry *entry = make_entry ("PATCH", path, body->str, label);

      entry->resource = g_strdup (merilo_record_get_entity (record)->name);
      entry->record = app_record_dup_id (record);
      entry->version = last_version (self, path, app_record_get_version (record));
      append (self, entry);
    }
  drop_drafts (self, record, dirty);
  _app_store_run (self->store, "commit", "");
  merilo_record_set_clean (record);
  send_next (self);
}

/* Batches */

/* the one that a new batch is put into; the others of this path that were not sent go */
static AppOutboxEntry *
keep_one_batch (AppOutbox *self, const char *path, gboolean any)
{
  AppOutboxEntry *kept = NULL;

  for (guint i = 0; i < self->entries->len;)
    {
      AppOutboxEntry *entry = self->entries->pdata[i];

      if (!g_str_equal (entry->path, path) || (entry->attempts > 0 && !is_stuck (entry)))
        i++;
      else if (any && kept == NULL)
        {
          kept = entry;
          i++;
        }
      else
        remove_entry (self, entry);
    }
  return kept;
}

void
app_outbox_push_batch (AppOutbox *self,
                       const char *path,
                       const char *resource,
                       const char *record,
                       const char *body,
                       const char *label)
{
  AppOutboxEntry *entry;

  g_return_if_fail (APP_IS_OUTBOX (self));
  _app_store_run (self->store, "begin immediate", "");
  entry = keep_one_batch (self, path, body != NULL);
  if (entry == NULL && body != NULL)
    {
      entry = make_entry ("POST", path, body, label);
      entry->resource = g_strdup (resource);
      entry->record = g_strdup (record);
      append (self, entry);
    }
  else if (entry != NULL)
    {
      g_free (entry->body);
      entry->body = g_strdup (body);
      g_free (entry->label);
      entry->label = g_strdup (label);
      if (entry->state == APP_WRITE_REFUSED)
        {
          renew_key (entry);
          set_state (entry, APP_WRITE_QUEUED);
        }
      _app_outbox_save (self->store, entry);
    }
  _app_store_run (self->store, "commit", "");
  send_next (self);
}

void
app_outbox_overlay (AppOutbox *self, gpointer record)
{
  g_autofree char *id = app_record_dup_id (record);
  const char *name = merilo_record_get_entity (record)->name;

  for (guint i = 0; i < self->entries->len; i++)
    {
      AppOutboxEntry *entry = self->entries->pdata[i];

      if (g_str_equal (entry->resource, name) && g_str_equal (entry->record, id)
          && !merilo_record_from_json (record, entry->body, strlen (entry->body), &app_api_bounds,
                                       MERILO_JSON_SKIP_UNKNOWN, NULL, NULL))
        g_debug ("entry %" G_GINT64_FORMAT " cannot be laid over its record", entry->id);
    }
}

AppOutboxEntry *
app_outbox_find (AppOutbox *self, const char *resource, const char *record)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      AppOutboxEntry *entry = self->entries->pdata[i];

      if (g_str_equal (entry->resource, resource) && g_str_equal (entry->record, record))
        return entry;
    }
  return NULL;
}

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
  send_next (self);
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

  if (is_stuck (entry))
    {
      if (current != NULL)
        entry->version = app_record_get_version (current);
      renew_key (entry); /* it was answered: this is another question */
      set_state (entry, APP_WRITE_QUEUED);
      _app_outbox_save (self->store, entry);
    }
  g_clear_handle_id (&self->pause_id, g_source_remove);
  send_next (self);
}

void
app_outbox_drop (AppOutbox *self, AppOutboxEntry *entry)
{
  g_autoptr (AppOutboxEntry) guard = g_object_ref (entry);

  if (entry == self->sending)
    return;
  remove_entry (self, entry);
  send_next (self);
}

guint
app_outbox_get_waiting (AppOutbox *self)
{
  return self->entries->len;
}

guint
app_outbox_get_stuck (AppOutbox *self)
{
  guint n = 0;

  for (guint i = 0; i < self->entries->len; i++)
    n += is_stuck (self->entries->pdata[i]);
  return n;
}

gint64
app_outbox_get_saved_at (AppOutbox *self)
{
  return self->saved_at;
}
