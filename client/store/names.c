#define G_LOG_DOMAIN "app-store"

#include "config.h"

#include "store/names.h"

#include <glib/gstdio.h>

#include "store/store-private.h"

void
app_name_free (AppName *name)
{
  g_free (name->code);
  g_free (name->name);
  g_free (name->class_name);
  g_free (name);
}

gboolean
app_names_replace (AppStore *store, int year, GPtrArray *names)
{
  gboolean done
      = _app_store_run (store, "begin immediate", "")
        && _app_store_run (store, "delete from pupil_name where year = ?", "i", (gint64) year);

  for (guint i = 0; done && i < names->len; i++)
    {
      const AppName *name = names->pdata[i];

      done = _app_store_run (store, "insert or replace into pupil_name values (?, ?, ?, ?)", "isss",
                             (gint64) year, name->code, name->name, name->class_name);
    }
  return _app_store_run (store, done ? "commit" : "rollback", "") && done;
}

char *
app_names_dup (AppStore *store, int year, const char *code)
{
  g_autoptr (sqlite3_stmt) stmt = NULL;

  if (store == NULL || *code == 0)
    return NULL;
  stmt = _app_store_prepare (store, "select name from pupil_name where year = ? and code = ?", "is",
                             (gint64) year, code);
  return stmt != NULL && sqlite3_step (stmt) == SQLITE_ROW
             ? g_strdup ((const char *) sqlite3_column_text (stmt, 0))
             : NULL;
}

guint
app_names_count (AppStore *store, int year)
{
  g_autoptr (sqlite3_stmt) stmt = NULL;

  if (store == NULL)
    return 0;
  stmt = _app_store_prepare (store, "select count(*) from pupil_name where ? in (0, year)", "i",
                             (gint64) year);
  return stmt != NULL && sqlite3_step (stmt) == SQLITE_ROW ? (guint) sqlite3_column_int (stmt, 0)
                                                           : 0;
}

GArray *
app_names_get_years (AppStore *store)
{
  GArray *years = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (sqlite3_stmt) stmt
      = _app_store_prepare (store, "select distinct year from pupil_name order by year desc", "");

  while (stmt != NULL && sqlite3_step (stmt) == SQLITE_ROW)
    {
      int year = sqlite3_column_int (stmt, 0);

      g_array_append_val (years, year);
    }
  return years;
}

/* files that were put aside as torn may hold the list too, and nobody can read them */
static void
drop_torn (AppStore *store)
{
  g_autofree char *folder = g_path_get_dirname (_app_store_get_path (store));
  g_autofree char *base = g_path_get_basename (_app_store_get_path (store));
  g_autofree char *torn = g_strconcat (base, ".torn-", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, torn))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        g_unlink (path);
      }
}

/* What is deleted is overwritten by zeros in the file (secure_delete), the journal of the file is
 * emptied, and the file is written anew: pages that were free before are gone too. */
gboolean
app_names_erase (AppStore *store)
{
  drop_torn (store);
  return _app_store_run (store, "delete from pupil_name", "")
         && _app_store_run (store, "pragma wal_checkpoint(truncate)", "")
         && _app_store_run (store, "vacuum", "")
         && _app_store_run (store, "pragma wal_checkpoint(truncate)", "");
}
