/* A request as handlers see it: nothing of the engine shows through.
 *
 * Lives in the worker's main context; no function here may be called from another thread. Answered
 * exactly once; a handler that answers later takes a reference and the connection sleeps meanwhile.
 * Replies to a client that is gone are dropped, so callers need not ask. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _SrvRequest SrvRequest;
typedef struct _SrvRoute SrvRoute;

SrvRequest *srv_request_ref (SrvRequest *req);
void srv_request_unref (SrvRequest *req);

/* What was asked. Strings live as long as the request; headers only until the reply. */

const char *srv_request_get_method (SrvRequest *req);
const SrvRoute *srv_request_get_route (SrvRequest *req);
const char *srv_request_get_path (SrvRequest *req); /* decoded, without the query */

/* of the pattern, by name without the colon; NULL if the pattern has no such */
const char *srv_request_get_param (SrvRequest *req, const char *name);

/* the first value, decoded; NULL if absent */
const char *srv_request_get_query (SrvRequest *req, const char *name);
guint srv_request_get_n_query (SrvRequest *req);
const char *srv_request_get_query_at (SrvRequest *req, guint i, const char **ret_value);

const char *srv_request_get_header (SrvRequest *req, const char *name);
const char *srv_request_get_bearer (SrvRequest *req); /* token of Authorization: Bearer, or NULL */

/* (transfer none): never NULL, empty without a body; JSON was checked unless SRV_ROUTE_UPLOAD */
GBytes *srv_request_get_body (SrvRequest *req);

const char *srv_request_get_id (SrvRequest *req);   /* ours, unique; also in X-Request-Id */
const char *srv_request_get_peer (SrvRequest *req); /* numeric address, without the port */
gboolean srv_request_is_local (SrvRequest *req);    /* from loopback, and not through a proxy */

/* (transfer none): fires when the client has gone or the time to answer is over */
GCancellable *srv_request_get_cancellable (SrvRequest *req);
gboolean srv_request_is_answered (SrvRequest *req); /* or can no more be */

/* What the server knows of it. */

void srv_request_set_session (SrvRequest *req, gpointer session, GDestroyNotify destroy);
gpointer srv_request_get_session (SrvRequest *req);
void srv_request_set_user (SrvRequest *req, const char *user_id); /* for the log only */
void srv_request_continue (SrvRequest *req); /* from the guard to the handler */

/* The answer: one of these, once. */

void srv_request_set_header (SrvRequest *req, const char *name, const char *value);
void srv_request_set_etag (SrvRequest *req, const char *etag);

/* @body: (transfer full) (nullable). Packed with gzip when that pays and the client takes it. */
void srv_request_reply (SrvRequest *req, guint status, const char *content_type, GBytes *body);
void srv_request_reply_json (SrvRequest *req, guint status, GString *take);
void srv_request_reply_empty (SrvRequest *req, guint status);
void srv_request_reply_not_modified (SrvRequest *req, const char *etag);

/* problem+json. @title: Russian, or NULL for the usual one of @code; @field_path: or NULL */
void srv_request_reply_problem (
    SrvRequest *req, guint status, const char *code, const char *title, const char *field_path);

/* the same with a detail and further members: `"current":{…},"n":1`, JSON without braces, or NULL
 */
void srv_request_reply_problem_full (SrvRequest *req,
                                     guint status,
                                     const char *code,
                                     const char *title,
                                     const char *detail,
                                     const char *field_path,
                                     const char *members);

/* MERILO_ERROR by its table; the message is told to the client but for our own faults, which are
 * logged with the request's id. Other domains are our own faults. */
void srv_request_reply_error (SrvRequest *req, const GError *error);

/* Conditions. */

/* TRUE if If-None-Match names @etag: reply with srv_request_reply_not_modified() */
gboolean srv_request_none_match (SrvRequest *req, const char *etag);

/**
 * srv_request_get_if_match:
 * @ret_version: the version that the client saw
 *
 * Returns: %FALSE after a reply: 428 without If-Match, 400 for anything but one ETag of ours
 */
gboolean srv_request_get_if_match (SrvRequest *req, gint64 *ret_version) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrvRequest, srv_request_unref)

G_END_DECLS
