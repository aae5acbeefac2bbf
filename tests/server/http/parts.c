/* The parts that need no socket: targets, heads, JSON, ETags, packing, problems, log, metrics. */
#include <string.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "http/address.h"
#include "http/compress.h"
#include "http/etag.h"
#include "http/head-check.h"
#include "http/json-check.h"
#include "http/log.h"
#include "http/metrics.h"
#include "http/problem.h"
#include "http/router-private.h"
#include "http/target.h"
#include "model/error.h"

/* Targets */

typedef struct
{
  const char *name, *raw;
  const char *path; /* segments joined by '|'; NULL: refused */
  const char *query;
} TargetRow;

static const TargetRow target_rows[] = {
  { "root", "/", "", "" },
  { "plain", "/a/b", "a|b", "" },
  { "slash-at-end", "/a/", "a|", "" },
  { "double-slash", "/a//b", "a||b", "" },
  { "escaped", "/a%20b/%D0%B0", "a b|а", "" },
  { "plus-in-path", "/a+b", "a+b", "" },
  { "query", "/a?x=1&y=2", "a", "x=1;y=2;" },
  { "query-plus", "/a?x=1+2%2B3", "a", "x=1 2+3;" },
  { "query-no-value", "/a?x&y=", "a", "x=;y=;" },
  { "query-empty-pieces", "/a?&&x=1&", "a", "x=1;" },
  { "query-twice", "/a?x=1&x=2", "a", "x=1;x=2;" },
  { "query-equals", "/a?x=1=2", "a", "x=1=2;" },
  { "query-question", "/a?x=?", "a", "x=?;" },
  { "dots-in-name", "/a..b/.c", "a..b|.c", "" },
  { "empty", "", NULL, NULL },
  { "star", "*", NULL, NULL },
  { "absolute", "http://x/a", NULL, NULL },
  { "relative", "a/b", NULL, NULL },
  { "nul", "/a%00b", NULL, NULL },
  { "nul-in-query", "/a?x=%00", NULL, NULL },
  { "escaped-slash", "/a%2fb", NULL, NULL },
  { "escaped-newline", "/a%0ab", NULL, NULL },
  { "escaped-delete", "/a%7f", NULL, NULL },
  { "raw-utf8", "/\xd0\xb0", NULL, NULL },
  { "bad-utf8", "/%ff", NULL, NULL },
  { "overlong-utf8", "/%c0%af", NULL, NULL },
  { "surrogate-utf8", "/%ed%a0%80", NULL, NULL },
  { "short-escape", "/a%2", NULL, NULL },
  { "bare-percent", "/a%", NULL, NULL },
  { "bad-escape", "/a%zz", NULL, NULL },
  { "dot", "/a/./b", NULL, NULL },
  { "dot-dot", "/a/../b", NULL, NULL },
  { "escaped-dot-dot", "/a/%2e%2e/b", NULL, NULL },
  { "fragment", "/a#b", NULL, NULL },
  { "backslash", "/a\\b", NULL, NULL },
  { "tab", "/a\tb", NULL, NULL },
  { "query-no-name", "/a?=1", NULL, NULL },
  { "query-bad-escape", "/a?x=%", NULL, NULL },
};

static void
test_target (gconstpointer data)
{
  const TargetRow *row = data;
  g_auto (SrvTarget) target = { 0 };
  g_autoptr (GString) query = g_string_new (NULL);
  g_autofree char *path = NULL;

  g_assert_cmpint (srv_target_parse (&target, row->raw), ==, row->path != NULL);
  if (row->path == NULL)
    return;
  path = g_strjoinv ("|", target.segments);
  g_assert_cmpstr (path, ==, row->path);
  for (guint i = 0; target.query != NULL && i < target.query->len; i += 2)
    g_string_append_printf (query, "%s=%s;", (char *) target.query->pdata[i],
                            (char *) target.query->pdata[i + 1]);
  g_assert_cmpstr (query->str, ==, row->query);
}

static void
test_target_many (void)
{
  g_autoptr (GString) raw = g_string_new ("/a?x=1");
  g_auto (SrvTarget) target = { 0 };

  for (guint i = 1; i < SRV_MAX_QUERY; i++)
    g_string_append (raw, "&x=1");
  g_assert_true (srv_target_parse (&target, raw->str));
  srv_target_clear (&target);
  g_string_append (raw, "&x=1");
  g_assert_false (srv_target_parse (&target, raw->str));
}

/* Heads: lines "Name: value", each handed over as the engine would */

typedef struct
{
  const char *name, *version, *lines;
  guint status;
} HeadRow;

static const HeadRow head_rows[] = {
  { "plain", "HTTP/1.1", "Host:x", 0 },
  { "first-version", "HTTP/1.0", "", 0 },
  { "no-host", "HTTP/1.1", "Accept:*/*", 400 },
  { "two-hosts", "HTTP/1.1", "Host:x\nHost:x", 400 },
  { "two-hosts-case", "HTTP/1.1", "Host:x\nhOST:y", 400 },
  { "length", "HTTP/1.1", "Host:x\nContent-Length:3", 0 },
  { "two-lengths", "HTTP/1.1", "Host:x\nContent-Length:3\nContent-Length:3", 400 },
  { "length-list", "HTTP/1.1", "Host:x\nContent-Length:3, 3", 400 },
  { "length-plus", "HTTP/1.1", "Host:x\nContent-Length:+3", 400 },
  { "length-minus", "HTTP/1.1", "Host:x\nContent-Length:-3", 400 },
  { "length-hex", "HTTP/1.1", "Host:x\nContent-Length:0x3", 400 },
  { "length-empty", "HTTP/1.1", "Host:x\nContent-Length:", 400 },
  { "length-huge", "HTTP/1.1", "Host:x\nContent-Length:99999999999999999999", 400 },
  { "chunked", "HTTP/1.1", "Host:x\nTransfer-Encoding:chunked", 0 },
  { "chunked-case", "HTTP/1.1", "Host:x\nTransfer-Encoding:Chunked", 0 },
  { "chunked-and-length", "HTTP/1.1", "Host:x\nTransfer-Encoding:chunked\nContent-Length:3", 400 },
  { "chunked-twice", "HTTP/1.1", "Host:x\nTransfer-Encoding:chunked\nTransfer-Encoding:chunked",
    400 },
  { "chunked-first-version", "HTTP/1.0", "Transfer-Encoding:chunked", 400 },
  { "coding-list", "HTTP/1.1", "Host:x\nTransfer-Encoding:gzip, chunked", 501 },
  { "coding-odd", "HTTP/1.1", "Host:x\nTransfer-Encoding:xchunked", 501 },
  { "space-in-name", "HTTP/1.1", "Host:x\nContent-Length :3", 400 },
  { "colon-less-name", "HTTP/1.1", "Host:x\n:3", 400 },
  { "lone-cr", "HTTP/1.1", "Host:x\nA:b\rc", 400 },
  { "control", "HTTP/1.1", "Host:x\nA:b\001c", 400 },
  { "delete", "HTTP/1.1", "Host:x\nA:b\177c", 400 },
  { "tab-in-value", "HTTP/1.1", "Host:x\nA:b\tc", 0 },
  { "utf8-value", "HTTP/1.1", "Host:x\nA:\xd0\xb0", 0 },
  { "bad-utf8-value", "HTTP/1.1", "Host:x\nA:\xd0", 400 },
  { "two-credentials", "HTTP/1.1", "Host:x\nAuthorization:a\nAuthorization:b", 400 },
  { "two-types", "HTTP/1.1", "Host:x\nContent-Type:a\nContent-Type:b", 400 },
  { "two-keys", "HTTP/1.1", "Host:x\nIdempotency-Key:a\nIdempotency-Key:b", 400 },
  { "two-accepts", "HTTP/1.1", "Host:x\nAccept:a\nAccept:b", 0 },
  { "packed-body", "HTTP/1.1", "Host:x\nContent-Encoding:gzip", 501 },
  { "expect", "HTTP/1.1", "Host:x\nExpect:100-Continue", 0 },
  { "expect-other", "HTTP/1.1", "Host:x\nExpect:cake", 417 },
  { "second-version", "HTTP/2.0", "Host:x", 505 },
  { "odd-version", "HTTP/1.10", "Host:x", 505 },
};

static void
test_head (gconstpointer data)
{
  const HeadRow *row = data;
  g_auto (GStrv) lines = g_strsplit (row->lines, "\n", -1);
  SrvHeadCheck check = { 0 };

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *colon = strchr (lines[i], ':');

      srv_head_check_add (&check, lines[i], colon - lines[i], colon + 1, strlen (colon + 1));
    }
  g_assert_cmpuint (srv_head_check_verdict (&check, row->version), ==, row->status);
}

static void
test_head_nul (void)
{
  SrvHeadCheck check = { 0 };

  srv_head_check_add (&check, "Host", 4, "x", 1);
  srv_head_check_add (&check, "A", 1, "b\0c", 3);
  g_assert_cmpuint (srv_head_check_verdict (&check, "HTTP/1.1"), ==, 400);
}

static void
test_head_many (void)
{
  SrvHeadCheck check = { 0 };

  srv_head_check_add (&check, "Host", 4, "x", 1);
  for (guint i = 1; i < SRV_MAX_HEADERS; i++)
    srv_head_check_add (&check, "A", 1, "b", 1);
  g_assert_cmpuint (srv_head_check_verdict (&check, "HTTP/1.1"), ==, 0);
  srv_head_check_add (&check, "A", 1, "b", 1);
  g_assert_cmpuint (srv_head_check_verdict (&check, "HTTP/1.1"), ==, 431);
}

/* JSON */

typedef struct
{
  const char *name, *text;
  const char *what; /* of the refusal, NULL for good */
} JsonRow;

static const JsonRow json_rows[] = {
  { "object", "{\"a\":[1,-2.5e3,true,false,null,\"x\"],\"b\":{}}", NULL },
  { "space", " \t\r\n[ ] ", NULL },
  { "scalar", "7", NULL },
  { "zero", "-0", NULL },
  { "escapes", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0430\\ud83d\\ude00\"", NULL },
  { "whole-max", "[9223372036854775807,-9223372036854775808]", NULL },
  { "real-small", "1e-999", NULL },
  { "keys-apart", "{\"a\":{\"a\":1},\"b\":{\"a\":1},\"ab\":1}", NULL },
  { "empty", "", "unexpected end" },
  { "blank", "  ", "unexpected end" },
  { "half-object", "{\"a\":1", "expected ',' or '}'" },
  { "half-array", "[1,", "unexpected end" },
  { "half-string", "\"a", "string without an end" },
  { "comma-last", "[1,]", "unexpected character" },
  { "comma-last-object", "{\"a\":1,}", "expected a string" },
  { "no-colon", "{\"a\" 1}", "expected ':'" },
  { "bare-key", "{a:1}", "expected a string" },
  { "single-quotes", "{'a':1}", "expected a string" },
  { "comment", "[1] // x", "text after the value" },
  { "two-values", "{} {}", "text after the value" },
  { "nan", "NaN", "unexpected character" },
  { "infinity", "[Infinity]", "unexpected character" },
  { "real-huge", "1e999", "number out of range" },
  { "whole-huge", "9223372036854775808", "number out of range" },
  { "number-long", "0.00000000000000000000000000000000000000000000000000000000000000001",
    "number too long" },
  { "leading-zero", "[01]", "expected ',' or ']'" },
  { "leading-plus", "+1", "unexpected character" },
  { "bare-dot", "[1.]", "bad number" },
  { "bare-minus", "-", "unexpected character" },
  { "bare-exponent", "1e", "bad number" },
  { "control", "\"a\nb\"", "control character in a string" },
  { "bad-escape", "\"\\x41\"", "bad escape" },
  { "short-escape", "\"\\u12\"", "bad escape" },
  { "nul-escape", "\"a\\u0000b\"", "U+0000 in a string" },
  { "lone-high", "\"\\ud800\"", "lone surrogate" },
  { "lone-low", "\"\\udc00\"", "lone surrogate" },
  { "high-twice", "\"\\ud800\\ud800\"", "lone surrogate" },
  { "bad-utf8", "\"\xd0\"", "not UTF-8" },
  { "bom", "\xef\xbb\xbf{}", "unexpected character" },
  { "key-twice", "{\"a\":1,\"b\":2,\"a\":3}", "key twice in an object" },
  { "key-twice-escaped", "{\"a\":1,\"\\u0061\":3}", "key twice in an object" },
  { "key-twice-after-child", "{\"a\":{\"x\":1},\"a\":3}", "key twice in an object" },
  { "word", "tru", "unexpected character" },
};

static void
assert_json (const char *text, gsize length, const char *what)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);
  g_autoptr (GError) error = NULL;
  gboolean good = srv_json_check (bytes, &error);

  if (what == NULL)
    {
      g_autoptr (JsonNode) node = srv_json_parse_bounded (bytes, NULL);

      g_assert_no_error (error);
      g_assert_true (good);
      g_assert_nonnull (node);
      return;
    }
  g_assert_false (good);
  g_assert_error (error, MERILO_ERROR, MERILO_ERROR_BAD_JSON);
  g_assert_true (g_str_has_prefix (error->message, what));
  g_assert_null (srv_json_parse_bounded (bytes, NULL));
}

static void
test_json (gconstpointer data)
{
  const JsonRow *row = data;

  assert_json (row->text, strlen (row->text), row->what);
}

static void
test_json_nul (void)
{
  assert_json ("[1]\0", 4, "not UTF-8");
}

/* @n times @open, @middle, @n times @close */
static char *
nest (guint n, const char *open, const char *middle, const char *close)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (text, open);
  g_string_append (text, middle);
  for (guint i = 0; i < n; i++)
    g_string_append (text, close);
  return g_string_free (text, FALSE);
}

static void
test_json_bounds (void)
{
  g_autofree char *deep = nest (SRV_JSON_MAX_DEPTH, "[", "1", "]");
  g_autofree char *deeper = nest (SRV_JSON_MAX_DEPTH + 1, "{\"a\":", "1", "}");
  g_autofree char *abyss = nest (500000, "[", "", "");
  g_autofree char *values = nest (SRV_JSON_MAX_VALUES - 2, "1,", "1", "");
  g_autofree char *full = g_strdup_printf ("[%s]", values);
  g_autofree char *fuller = g_strdup_printf ("[1,%s]", values);
  g_autoptr (GString) keys = g_string_new ("{\"k\":0");

  assert_json (deep, strlen (deep), NULL);
  assert_json (deeper, strlen (deeper), "nested too deep");
  assert_json (abyss, strlen (abyss), "nested too deep");
  assert_json (full, strlen (full), NULL);
  assert_json (fuller, strlen (fuller), "too many values");
  for (guint i = 1; i < SRV_JSON_MAX_KEYS; i++)
    g_string_append_printf (keys, ",\"k%u\":0", i);
  g_string_append_c (keys, '}');
  assert_json (keys->str, keys->len, NULL);
  g_string_truncate (keys, keys->len - 1);
  g_string_append (keys, ",\"more\":0}");
  assert_json (keys->str, keys->len, "too many keys");
}

/* ETags */

typedef struct
{
  const char *name, *list, *etag;
  gboolean has;
} EtagRow;

static const EtagRow etag_rows[] = {
  { "same", "\"7\"", "\"7\"", TRUE },
  { "other", "\"8\"", "\"7\"", FALSE },
  { "weak", "W/\"7\"", "\"7\"", TRUE },
  { "packed", "\"7-gzip\"", "\"7\"", TRUE },
  { "of-packed", "\"7\"", "\"7-gzip\"", TRUE },
  { "list", "\"1\", W/\"2\",\"7\"", "\"7\"", TRUE },
  { "star", "*", "\"7\"", TRUE },
  { "longer", "\"77\"", "\"7\"", FALSE },
  { "bare", "7", "\"7\"", FALSE },
  { "open", "\"7", "\"7\"", FALSE },
  { "empty", "", "\"7\"", FALSE },
  { "comma-in-tag", "\"1,7\"", "\"7\"", FALSE },
};

static void
test_etag (gconstpointer data)
{
  const EtagRow *row = data;

  g_assert_cmpint (srv_etag_list_has (row->list, row->etag), ==, row->has);
}

static void
test_etag_version (void)
{
  static const char *const bad[]
      = { "",         "7",           "\"\"", "\"a\"",  "\"7",    "W/\"7\"",
          "\"-7\"",   "\"7\",\"8\"", "*",    "\" 7\"", "\"+7\"", "\"99999999999999999999\"",
          "\"-gzip\"" };
  g_autofree char *etag = srv_etag_from_version (G_MAXINT64);
  g_autofree char *packed = srv_etag_packed (etag);
  gint64 version = -1;

  g_assert_true (srv_etag_parse_version (etag, &version));
  g_assert_cmpint (version, ==, G_MAXINT64);
  g_assert_true (srv_etag_parse_version (packed, &version));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    if (srv_etag_parse_version (bad[i], &version))
      g_error ("'%s' was taken for a version", bad[i]);
}

/* Packing */

static void
test_accepts (void)
{
  static const struct
  {
    const char *value;
    gboolean takes;
  } rows[] = {
    { NULL, FALSE },
    { "", FALSE },
    { "gzip", TRUE },
    { "GZIP", TRUE },
    { "deflate, gzip", TRUE },
    { "gzip;q=0", FALSE },
    { "gzip; q=0.0", FALSE },
    { "gzip;q=0.5", TRUE },
    { "*", TRUE },
    { "*;q=0", FALSE },
    { "*, gzip;q=0", FALSE },
    { "identity", FALSE },
    { "xgzip", FALSE },
    { "gzipx", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (srv_accepts_gzip (rows[i].value) != rows[i].takes)
      g_error ("'%s'", rows[i].value);
}

static void
test_gzip (void)
{
  g_autofree char *text = g_strnfill (100000, 'a');
  g_autoptr (GConverter) unpack
      = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  g_autoptr (GBytes) bytes = g_bytes_new (text, 100000);
  g_autoptr (GBytes) small = g_bytes_new ("ab", 2);
  g_autofree char *out = g_malloc (100001);
  gsize n_read, n_written;

  for (guint i = 0; i < 3; i++) /* the stream is used again */
    {
      g_autoptr (GBytes) packed = srv_gzip (bytes);

      g_assert_nonnull (packed);
      g_assert_cmpuint (g_bytes_get_size (packed), <, 1000);
      g_converter_reset (unpack);
      g_assert_cmpint (g_converter_convert (unpack, g_bytes_get_data (packed, NULL),
                                            g_bytes_get_size (packed), out, 100001,
                                            G_CONVERTER_INPUT_AT_END, &n_read, &n_written, NULL),
                       ==, G_CONVERTER_FINISHED);
      g_assert_cmpmem (out, n_written, text, 100000);
      g_assert_null (srv_gzip (small));
    }
}

/* Problems: every error code of ours has a title and a status of its own table */

static void
test_problem_codes (void)
{
  for (guint i = 0; i < MERILO_ERROR_N_CODES; i++)
    {
      const char *code = merilo_error_code_name (i);

      if (g_str_equal (srv_problem_title (code), srv_problem_title ("no such code")))
        g_error ("no title for '%s'", code);
    }
  g_assert_cmpstr (srv_problem_code (404), ==, "not-found");
  g_assert_cmpstr (srv_problem_code (418), ==, "bad-request");
  g_assert_cmpstr (srv_problem_code (599), ==, "internal");
}

static void
test_problem (void)
{
  g_autoptr (GString) out = g_string_new (NULL);
  SrvProblem problem = { .status = 422,
                         .code = "invalid",
                         .title = "\"Нет\"",
                         .detail = "a\nb",
                         .field = "items[0].no",
                         .request_id = "id",
                         .members = "\"n\":1" };

  srv_problem_write (out, &problem);
  g_assert_cmpstr (out->str, ==,
                   "{\"type\":\"urn:merilo:problem:invalid\",\"title\":\"\\\"Нет\\\"\","
                   "\"status\":422,\"code\":\"invalid\",\"detail\":\"a\\nb\","
                   "\"field\":\"items[0].no\",\"request_id\":\"id\",\"n\":1}");
}

/* Log and metrics */

static void
test_log (void)
{
  g_autoptr (GString) line = g_string_new (NULL);
  SrvLogEntry entry = { .id = "0a",
                        .method = "GE T\n",
                        .route = "/a/:id",
                        .status = 200,
                        .microseconds = 812,
                        .bytes_in = 1,
                        .bytes_out = 2,
                        .user = "у",
                        .peer = NULL };

  srv_log_format (line, &entry);
  g_assert_cmpstr (line->str, ==,
                   "request id=0a method=GE?T? route=/a/:id status=200 us=812 in=1 out=2 user=?? "
                   "peer=-");
}

static void
handle_nothing (SrvRequest *req, gpointer context)
{
}

static const SrvRoute routes[] = {
  { "GET", "/", 0, handle_nothing },
  { "GET", "/a/:id", 0, handle_nothing },
  { "PATCH", "/a/:id", 0, handle_nothing },
  { "GET", "/a/current", 0, handle_nothing },
  { "DELETE", "/a/current", 0, handle_nothing },
  { "POST", "/a/from-job", 0, handle_nothing },
  { "GET", "/a/:id/parts/:part", 0, handle_nothing },
};

static void
test_metrics (void)
{
  g_autoptr (SrvRouter) router = srv_router_new (NULL);
  g_autoptr (SrvMetrics) metrics = srv_metrics_new (2, NULL);
  g_autoptr (GString) out = g_string_new (NULL);
  guint jobs = srv_metrics_add_counter (metrics, "merilo_jobs_total", "Jobs");

  srv_router_add (router, routes, G_N_ELEMENTS (routes));
  srv_metrics_set_routes (metrics, router);
  srv_metrics_count_request (metrics, 1, 200, 300);
  srv_metrics_count_request (metrics, SRV_NO_ROUTE, 404, 10);
  srv_metrics_count (metrics, jobs, 2);
  srv_metrics_attach (metrics, 1);
  srv_metrics_count_request (metrics, 1, 200, 9000000);
  srv_metrics_count_request (metrics, 1, 777, 1);
  srv_metrics_count (metrics, jobs, 3);
  srv_metrics_write (metrics, out);
  g_assert_nonnull (
      strstr (out->str,
              "merilo_requests_total{method=\"GET\",route=\"/a/:id\",status=\"200\"} 2\n"));
  g_assert_nonnull (strstr (out->str, "{method=\"GET\",route=\"/a/:id\",status=\"0\"} 1\n"));
  g_assert_nonnull (strstr (out->str, "{method=\"\",route=\"\",status=\"404\"} 1\n"));
  g_assert_nonnull (strstr (out->str, "{method=\"GET\",route=\"/a/:id\",le=\"0.0005\"} 2\n"));
  g_assert_nonnull (strstr (out->str, "{method=\"GET\",route=\"/a/:id\",le=\"5\"} 2\n"));
  g_assert_nonnull (strstr (out->str, "{method=\"GET\",route=\"/a/:id\",le=\"+Inf\"} 3\n"));
  g_assert_nonnull (strstr (out->str, "seconds_sum{method=\"GET\",route=\"/a/:id\"} 9.000301\n"));
  g_assert_nonnull (strstr (out->str, "merilo_jobs_total 5\n"));
}

/* Routes */

typedef struct
{
  const char *name, *method, *path;
  int route; /* -1: no such path, -2: another method */
  const char *values;
} RouteRow;

static const RouteRow route_rows[] = {
  { "root", "GET", "", 0, "" },
  { "parameter", "GET", "a/7", 1, "id=7;" },
  { "head", "HEAD", "a/7", 1, "id=7;" },
  { "patch", "PATCH", "a/7", 2, "id=7;" },
  { "literal-first", "GET", "a/current", 3, "" },
  { "literal-other-method", "PATCH", "a/current", -2, "" },
  { "back-from-literal", "GET", "a/current/parts/2", 6, "id=current;part=2;" },
  { "two-parameters", "GET", "a/1/parts/2", 6, "id=1;part=2;" },
  { "empty-parameter", "GET", "a/", -1, "" },
  { "too-long", "GET", "a/1/parts/2/3", -1, "" },
  { "half", "GET", "a/1/parts", -1, "" },
  { "method-case", "get", "a/7", -2, "" },
  { "unknown", "GET", "b", -1, "" },
};

static void
test_route (gconstpointer data)
{
  const RouteRow *row = data;
  g_autoptr (SrvRouter) router = srv_router_new (NULL);
  g_auto (GStrv) segments = g_strsplit (row->path, "/", -1);
  g_auto (SrvMatch) match = { 0 };
  g_autoptr (GString) values = g_string_new (NULL);

  srv_router_add (router, routes, G_N_ELEMENTS (routes));
  _srv_router_match (router, row->method, (const char *const *) segments, &match);
  g_assert_cmpint (match.route != NULL   ? (int) match.index
                   : match.allow != NULL ? -2
                                         : -1,
                   ==, row->route);
  for (guint i = 0; match.route != NULL && i < match.n_params; i++)
    g_string_append_printf (values, "%s=%s;", match.names[i], match.values[i]);
  g_assert_cmpstr (values->str, ==, row->values);
}

static void
test_route_twice (void)
{
  if (g_test_subprocess ())
    {
      SrvRouter *router = srv_router_new (NULL);

      srv_router_add (router, routes, 2);
      srv_router_add (router, routes, 1);
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*bad route: GET /*");
}

static void
test_route_list (void)
{
  g_autoptr (SrvRouter) router = srv_router_new (NULL);
  gsize n;

  srv_router_add (router, routes, 3);
  srv_router_add (router, routes + 3, G_N_ELEMENTS (routes) - 3);
  g_assert_true (srv_router_list (router, &n)[4] == &routes[4]);
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (routes));
}

static void
test_address (void)
{
  static const char *const bad[] = { "example.org", "", "127.0.0.1:80", "300.0.0.1" };
  g_autoptr (GError) error = NULL;
  int fd = srv_address_listen ("::1", 0, &error);

  if (fd >= 0)
    {
      g_assert_true (srv_address_is_local (fd));
      g_close (fd, NULL);
    }
  g_clear_error (&error);
  fd = srv_address_listen ("0.0.0.0", 0, &error);
  g_assert_no_error (error);
  g_assert_false (srv_address_is_local (fd));
  g_assert_cmpint (srv_address_listen ("0.0.0.0", srv_address_get_port (fd), &error), ==, -1);
  g_assert_error (error, MERILO_ERROR, MERILO_ERROR_EXISTS);
  g_close (fd, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_clear_error (&error);
      g_assert_cmpint (srv_address_listen (bad[i], 0, &error), ==, -1);
      g_assert_error (error, MERILO_ERROR, MERILO_ERROR_INVALID);
    }
}

#define ADD_ROWS(group, rows, func)                                                                \
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)                                                  \
    {                                                                                              \
      g_autofree char *path = g_strdup_printf ("/http/" group "/%s", rows[i].name);                \
      g_test_add_data_func (path, &rows[i], func);                                                 \
    }

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_ROWS ("target", target_rows, test_target)
  ADD_ROWS ("head", head_rows, test_head)
  ADD_ROWS ("json", json_rows, test_json)
  ADD_ROWS ("etag", etag_rows, test_etag)
  ADD_ROWS ("route", route_rows, test_route)
  g_test_add_func ("/http/target/many", test_target_many);
  g_test_add_func ("/http/head/nul", test_head_nul);
  g_test_add_func ("/http/head/many", test_head_many);
  g_test_add_func ("/http/json/nul", test_json_nul);
  g_test_add_func ("/http/json/bounds", test_json_bounds);
  g_test_add_func ("/http/etag/version", test_etag_version);
  g_test_add_func ("/http/pack/accepts", test_accepts);
  g_test_add_func ("/http/pack/gzip", test_gzip);
  g_test_add_func ("/http/problem/codes", test_problem_codes);
  g_test_add_func ("/http/problem/text", test_problem);
  g_test_add_func ("/http/log", test_log);
  g_test_add_func ("/http/metrics", test_metrics);
  g_test_add_func ("/http/route/twice", test_route_twice);
  g_test_add_func ("/http/route/list", test_route_list);
  g_test_add_func ("/http/address", test_address);
  return g_test_run ();
}
