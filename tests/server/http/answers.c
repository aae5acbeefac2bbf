/* One request a connection over real sockets: what is answered, what is refused. A name a row. */
#include "fixture.h"

#include <string.h>

#define HOST " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
#define END  HOST "\r\n"
#define JSON "Content-Type: application/json\r\n"

static Fixture *fixture;

typedef struct
{
  const char *name, *request;
  guint status;
  const char *has; /* somewhere in the answer, or NULL */
} Row;

static void
check_row (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *answer = fixture_exchange (fixture, row->request, -1);

  if (fixture_status (answer) != row->status)
    g_error ("%s: expected %u: %s", row->name, row->status, answer);
  if (row->has != NULL && strstr (answer, row->has) == NULL)
    g_error ("%s: no '%s' in: %s", row->name, row->has, answer);
}

static const Row plain_rows[] = {
  { "get", "GET /hello" END, 200, "{\"hello\":\"world\",\"n\":1}" },
  { "request-id", "GET /hello" END, 200, "X-Request-Id: " },
  { "no-store", "GET /hello" END, 200, "Cache-Control: no-store" },
  { "head", "HEAD /hello" END, 200, "Content-Length: 23\r\n" },
  { "options", "OPTIONS /records/1" END, 204, "Allow: OPTIONS, GET, HEAD, PATCH" },
  { "options-all", "OPTIONS *" END, 204, NULL },
  { "not-found", "GET /nowhere" END, 404, "\"code\":\"not-found\"" },
  { "not-found-slash", "GET /hello/" END, 404, NULL },
  { "wrong-method", "DELETE /hello" END, 405, "Allow: OPTIONS, GET, HEAD" },
  { "param", "GET /records/%D0%B0b" END, 200, "{\"id\":\"аb\"" },
  { "query", "GET /records/1?a=2&q=x+%2F%20y" END, 200, "\"q\":\"x / y\"" },
  { "etag", "GET /records/1" END, 200, "ETag: \"7\"\r\n" },
  { "not-modified", "GET /records/1" HOST "If-None-Match: \"7\"\r\n\r\n", 304, "ETag: \"7\"" },
  { "not-modified-packed", "GET /records/1" HOST "If-None-Match: \"7-gzip\"\r\n\r\n", 304, NULL },
  { "none-match-other", "GET /records/1" HOST "If-None-Match: \"6\"\r\n\r\n", 200, NULL },
  { "problem-type", "GET /nowhere" END, 404, "Content-Type: application/problem+json" },
  { "problem-title", "GET /nowhere" END, 404, "\"title\":\"Не найдено\"" },
  { "http-1.0", "GET /hello HTTP/1.0\r\n\r\n", 200, "hello" },
  { "later", "GET /later" END, 200, "hello" },
  { "not-in-time", "GET /later?ms=4600" END, 503, "\"code\":\"unavailable\"" },
  { "error-invalid", "GET /fail/1" END, 422, "\"detail\":\"told of 1\"" },
  { "error-exists", "GET /fail/9" END, 409, "\"code\":\"exists\"" },
  { "error-timeout", "GET /fail/14" END, 503, "\"code\":\"timeout\"" },
  { "bearer", "GET /peer" HOST "Authorization: Bearer abc\r\n\r\n", 200, "\"token\":\"abc\"" },
  { "basic", "GET /peer" HOST "Authorization: Basic abc\r\n\r\n", 200, "\"token\":\"\"" },
  { "peer", "GET /peer" END, 200, "{\"peer\":\"127.0.0.1\",\"local\":true" },
  { "forwarded-unbelieved", "GET /peer" HOST "X-Forwarded-For: 9.9.9.9\r\n\r\n", 200,
    "{\"peer\":\"127.0.0.1\",\"local\":false" },
};

static const Row body_rows[] = {
  { "json", "POST /records" HOST JSON "Content-Length: 7\r\n\r\n{\"a\":1}", 200, "\"bytes\":7" },
  { "json-charset",
    "POST /records" HOST "Content-Type: application/json; charset=utf-8\r\nContent-Length: "
    "2\r\n\r\n{}",
    200, NULL },
  { "empty", "POST /records" HOST "Content-Length: 0\r\n\r\n", 200, "\"bytes\":0" },
  { "chunked",
    "POST /records" HOST JSON "Transfer-Encoding: chunked\r\n\r\n3\r\n[1,\r\n2\r\n2]\r\n0\r\n\r\n",
    200, "\"bytes\":5" },
  { "no-type", "POST /records" HOST "Content-Length: 2\r\n\r\n{}", 415, "unsupported-media-type" },
  { "form", "POST /records" HOST "Content-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}", 415,
    NULL },
  { "like-json",
    "POST /records" HOST "Content-Type: application/jsonx\r\nContent-Length: 2\r\n\r\n{}", 415,
    NULL },
  { "not-json", "POST /records" HOST JSON "Content-Length: 3\r\n\r\n{a}", 400,
    "\"code\":\"bad-json\"" },
  { "too-deep",
    "POST /records" HOST JSON "Content-Length: 33\r\n\r\n[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", 400,
    "nested too deep" },
  { "get-with-body", "GET /hello" HOST "Content-Length: 2\r\n\r\n{}", 400, NULL },
  { "delete-with-body", "DELETE /hello" HOST "Content-Length: 2\r\n\r\n{}", 405, NULL },
  { "packed-body", "POST /upload" HOST "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\nxx", 501,
    NULL },
  { "raw", "POST /upload" HOST "Content-Length: 3\r\n\r\n{a}", 200, "\"bytes\":3" },
  { "route-limit",
    "POST /small" HOST "Content-Length: 100\r\n\r\n"
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    200, "\"bytes\":100" },
  { "past-route-limit",
    "POST /small" HOST "Content-Length: 101\r\n\r\n"
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    413, "\"code\":\"too-large\"" },
  { "past-limit-chunked",
    "POST /small" HOST "Transfer-Encoding: chunked\r\n\r\n65\r\n"
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n0\r\n\r\n",
    413, "\"code\":\"too-large\"" },
  { "stranger", "POST /closed" HOST "Content-Length: 2\r\n\r\nxx", 401,
    "WWW-Authenticate: Bearer" },
  { "stranger-large", "POST /closed" HOST "Content-Length: 900000\r\n\r\nxx", 401, NULL },
  { "token", "POST /closed" HOST "Authorization: Bearer t\r\nContent-Length: 2\r\n\r\nxx", 200,
    NULL },
  { "expect", "POST /upload" HOST "Expect: 100-continue\r\nContent-Length: 2\r\n\r\nxx", 100,
    "\"bytes\":2" },
  { "expect-too-large",
    "POST /small" HOST "Expect: 100-continue\r\nContent-Length: 300000000\r\n\r\n", 413, NULL },
  { "expect-other", "POST /upload" HOST "Expect: 200-ok\r\nContent-Length: 2\r\n\r\nxx", 417,
    NULL },
  { "if-match", "PATCH /records/1" HOST JSON "If-Match: \"7\"\r\nContent-Length: 2\r\n\r\n{}", 204,
    NULL },
  { "if-match-packed",
    "PATCH /records/1" HOST JSON "If-Match: \"7-gzip\"\r\nContent-Length: 2\r\n\r\n{}", 204, NULL },
  { "if-match-none", "PATCH /records/1" HOST JSON "Content-Length: 2\r\n\r\n{}", 428,
    "precondition-required" },
  { "if-match-star", "PATCH /records/1" HOST JSON "If-Match: *\r\nContent-Length: 2\r\n\r\n{}", 400,
    "\"field\":\"If-Match\"" },
  { "if-match-old", "PATCH /records/1" HOST JSON "If-Match: \"6\"\r\nContent-Length: 2\r\n\r\n{}",
    412, "\"current\":{\"version\":7}}" },
};

static void
add_rows (const char *group, const Row *rows, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("/http/%s/%s", group, rows[i].name);

      g_test_add_data_func (path, &rows[i], check_row);
    }
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  fixture = fixture_new (NULL, NULL, NULL);
  add_rows ("plain", plain_rows, G_N_ELEMENTS (plain_rows));
  add_rows ("body", body_rows, G_N_ELEMENTS (body_rows));
  result = g_test_run ();
  fixture_free (fixture);
  return result;
}
