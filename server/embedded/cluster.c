#define G_LOG_DOMAIN "srv-embedded"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <pwd.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "embedded/cluster-private.h"
#include "model/error.h"

#define LOCK_PATIENCE     3000       /* ms */
#define MAX_LOG           (8 << 20)  /* bytes */
#define MAX_SOCKET_FOLDER (107 - 14) /* of sun_path, with "/.s.PGSQL.5432" behind it */

static gboolean
fail (GError **error, const char *format, const char *what)
{
  g_set_error (error, MERILO_ERROR, MERILO_ERROR_UNAVAILABLE, format, what);
  return FALSE;
}

/* One server for one cluster; postgres has a lock of its own, but ours also covers initdb. A server
 * killed a moment ago may still be leaving */
static gboolean
take_lock (SrvCluster *self, GError **error)
{
  g_autofree char *path = g_strconcat (self->data, ".lock", NULL);

  self->lock = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (self->lock < 0)
    {
      g_autofree char *why = g_strconcat (path, ": ", g_strerror (errno), NULL);

      return fail (error, _ ("не удалось открыть %s"), why);
    }
  for (guint ms = 0; ms < LOCK_PATIENCE; ms += 50)
    {
      if (flock (self->lock, LOCK_EX | LOCK_NB) == 0)
        return TRUE;
      g_usleep (50 * 1000);
    }
  return fail (error, _ ("с базой %s уже работает другой сервер. Остановите его и повторите"),
               self->data);
}

/* as root: whose the cluster is already, or the first of three users that is there */
static gboolean
choose_user (SrvCluster *self, GError **error)
{
  static const char *const names[] = { "merilo", "postgres", "nobody" };
  struct passwd *pw = NULL;
  struct stat made;

  self->uid = getuid ();
  self->gid = getgid ();
  if (self->uid != 0)
    return TRUE;
  if (stat (self->data, &made) == 0 && made.st_uid != 0)
    pw = getpwuid (made.st_uid);
  for (guint i = 0; pw == NULL && i < G_N_ELEMENTS (names); i++)
    pw = getpwnam (names[i]);
  if (pw == NULL)
    return fail (error, "%s", _ ("нет непривилегированного пользователя для PostgreSQL"));
  self->uid = pw->pw_uid;
  self->gid = pw->pw_gid;
  return TRUE;
}

/* ours, or nothing: another's folder of that name in /tmp is not trusted */
static gboolean
own_folder (SrvCluster *self, const char *path)
{
  struct stat found;

  if (g_mkdir (path, 0700) == 0)
    return getuid () != 0 || chown (path, self->uid, self->gid) == 0;
  return errno == EEXIST && lstat (path, &found) == 0 && S_ISDIR (found.st_mode)
         && found.st_uid == self->uid && (found.st_mode & 077) == 0;
}

/* beside the cluster, where a server killed without warning leaves nothing for others to find; a
 * path too long for a socket goes to /tmp */
static gboolean
make_socket_folder (SrvCluster *self, GError **error)
{
  self->socket = g_strconcat (self->data, ".run", NULL);
  if (strlen (self->socket) > MAX_SOCKET_FOLDER)
    {
      g_free (self->socket);
      self->socket
          = g_strdup_printf ("/tmp/merilo-%u-%08x", (guint) self->uid, g_str_hash (self->data));
    }
  if (own_folder (self, self->socket))
    return TRUE;
  return fail (error, _ ("не удалось создать папку %s"), self->socket);
}

static void
remove_socket_folder (SrvCluster *self)
{
  static const char *const names[] = { ".s.PGSQL.5432", ".s.PGSQL.5432.lock" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (self->socket, names[i], NULL);

      g_unlink (path); /* there after a crash alone */
    }
  g_rmdir (self->socket);
}

/* a log that has grown is put aside, once */
static void
begin_log (SrvCluster *self)
{
  g_autofree char *old = g_strconcat (self->log, ".old", NULL);
  struct stat found = { 0 };

  if (stat (self->log, &found) == 0 && found.st_size > MAX_LOG)
    {
      g_rename (self->log, old);
      found.st_size = 0;
    }
  self->log_start = found.st_size;
}

static SrvCluster *
cluster_new (const char *data, gboolean durable)
{
  SrvCluster *self = g_new0 (SrvCluster, 1);

  self->lock = -1;
  self->durable = durable;
  self->data = g_canonicalize_filename (data, NULL);
  self->log = g_strconcat (self->data, ".log", NULL);
  self->bin = srv_cluster_find_programs ("initdb");
  return self;
}

SrvCluster *
srv_cluster_open (const char *data, gboolean durable, GError **error)
{
  SrvCluster *self = cluster_new (data, durable);
  g_autofree char *parent = g_path_get_dirname (self->data);

  g_mkdir_with_parents (parent, 0755);
  if ((self->bin != NULL
       || fail (error, "%s", _ ("PostgreSQL не найден. Установите пакет postgresql")))
      && choose_user (self, error) && take_lock (self, error) && make_socket_folder (self, error))
    {
      begin_log (self);
      if (_srv_cluster_make (self, error) && _srv_cluster_write_users (self, self->data, error)
          && _srv_cluster_start (self, error))
        return self;
    }
  srv_cluster_close (self);
  return NULL;
}

static void
cluster_free (SrvCluster *self)
{
  if (self->lock >= 0)
    close (self->lock);
  g_free (self->bin);
  g_free (self->data);
  g_free (self->log);
  g_free (self->socket);
  g_free (self);
}

void
srv_cluster_close (SrvCluster *self)
{
  if (self == NULL)
    return;
  if (self->postmaster > 0)
    _srv_cluster_stop (self->postmaster, TRUE);
  if (self->socket != NULL && self->lock >= 0)
    remove_socket_folder (self);
  cluster_free (self);
}

void
srv_cluster_forget (SrvCluster *self)
{
  if (self != NULL)
    cluster_free (self);
}

pid_t
srv_cluster_get_pid (SrvCluster *self)
{
  return self->postmaster;
}

gboolean
srv_cluster_is_alive (SrvCluster *self)
{
  if (self->postmaster > 0 && waitpid (self->postmaster, NULL, WNOHANG) == self->postmaster)
    self->postmaster = 0;
  return self->postmaster > 0;
}

/* a folder's name may hold blanks and quotes */
static char *
make_conninfo (SrvCluster *self, const char *user, const char *database)
{
  g_autoptr (GString) host = g_string_new (self->socket);

  g_string_replace (host, "\\", "\\\\", 0);
  g_string_replace (host, "'", "\\'", 0);
  return g_strdup_printf ("host='%s' user=%s dbname=%s", host->str, user, database);
}

char *
srv_cluster_conninfo_owner (SrvCluster *self, const char *database)
{
  return make_conninfo (self, "merilo_owner", database);
}

char *
srv_cluster_conninfo_app (SrvCluster *self, const char *database)
{
  return make_conninfo (self, "merilo_app", database);
}
