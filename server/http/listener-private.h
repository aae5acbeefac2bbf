#pragma once

#include "http/daemon-source.h"
#include "http/link.h"
#include "http/listener.h"

G_BEGIN_DECLS

struct _SrvListener
{
  SrvHttpLimits limits;
  SrvRouter *router;
  SrvMetrics *metrics;
  struct MHD_Daemon *daemon;
  SrvDaemonSource *source;
  GSource *sweeper;
  gboolean tls;
  char *certificate, *key; /* PEM; the engine keeps pointers */

  GQueue links;   /* SrvLink: all open connections */
  GQueue waiting; /* SrvLink: those that wait for their client, longest first */
  GQueue streams; /* SrvStream */
  gsize held;     /* bytes of bodies */
  guint n_in_flight;

  guint32 mark; /* of this listener in request ids */
  guint32 n_requests;

  gboolean stopping, freeing;
  SrvListenerFunc quiet;
  gpointer quiet_data;
};

/* The only door for waking a sleeping connection: the engine forgets to say that somebody was
 * woken. */
void _srv_listener_wake (SrvListener *listener, struct MHD_Connection *connection);

G_END_DECLS
