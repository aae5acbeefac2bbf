#define G_LOG_DOMAIN "srv-supervisor"

#include "config.h"

#include "supervisor.h"

#include <glib/gi18n-lib.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "embedded/cluster.h"
#include "embedded/prepare.h"
#include "http/address.h"
#include "jobs/runner.h"
#include "worker.h"

#define MAX_CHILDREN 65 /* workers and the job process, which is the last */

typedef struct
{
  SrvSettings *settings;
  SrvCluster *cluster;
  SrvMetrics *metrics;
  int listener;
  pid_t children[MAX_CHILDREN];
  guint n_children;
  gboolean stopping;
  sigset_t waited;
} Supervisor;

static int
run_child (Supervisor *self, guint i)
{
  if (i == self->settings->workers)
    {
      close (self->listener);
      return srv_job_runner_run (self->settings->owner);
    }
  return srv_worker_run (self->settings, self->listener, self->metrics, i);
}

static pid_t
start_child (Supervisor *self, guint i)
{
  pid_t parent = getpid (), pid = fork ();

  if (pid != 0)
    return pid;
  prctl (PR_SET_PDEATHSIG, SIGTERM);
  if (getppid () != parent)
    _exit (0);
  srv_cluster_disown (self->cluster);
  srv_cluster_forget (self->cluster);
  signal (SIGINT, SIG_IGN); /* Ctrl+C reaches the whole group: the parent passes it on once */
  sigprocmask (SIG_UNBLOCK, &self->waited, NULL);
  exit (run_child (self, i));
}

static void
stop_children (Supervisor *self)
{
  if (!self->stopping)
    close (self->listener); /* else the kernel accepts for nobody */
  self->stopping = TRUE;
  for (guint i = 0; i < self->n_children; i++)
    if (self->children[i] > 0)
      kill (self->children[i], SIGTERM);
}

static void
pause_briefly (void)
{
  struct timespec pause = { 0, 100 * 1000 * 1000 }; /* a child that dies at once must not spin */

  nanosleep (&pause, NULL);
}

/* FALSE when the base is gone: there is nothing left to serve */
static gboolean
reap (Supervisor *self, guint *alive)
{
  int status;

  for (guint i = 0; i < self->n_children; i++)
    if (self->children[i] > 0 && waitpid (self->children[i], &status, WNOHANG) == self->children[i])
      {
        if (!self->stopping)
          {
            fprintf (stderr, "merilo-server: child %d ended with %d, starting another\n",
                     (int) self->children[i], status);
            pause_briefly ();
          }
        self->children[i] = self->stopping ? 0 : start_child (self, i);
        *alive -= self->stopping;
      }
  return self->stopping || self->cluster == NULL || srv_cluster_is_alive (self->cluster);
}

static int
watch (Supervisor *self)
{
  guint alive = self->n_children;
  int result = 0;

  while (alive > 0)
    {
      int number = sigwaitinfo (&self->waited, NULL);

      if (number == SIGTERM || number == SIGINT)
        stop_children (self);
      if (!reap (self, &alive))
        {
          fprintf (stderr, "merilo-server: %s\n",
                   _ ("PostgreSQL завершился сам, сервер остановлен"));
          result = 1;
          stop_children (self);
        }
    }
  return result;
}

static gboolean
open_cluster (Supervisor *self, GError **error)
{
  SrvSettings *settings = self->settings;

  if (!settings->embedded)
    return TRUE;
  self->cluster = srv_cluster_open (settings->data, TRUE, error);
  if (self->cluster == NULL)
    return FALSE;
  g_free (settings->owner);
  g_free (settings->database);
  settings->owner = srv_cluster_conninfo_owner (self->cluster, "merilo");
  settings->database = srv_cluster_conninfo_app (self->cluster, "merilo");
  return srv_prepare_database (self->cluster, settings->owner, settings->data, error);
}

static gboolean
announce (Supervisor *self, GError **error)
{
  SrvSettings *settings = self->settings;
  guint16 port = srv_address_get_port (self->listener);
  g_autofree char *text = g_strdup_printf ("%u\n", port);

  printf (_ ("Мерило слушает http%s://%s:%u\n"), settings->certificate != NULL ? "s" : "",
          settings->address, port);
  fflush (stdout);
  return settings->port_file == NULL || g_file_set_contents (settings->port_file, text, -1, error);
}

static gboolean
prepare (Supervisor *self, GError **error)
{
  self->listener
      = srv_address_listen (self->settings->address, (guint16) self->settings->port, error);
  if (self->listener < 0)
    return FALSE;
  self->metrics = srv_metrics_new (self->settings->workers, error);
  return self->metrics != NULL && open_cluster (self, error);
}

int
srv_supervise (SrvSettings *settings)
{
  Supervisor self = { .settings = settings, .listener = -1 };
  g_autoptr (GError) error = NULL;
  int result = 1;

  sigemptyset (&self.waited);
  sigaddset (&self.waited, SIGTERM);
  sigaddset (&self.waited, SIGINT);
  sigaddset (&self.waited, SIGCHLD);
  sigprocmask (SIG_BLOCK, &self.waited, NULL);
  signal (SIGPIPE, SIG_IGN);
  if (prepare (&self, &error))
    {
      self.n_children = settings->workers + 1;
      for (guint i = 0; i < self.n_children; i++)
        self.children[i] = start_child (&self, i);
      if (!announce (&self, &error))
        {
          fprintf (stderr, "merilo-server: %s\n", error->message);
          stop_children (&self);
        }
      result = watch (&self);
    }
  else
    fprintf (stderr, "merilo-server: %s\n", error->message);
  srv_cluster_close (self.cluster);
  srv_metrics_free (self.metrics);
  return result;
}
