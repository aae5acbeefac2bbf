#define G_LOG_DOMAIN "app-store"

#include "config.h"

#include "store/outbox-disk.h"

#include "store/store-private.h"

void
_app_outbox_save (AppStore *store, AppOutboxEntry *e)
{
  _app_store_run (store,
                  "update outbox set key = ?, body = ?, version = ?, state = ?, attempts = ?,"
                  " code = ?, field = ?, reason = ?, current = ?, label = ? where id = ?",
                  "ssiiisssssi", e->key, e->body, e->version, (gint64) e->state,
                  (gint64) e->attempts, e->code, e->field, e->reason, e->current, e->label, e->id);
}

void
_app_outbox_insert (AppStore *store, AppOutboxEntry *e)
{
  e->created_at = g_get_real_time ();
  _app_store_run (store,
                  "insert into outbox (key, method, path, resource, record, body, version, label,"
                  " state, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                  "ssssssisii", e->key, e->method, e->path, e->resource, e->record, e->body,
                  e->version, e->label, (gint64) e->state, e->created_at);
  e->id = _app_store_last_id (store);
}

static char *
take_column (sqlite3_stmt *stmt, int i)
{
  return g_strdup ((const char *) sqlite3_column_text (stmt, i));
}

void
_app_outbox_load (AppStore *store, GPtrArray *entries)
{
  g_autoptr (sqlite3_stmt) stmt = _app_store_prepare (
      store,
      "select id, key, method, path, resource, record, body, version, label, state, attempts, code,"
      " field, reason, current, created_at from outbox order by id",
      "");

  while (stmt != NULL && sqlite3_step (stmt) == SQLITE_ROW)
    {
      AppOutboxEntry *e = g_object_new (APP_TYPE_OUTBOX_ENTRY, NULL);

      e->id = sqlite3_column_int64 (stmt, 0);
      e->key = take_column (stmt, 1);
      e->method = take_column (stmt, 2);
      e->path = take_column (stmt, 3);
      e->resource = take_column (stmt, 4);
      e->record = take_column (stmt, 5);
      e->body = take_column (stmt, 6);
      e->version = sqlite3_column_int64 (stmt, 7);
      e->label = take_column (stmt, 8);
      e->state = (AppWriteState) sqlite3_column_int (stmt, 9);
      e->attempts = (guint) sqlite3_column_int (stmt, 10);
      e->code = take_column (stmt, 11);
      e->field = take_column (stmt, 12);
      e->reason = take_column (stmt, 13);
      e->current = take_column (stmt, 14);
      e->created_at = sqlite3_column_int64 (stmt, 15);
      if (e->state == APP_WRITE_SENDING) /* the client died while it was on its way */
        e->state = APP_WRITE_AWAY;
      g_ptr_array_add (entries, e);
    }
}
