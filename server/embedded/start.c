#define G_LOG_DOMAIN "srv-embedded"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "embedded/cluster-private.h"
#include "model/error.h"

#define STEP           5                /* ms between looks */
#define START_PATIENCE (10 * 60 * 1000) /* ms: recovery after a crash may take minutes */
#define STOP_PATIENCE  10000            /* ms, for each of the signals */
#define RETRIES        60
#define RETRY_PAUSE    250 /* ms */

/* dead and not yet waited for by its parent is gone as well */
static gboolean
is_gone (pid_t pid, gboolean is_child)
{
  g_autofree char *cwd = g_strdup_printf ("/proc/%d/cwd", (int) pid);
  g_autofree char *folder = NULL;

  if (is_child)
    return waitpid (pid, NULL, WNOHANG) != 0;
  folder = g_file_read_link (cwd, NULL);
  return folder == NULL;
}

void
_srv_cluster_stop (pid_t postmaster, gboolean is_child)
{
  static const int signals[] = { SIGINT, SIGQUIT, SIGKILL }; /* fast, immediate, last */

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    {
      kill (postmaster, signals[i]);
      for (int ms = 0; ms < STOP_PATIENCE; ms += STEP)
        {
          if (is_gone (postmaster, is_child))
            return;
          g_usleep (STEP * 1000);
        }
    }
}

static char *
read_pid_file (SrvCluster *self, pid_t *ret_pid)
{
  g_autofree char *path = g_build_filename (self->data, "postmaster.pid", NULL);
  char *text = NULL;

  if (g_file_get_contents (path, &text, NULL, NULL))
    *ret_pid = (pid_t) atoi (text);
  return text;
}

/* A PostgreSQL that outlived its server stands in the folder of its data: the number alone may be
 * another process by now. postmaster.pid is never deleted by us */
static void
stop_orphan (SrvCluster *self)
{
  pid_t pid = 0;
  g_autofree char *text = read_pid_file (self, &pid);
  g_autofree char *cwd = g_strdup_printf ("/proc/%d/cwd", (int) pid);
  struct stat here, there;

  if (text == NULL || pid <= 1 || stat (cwd, &there) != 0 || stat (self->data, &here) != 0
      || here.st_dev != there.st_dev || here.st_ino != there.st_ino)
    return;
  g_message ("stopping PostgreSQL %d, forgotten by another server", (int) pid);
  _srv_cluster_stop (pid, FALSE);
}

static void
spawn (SrvCluster *self)
{
  g_autofree char *postgres = g_build_filename (self->bin, "postgres", NULL);
  char *argv[]
      = { postgres, "-D", self->data, "-k", self->socket, self->durable ? NULL : "-F", NULL };

  self->postmaster = _srv_cluster_spawn (self, argv);
}

/* a stop was asked for while nobody could hear it */
static gboolean
is_stop_pending (void)
{
  sigset_t pending;

  return sigpending (&pending) == 0
         && (sigismember (&pending, SIGTERM) || sigismember (&pending, SIGINT));
}

/* ready when postmaster.pid names our child and says so: no connection is spent */
static gboolean
wait_ready (SrvCluster *self)
{
  for (int ms = 0; ms < START_PATIENCE && !is_stop_pending (); ms += STEP)
    {
      pid_t pid = 0;
      g_autofree char *text = NULL;

      if (waitpid (self->postmaster, NULL, WNOHANG) == self->postmaster)
        {
          self->postmaster = 0;
          return FALSE;
        }
      text = read_pid_file (self, &pid);
      if (text != NULL && pid == self->postmaster && strstr (text, "ready") != NULL)
        return TRUE;
      g_usleep (STEP * 1000);
    }
  _srv_cluster_stop (self->postmaster, TRUE);
  self->postmaster = 0;
  return FALSE;
}

/* after a kill of everything the old processes take a moment to leave: until then postgres
 * refuses, and rightly */
static gboolean
is_worth_retry (SrvCluster *self)
{
  return !is_stop_pending ()
         && (_srv_cluster_log_says (self, "lock file")
             || _srv_cluster_log_says (self, "pre-existing shared memory"));
}

gboolean
_srv_cluster_start (SrvCluster *self, GError **error)
{
  stop_orphan (self);
  for (int tries = 0; tries < RETRIES; tries++)
    {
      spawn (self);
      if (self->postmaster > 0 && wait_ready (self))
        return TRUE;
      if (!is_worth_retry (self))
        break;
      g_usleep (RETRY_PAUSE * 1000);
    }
  return _srv_cluster_fail_by_log (self, _ ("PostgreSQL не запустился"), error);
}
