#define G_LOG_DOMAIN "srv-http"

#include "http/daemon-source.h"

#include <microhttpd.h>

#define MAX_WAIT  60000 /* ms */
#define MAX_BLIND 64    /* runs without an event before we slow down */

struct _SrvDaemonSource
{
  GSource source;
  struct MHD_Daemon *daemon;
  gpointer tag;
  gint64 due;
  guint n_blind;
  gboolean tls;
  gboolean woken; /* MHD 0.9.75 forgets in MHD_get_timeout() that somebody was resumed */
};

/* The time goes back through @timeout: g_source_set_ready_time() here would wake the loop each
 * time. */
static gboolean
prepare_source (GSource *source, int *timeout)
{
  SrvDaemonSource *self = (SrvDaemonSource *) source;
  MHD_UNSIGNED_LONG_LONG ms;

  *timeout = -1;
  self->due = G_MAXINT64;
  if (self->woken)
    return TRUE;
  if (MHD_get_timeout (self->daemon, &ms) == MHD_YES)
    {
      *timeout = (int) MIN (ms, MAX_WAIT);
      /* half a TLS handshake makes MHD ask for the next turn at once, for ever */
      if (ms == 0 && self->tls && self->n_blind > MAX_BLIND)
        *timeout = 1;
      self->due = g_source_get_time (source) + *timeout * G_TIME_SPAN_MILLISECOND;
    }
  return *timeout == 0;
}

static gboolean
has_event (SrvDaemonSource *self)
{
  return self->woken || g_source_query_unix_fd (&self->source, self->tag) != 0;
}

static gboolean
check_source (GSource *source)
{
  SrvDaemonSource *self = (SrvDaemonSource *) source;

  return has_event (self) || g_source_get_time (source) >= self->due;
}

static gboolean
dispatch_source (GSource *source, GSourceFunc callback, gpointer data)
{
  SrvDaemonSource *self = (SrvDaemonSource *) source;

  self->n_blind = has_event (self) ? 0 : self->n_blind + 1;
  self->woken = FALSE;
  MHD_run (self->daemon);
  return G_SOURCE_CONTINUE;
}

static GSourceFuncs source_funcs = {
  .prepare = prepare_source,
  .check = check_source,
  .dispatch = dispatch_source,
};

SrvDaemonSource *
srv_daemon_source_new (struct MHD_Daemon *daemon, gboolean tls)
{
  GSource *source = g_source_new (&source_funcs, sizeof (SrvDaemonSource));
  SrvDaemonSource *self = (SrvDaemonSource *) source;
  int fd = MHD_get_daemon_info (daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;

  self->daemon = daemon;
  self->tls = tls;
  self->tag = g_source_add_unix_fd (source, fd, G_IO_IN);
  g_source_set_static_name (source, "srv-http daemon");
  /* else GLib takes the descriptor out of the poll and puts it back around each dispatch, each with
   * a write to its own eventfd; nothing here turns the loop from within */
  g_source_set_can_recurse (source, TRUE);
  g_source_attach (source, g_main_context_get_thread_default ());
  return self;
}

void
srv_daemon_source_free (SrvDaemonSource *self)
{
  g_source_destroy (&self->source);
  g_source_unref (&self->source);
}

void
srv_daemon_source_wake (SrvDaemonSource *self)
{
  self->woken = TRUE;
}
