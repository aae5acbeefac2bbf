#define G_LOG_DOMAIN "srv-worker"

#include "worker.h"

#include <glib-unix.h>

#include "api/app.h"
#include "auth/password.h"
#include "children.h"
#include "http/listener.h"
#include "model/entities/all.h"

#define GRACE_SECONDS 10

typedef struct
{
  GMainLoop *loop;
  SrvListener *listener;
} Worker;

static void
quiet_cb (SrvListener *listener, gpointer data)
{
  g_main_loop_quit (((Worker *) data)->loop);
}

static gboolean
too_late_cb (gpointer data)
{
  g_main_loop_quit (((Worker *) data)->loop);
  return G_SOURCE_REMOVE;
}

static gboolean
stop_cb (gpointer data)
{
  Worker *worker = data;

  g_timeout_add_seconds (GRACE_SECONDS, too_late_cb, worker);
  srv_listener_quiesce (worker->listener, quiet_cb, worker);
  return G_SOURCE_REMOVE;
}

int
srv_worker_run (const SrvSettings *settings,
                int listen_fd,
                SrvFreshness *freshness,
                SrvMetrics *metrics,
                guint index)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SrvDb) db = NULL;
  g_autoptr (SrvApp) app = NULL;
  Worker worker = { 0 };

  if (!srv_password_init ())
    return 1;
  merilo_entities_register ();
  worker.loop = g_main_loop_new (NULL, FALSE);
  db = srv_db_new (settings->database);
  srv_metrics_attach (metrics, index);
  app = srv_app_new (db, freshness, metrics);
  worker.listener = srv_listener_new (app->router, listen_fd, &settings->limits,
                                      settings->certificate, settings->key, metrics, &error);
  if (worker.listener == NULL)
    {
      g_printerr ("merilo-server: %s\n", error->message);
      g_main_loop_unref (worker.loop);
      return SRV_EXIT_HOPELESS;
    }
  g_unix_signal_add (SIGTERM, stop_cb, &worker);
  g_main_loop_run (worker.loop);
  srv_listener_free (worker.listener);
  g_main_loop_unref (worker.loop);
  return 0;
}
