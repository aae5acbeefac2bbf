#define G_LOG_DOMAIN "srv-db"

#include "config.h"

#include "db/migrate.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "model/error.h"

#define ROOT "/merilo/sql/"
#define LEDGER                                                                                     \
  "create table if not exists public.schema_migration ("                                           \
  " number int primary key, name text not null, sha256 text not null,"                             \
  " applied_at timestamptz not null default now ())"

static int
by_name (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(char *const *) a, *(char *const *) b);
}

/* names of a folder's files in order; none when there is no such folder */
static char **
list_folder (const char *folder)
{
  g_autofree char *path = g_strconcat (ROOT, folder, NULL);
  char **names = g_resources_enumerate_children (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  if (names == NULL)
    return g_new0 (char *, 1);
  qsort (names, g_strv_length (names), sizeof *names, by_name);
  return names;
}

static GBytes *
read_file (const char *folder, const char *name)
{
  g_autofree char *path = g_strconcat (ROOT, folder, "/", name, NULL);

  return g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

static gboolean
run_file (SrvSession *session, const char *folder, const char *name, GError **error)
{
  g_autoptr (GBytes) bytes = read_file (folder, name);

  if (srv_session_run_script (session, g_bytes_get_data (bytes, NULL), error))
    return TRUE;
  g_prefix_error (error, "%s/%s: ", folder, name);
  return FALSE;
}

static gboolean
apply_one (SrvSession *session, const char *name, guint *applied, GError **error)
{
  g_autoptr (GBytes) bytes = read_file ("migrations", name);
  g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autoptr (SrvRows) known = NULL;
  g_autoptr (SrvRows) noted = NULL;
  SrvParams *params = srv_params_new ();

  srv_params_add_whole (params, atoi (name));
  known = srv_session_ask (session, "migration/find", params, SRV_SHAPE_MAYBE_ONE, error);
  if (known == NULL)
    return FALSE;
  if (srv_rows_get_n (known) > 0)
    {
      if (g_str_equal (srv_rows_get_text (known, 0, "sha256"), sum))
        return TRUE;
      g_set_error (error, MERILO_ERROR, MERILO_ERROR_LOCKED,
                   _ ("миграция %s уже применена, но её файл изменён"), name);
      return FALSE;
    }
  if (!run_file (session, "migrations", name, error))
    return FALSE;
  params = srv_params_new ();
  srv_params_add_whole (params, atoi (name));
  srv_params_add_text (params, name);
  srv_params_add_text (params, sum);
  noted = srv_session_ask (session, "migration/note", params, SRV_SHAPE_ANY, error);
  *applied += noted != NULL;
  return noted != NULL;
}

static gboolean
apply_all (SrvSession *session, guint *applied, GError **error)
{
  static const char *const again[] = { "policies", "reference", NULL };
  g_auto (GStrv) names = list_folder ("migrations");

  if (!srv_session_run_script (session, "select pg_advisory_xact_lock (7226471)", error)
      || !srv_session_run_script (session, LEDGER, error))
    return FALSE;
  for (guint i = 0; names[i] != NULL; i++)
    if (!apply_one (session, names[i], applied, error))
      return FALSE;
  for (guint f = 0; again[f] != NULL; f++)
    {
      g_auto (GStrv) files = list_folder (again[f]);

      for (guint i = 0; files[i] != NULL; i++)
        if (g_str_has_suffix (files[i], ".sql") && !run_file (session, again[f], files[i], error))
          return FALSE;
    }
  return TRUE;
}

gboolean
srv_migrate (SrvSession *session, guint *ret_applied, GError **error)
{
  guint applied = 0;

  if (!srv_session_begin (session, error))
    return FALSE;
  if (!apply_all (session, &applied, error))
    {
      srv_session_rollback (session);
      return FALSE;
    }
  if (!srv_session_commit (session, error))
    return FALSE;
  if (ret_applied != NULL)
    *ret_applied = applied;
  return TRUE;
}
