#define G_LOG_DOMAIN "srv-http"

#include "http/link.h"

#include <microhttpd.h>
#include <sys/socket.h>

#include "http/listener-private.h"

static gint64
get_deadline (SrvLink *link, SrvLinkState state)
{
  const SrvHttpLimits *limits = &link->listener->limits;
  guint seconds[] = {
    [SRV_LINK_FRESH] = limits->head_seconds,   [SRV_LINK_HEAD] = limits->head_seconds,
    [SRV_LINK_BODY] = limits->body_seconds,    [SRV_LINK_ANSWERING] = limits->answer_seconds,
    [SRV_LINK_SENDING] = limits->send_seconds, [SRV_LINK_STREAMING] = 0,
    [SRV_LINK_IDLE] = limits->idle_seconds,
  };

  return seconds[state] == 0 ? G_MAXINT64
                             : g_get_monotonic_time () + seconds[state] * G_TIME_SPAN_SECOND;
}

static void
stop_waiting (SrvLink *link)
{
  if (link->is_waiting)
    g_queue_unlink (&link->listener->waiting, &link->waiting);
  link->is_waiting = FALSE;
}

SrvLink *
srv_link_new (SrvListener *listener, struct MHD_Connection *connection)
{
  SrvLink *link = g_new0 (SrvLink, 1);

  link->node.data = link->waiting.data = link;
  link->listener = listener;
  link->fd = MHD_get_connection_info (connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
  link->state = SRV_LINK_IDLE;
  g_queue_push_tail_link (&listener->links, &link->node);
  srv_link_enter (link, SRV_LINK_FRESH);
  return link;
}

void
srv_link_free (SrvLink *link)
{
  stop_waiting (link);
  g_queue_unlink (&link->listener->links, &link->node);
  g_free (link);
}

void
srv_link_enter (SrvLink *link, SrvLinkState state)
{
  gboolean waits = state == SRV_LINK_FRESH || state == SRV_LINK_HEAD || state == SRV_LINK_BODY
                   || state == SRV_LINK_IDLE;

  stop_waiting (link);
  if (waits)
    g_queue_push_tail_link (&link->listener->waiting, &link->waiting);
  link->is_waiting = waits;
  if (state != SRV_LINK_BODY || link->state != SRV_LINK_BODY)
    link->deadline = get_deadline (link, state);
  link->state = state;
}

void
srv_link_close (SrvLink *link)
{
  shutdown (link->fd, SHUT_RDWR);
  stop_waiting (link);
}
