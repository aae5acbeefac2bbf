#define G_LOG_DOMAIN "srv-supervisor"

#include "config.h"

#include "supervisor.h"

#include <glib/gi18n-lib.h>
#include <signal.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "children.h"
#include "embedded/cluster.h"
#include "embedded/prepare.h"
#include "http/address.h"
#include "jobs/runner.h"
#include "model/error.h"
#include "worker.h"

#define PATIENCE 15000 /* ms: a worker ends what is under way within 10 s */

typedef struct
{
  SrvSettings *settings;
  SrvCluster *cluster;
  SrvFreshness *freshness;
  SrvMetrics *metrics;
  SrvChildren *children; /* workers and the job process, which is the last */
  int listener;
  sigset_t waited;
} Supervisor;

static int
run_child (guint index, gpointer data)
{
  Supervisor *self = data;

  srv_cluster_forget (self->cluster);
  if (index == self->settings->workers)
    {
      close (self->listener);
      return srv_job_runner_run (self->settings->owner);
    }
  return srv_worker_run (self->settings, self->listener, self->freshness, self->metrics, index);
}

static void
stop (Supervisor *self)
{
  if (self->listener >= 0)
    close (self->listener); /* else the kernel accepts for nobody */
  self->listener = -1;
  srv_children_stop (self->children, PATIENCE);
}

static int
wait_signal (Supervisor *self)
{
  guint ms = srv_children_get_wait (self->children);
  struct timespec wait = { ms / 1000, (ms % 1000) * 1000 * 1000 };

  return sigtimedwait (&self->waited, NULL, &wait);
}

static gboolean
is_base_gone (Supervisor *self)
{
  return self->cluster != NULL && !srv_cluster_is_alive (self->cluster);
}

/* until all have ended; the exit status */
static int
watch (Supervisor *self)
{
  int result = 0;

  while (srv_children_tend (self->children))
    {
      int number = wait_signal (self);

      if (number == SIGTERM || number == SIGINT || number == SIGHUP)
        stop (self);
      if (result == 0 && is_base_gone (self))
        {
          fprintf (stderr, "merilo-server: %s\n",
                   _ ("PostgreSQL завершился сам, сервер остановлен"));
          result = 1;
          stop (self);
        }
      if (result == 0 && srv_children_are_hopeless (self->children))
        {
          result = 1;
          stop (self);
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
listen_there (Supervisor *self, GError **error)
{
  SrvSettings *settings = self->settings;
  g_autoptr (GError) problem = NULL;

  self->listener = srv_address_listen (settings->address, (guint16) settings->port, &problem);
  if (self->listener >= 0)
    return TRUE;
  if (g_error_matches (problem, MERILO_ERROR, MERILO_ERROR_EXISTS))
    g_set_error (error, MERILO_ERROR, MERILO_ERROR_EXISTS,
                 _ ("порт %u на %s занят другой программой. Остановите её или задайте другой "
                    "порт: --port"),
                 settings->port, settings->address);
  else
    g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
prepare (Supervisor *self, GError **error)
{
  if (!listen_there (self, error))
    return FALSE;
  self->metrics = srv_metrics_new (self->settings->workers, error);
  self->freshness = self->metrics != NULL ? srv_freshness_new (error) : NULL;
  return self->freshness != NULL && open_cluster (self, error);
}

static void
block_signals (Supervisor *self)
{
  static const int numbers[] = { SIGTERM, SIGINT, SIGHUP, SIGCHLD };

  sigemptyset (&self->waited);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    sigaddset (&self->waited, numbers[i]);
  sigprocmask (SIG_BLOCK, &self->waited, NULL);
  signal (SIGPIPE, SIG_IGN);
}

static gboolean
serve (Supervisor *self, int *ret_result, GError **error)
{
  if (!prepare (self, error))
    return FALSE;
  self->children = srv_children_new (self->settings->workers + 1, run_child, self);
  if (!announce (self, error))
    return FALSE;
  *ret_result = watch (self);
  return TRUE;
}

int
srv_supervise (SrvSettings *settings)
{
  Supervisor self = { .settings = settings, .listener = -1 };
  g_autoptr (GError) error = NULL;
  int result = 1;

  block_signals (&self);
  if (!serve (&self, &result, &error))
    fprintf (stderr, "merilo-server: %s\n", error->message);
  srv_children_free (self.children);
  srv_cluster_close (self.cluster);
  srv_freshness_free (self.freshness);
  srv_metrics_free (self.metrics);
  if (self.listener >= 0)
    close (self.listener);
  return result;
}
