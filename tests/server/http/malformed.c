/* Requests that two readers could read in two ways, and odd ones: refused, and nothing that follows
 * in the same bytes is ever taken for a second request. */
#include "fixture.h"

#include <string.h>
#include <unistd.h>

#define HOST   " HTTP/1.1\r\nHost: x\r\n"
#define SECOND "GET /hello?second" HOST "Connection: close\r\n\r\n"

static Fixture *fixture;

typedef struct
{
  const char *name, *request;
  guint status; /* 0: closed without an answer is right as well */
} Row;

/* each is followed by SECOND, which must not be answered */
static const Row smuggled[] = {
  { "length-and-chunked",
    "POST /upload" HOST "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400 },
  { "chunked-and-length",
    "POST /upload" HOST "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n", 400 },
  { "two-lengths", "POST /upload" HOST "Content-Length: 0\r\nContent-Length: 5\r\n\r\n", 400 },
  { "same-length-twice", "POST /upload" HOST "Content-Length: 0\r\nContent-Length: 0\r\n\r\n",
    400 },
  { "space-before-colon", "POST /upload" HOST "Content-Length : 5\r\n\r\n", 400 },
  { "tab-before-colon", "POST /upload" HOST "Content-Length\t: 5\r\n\r\n", 400 },
  { "space-chunked", "POST /upload" HOST "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n", 400 },
  { "chunked-coding", "POST /upload" HOST "Transfer-Encoding: xchunked\r\n\r\n", 501 },
  { "chunked-list", "POST /upload" HOST "Transfer-Encoding: identity, chunked\r\n\r\n", 501 },
  { "chunked-quoted", "POST /upload" HOST "Transfer-Encoding: \"chunked\"\r\n\r\n", 501 },
  { "chunked-twice",
    "POST /upload" HOST "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n", 400 },
  { "length-plus", "POST /upload" HOST "Content-Length: +0\r\n\r\n", 400 },
  { "length-minus", "POST /upload" HOST "Content-Length: -1\r\n\r\n", 400 },
  { "length-list", "POST /upload" HOST "Content-Length: 0, 0\r\n\r\n", 400 },
  { "length-hex", "POST /upload" HOST "Content-Length: 0x0\r\n\r\n", 400 },
  { "length-huge", "POST /upload" HOST "Content-Length: 184467440737095516160\r\n\r\n", 413 },
  { "first-version-chunked", "POST /upload HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    400 },
  { "two-hosts", "GET /hello" HOST "Host: y\r\n\r\n", 400 },
  { "no-host", "GET /hello HTTP/1.1\r\n\r\n", 400 },
  { "lone-cr", "GET /hello" HOST "A: b\rContent-Length: 5\r\n\r\n", 400 },
  { "control", "GET /hello" HOST "A: b\001\r\n\r\n", 400 },
  { "bad-utf8", "GET /hello" HOST "A: \xff\r\n\r\n", 400 },
  { "two-credentials", "GET /hello" HOST "Authorization: a\r\nAuthorization: b\r\n\r\n", 400 },
  { "nul-in-path", "GET /hello%00x" HOST "\r\n", 400 },
  { "bad-utf8-in-path", "GET /hello%ff" HOST "\r\n", 400 },
  { "slash-in-segment", "GET /records%2f1" HOST "\r\n", 400 },
  { "dot-dot", "GET /records/../hello" HOST "\r\n", 400 },
  { "absolute", "GET http://x/hello" HOST "\r\n", 400 },
  { "star", "GET *" HOST "\r\n", 400 },
  { "second-version", "GET /hello HTTP/2.0\r\nHost: x\r\n\r\n", 505 },
  { "ninth-version", "GET /hello HTTP/1.9\r\nHost: x\r\n\r\n", 505 },
  { "space-in-target", "GET /he llo" HOST "\r\n", 0 },
  { "no-version", "GET /hello\r\nHost: x\r\n\r\n", 0 },
  { "bad-chunk-size", "POST /upload" HOST "Transfer-Encoding: chunked\r\n\r\nzz\r\nx\r\n0\r\n\r\n",
    0 },
  { "huge-chunk-size",
    "POST /upload" HOST "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nx\r\n0\r\n\r\n",
    0 },
  { "minus-chunk-size",
    "POST /upload" HOST "Transfer-Encoding: chunked\r\n\r\n-1\r\nx\r\n0\r\n\r\n", 0 },
};

static guint
count_answers (const char *text)
{
  guint n = 0;

  for (; (text = strstr (text, "HTTP/1.")) != NULL; text++)
    n++;
  return n;
}

static void
check_refused (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *both = g_strconcat (row->request, SECOND, NULL);
  g_autofree char *answer = fixture_exchange (fixture, both, -1);
  guint status = fixture_status (answer);

  if (status != row->status && (row->status != 0 || (status != 0 && status < 400)))
    g_error ("%s: expected %u: %s", row->name, row->status, answer);
  if (strstr (answer, "\"hello\"") != NULL)
    g_error ("%s: the second request was answered: %s", row->name, answer);
}

/* the engine's own refusals are pages; ours are problems with a code */
static void
check_problem (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *answer = fixture_exchange (fixture, row->request, -1);

  g_assert_cmpuint (fixture_status (answer), ==, row->status);
  g_assert_nonnull (strstr (answer, "\"code\":\""));
  g_assert_cmpuint (count_answers (answer), ==, 1);
}

static char *
build_long (const char *before, gsize n, const char *after)
{
  g_autofree char *filling = g_strnfill (n, 'a');

  return g_strconcat (before, filling, after, NULL);
}

static void
check_long (const char *before, gsize n, const char *after, guint status)
{
  g_autofree char *request = build_long (before, n, after);
  g_autofree char *answer = fixture_exchange (fixture, request, -1);

  if (fixture_status (answer) != status)
    g_error ("%zu bytes: expected %u: %.300s", n, status, answer);
}

static void
test_long (void)
{
  const char *end = HOST "Connection: close\r\n\r\n";
  const char *header = "GET /hello" HOST "Connection: close\r\nA: ";

  check_long ("GET /hello?a=", 7000, end, 200);
  check_long ("GET /hello?a=", 9000, end, 414);
  check_long ("GET /hello?a=", 100000, end, 414);
  check_long (header, 8000, "\r\n\r\n", 200);
  check_long (header, 20000, "\r\n\r\n", 431);
  check_long (header, 200000, "\r\n\r\n", 431);
}

static void
test_many_headers (void)
{
  g_autoptr (GString) request = g_string_new ("GET /hello" HOST);
  g_autofree char *answer = NULL;

  for (guint i = 0; i < 500; i++)
    g_string_append_printf (request, "A%u: b\r\n", i);
  g_string_append (request, "\r\n");
  answer = fixture_exchange (fixture, request->str, -1);
  g_assert_cmpuint (fixture_status (answer), ==, 431);
}

/* raw bytes: nothing crashes, the server goes on answering */
static void
test_noise (void)
{
  g_autofree char *answer = NULL;

  for (guint i = 0; i < 200; i++)
    {
      char noise[512];
      int fd = fixture_connect (fixture);

      for (gsize k = 0; k < sizeof noise; k++)
        noise[k] = (char) g_test_rand_int_range (0, 256);
      memcpy (noise + sizeof noise - 4, "\r\n\r\n", 4);
      fixture_send_len (fd, noise, sizeof noise);
      close (fd);
    }
  answer = fixture_exchange (fixture, SECOND, -1);
  g_assert_cmpuint (fixture_status (answer), ==, 200);
}

static void
add_rows (const char *group, const Row *rows, gsize n, GTestDataFunc func)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("/http/%s/%s", group, rows[i].name);

      g_test_add_data_func (path, &rows[i], func);
    }
}

static const Row problems[] = {
  { "two-hosts", "GET /hello" HOST "Host: y\r\n\r\n", 400 },
  { "nul-in-path", "GET /hello%00x" HOST "\r\n", 400 },
  { "chunked-coding", "POST /upload" HOST "Transfer-Encoding: xchunked\r\n\r\n", 501 },
  { "dot-dot", "GET /records/../hello" HOST "\r\n", 400 },
};

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  fixture = fixture_new (NULL, NULL, NULL);
  add_rows ("smuggled", smuggled, G_N_ELEMENTS (smuggled), check_refused);
  add_rows ("as-problem", problems, G_N_ELEMENTS (problems), check_problem);
  g_test_add_func ("/http/malformed/long", test_long);
  g_test_add_func ("/http/malformed/many-headers", test_many_headers);
  g_test_add_func ("/http/malformed/noise", test_noise);
  result = g_test_run ();
  fixture_free (fixture);
  return result;
}
