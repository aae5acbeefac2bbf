#define G_LOG_DOMAIN "srv-embedded"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <pwd.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#include "embedded/cluster-private.h"
#include "model/error.h"

static gboolean
fail (GError **error, const char *format, const char *what)
{
  g_set_error (error, MERILO_ERROR, MERILO_ERROR_UNAVAILABLE, format, what);
  return FALSE;
}

/* one server for one cluster; postgres has a lock of its own, but ours also covers initdb */
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
  if (flock (self->lock, LOCK_EX | LOCK_NB) != 0)
    return fail (error, _ ("с базой %s уже работает другой сервер. Остановите его и повторите"),
                 self->data);
  return TRUE;
}

static gboolean
choose_user (SrvCluster *self, GError **error)
{
  struct passwd *pw;

  self->uid = getuid ();
  self->gid = getgid ();
  if (self->uid != 0)
    return TRUE;
  pw = getpwnam ("merilo");
  if (pw == NULL)
    pw = getpwnam ("postgres");
  if (pw == NULL)
    pw = getpwnam ("nobody");
  if (pw == NULL)
    return fail (error, "%s", _ ("нет непривилегированного пользователя для PostgreSQL"));
  self->uid = pw->pw_uid;
  self->gid = pw->pw_gid;
  return TRUE;
}

static gboolean
make_socket_folder (SrvCluster *self, GError **error)
{
  self->socket = g_dir_make_tmp ("merilo-XXXXXX", error);
  if (self->socket == NULL)
    return FALSE;
  if (getuid () == 0 && chown (self->socket, self->uid, self->gid) != 0)
    return fail (error, "%s", g_strerror (errno));
  return TRUE;
}

static void
start (SrvCluster *self)
{
  g_autofree char *postgres = g_build_filename (self->bin, "postgres", NULL);
  char *argv[]
      = { postgres, "-D", self->data, "-k", self->socket, self->durable ? NULL : "-F", NULL };

  self->postmaster = _srv_cluster_spawn (self, argv);
}

/* ready when postmaster.pid names our child and says so: no connection is spent */
static gboolean
wait_ready (SrvCluster *self)
{
  g_autofree char *path = g_build_filename (self->data, "postmaster.pid", NULL);

  for (int ms = 60000; ms > 0; ms -= 5)
    {
      g_autofree char *text = NULL;

      if (waitpid (self->postmaster, NULL, WNOHANG) == self->postmaster)
        break;
      if (g_file_get_contents (path, &text, NULL, NULL) && atoi (text) == self->postmaster
          && strstr (text, "ready") != NULL)
        return TRUE;
      g_usleep (5000);
    }
  self->postmaster = 0;
  return FALSE;
}

/* after a kill of everything the old processes take a moment to leave: until then postgres
 * refuses, and rightly. postmaster.pid is never deleted */
static gboolean
start_patiently (SrvCluster *self, GError **error)
{
  for (int tries = 0; tries < 40; tries++)
    {
      start (self);
      if (self->postmaster > 0 && wait_ready (self))
        return TRUE;
      g_usleep (250000);
    }
  return fail (error, _ ("PostgreSQL не запустился. Подробности: %s"), self->log);
}

SrvCluster *
srv_cluster_open (const char *data, gboolean durable, GError **error)
{
  SrvCluster *self = g_new0 (SrvCluster, 1);
  g_autofree char *parent = g_path_get_dirname (data);

  self->lock = -1;
  self->durable = durable;
  self->data = g_strdup (data);
  self->log = g_strconcat (data, ".log", NULL);
  self->bin = srv_cluster_find_programs ();
  g_mkdir_with_parents (parent, 0755);
  if ((self->bin != NULL
       || fail (error, "%s", _ ("PostgreSQL не найден. Установите пакет postgresql")))
      && choose_user (self, error) && take_lock (self, error) && make_socket_folder (self, error)
      && _srv_cluster_make (self, error) && start_patiently (self, error))
    return self;
  srv_cluster_close (self);
  return NULL;
}

static void
stop (SrvCluster *self)
{
  static const int signals[] = { SIGINT, SIGQUIT, SIGKILL }; /* fast, immediate, last */

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    {
      kill (self->postmaster, signals[i]);
      for (int ms = 0; ms < 10000; ms += 5)
        {
          if (waitpid (self->postmaster, NULL, WNOHANG) != 0)
            return;
          g_usleep (5000);
        }
    }
}

void
srv_cluster_close (SrvCluster *self)
{
  if (self == NULL)
    return;
  if (self->postmaster > 0)
    stop (self);
  if (self->socket != NULL)
    g_rmdir (self->socket);
  if (self->lock >= 0)
    close (self->lock);
  g_free (self->bin);
  g_free (self->data);
  g_free (self->log);
  g_free (self->socket);
  g_free (self);
}

pid_t
srv_cluster_get_pid (SrvCluster *self)
{
  return self->postmaster;
}

void
srv_cluster_disown (SrvCluster *self)
{
  if (self == NULL || self->lock < 0)
    return;
  close (self->lock);
  self->lock = -1;
}

gboolean
srv_cluster_is_alive (SrvCluster *self)
{
  if (self->postmaster > 0 && waitpid (self->postmaster, NULL, WNOHANG) == self->postmaster)
    self->postmaster = 0;
  return self->postmaster > 0;
}

static char *
make_conninfo (SrvCluster *self, const char *user, const char *database)
{
  return g_strdup_printf ("host=%s user=%s dbname=%s", self->socket, user, database);
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
