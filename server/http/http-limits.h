/* The bounds of the HTTP engine. Each is a setting of the server and has a test. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SrvHttpLimits:
 * @max_connections: open connections of one worker; past it the longest idle one is closed
 * @max_streams: of them, event streams; past it 503
 * @max_per_address: open connections of one address; past it they are closed at once. 0: no bound
 *   (behind a proxy, which must bound them itself)
 * @head_seconds: from the connection, or the request line, to the end of the headers
 * @idle_seconds: a kept connection without a request; also a client that takes no bytes
 * @body_seconds: from the end of the headers to the end of the body
 * @answer_seconds: for a handler to reply; past it 503, and the request's cancellable fires
 * @send_seconds: for the client to take the reply (event streams excepted)
 * @target_bytes: the path with its query
 * @head_bytes: request line and headers
 * @body_bytes: a body, unless the route says otherwise
 * @upload_bytes: a body on a route with SRV_ROUTE_UPLOAD
 * @held_bytes: all bodies a worker holds at once; past it 503
 * @stream_bytes: events not yet taken by one client; past it the stream is reset
 * @heartbeat_seconds: between comments on a quiet event stream
 * @trust_proxy: believe X-Forwarded-For of a peer on loopback
 * @log_requests: one line a request, see log.h
 */
typedef struct
{
  guint max_connections;
  guint max_streams;
  guint max_per_address;
  guint head_seconds;
  guint idle_seconds;
  guint body_seconds;
  guint answer_seconds;
  guint send_seconds;
  gsize target_bytes;
  gsize head_bytes;
  gsize body_bytes;
  gsize upload_bytes;
  gsize held_bytes;
  gsize stream_bytes;
  guint heartbeat_seconds;
  gboolean trust_proxy;
  gboolean log_requests;
} SrvHttpLimits;

void srv_http_limits_init (SrvHttpLimits *limits);

G_END_DECLS
