#define G_LOG_DOMAIN "app-store"

#include "config.h"

#include "store/outbox-private.h"

#include "model/entities/all.h"
#include "net/exchange.h"
#include "net/json.h"
#include "store/store-private.h"

/* Edits of records */

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
        return entry->attempts == 0 || _app_outbox_is_stuck (entry) ? entry : NULL;
    }
  return NULL;
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
      _app_outbox_renew_key (entry);
      _app_outbox_set_state (entry, APP_WRITE_QUEUED);
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

static char *
dup_path (gpointer record)
{
  g_autofree char *id = app_record_dup_id (record);

  return g_strdup_printf ("%s/%s", merilo_record_get_entity (record)->path, id);
}

/* A page may hold a record as it was before our own last write, and a list may come from the cache:
 * what we were told by the server ourselves counts. */
gint64
app_outbox_get_version (AppOutbox *self, gpointer record)
{
  gint64 version = app_record_get_version (record);
  g_autofree char *path = dup_path (record);
  g_autoptr (sqlite3_stmt) stmt
      = _app_store_prepare (self->store, "select version from known where path = ?", "s", path);

  if (version < 0 || stmt == NULL || sqlite3_step (stmt) != SQLITE_ROW)
    return version;
  return MAX (version, sqlite3_column_int64 (stmt, 0));
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

void
app_outbox_push (AppOutbox *self, gpointer record, const char *label)
{
  guint64 dirty = merilo_record_get_dirty (record);
  g_autofree char *path = dup_path (record);
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
      entry->version = app_outbox_get_version (self, record);
      _app_outbox_append (self, entry);
    }
  drop_drafts (self, record, dirty);
  _app_store_run (self->store, "commit", "");
  merilo_record_set_clean (record);
  _app_outbox_send_next (self);
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

      if (!g_str_equal (entry->path, path)
          || (entry->attempts > 0 && !_app_outbox_is_stuck (entry)))
        i++;
      else if (any && kept == NULL)
        {
          kept = entry;
          i++;
        }
      else
        _app_outbox_remove (self, entry);
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
      _app_outbox_append (self, entry);
    }
  else if (entry != NULL)
    {
      g_free (entry->body);
      entry->body = g_strdup (body);
      g_free (entry->label);
      entry->label = g_strdup (label);
      if (entry->state == APP_WRITE_REFUSED)
        {
          _app_outbox_renew_key (entry);
          _app_outbox_set_state (entry, APP_WRITE_QUEUED);
        }
      _app_outbox_save (self->store, entry);
    }
  _app_store_run (self->store, "commit", "");
  _app_outbox_send_next (self);
}
