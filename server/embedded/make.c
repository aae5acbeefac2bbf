#define G_LOG_DOMAIN "srv-embedded"

#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <pwd.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "embedded/cluster-private.h"
#include "model/error.h"

static gboolean
fail_errno (GError **error, const char *what)
{
  int code = errno;

  g_set_error (error, MERILO_ERROR, MERILO_ERROR_UNAVAILABLE, "%s: %s", what,
               code == ENOSPC ? _ ("на диске не осталось места") : g_strerror (code));
  return FALSE;
}

static gboolean
give (SrvCluster *self, const char *path)
{
  return getuid () != 0 || chown (path, self->uid, self->gid) == 0;
}

static gboolean
write_own (SrvCluster *self, const char *folder, const char *name, const char *text, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  if (!g_file_set_contents (path, text, -1, error))
    return FALSE;
  return give (self, path) || fail_errno (error, path);
}

/* transfer full; NULL with @error: a user without a name has no way in */
static char *
name_user (uid_t uid, GError **error)
{
  struct passwd *pw = getpwuid (uid);

  if (pw != NULL)
    return g_strdup (pw->pw_name);
  g_set_error (error, MERILO_ERROR, MERILO_ERROR_UNAVAILABLE,
               _ ("у пользователя с номером %u нет имени в системе"), (guint) uid);
  return NULL;
}

/* peer by the name of the system's user: let our own in as owner and as application */
gboolean
_srv_cluster_write_users (SrvCluster *self, const char *folder, GError **error)
{
  g_autofree char *server = name_user (getuid (), error);
  g_autofree char *keeper = server != NULL ? name_user (self->uid, error) : NULL;
  g_autofree char *map = NULL;

  if (keeper == NULL)
    return FALSE;
  map = g_strdup_printf ("merilo %s merilo_owner\nmerilo %s merilo_app\n"
                         "merilo %s merilo_owner\nmerilo %s merilo_app\n",
                         server, server, keeper, keeper);
  return write_own (self, folder, "pg_hba.conf", "local all all peer map=merilo\n", error)
         && write_own (self, folder, "pg_ident.conf", map, error);
}

static gboolean
write_settings (SrvCluster *self, const char *folder, GError **error)
{
  return write_own (self, folder, "postgresql.auto.conf",
                    "listen_addresses = ''\nmax_connections = 60\nunix_socket_permissions = 0770\n"
                    "log_min_messages = warning\n",
                    error);
}

static gboolean
run_initdb (SrvCluster *self, char *fresh, GError **error)
{
  g_autofree char *initdb = g_build_filename (self->bin, "initdb", NULL);
  char *argv[] = { initdb,
                   "-D",
                   fresh,
                   "-U",
                   "merilo_owner",
                   "--auth=peer",
                   "--encoding=UTF8",
                   "--locale=C.UTF-8",
                   "--locale-provider=icu",
                   "--icu-locale=ru-RU",
                   "--data-checksums",
                   "--no-instructions",
                   self->durable ? NULL : "--no-sync",
                   NULL };
  int status = -1;
  pid_t pid = _srv_cluster_spawn (self, argv);

  if (pid > 0 && waitpid (pid, &status, 0) == pid && status == 0)
    return TRUE;
  return _srv_cluster_fail_by_log (self, _ ("не удалось создать базу данных"), error);
}

/* what a killed initdb left, whoever it ran as */
static gboolean
remove_folder (const char *path, GError **error)
{
  const char *const argv[] = { "/bin/rm", "-rf", "--", path, NULL };
  int status = 0;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  return g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status,
                       error)
         && g_spawn_check_wait_status (status, error);
}

gboolean
_srv_cluster_make (SrvCluster *self, GError **error)
{
  g_autofree char *version = g_build_filename (self->data, "PG_VERSION", NULL);
  g_autofree char *fresh = g_strconcat (self->data, ".new", NULL);

  if (g_file_test (version, G_FILE_TEST_EXISTS))
    return TRUE;
  if (!remove_folder (fresh, error))
    return FALSE;
  if ((g_mkdir (fresh, 0700) != 0 && errno != EEXIST) || !give (self, fresh))
    return fail_errno (error, fresh);
  if (!run_initdb (self, fresh, error) || !write_settings (self, fresh, error))
    return FALSE;
  return g_rename (fresh, self->data) == 0 || fail_errno (error, self->data);
}
