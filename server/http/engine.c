#define G_LOG_DOMAIN "srv-http"

#include "http/engine.h"

#include <string.h>

#include "http/body-private.h"
#include "http/head-check.h"
#include "http/json-check.h"
#include "http/refusal.h"

/* The engine calls the handler first when the headers are read, then with each piece of the body,
 * and again when the request is whole. An answer queued in the first call closes the connection
 * after it, so only refusals that ought to do that are queued there. */

static enum MHD_Result
queue_answer (SrvRequest *req)
{
  enum MHD_Result result = MHD_queue_response (req->connection, req->status, req->response);

  g_clear_pointer (&req->response, MHD_destroy_response);
  srv_link_enter (req->link, req->stream != NULL ? SRV_LINK_STREAMING : SRV_LINK_SENDING);
  return result;
}

static enum MHD_Result
answer_problem (SrvRequest *req, guint status)
{
  if (req->match.allow != NULL)
    srv_request_set_header (req, "Allow", req->match.allow);
  if (status == 204)
    srv_request_reply_empty (req, status);
  else
    srv_request_reply_problem (req, status, NULL, NULL, NULL);
  return queue_answer (req);
}

/* The head */

static enum MHD_Result
add_header_cb (void *data,
               enum MHD_ValueKind kind,
               const char *name,
               size_t name_size,
               const char *value,
               size_t size)
{
  srv_head_check_add (data, name, name_size, value != NULL ? value : "", size);
  return MHD_YES;
}

static guint
check_head (SrvRequest *req, SrvHeadCheck *check, const char *version)
{
  const SrvHttpLimits *limits = &req->listener->limits;
  const union MHD_ConnectionInfo *info
      = MHD_get_connection_info (req->connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
  guint status;

  MHD_get_connection_values_n (req->connection, MHD_HEADER_KIND, add_header_cb, check);
  if ((status = srv_head_check_verdict (check, version)) != 0)
    return status;
  if (strlen (req->raw_target) > limits->target_bytes)
    return 414;
  if (info != NULL && info->header_size > limits->head_bytes)
    return 431;
  if (strcmp (req->raw_target, "*") == 0)
    return strcmp (req->method, "OPTIONS") == 0 ? 0 : 400;
  return srv_target_parse (&req->target, req->raw_target) ? 0 : 400;
}

static gboolean
takes_body (SrvRequest *req)
{
  return strcmp (req->method, "GET") != 0 && strcmp (req->method, "HEAD") != 0
         && strcmp (req->method, "DELETE") != 0 && strcmp (req->method, "OPTIONS") != 0;
}

static gboolean
is_json (const char *type)
{
  static const char *const types[] = { "application/json", "application/merge-patch+json" };

  for (guint i = 0; type != NULL && i < G_N_ELEMENTS (types); i++)
    {
      gsize length = strlen (types[i]);

      if (g_ascii_strncasecmp (type, types[i], length) == 0
          && (type[length] == 0 || strchr ("; \t", type[length]) != NULL))
        return TRUE;
    }
  return FALSE;
}

/* The route, or the status to refuse with once a small body has been read away. */
static guint
choose_route (SrvRequest *req, const SrvHeadCheck *check)
{
  gboolean has_body = srv_head_check_has_body (check);
  const SrvRoute *route;

  if (strcmp (req->raw_target, "*") == 0)
    return 204;
  _srv_router_match (req->listener->router, req->method, (const char *const *) req->target.segments,
                     &req->match);
  if ((route = req->match.route) == NULL && req->match.allow == NULL)
    return 404;
  if (route == NULL)
    return strcmp (req->method, "OPTIONS") == 0 ? 204 : 405;
  if (has_body && !takes_body (req))
    return 400;
  if (route->permission != 0 && srv_request_get_header (req, "Authorization") == NULL)
    return 401;
  if (has_body && (route->flags & SRV_ROUTE_UPLOAD) == 0
      && !is_json (srv_request_get_header (req, "Content-Type")))
    return 415;
  return 0;
}

static gsize
get_max_body (SrvRequest *req)
{
  const SrvRoute *route = req->match.route;
  const SrvHttpLimits *limits = &req->listener->limits;

  if (route->max_body != 0)
    return route->max_body;
  return (route->flags & SRV_ROUTE_UPLOAD) != 0 ? limits->upload_bytes : limits->body_bytes;
}

/* Whether a body that is announced may be sent. */
static guint
check_length (SrvRequest *req, const SrvHeadCheck *check)
{
  const SrvListener *listener = req->listener;

  req->max_body = get_max_body (req);
  if (check->length > req->max_body)
    return 413;
  return listener->held + check->length > listener->limits.held_bytes ? 503 : 0;
}

static enum MHD_Result
begin_request (SrvRequest *req, const char *method, const char *version)
{
  SrvHeadCheck check = { 0 };
  guint status;

  req->method = g_strdup (method);
  if (req->listener->freeing)
    return answer_problem (req, 503);
  if ((status = check_head (req, &check, version)) != 0)
    return answer_problem (req, status);
  if ((status = choose_route (req, &check)) == 0)
    status = check_length (req, &check);
  req->status = status;
  req->phase = status == 0 ? SRV_PHASE_BODY : SRV_PHASE_DISCARD;
  if (!srv_head_check_has_body (&check))
    return MHD_YES;
  srv_link_enter (req->link, SRV_LINK_BODY);
  if (status != 0 && check.expects)
    return answer_problem (req, status);
  if (status != 0 && check.length > SRV_MAX_DISCARD)
    _srv_refuse_midway (req->link, req, status);
  return MHD_YES;
}

/* The body */

static enum MHD_Result
enter_handler (SrvRequest *req)
{
  if (req->listener->freeing)
    return answer_problem (req, 503);
  req->phase = SRV_PHASE_HANDLER;
  req->began = g_get_monotonic_time ();
  srv_link_enter (req->link, SRV_LINK_ANSWERING);
  _srv_router_enter (req->listener->router, req);
  if (req->phase == SRV_PHASE_ANSWERED)
    return queue_answer (req);
  req->suspended = TRUE;
  MHD_suspend_connection (req->connection);
  return MHD_YES;
}

static enum MHD_Result
finish_body (SrvRequest *req)
{
  g_autoptr (GError) error = NULL;

  if (req->gathered != NULL)
    req->body = _srv_body_take (g_steal_pointer (&req->gathered));
  if (req->body != NULL && (req->match.route->flags & SRV_ROUTE_UPLOAD) == 0
      && !srv_json_check (req->body, &error))
    {
      srv_request_reply_error (req, error);
      return queue_answer (req);
    }
  return enter_handler (req);
}

static enum MHD_Result
take_body (SrvRequest *req, const char *data, size_t *size)
{
  SrvListener *listener = req->listener;
  gsize had = req->gathered != NULL ? req->gathered->len : 0;

  if (*size == 0)
    return finish_body (req);
  if (had + *size > req->max_body)
    {
      _srv_refuse_midway (req->link, req, 413);
    }
  else if (listener->held + *size > listener->limits.held_bytes)
    {
      _srv_refuse_midway (req->link, req, 503);
    }
  else
    {
      if (req->gathered == NULL)
        req->gathered = _srv_body_new (req->max_body);
      g_byte_array_append (req->gathered, (const guint8 *) data, *size);
      listener->held += *size;
      srv_link_enter (req->link, SRV_LINK_BODY);
    }
  *size = 0;
  return MHD_YES;
}

static enum MHD_Result
discard_body (SrvRequest *req, size_t *size)
{
  if (*size == 0)
    return answer_problem (req, req->status);
  req->n_discarded += *size;
  if (req->n_discarded > SRV_MAX_DISCARD)
    _srv_refuse_midway (req->link, req, req->status);
  *size = 0;
  return MHD_YES;
}

/* Read away after a refusal by hand, for a while. */
static enum MHD_Result
drain_body (SrvRequest *req, size_t *size)
{
  req->n_discarded += *size;
  if (*size == 0 || req->n_discarded > 2 * SRV_MAX_DISCARD)
    return MHD_NO;
  *size = 0;
  return MHD_YES;
}

/* Called by the engine */

enum MHD_Result
_srv_engine_handle_cb (void *data,
                       struct MHD_Connection *connection,
                       const char *url,
                       const char *method,
                       const char *version,
                       const char *upload,
                       size_t *upload_size,
                       void **context)
{
  SrvRequest *req = *context;

  switch (req->phase)
    {
    case SRV_PHASE_HEAD:
      return begin_request (req, method, version);
    case SRV_PHASE_BODY:
      return take_body (req, upload, upload_size);
    case SRV_PHASE_DISCARD:
      return discard_body (req, upload_size);
    case SRV_PHASE_REFUSED:
      return drain_body (req, upload_size);
    case SRV_PHASE_ANSWERED:
      return queue_answer (req);
    case SRV_PHASE_HANDLER:
    case SRV_PHASE_GONE:
    default:
      g_warn_if_reached ();
      return MHD_NO;
    }
}

void *
_srv_engine_begun_cb (void *data, const char *target, struct MHD_Connection *connection)
{
  SrvListener *listener = data;
  SrvLink *link
      = MHD_get_connection_info (connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;

  link->req = _srv_request_new (listener, link, connection, target);
  srv_link_enter (link, SRV_LINK_HEAD);
  listener->n_in_flight++;
  return link->req;
}

void
_srv_engine_completed_cb (void *data,
                          struct MHD_Connection *connection,
                          void **context,
                          enum MHD_RequestTerminationCode code)
{
  SrvListener *listener = data;
  SrvRequest *req = g_steal_pointer (context);
  SrvLink *link;

  if (req == NULL)
    return;
  link = req->link;
  link->req = NULL;
  listener->n_in_flight--;
  if (req->phase != SRV_PHASE_REFUSED)
    srv_link_enter (link, SRV_LINK_IDLE);
  if (listener->stopping)
    srv_link_close (link);
  _srv_request_finish (req);
}

/* When the server is full, the connection that has waited longest for its client makes room. */
static void
open_link (SrvListener *listener, struct MHD_Connection *connection, void **context)
{
  SrvLink *oldest = g_queue_peek_head (&listener->waiting);

  if (listener->links.length >= listener->limits.max_connections && oldest != NULL)
    srv_link_close (oldest);
  *context = srv_link_new (listener, connection);
}

void
_srv_engine_connection_cb (void *data,
                           struct MHD_Connection *connection,
                           void **context,
                           enum MHD_ConnectionNotificationCode code)
{
  if (code == MHD_CONNECTION_NOTIFY_STARTED)
    open_link (data, connection, context);
  else if (*context != NULL)
    srv_link_free (g_steal_pointer (context));
}
