#define G_LOG_DOMAIN "srv-http"

#include "http/request.h"

#include <microhttpd.h>
#include <string.h>

#include "http/address-private.h"
#include "http/body-private.h"
#include "http/listener-private.h"
#include "http/log.h"
#include "http/stream-private.h"

/* Life */

static const struct sockaddr *
get_address (struct MHD_Connection *connection)
{
  return MHD_get_connection_info (connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS)->client_addr;
}

/* eight digits: each request has an id, and printf would be a tenth of our own cost */
static void
put_hex (char *out, guint32 value)
{
  for (guint i = 0; i < 8; i++)
    out[i] = "0123456789abcdef"[value >> (28 - 4 * i) & 15];
}

SrvRequest *
_srv_request_new (SrvListener *listener,
                  SrvLink *link,
                  struct MHD_Connection *connection,
                  const char *raw_target)
{
  SrvRequest *req = g_new0 (SrvRequest, 1);

  g_ref_count_init (&req->refs);
  req->listener = listener;
  req->link = link;
  req->connection = connection;
  req->raw_target = g_strdup (raw_target);
  req->local = _srv_address_is_loopback (get_address (connection));
  req->began = g_get_monotonic_time ();
  put_hex (req->id, listener->mark);
  put_hex (req->id + 8, listener->n_requests++);
  return req;
}

SrvRequest *
srv_request_ref (SrvRequest *req)
{
  g_ref_count_inc (&req->refs);
  return req;
}

void
srv_request_unref (SrvRequest *req)
{
  if (!g_ref_count_dec (&req->refs))
    return;
  if (req->session_destroy != NULL)
    req->session_destroy (req->session);
  g_clear_pointer (&req->headers, g_ptr_array_unref);
  if (req->gathered != NULL)
    g_bytes_unref (_srv_body_take (req->gathered));
  g_clear_pointer (&req->body, g_bytes_unref);
  g_clear_object (&req->cancellable);
  _srv_match_clear (&req->match);
  srv_target_clear (&req->target);
  g_free (req->peer);
  g_free (req->method);
  g_free (req->raw_target);
  g_free (req->path);
  g_free (req->user);
  g_free (req->etag);
  g_free (req);
}

static void
note_request (SrvRequest *req)
{
  SrvListener *listener = req->listener;
  const SrvRoute *route = req->match.route;
  gint64 until = req->answered != 0 ? req->answered : g_get_monotonic_time ();
  SrvLogEntry entry = {
    .id = req->id,
    .method = req->method,
    .route = route != NULL ? route->pattern : NULL,
    .status = req->answered != 0 ? req->status : 499,
    .microseconds = until - req->began,
    .bytes_in = req->body != NULL ? g_bytes_get_size (req->body) : 0,
    .bytes_out = req->reply_size,
    .user = req->user,
    .peer = srv_request_get_peer (req),
  };

  if (listener->metrics != NULL)
    srv_metrics_count_request (listener->metrics,
                               route != NULL ? (int) req->match.index : SRV_NO_ROUTE, entry.status,
                               entry.microseconds);
  if (listener->limits.log_requests)
    srv_log_request (&entry);
}

void
_srv_request_finish (SrvRequest *req)
{
  gboolean unanswered = req->phase == SRV_PHASE_HANDLER;

  note_request (req);
  if (req->stream != NULL)
    _srv_stream_close (g_steal_pointer (&req->stream));
  g_clear_pointer (&req->response, MHD_destroy_response);
  if (req->gathered != NULL)
    req->listener->held -= req->gathered->len;
  else if (req->body != NULL)
    req->listener->held -= g_bytes_get_size (req->body);
  req->phase = SRV_PHASE_GONE;
  req->listener = NULL;
  req->link = NULL;
  req->connection = NULL;
  if (unanswered && req->cancellable != NULL)
    g_cancellable_cancel (req->cancellable);
  srv_request_unref (req);
}

void
_srv_request_give_up (SrvRequest *req, guint status)
{
  if (req->stream != NULL)
    _srv_stream_end (req->stream);
  if (req->phase != SRV_PHASE_HANDLER)
    return;
  if (status == 503 && !req->listener->freeing)
    g_message ("request %s was not answered in time", req->id);
  srv_request_reply_problem (req, status, NULL, NULL, NULL);
  req->given_up = TRUE;
  if (req->cancellable != NULL)
    g_cancellable_cancel (req->cancellable);
}

/* What was asked */

const char *
srv_request_get_method (SrvRequest *req)
{
  return req->method;
}

const SrvRoute *
srv_request_get_route (SrvRequest *req)
{
  return req->match.route;
}

const char *
srv_request_get_path (SrvRequest *req)
{
  if (req->path == NULL && req->target.segments != NULL)
    {
      g_autofree char *joined = g_strjoinv ("/", req->target.segments);

      req->path = g_strconcat ("/", joined, NULL);
    }
  return req->path;
}

const char *
srv_request_get_param (SrvRequest *req, const char *name)
{
  for (guint i = 0; i < req->match.n_params; i++)
    if (strcmp (req->match.names[i], name) == 0)
      return req->match.values[i];
  return NULL;
}

const char *
srv_request_get_query (SrvRequest *req, const char *name)
{
  return srv_target_get_query (&req->target, name);
}

guint
srv_request_get_n_query (SrvRequest *req)
{
  return req->target.query != NULL ? req->target.query->len / 2 : 0;
}

const char *
srv_request_get_query_at (SrvRequest *req, guint i, const char **ret_value)
{
  g_return_val_if_fail (i < srv_request_get_n_query (req), NULL);
  *ret_value = req->target.query->pdata[2 * i + 1];
  return req->target.query->pdata[2 * i];
}

const char *
srv_request_get_header (SrvRequest *req, const char *name)
{
  if (req->connection == NULL)
    return NULL;
  return MHD_lookup_connection_value (req->connection, MHD_HEADER_KIND, name);
}

const char *
srv_request_get_bearer (SrvRequest *req)
{
  const char *value = srv_request_get_header (req, "Authorization");

  if (value == NULL || g_ascii_strncasecmp (value, "Bearer ", 7) != 0)
    return NULL;
  value += 7;
  value += strspn (value, " ");
  return *value != 0 ? value : NULL;
}

GBytes *
srv_request_get_body (SrvRequest *req)
{
  if (req->body == NULL)
    req->body = g_bytes_new_static ("", 0);
  return req->body;
}

const char *
srv_request_get_id (SrvRequest *req)
{
  return req->id;
}

/* The last address that a proxy of ours put down: what stands before it was said by the client. */
static char *
read_forwarded (SrvRequest *req)
{
  const char *value = srv_request_get_header (req, "X-Forwarded-For");
  g_autofree char *last = NULL;

  if (!req->local || !req->listener->limits.trust_proxy || value == NULL)
    return NULL;
  last = g_strdup (strrchr (value, ',') != NULL ? strrchr (value, ',') + 1 : value);
  return _srv_address_canonize (g_strstrip (last));
}

const char *
srv_request_get_peer (SrvRequest *req)
{
  if (req->peer == NULL && req->connection != NULL)
    req->peer = read_forwarded (req);
  if (req->peer == NULL && req->connection != NULL)
    req->peer = _srv_address_print (get_address (req->connection));
  return req->peer;
}

gboolean
srv_request_is_local (SrvRequest *req)
{
  return req->local && srv_request_get_header (req, "X-Forwarded-For") == NULL;
}

GCancellable *
srv_request_get_cancellable (SrvRequest *req)
{
  if (req->cancellable == NULL)
    {
      req->cancellable = g_cancellable_new ();
      if (req->given_up || req->phase == SRV_PHASE_GONE)
        g_cancellable_cancel (req->cancellable);
    }
  return req->cancellable;
}

gboolean
srv_request_is_answered (SrvRequest *req)
{
  return req->phase >= SRV_PHASE_ANSWERED;
}

/* What the server knows of it */

void
srv_request_set_session (SrvRequest *req, gpointer session, GDestroyNotify destroy)
{
  if (req->session_destroy != NULL)
    req->session_destroy (req->session);
  req->session = session;
  req->session_destroy = destroy;
}

gpointer
srv_request_get_session (SrvRequest *req)
{
  return req->session;
}

void
srv_request_set_user (SrvRequest *req, const char *user_id)
{
  g_free (req->user);
  req->user = g_strdup (user_id);
}

void
srv_request_continue (SrvRequest *req)
{
  if (req->phase == SRV_PHASE_HANDLER)
    _srv_router_handle (req->listener->router, req);
}
