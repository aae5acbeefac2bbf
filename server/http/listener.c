#define G_LOG_DOMAIN "srv-http"

#include "http/listener.h"

#include <microhttpd.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "http/address.h"
#include "http/engine.h"
#include "http/refusal.h"
#include "http/stream-private.h"
#include "model/error.h"

#define SLACK        64   /* connections that are being closed to make room for new ones */
#define HEAD_ROOM    4096 /* of the engine's own; it clears the whole pool for each request */
#define SWEEP_MS     1000
#define STOP_MS      20
#define LAST_TURNS   16
#define TLS_PRIORITY "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2"

/* Deadlines */

/* A sleeping connection is not watched by the engine: ask the kernel which clients have hung up.
 * One that only closed its sending side counts as gone, as with most proxies. */
static void
find_gone (SrvListener *listener)
{
  g_autoptr (GArray) fds = g_array_new (FALSE, FALSE, sizeof (struct pollfd));
  g_autoptr (GPtrArray) links = g_ptr_array_new ();

  for (GList *l = listener->links.head; l != NULL; l = l->next)
    {
      SrvLink *link = l->data;
      struct pollfd fd = { .fd = link->fd, .events = POLLRDHUP };

      if (link->state != SRV_LINK_ANSWERING && link->state != SRV_LINK_STREAMING)
        continue;
      g_array_append_val (fds, fd);
      g_ptr_array_add (links, link);
    }
  if (fds->len == 0 || poll ((struct pollfd *) fds->data, fds->len, 0) <= 0)
    return;
  for (guint i = 0; i < links->len; i++)
    if ((g_array_index (fds, struct pollfd, i).revents & (POLLRDHUP | POLLHUP | POLLERR)) != 0)
      _srv_request_give_up (((SrvLink *) links->pdata[i])->req, 499);
}

/* A client in the middle of its request is told why it is cut off. */
static void
expire_link (SrvLink *link)
{
  SrvPhase phase = link->req != NULL ? link->req->phase : SRV_PHASE_HEAD;

  if (link->state == SRV_LINK_ANSWERING)
    {
      _srv_request_give_up (link->req, 503);
      return;
    }
  if (phase == SRV_PHASE_DISCARD)
    _srv_refuse_midway (link, link->req, link->req->status);
  else if (link->state != SRV_LINK_IDLE && phase <= SRV_PHASE_BODY)
    _srv_refuse_midway (link, link->req, 408);
  srv_link_close (link);
}

/* One turn of the deadlines. */
static gboolean
sweep_cb (gpointer data)
{
  SrvListener *listener = data;
  gint64 now = g_get_monotonic_time ();

  for (GList *l = listener->links.head; l != NULL; l = l->next)
    {
      SrvLink *link = l->data;

      if (now > link->deadline)
        expire_link (link);
      else if (listener->stopping
               && (link->state == SRV_LINK_IDLE || link->state == SRV_LINK_FRESH))
        srv_link_close (link);
    }
  find_gone (listener);
  _srv_stream_beat (listener);
  if (listener->stopping && listener->links.length == 0 && listener->quiet != NULL)
    {
      SrvListenerFunc quiet = g_steal_pointer (&listener->quiet);

      quiet (listener, listener->quiet_data); /* may free the listener */
      return G_SOURCE_REMOVE;
    }
  return G_SOURCE_CONTINUE;
}

static void
start_sweeper (SrvListener *listener, guint ms)
{
  if (listener->sweeper != NULL)
    g_source_destroy (listener->sweeper);
  g_clear_pointer (&listener->sweeper, g_source_unref);
  listener->sweeper = g_timeout_source_new (ms);
  g_source_set_callback (listener->sweeper, sweep_cb, listener, NULL);
  g_source_attach (listener->sweeper, g_main_context_get_thread_default ());
}

void
_srv_listener_wake (SrvListener *listener, struct MHD_Connection *connection)
{
  MHD_resume_connection (connection);
  srv_daemon_source_wake (listener->source);
}

/* Start */

/* The engine's decoding ends a path at %00: ours is done later, and strictly. */
static size_t
keep_escapes_cb (void *data, struct MHD_Connection *connection, char *text)
{
  return strlen (text);
}

/* It writes a line for each closed connection: one a second is enough. */
static void G_GNUC_PRINTF (2, 0) engine_log_cb (void *data, const char *format, va_list args)
{
  static gint64 last;
  gint64 now = g_get_monotonic_time ();
  char line[256];

  if (now - last < G_TIME_SPAN_SECOND)
    return;
  last = now;
  vsnprintf (line, sizeof line, format, args);
  g_debug ("engine: %s", g_strchomp (line));
}

static struct MHD_Daemon *
start_daemon (SrvListener *listener, int fd)
{
  const SrvHttpLimits *limits = &listener->limits;
  guint flags = MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG
                | (listener->tls ? MHD_USE_TLS : 0);
  struct MHD_OptionItem options[] = {
    { MHD_OPTION_EXTERNAL_LOGGER, (intptr_t) engine_log_cb, NULL }, /* before all others */
    { MHD_OPTION_LISTEN_SOCKET, fd, NULL },
    { MHD_OPTION_CONNECTION_LIMIT, limits->max_connections + SLACK, NULL },
    { MHD_OPTION_PER_IP_CONNECTION_LIMIT, limits->max_per_address, NULL },
    { MHD_OPTION_CONNECTION_TIMEOUT, limits->idle_seconds, NULL }, /* between two bytes */
    { MHD_OPTION_CONNECTION_MEMORY_LIMIT, limits->head_bytes + HEAD_ROOM, NULL },
    { MHD_OPTION_STRICT_FOR_CLIENT, 1, NULL },
    { MHD_OPTION_SIGPIPE_HANDLED_BY_APP, 1, NULL },
    { MHD_OPTION_UNESCAPE_CALLBACK, (intptr_t) keep_escapes_cb, NULL },
    { MHD_OPTION_URI_LOG_CALLBACK, (intptr_t) _srv_engine_begun_cb, listener },
    { MHD_OPTION_NOTIFY_COMPLETED, (intptr_t) _srv_engine_completed_cb, listener },
    { MHD_OPTION_NOTIFY_CONNECTION, (intptr_t) _srv_engine_connection_cb, listener },
    { listener->tls ? MHD_OPTION_HTTPS_MEM_KEY : MHD_OPTION_END, 0, listener->key },
    { MHD_OPTION_HTTPS_MEM_CERT, 0, listener->certificate },
    { MHD_OPTION_HTTPS_PRIORITIES, 0, (void *) TLS_PRIORITY },
    { MHD_OPTION_END, 0, NULL },
  };

  return MHD_start_daemon (flags, 0, NULL, NULL, _srv_engine_handle_cb, listener, MHD_OPTION_ARRAY,
                           options, MHD_OPTION_END);
}

static gboolean
load_tls (SrvListener *listener, const char *certificate, const char *key, GError **error)
{
  g_autoptr (GError) local = NULL;

  listener->tls = TRUE;
  if (key != NULL && g_file_get_contents (certificate, &listener->certificate, NULL, &local)
      && g_file_get_contents (key, &listener->key, NULL, &local))
    return TRUE;
  g_set_error (error, MERILO_ERROR, MERILO_ERROR_INVALID, "cannot read the certificate: %s",
               local != NULL ? local->message : "no key file is given");
  return FALSE;
}

static gboolean
start_engine (SrvListener *listener,
              int fd,
              const char *certificate_file,
              const char *key_file,
              GError **error)
{
  if (certificate_file != NULL && !load_tls (listener, certificate_file, key_file, error))
    {
      close (fd);
      return FALSE;
    }
  if (certificate_file == NULL && !srv_address_is_local (fd))
    {
      close (fd);
      g_set_error_literal (error, MERILO_ERROR, MERILO_ERROR_INVALID,
                           "plain HTTP is served on loopback only: give a certificate");
      return FALSE;
    }
  if ((listener->daemon = start_daemon (listener, fd)) == NULL) /* it has closed @fd then */
    {
      g_set_error_literal (error, MERILO_ERROR, MERILO_ERROR_INVALID,
                           "the HTTP engine does not start: check the certificate and its key");
      return FALSE;
    }
  return TRUE;
}

SrvListener *
srv_listener_new (SrvRouter *router,
                  int fd,
                  const SrvHttpLimits *limits,
                  const char *certificate_file,
                  const char *key_file,
                  SrvMetrics *metrics,
                  GError **error)
{
  g_autoptr (SrvListener) listener = g_new0 (SrvListener, 1);

  listener->limits = *limits;
  listener->router = srv_router_ref (router);
  listener->metrics = metrics;
  listener->mark = g_random_int ();
  if (!start_engine (listener, fd, certificate_file, key_file, error))
    return NULL;
  if (metrics != NULL)
    srv_metrics_set_routes (metrics, router);
  listener->source = srv_daemon_source_new (listener->daemon, listener->tls);
  start_sweeper (listener, SWEEP_MS);
  return g_steal_pointer (&listener);
}

/* Stop */

static void
stop_accepting (SrvListener *listener)
{
  int fd = MHD_quiesce_daemon (listener->daemon);

  if (fd >= 0)
    close (fd);
  listener->stopping = TRUE;
  _srv_stream_end_all (listener);
}

void
srv_listener_quiesce (SrvListener *listener, SrvListenerFunc quiet, gpointer data)
{
  if (listener->stopping)
    return;
  listener->quiet = quiet;
  listener->quiet_data = data;
  stop_accepting (listener);
  start_sweeper (listener, STOP_MS);
}

/* The engine aborts the process if it is stopped while somebody sleeps: all are woken first. */
static void
drain_connections (SrvListener *listener)
{
  listener->freeing = TRUE;
  if (!listener->stopping)
    stop_accepting (listener);
  for (GList *l = listener->links.head; l != NULL; l = l->next)
    {
      SrvLink *link = l->data;

      if (link->state == SRV_LINK_ANSWERING)
        _srv_request_give_up (link->req, 503);
    }
  for (guint i = 0; i < LAST_TURNS; i++)
    MHD_run (listener->daemon);
}

void
srv_listener_free (SrvListener *listener)
{
  if (listener->daemon != NULL)
    {
      drain_connections (listener);
      g_source_destroy (listener->sweeper);
      g_source_unref (listener->sweeper);
      srv_daemon_source_free (listener->source);
      MHD_stop_daemon (listener->daemon);
    }
  g_free (listener->certificate);
  g_free (listener->key);
  srv_router_unref (listener->router);
  g_free (listener);
}

guint
srv_listener_get_n_connections (SrvListener *listener)
{
  return listener->links.length;
}
