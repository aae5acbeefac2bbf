/* One open connection: its deadline and its place in the queue of those that may be closed.
 *
 * The engine's timeout counts from the last byte and sleeps with the connection, so the deadlines
 * are ours. When the server is full the connection that has waited longest for its client gives
 * way; one whose request is being answered never does. */
#pragma once

#include "http/request-private.h"

G_BEGIN_DECLS

typedef enum
{
  SRV_LINK_FRESH,     /* no request line yet, nor ever one before */
  SRV_LINK_HEAD,      /* the request line is read */
  SRV_LINK_BODY,      /* a body is being read, or read away */
  SRV_LINK_ANSWERING, /* the handler's turn */
  SRV_LINK_SENDING,
  SRV_LINK_STREAMING,
  SRV_LINK_IDLE, /* between two requests */
} SrvLinkState;

struct _SrvLink
{
  GList node;    /* in SrvListener.links */
  GList waiting; /* in SrvListener.waiting while it waits for the client */
  gboolean is_waiting;
  int fd;
  SrvListener *listener;
  SrvLinkState state;
  gint64 deadline; /* monotonic; G_MAXINT64 for none */
  SrvRequest *req; /* being served, or NULL */
};

SrvLink *srv_link_new (SrvListener *listener, struct MHD_Connection *connection);
void srv_link_free (SrvLink *link);

/* the state, its deadline and its place in the queue; again for more bytes of a body */
void srv_link_enter (SrvLink *link, SrvLinkState state);

/* at once and whole: the engine notices at its next turn */
void srv_link_close (SrvLink *link);

G_END_DECLS
