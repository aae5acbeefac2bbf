#include "handlers.h"

#include <stdlib.h>

#include "http/etag.h"
#include "http/json-check.h"
#include "http/stream.h"
#include "model/error.h"

static void
say_hello (SrvRequest *req, gpointer context)
{
  srv_request_reply_json (req, 200, g_string_new ("{\"hello\":\"world\",\"n\":1}"));
}

static void
get_record (SrvRequest *req, gpointer context)
{
  g_autofree char *etag = srv_etag_from_version (7);
  const char *q = srv_request_get_query (req, "q");
  GString *text;

  if (srv_request_none_match (req, etag))
    {
      srv_request_reply_not_modified (req, etag);
      return;
    }
  text = g_string_new (NULL);
  g_string_printf (text, "{\"id\":\"%s\",\"q\":\"%s\"}", srv_request_get_param (req, "id"),
                   q != NULL ? q : "");
  srv_request_set_etag (req, etag);
  srv_request_reply_json (req, 200, text);
}

static void
patch_record (SrvRequest *req, gpointer context)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;
  gint64 version;

  if (!srv_request_get_if_match (req, &version))
    return;
  node = srv_json_parse_bounded (srv_request_get_body (req), &error);
  if (node == NULL)
    srv_request_reply_error (req, error);
  else if (version != 7)
    srv_request_reply_problem_full (req, 412, "version-conflict", NULL, NULL, NULL,
                                    "\"current\":{\"version\":7}");
  else
    srv_request_reply_empty (req, 204);
}

static void
get_list (SrvRequest *req, gpointer context)
{
  g_autofree char *etag = srv_etag_from_version (3);
  GString *text = g_string_new ("[");

  for (guint i = 0; text->len < 40000; i++)
    g_string_append_printf (text, "%s{\"id\":%u,\"score\":%u}", i > 0 ? "," : "", i,
                            i * 7919 % 101);
  g_string_append_c (text, ']');
  srv_request_set_etag (req, etag);
  srv_request_reply_json (req, 200, text);
}

static void
take_body (SrvRequest *req, gpointer context)
{
  GBytes *body = srv_request_get_body (req);
  g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, body);
  GString *text = g_string_new (NULL);

  g_string_printf (text, "{\"bytes\":%zu,\"sha256\":\"%s\"}", g_bytes_get_size (body), sum);
  srv_request_reply_json (req, 200, text);
}

static gboolean
answer_late_cb (gpointer data)
{
  say_hello (data, NULL);
  return G_SOURCE_REMOVE;
}

static void
cancelled_cb (GCancellable *cancellable, gpointer data)
{
  g_atomic_int_inc (&((Notes *) data)->n_cancelled);
}

/* ?ms=: when to answer */
static void
answer_later (SrvRequest *req, gpointer context)
{
  const char *ms = srv_request_get_query (req, "ms");
  g_autoptr (GSource) source = g_timeout_source_new (ms != NULL ? (guint) atoi (ms) : 5);

  g_cancellable_connect (srv_request_get_cancellable (req), G_CALLBACK (cancelled_cb), context,
                         NULL);
  g_source_set_callback (source, answer_late_cb, srv_request_ref (req),
                         (GDestroyNotify) srv_request_unref);
  g_source_attach (source, g_main_context_get_thread_default ());
}

static void
fail (SrvRequest *req, gpointer context)
{
  const char *code = srv_request_get_param (req, "code");
  g_autoptr (GError) error = NULL;

  if (g_str_equal (code, "gio"))
    error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "inner words");
  else
    error = g_error_new (MERILO_ERROR, atoi (code), "told of %s", code);
  srv_request_reply_error (req, error);
}

static void
stream_closed_cb (SrvStream *stream, gpointer data)
{
  Notes *notes = data;

  g_ptr_array_remove (notes->streams, stream);
  g_atomic_int_inc (&notes->n_closed);
}

static void
open_events (SrvRequest *req, gpointer context)
{
  Notes *notes = context;
  SrvStream *stream = srv_stream_open (req);

  if (stream == NULL)
    return;
  g_ptr_array_add (notes->streams, stream);
  srv_stream_set_closed (stream, stream_closed_cb, notes);
}

static void
tell_peer (SrvRequest *req, gpointer context)
{
  const char *token = srv_request_get_bearer (req);
  GString *text = g_string_new (NULL);

  g_string_printf (text, "{\"peer\":\"%s\",\"local\":%s,\"token\":\"%s\"}",
                   srv_request_get_peer (req), srv_request_is_local (req) ? "true" : "false",
                   token != NULL ? token : "");
  srv_request_reply_json (req, 200, text);
}

static void
tell_metrics (SrvRequest *req, gpointer context)
{
  GString *text = g_string_new (NULL);

  srv_metrics_write (((Notes *) context)->metrics, text);
  srv_request_reply (req, 200, SRV_METRICS_TYPE, g_string_free_to_bytes (text));
}

const SrvRoute test_routes[] = {
  { "GET", "/hello", 0, say_hello, "Says hello", NULL, NULL },
  { "GET", "/records/:id", 0, get_record, "One record", NULL, "record" },
  { "PATCH", "/records/:id", 0, patch_record, "Changes it", "record", NULL },
  { "POST", "/records", 0, take_body, "A body of JSON", "record", NULL },
  { "GET", "/list", 0, get_list, "Many", NULL, "record", SRV_ROUTE_LIST },
  { "POST", "/upload", 0, take_body, "Raw bytes", NULL, NULL, SRV_ROUTE_UPLOAD },
  { "POST", "/small", 0, take_body, "Few raw bytes", NULL, NULL, SRV_ROUTE_UPLOAD, 100 },
  { "POST", "/closed", 1, take_body, "Raw bytes of users", NULL, NULL, SRV_ROUTE_UPLOAD },
  { "GET", "/later", 0, answer_later, "Answers later", NULL, NULL },
  { "GET", "/fail/:code", 0, fail, "Fails", NULL, NULL },
  { "GET", "/events", 0, open_events, "Events", NULL, NULL, SRV_ROUTE_STREAM },
  { "GET", "/peer", 0, tell_peer, "Who asks", NULL, NULL },
  { "GET", "/metrics", 0, tell_metrics, "Metrics", NULL, NULL },
};
const gsize test_n_routes = G_N_ELEMENTS (test_routes);
