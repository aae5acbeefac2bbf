#define G_LOG_DOMAIN "app-store"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "model/error.h"
#include "store/store-private.h"

#define MAX_CACHE_AGE (90 * G_TIME_SPAN_DAY)

struct _AppStore
{
  GObject parent_instance;

  sqlite3 *db;
};

enum
{
  SIGNAL_FAILED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (AppStore, app_store, G_TYPE_OBJECT)

static guint signals[N_SIGNALS];

/* one element a version; never edited after release */
static const char *const steps[] = {
  "create table setting (name text primary key, value text not null) without rowid;"
  "create table draft (resource text, id text, field text, text text not null, at integer not null,"
  "  primary key (resource, id, field)) without rowid;"
  "create table cache (path text primary key, etag text, next_after text, body blob not null,"
  "  read_at integer not null) without rowid;"
  "create table known (path text primary key, version integer not null) without rowid;"
  "create table outbox (id integer primary key autoincrement, key text not null unique,"
  "  method text not null, path text not null, resource text not null, record text not null,"
  "  body text not null, version integer, label text not null, state integer not null,"
  "  attempts integer not null default 0, code text, field text, reason text, current text,"
  "  created_at integer not null);",
  /* the school's own: see names.h */
  "create table pupil_name (year integer, code text, name text not null, class text not null,"
  "  primary key (year, code)) without rowid;",
};

/* Helpers */

static void
bind_all (sqlite3_stmt *stmt, const char *types, va_list args)
{
  for (int i = 0; types[i] != 0; i++)
    if (types[i] == 's')
      sqlite3_bind_text (stmt, i + 1, va_arg (args, const char *), -1, SQLITE_TRANSIENT);
    else if (types[i] == 'i')
      sqlite3_bind_int64 (stmt, i + 1, va_arg (args, gint64));
    else
      {
        gsize length;
        gconstpointer data = g_bytes_get_data (va_arg (args, GBytes *), &length);

        sqlite3_bind_blob64 (stmt, i + 1, data != NULL ? data : "", length, SQLITE_TRANSIENT);
      }
}

static void
tell_failure (AppStore *self)
{
  g_autofree char *message = g_strdup (sqlite3_errmsg (self->db));

  g_message ("the disk refused: %s", message);
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, message);
}

static sqlite3_stmt *
prepare (AppStore *self, const char *sql, const char *types, va_list args)
{
  sqlite3_stmt *stmt = NULL;

  if (sqlite3_prepare_v2 (self->db, sql, -1, &stmt, NULL) != SQLITE_OK)
    {
      tell_failure (self);
      return NULL;
    }
  bind_all (stmt, types, args);
  return stmt;
}

sqlite3_stmt *
_app_store_prepare (AppStore *self, const char *sql, const char *types, ...)
{
  sqlite3_stmt *stmt;
  va_list args;

  va_start (args, types);
  stmt = prepare (self, sql, types, args);
  va_end (args);
  return stmt;
}

gboolean
_app_store_run (AppStore *self, const char *sql, const char *types, ...)
{
  g_autoptr (sqlite3_stmt) stmt = NULL;
  va_list args;
  int rc;

  va_start (args, types);
  stmt = prepare (self, sql, types, args);
  va_end (args);
  if (stmt == NULL)
    return FALSE;
  while ((rc = sqlite3_step (stmt)) == SQLITE_ROW)
    ;
  if (rc == SQLITE_DONE)
    return TRUE;
  tell_failure (self);
  return FALSE;
}

gint64
_app_store_last_id (AppStore *self)
{
  return sqlite3_last_insert_rowid (self->db);
}

const char *
_app_store_get_path (AppStore *self)
{
  return sqlite3_db_filename (self->db, "main");
}

static char *
dup_text (sqlite3_stmt *stmt, int column)
{
  return g_strdup ((const char *) sqlite3_column_text (stmt, column));
}

/* Opening */

/* host-port-user, with nothing in it that a file name minds */
static char *
make_path (const char *server, gint64 user_id)
{
  g_autoptr (GUri) uri = g_uri_parse (server, G_URI_FLAGS_NONE, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : "none";
  g_autofree char *name
      = g_strdup_printf ("%s-%d-%" G_GINT64_FORMAT ".db", host,
                         uri != NULL ? MAX (0, g_uri_get_port (uri)) : 0, user_id);

  g_strcanon (name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-", '_');
  return g_build_filename (g_get_user_data_dir (), "merilo", name, NULL);
}

static gboolean
migrate (sqlite3 *db)
{
  g_autoptr (sqlite3_stmt) stmt = NULL;
  int version;

  if (sqlite3_prepare_v2 (db, "pragma user_version", -1, &stmt, NULL) != SQLITE_OK
      || sqlite3_step (stmt) != SQLITE_ROW)
    return FALSE;
  version = sqlite3_column_int (stmt, 0);
  sqlite3_reset (stmt);
  for (; version < (int) G_N_ELEMENTS (steps); version++)
    {
      g_autofree char *sql
          = g_strdup_printf ("begin immediate; %s pragma user_version = %d; commit", steps[version],
                             version + 1);

      if (sqlite3_exec (db, sql, NULL, NULL, NULL) != SQLITE_OK)
        return FALSE;
    }
  return TRUE;
}

static sqlite3 *
open_file (const char *path, gboolean *ret_torn)
{
  sqlite3 *db = NULL;
  int rc;

  /* before SQLite makes it: its journals get the same rights as the file */
  if (!g_file_test (path, G_FILE_TEST_EXISTS)
      && !g_file_set_contents_full (path, "", 0, G_FILE_SET_CONTENTS_NONE, 0600, NULL))
    return NULL;
  rc = sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);

  if (rc == SQLITE_OK)
    {
      sqlite3_busy_timeout (db, 2000);
      rc = sqlite3_exec (db,
                         "pragma journal_mode = wal; pragma synchronous = normal;"
                         " pragma secure_delete = on; pragma temp_store = memory",
                         NULL, NULL, NULL);
    }
  if (rc == SQLITE_OK && migrate (db))
    return db;
  rc = sqlite3_errcode (db);
  *ret_torn = rc == SQLITE_NOTADB || rc == SQLITE_CORRUPT;
  sqlite3_close (db);
  return NULL;
}

static void
put_aside (const char *path)
{
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_real_time ());
  static const char *const ends[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *from = g_strconcat (path, ends[i], NULL);
      g_autofree char *to = g_strconcat (path, ".torn-", now, ends[i], NULL);

      g_rename (from, to);
    }
}

/* GObject overrides */

static void
app_store_finalize (GObject *object)
{
  AppStore *self = APP_STORE (object);

  sqlite3_close_v2 (self->db);
  G_OBJECT_CLASS (app_store_parent_class)->finalize (object);
}

static void
app_store_class_init (AppStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = app_store_finalize;
  /* (message): the disk is full or gone; what is typed is in memory only */
  signals[SIGNAL_FAILED] = g_signal_new ("failed", APP_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
app_store_init (AppStore *self)
{
}

/* Public API */

AppStore *
app_store_open (const char *server, gint64 user_id, GError **error)
{
  g_autofree char *path = make_path (server, user_id);
  g_autofree char *folder = g_path_get_dirname (path);
  gboolean torn = FALSE;
  sqlite3 *db = NULL;
  AppStore *self;

  if (g_mkdir_with_parents (folder, 0700) == 0)
    db = open_file (path, &torn);
  if (db == NULL && torn)
    {
      put_aside (path);
      db = open_file (path, &torn);
    }
  if (db == NULL)
    {
      g_set_error (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE,
                   _ ("папка «%s» не даёт записать черновики: проверьте место и права"), folder);
      return NULL;
    }
  g_chmod (path, 0600);
  self = g_object_new (APP_TYPE_STORE, NULL);
  self->db = db;
  _app_store_run (self, "delete from cache where read_at < ?", "i",
                  g_get_real_time () - MAX_CACHE_AGE);
  return self;
}

static AppApiEntry *
look (gpointer data, const char *path)
{
  g_autoptr (sqlite3_stmt) stmt
      = _app_store_prepare (data,
                            "select etag, next_after, body, read_at from cache where path = ?", "s",
                            path);
  AppApiEntry *entry;

  if (stmt == NULL || sqlite3_step (stmt) != SQLITE_ROW)
    return NULL;
  entry = g_new0 (AppApiEntry, 1);
  entry->etag = dup_text (stmt, 0);
  entry->next_after = dup_text (stmt, 1);
  entry->body = g_bytes_new (sqlite3_column_blob (stmt, 2), (gsize) sqlite3_column_bytes (stmt, 2));
  entry->read_at = sqlite3_column_int64 (stmt, 3);
  return entry;
}

static void
keep (gpointer data, const char *path, const AppApiEntry *entry)
{
  _app_store_run (data, "insert or replace into cache values (?, ?, ?, ?, ?)", "sssbi", path,
                  entry->etag, entry->next_after, entry->body, entry->read_at);
}

void
app_store_serve_api (AppStore *self, AppApi *api)
{
  AppApiCache cache = { look, keep, self };

  app_api_set_cache (api, &cache);
}

void
app_store_set_draft (
    AppStore *self, const char *resource, const char *id, const char *field, const char *text)
{
  _app_store_run (self, "insert or replace into draft values (?, ?, ?, ?, ?)", "ssssi", resource,
                  id, field, text, g_get_real_time ());
}

char *
app_store_dup_draft (AppStore *self, const char *resource, const char *id, const char *field)
{
  g_autoptr (sqlite3_stmt) stmt
      = _app_store_prepare (self,
                            "select text from draft where resource = ? and id = ? and field = ?",
                            "sss", resource, id, field);

  return stmt != NULL && sqlite3_step (stmt) == SQLITE_ROW ? dup_text (stmt, 0) : NULL;
}

void
app_store_drop_draft (AppStore *self, const char *resource, const char *id, const char *field)
{
  if (field != NULL)
    _app_store_run (self, "delete from draft where resource = ? and id = ? and field = ?", "sss",
                    resource, id, field);
  else
    _app_store_run (self, "delete from draft where resource = ? and id = ?", "ss", resource, id);
}

guint
app_store_count_drafts (AppStore *self, const char *resource, const char *id)
{
  g_autoptr (sqlite3_stmt) stmt
      = _app_store_prepare (self, "select count(*) from draft where resource = ? and id = ?", "ss",
                            resource, id);

  return stmt != NULL && sqlite3_step (stmt) == SQLITE_ROW ? (guint) sqlite3_column_int (stmt, 0)
                                                           : 0;
}

void
app_store_each_draft (
    AppStore *self, const char *resource, const char *id, AppDraftFunc func, gpointer data)
{
  g_autoptr (sqlite3_stmt) stmt = _app_store_prepare (
      self, "select field, text from draft where resource = ? and id = ? order by field", "ss",
      resource, id);

  while (stmt != NULL && sqlite3_step (stmt) == SQLITE_ROW)
    func ((const char *) sqlite3_column_text (stmt, 0),
          (const char *) sqlite3_column_text (stmt, 1), data);
}

void
app_store_set_setting (AppStore *self, const char *name, const char *value)
{
  if (value != NULL)
    _app_store_run (self, "insert or replace into setting values (?, ?)", "ss", name, value);
  else
    _app_store_run (self, "delete from setting where name = ?", "s", name);
}

char *
app_store_dup_setting (AppStore *self, const char *name)
{
  g_autoptr (sqlite3_stmt) stmt
      = _app_store_prepare (self, "select value from setting where name = ?", "s", name);

  return stmt != NULL && sqlite3_step (stmt) == SQLITE_ROW ? dup_text (stmt, 0) : NULL;
}
