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

/* peer by the name of the system's user: let our own in as owner and as application */
static gboolean
write_settings (SrvCluster *self, const char *folder, GError **error)
{
  g_autofree char *server
      = g_strdup (getpwuid (getuid ())->pw_name); /* the next call overwrites it */
  g_autofree char *keeper = g_strdup (getpwuid (self->uid)->pw_name);
  g_autofree char *map = g_strdup_printf ("merilo %s merilo_owner\nmerilo %s merilo_app\n"
                                          "merilo %s merilo_owner\nmerilo %s merilo_app\n",
                                          server, server, keeper, keeper);

  return write_own (self, folder, "pg_hba.conf", "local all all peer map=merilo\n", error)
         && write_own (self, folder, "pg_ident.conf", map, error)
         && write_own (
             self, folder, "postgresql.auto.conf",
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
  g_set_error (error, MERILO_ERROR, MERILO_ERROR_UNAVAILABLE,
               _ ("не удалось создать базу данных в %s (нет места на диске?). Подробности: %s"),
               self->data, self->log);
  return FALSE;
}

gboolean
_srv_cluster_make (SrvCluster *self, GError **error)
{
  g_autofree char *version = g_build_filename (self->data, "PG_VERSION", NULL);
  g_autofree char *fresh = g_strconcat (self->data, ".new", NULL);

  if (g_file_test (version, G_FILE_TEST_EXISTS))
    return TRUE;
  if (g_file_test (fresh, G_FILE_TEST_EXISTS))
    {
      char *argv[] = { "/bin/rm", "-rf", "--", fresh, NULL };
      pid_t pid = _srv_cluster_spawn (self, argv);

      if (pid < 0 || waitpid (pid, NULL, 0) != pid)
        return fail_errno (error, fresh);
    }
  if ((g_mkdir (fresh, 0700) != 0 && errno != EEXIST) || !give (self, fresh))
    return fail_errno (error, fresh);
  if (!run_initdb (self, fresh, error) || !write_settings (self, fresh, error))
    return FALSE;
  return g_rename (fresh, self->data) == 0 || fail_errno (error, self->data);
}
