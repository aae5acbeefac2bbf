/* The routes of the server: tables of the resources, walked once at start.
 *
 * The same tables are the API page (OpenAPI) and the list that tests walk. A path that no pattern
 * knows is 404; a known one with another method is 405 with Allow. HEAD is answered by GET's
 * handler, OPTIONS by the router. */
#pragma once

#include "http/request.h"

G_BEGIN_DECLS

/**
 * SrvHandler:
 * @req: (transfer none): take a reference to answer later
 * @context: of srv_router_new()
 *
 * Owes @req exactly one reply or stream, at once or later in the same main context. One that stays
 * silent is answered 503 after SrvHttpLimits.answer_seconds.
 */
typedef void (*SrvHandler) (SrvRequest *req, gpointer context);

/**
 * SrvRouteFlags:
 * @SRV_ROUTE_UPLOAD: the body is raw bytes of any type, up to SrvHttpLimits.upload_bytes
 * @SRV_ROUTE_LIST: answers many (for the API page)
 * @SRV_ROUTE_STREAM: answers with an event stream
 */
typedef enum
{
  SRV_ROUTE_PLAIN = 0,
  SRV_ROUTE_UPLOAD = 1 << 0,
  SRV_ROUTE_LIST = 1 << 1,
  SRV_ROUTE_STREAM = 1 << 2,
} SrvRouteFlags;

/**
 * SrvRoute:
 * @method: "GET", "POST", "PUT", "PATCH" or "DELETE"
 * @pattern: "/api/v1/plans/:id"; a literal segment goes before a parameter
 * @permission: bits that the guard understands. 0: anyone; else a request without an Authorization
 *   header is refused with 401 before its body is read
 * @handler: see [callback@SrvHandler]
 * @description: one line for the API page
 * @request: entity of the body, or %NULL
 * @response: entity of the answer, or %NULL
 * @max_body: bytes of body; 0 is the limit of the server
 * @data: for the handler, see srv_request_get_route()
 *
 * GET and DELETE take no body; the others take JSON (checked: type, depth, form) unless
 * SRV_ROUTE_UPLOAD.
 */
struct _SrvRoute
{
  const char *method;
  const char *pattern;
  guint permission;
  SrvHandler handler;
  const char *description;
  const char *request;
  const char *response;
  SrvRouteFlags flags;
  gsize max_body;
  gconstpointer data;
};

typedef struct _SrvRouter SrvRouter;

/* @context is handed to the guard and all handlers; it must outlive the router */
SrvRouter *srv_router_new (gpointer context);
SrvRouter *srv_router_ref (SrvRouter *router);
void srv_router_unref (SrvRouter *router);

/**
 * srv_router_set_guard:
 * @guard: called in place of each handler; it replies, or calls srv_request_continue(), now or
 * later
 *
 * Where sessions and rights are looked up.
 */
void srv_router_set_guard (SrvRouter *router, SrvHandler guard);

/* @routes and their strings must outlive the router. A route twice or a bad pattern is a mistake of
 * ours and ends the program. */
void srv_router_add (SrvRouter *router, const SrvRoute *routes, gsize n_routes);

/* all routes in the order they were added; valid until the next srv_router_add() */
const SrvRoute *const *srv_router_list (SrvRouter *router, gsize *ret_n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrvRouter, srv_router_unref)

G_END_DECLS
