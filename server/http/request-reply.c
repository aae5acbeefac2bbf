#define G_LOG_DOMAIN "srv-http"

#include <microhttpd.h>
#include <string.h>

#include "http/compress.h"
#include "http/etag.h"
#include "http/listener-private.h"
#include "http/problem.h"
#include "model/error.h"

/* The one place where a request becomes answered. */
void
_srv_request_answer (SrvRequest *req, guint status, struct MHD_Response *take_response)
{
  if (req->phase >= SRV_PHASE_ANSWERED)
    {
      if (req->phase == SRV_PHASE_ANSWERED && !req->given_up)
        g_critical ("request %s is answered twice", req->id);
      MHD_destroy_response (take_response);
      return;
    }
  _srv_request_dress (req, take_response);
  req->status = status;
  req->response = take_response;
  req->phase = SRV_PHASE_ANSWERED;
  req->answered = g_get_monotonic_time ();
  if (req->suspended)
    {
      req->suspended = FALSE;
      _srv_listener_wake (req->listener, req->connection);
    }
}

void
_srv_request_dress (SrvRequest *req, struct MHD_Response *response)
{
  gboolean cached = FALSE;

  for (guint i = 0; req->headers != NULL && i < req->headers->len; i += 2)
    {
      MHD_add_response_header (response, req->headers->pdata[i], req->headers->pdata[i + 1]);
      cached = cached || g_ascii_strcasecmp (req->headers->pdata[i], "Cache-Control") == 0;
    }
  MHD_add_response_header (response, "X-Request-Id", req->id);
  MHD_add_response_header (response, "X-Content-Type-Options", "nosniff");
  if (!cached)
    MHD_add_response_header (response, "Cache-Control",
                             req->etag != NULL ? "private, no-cache" : "no-store");
  if (req->listener != NULL && req->listener->stopping)
    MHD_add_response_header (response, "Connection", "close");
}

void
srv_request_set_header (SrvRequest *req, const char *name, const char *value)
{
  if (req->headers == NULL)
    req->headers = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (req->headers, g_strdup (name));
  g_ptr_array_add (req->headers, g_strdup (value));
}

void
srv_request_set_etag (SrvRequest *req, const char *etag)
{
  g_free (req->etag);
  req->etag = g_strdup (etag);
}

/* The engine keeps the reference until the last byte is sent: nothing is copied. */
static struct MHD_Response *
wrap_bytes (GBytes *take_bytes)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (take_bytes, &size);

  return MHD_create_response_from_buffer_with_free_callback_cls (size,
                                                                 (void *) (size > 0 ? data : ""),
                                                                 (MHD_ContentReaderFreeCallback)
                                                                     g_bytes_unref,
                                                                 take_bytes);
}

/* gzip of @body if that pays and the client takes it, else NULL. */
static GBytes *
pack_body (SrvRequest *req, GBytes *body)
{
  if (!srv_accepts_gzip (srv_request_get_header (req, "Accept-Encoding")))
    return NULL;
  return srv_gzip (body);
}

static void
describe_body (SrvRequest *req, struct MHD_Response *response, gboolean packs, gboolean packed)
{
  g_autofree char *etag = packed && req->etag != NULL ? srv_etag_packed (req->etag) : NULL;

  if (packs)
    MHD_add_response_header (response, "Vary", "Accept-Encoding");
  if (packed)
    MHD_add_response_header (response, "Content-Encoding", "gzip");
  if (req->etag != NULL)
    MHD_add_response_header (response, "ETag", packed ? etag : req->etag);
}

void
srv_request_reply (SrvRequest *req, guint status, const char *content_type, GBytes *take_body)
{
  g_autoptr (GBytes) body = take_body != NULL ? take_body : g_bytes_new_static ("", 0);
  gboolean packs = g_bytes_get_size (body) > SRV_PACK_MIN && srv_type_packs (content_type);
  g_autoptr (GBytes) packed = packs ? pack_body (req, body) : NULL;
  GBytes *sent = packed != NULL ? packed : body;
  struct MHD_Response *response = wrap_bytes (g_bytes_ref (sent));

  req->reply_size = g_bytes_get_size (sent);
  if (content_type != NULL)
    MHD_add_response_header (response, "Content-Type", content_type);
  describe_body (req, response, packs, packed != NULL);
  _srv_request_answer (req, status, response);
}

void
srv_request_reply_json (SrvRequest *req, guint status, GString *take)
{
  srv_request_reply (req, status, "application/json", g_string_free_to_bytes (take));
}

void
srv_request_reply_empty (SrvRequest *req, guint status)
{
  srv_request_reply (req, status, NULL, NULL);
}

void
srv_request_reply_not_modified (SrvRequest *req, const char *etag)
{
  srv_request_set_etag (req, etag);
  srv_request_reply_empty (req, 304);
}

void
srv_request_reply_problem_full (SrvRequest *req,
                                guint status,
                                const char *code,
                                const char *title,
                                const char *detail,
                                const char *field_path,
                                const char *members)
{
  GString *text = g_string_sized_new (256);
  SrvProblem problem = {
    .status = status,
    .code = code,
    .title = title,
    .detail = detail,
    .field = field_path,
    .request_id = req->id,
    .members = members,
  };

  srv_problem_write (text, &problem);
  if (status == 401)
    srv_request_set_header (req, "WWW-Authenticate", "Bearer");
  srv_request_reply (req, status, SRV_PROBLEM_TYPE, g_string_free_to_bytes (text));
}

void
srv_request_reply_problem (
    SrvRequest *req, guint status, const char *code, const char *title, const char *field_path)
{
  srv_request_reply_problem_full (req, status, code, title, NULL, field_path, NULL);
}

void
srv_request_reply_error (SrvRequest *req, const GError *error)
{
  gboolean ours = error->domain == MERILO_ERROR;
  MeriloErrorCode code = ours ? (MeriloErrorCode) error->code : MERILO_ERROR_INTERNAL;
  gboolean cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  gboolean told = code != MERILO_ERROR_INTERNAL && code != MERILO_ERROR_TIMEOUT;
  guint status;

  if (cancelled)
    code = MERILO_ERROR_CANCELLED;
  status = merilo_error_code_status (code);
  if (code == MERILO_ERROR_TIMEOUT) /* 408 would tell the client that it was slow itself */
    status = 503;
  if ((!told || code == MERILO_ERROR_UNAVAILABLE) && !cancelled)
    g_message ("request %s: %s", req->id, error->message);
  srv_request_reply_problem_full (req, status, merilo_error_code_name (code), NULL,
                                  told ? error->message : NULL, NULL, NULL);
}

/* Conditions */

gboolean
srv_request_none_match (SrvRequest *req, const char *etag)
{
  const char *list = srv_request_get_header (req, "If-None-Match");

  return list != NULL && srv_etag_list_has (list, etag);
}

gboolean
srv_request_get_if_match (SrvRequest *req, gint64 *ret_version)
{
  const char *value = srv_request_get_header (req, "If-Match");

  if (value == NULL)
    srv_request_reply_problem (req, 428, "precondition-required", NULL, NULL);
  else if (!srv_etag_parse_version (value, ret_version))
    srv_request_reply_problem (req, 400, "bad-request", NULL, "If-Match");
  else
    return TRUE;
  return FALSE;
}
