/* Connections in time: kept, slow, silent, lost, many, ended. */
#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "http/log.h"

#define HELLO    "GET /hello HTTP/1.1\r\nHost: x\r\n\r\n"
#define LAST     "GET /hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
#define LATER    "GET /later?ms=1500 HTTP/1.1\r\nHost: x\r\n\r\n"
#define PATIENCE 30000 /* ms, that even a loaded machine keeps */

static gint64
get_ms (void)
{
  return g_get_monotonic_time () / 1000;
}

static gboolean
wait_for_count (Fixture *fixture, guint (*count) (Fixture *), guint wanted)
{
  gint64 until = get_ms () + PATIENCE;

  while (count (fixture) != wanted && get_ms () < until)
    g_usleep (10000);
  return count (fixture) == wanted;
}

static void
assert_serves (Fixture *fixture)
{
  g_autofree char *answer = fixture_exchange (fixture, LAST, -1);

  g_assert_cmpuint (fixture_status (answer), ==, 200);
}

static void
ask_and_close (Fixture *fixture, const char *request, gboolean read)
{
  int fd = fixture_connect (fixture);

  fixture_send (fd, request);
  if (read)
    {
      g_autofree char *answer = fixture_read_answer (fd);

      g_assert_cmpuint (fixture_status (answer), ==, 200);
    }
  close (fd);
}

/* the engine of GNOME's library keeps a descriptor for each: ours must not */
static void
test_kept_closed (void)
{
  g_autoptr (Fixture) fixture = fixture_new (NULL, NULL, NULL);
  guint before = fixture_count_fds ();

  for (guint i = 0; i < 100; i++)
    ask_and_close (fixture, HELLO, TRUE);
  g_assert_true (wait_for_count (fixture, fixture_count_connections, 0));
  g_assert_cmpuint (fixture_count_fds (), ==, before);
}

static void
test_closed_while_waiting (void)
{
  g_autoptr (Fixture) fixture = fixture_new (NULL, NULL, NULL);
  guint before = fixture_count_fds ();

  for (guint i = 0; i < 100; i++)
    ask_and_close (fixture, LATER, FALSE);
  g_assert_true (wait_for_count (fixture, fixture_count_connections, 0));
  g_assert_cmpuint (fixture_count_fds (), ==, before);
  g_assert_cmpuint (fixture_count_cancelled (fixture), ==, 100);
  assert_serves (fixture);
}

static void
test_pipelined (void)
{
  static const struct
  {
    const char *request, *has;
  } rows[] = {
    { "GET /records/1 HTTP/1.1\r\nHost: x\r\n\r\n", "\"id\":\"1\"" },
    { "GET /later?ms=50 HTTP/1.1\r\nHost: x\r\n\r\n", "\"hello\"" },
    { "GET /records/2 HTTP/1.1\r\nHost: x\r\n\r\n", "\"id\":\"2\"" },
    { "POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc", "\"bytes\":3" },
    { "GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n", "\"status\":404" },
    { "POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nGET ", "\"status\":404" },
    { "HEAD /hello HTTP/1.1\r\nHost: x\r\n\r\n", "Content-Length: 23" },
    { "POST /upload HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n",
      "\"bytes\":2" },
    { "GET /records/3 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "\"id\":\"3\"" },
  };
  g_autoptr (Fixture) fixture = fixture_new (NULL, NULL, NULL);
  g_autoptr (GString) all = g_string_new (NULL);
  g_autofree char *answer = NULL;
  const char *at;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_string_append (all, rows[i].request);
  at = answer = fixture_exchange (fixture, all->str, -1);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      at = strstr (at, rows[i].has);
      if (at == NULL)
        g_error ("answer %u is not in its place: %s", i, answer);
    }
}

typedef struct
{
  const char *name;
  const char *first; /* sent at once */
  const char *drip;  /* then a byte of it each 200 ms, for ever */
  guint from, until; /* milliseconds until it is closed */
  guint status;      /* told before, 0 for none */
} SlowRow;

static const SlowRow slow_rows[] = {
  { "silent", "", NULL, 1500, 4500, 408 },
  { "half-line", "GET /hel", NULL, 1500, 4500, 408 },
  { "half-head", "GET /hello HTTP/1.1\r\nHost: x\r\nA: ", NULL, 1500, 4500, 408 },
  { "dripping-head", "GET /hello HTTP/1.1\r\nHost: x\r\nA: ", "a", 1500, 4500, 408 },
  { "stalled-body", "POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nab", NULL, 1500,
    4500, 408 },
  { "dripping-body", "POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\nab", "a", 1500,
    4500, 408 },
  { "stalled-refused-body", "POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nab",
    NULL, 1500, 4500, 404 },
  { "idle", HELLO, NULL, 3000, 6500, 200 },
};

static void
test_slow (gconstpointer data)
{
  const SlowRow *row = data;
  g_autoptr (Fixture) fixture = fixture_new (NULL, NULL, NULL);
  int fd = fixture_connect (fixture);
  gint64 began = get_ms ();
  g_autofree char *answer = NULL;

  fixture_send (fd, row->first);
  if (row->drip != NULL)
    while (get_ms () < began + 6000 && fixture_send (fd, row->drip)
           && fixture_count_connections (fixture) > 0)
      g_usleep (200000);
  answer = fixture_read_all (fd);
  g_assert_cmpint (get_ms () - began, >=, row->from);
  g_assert_cmpint (get_ms () - began, <, row->until);
  if (row->drip == NULL) /* a reset may take the word to one that goes on sending */
    g_assert_cmpuint (fixture_status (answer), ==, row->status);
  close (fd);
  assert_serves (fixture);
}

/* 300 MB that must be refused before they are read */
typedef struct
{
  const char *name, *head;
  gboolean chunked;
} HugeRow;

static const HugeRow huge_rows[] = {
  { "length", "POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 300000000\r\n\r\n", FALSE },
  { "chunked", "POST /upload HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n", TRUE },
  { "no-route", "POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 300000000\r\n\r\n", FALSE },
};

static gsize
get_rss (void)
{
  g_autofree char *text = NULL;
  gsize pages = 0;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  g_assert_cmpint (sscanf (text, "%*u %zu", &pages), ==, 1);
  return pages * (gsize) sysconf (_SC_PAGESIZE);
}

static void
test_huge (gconstpointer data)
{
  const HugeRow *row = data;
  g_autoptr (Fixture) fixture = fixture_new (NULL, NULL, NULL);
  g_autofree char *piece = g_malloc0 (65536);
  g_autofree char *answer = NULL;
  gsize before = get_rss (), sent = 0;
  int fd = fixture_connect (fixture);

  fixture_send (fd, row->head);
  while (sent < 300000000)
    {
      if (row->chunked && !fixture_send (fd, "10000\r\n"))
        break;
      if (!fixture_send_len (fd, piece, 65536))
        break;
      if (row->chunked && !fixture_send (fd, "\r\n"))
        break;
      sent += 65536;
    }
  answer = fixture_read_all (fd);
  close (fd);
  g_test_message ("sent %zu kB, grown by %zu kB: %.40s", sent / 1024,
                  (get_rss () - MIN (before, get_rss ())) / 1024, answer);
  g_assert_cmpuint (sent, <, 20000000);
  g_assert_cmpuint (get_rss (), <, before + 64 * 1024 * 1024);
  assert_serves (fixture);
}

/* a client that listens while it sends reads the refusal */
static void
test_huge_told (void)
{
  g_autoptr (Fixture) fixture = fixture_new (NULL, NULL, NULL);
  g_autofree char *piece = g_malloc0 (4096);
  g_autofree char *answer = NULL;
  int fd = fixture_connect (fixture);

  fixture_send (fd, huge_rows[0].head);
  fixture_send_len (fd, piece, 4096);
  answer = fixture_read_all (fd);
  close (fd);
  g_assert_cmpuint (fixture_status (answer), ==, 413);
  g_assert_nonnull (strstr (answer, "\"code\":\"too-large\""));
}

/* bodies of all clients together */
static void
test_held (void)
{
  SrvHttpLimits limits;
  g_autoptr (Fixture) fixture = NULL;
  g_autofree char *answer = NULL, *kept = NULL, *other = NULL;
  int fd;

  fixture_limits (&limits);
  limits.held_bytes = 1000;
  fixture = fixture_new (&limits, NULL, NULL);
  fd = fixture_connect (fixture);
  fixture_send (fd, "POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n");
  kept = g_strnfill (899, 'a');
  fixture_send (fd, kept);
  g_usleep (100000);
  other = g_strconcat ("POST /upload HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                       "Content-Length: 200\r\n\r\n",
                       kept + 699, NULL);
  answer = fixture_exchange (fixture, other, -1);
  g_assert_cmpuint (fixture_status (answer), ==, 503);
  fixture_send (fd, "a");
  g_free (answer);
  answer = fixture_read_answer (fd);
  g_assert_cmpuint (fixture_status (answer), ==, 200);
  close (fd);
  g_free (answer); /* what was held is free again */
  g_free (other);
  other = g_strconcat ("POST /upload HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                       "Content-Length: 899\r\n\r\n",
                       kept, NULL);
  answer = fixture_exchange (fixture, other, -1);
  g_assert_cmpuint (fixture_status (answer), ==, 200);
}

/* When it is full the one that has waited longest gives way; one that is being answered does not.
 */
static void
test_full (void)
{
  SrvHttpLimits limits;
  g_autoptr (Fixture) fixture = NULL;
  g_autofree char *answer = NULL;
  int busy, idle[10];
  char byte;

  fixture_limits (&limits);
  limits.max_connections = 10;
  limits.head_seconds = limits.idle_seconds = 60;
  fixture = fixture_new (&limits, NULL, NULL);
  busy = fixture_connect (fixture);
  fixture_send (busy, LATER);
  for (guint i = 0; i < 10; i++)
    {
      idle[i] = fixture_connect (fixture);
      fixture_send (idle[i], "GET /hel");
      g_usleep (5000);
    }
  for (guint i = 0; i < 5; i++)
    assert_serves (fixture);
  g_assert_cmpint (recv (idle[0], &byte, 1, 0), ==, 0); /* the oldest has gone */
  g_assert_cmpint (recv (idle[9], &byte, 1, MSG_DONTWAIT), ==, -1);
  answer = fixture_read_answer (busy);
  g_assert_cmpuint (fixture_status (answer), ==, 200);
  close (busy);
  for (guint i = 0; i < 10; i++)
    close (idle[i]);
}

static void
test_per_address (void)
{
  SrvHttpLimits limits;
  g_autoptr (Fixture) fixture = NULL;
  int fds[5];
  char byte;

  fixture_limits (&limits);
  limits.max_per_address = 4;
  fixture = fixture_new (&limits, NULL, NULL);
  for (guint i = 0; i < 5; i++)
    fds[i] = fixture_connect (fixture);
  g_assert_cmpint (recv (fds[4], &byte, 1, 0), <=, 0);
  close (fds[4]);
  fixture_send (fds[0], HELLO);
  {
    g_autofree char *answer = fixture_read_answer (fds[0]);

    g_assert_cmpuint (fixture_status (answer), ==, 200);
  }
  for (guint i = 0; i < 4; i++)
    close (fds[i]);
}

static void
test_packed (void)
{
  g_autoptr (Fixture) fixture = fixture_new (NULL, NULL, NULL);
  g_autofree char *plain
      = fixture_exchange (fixture, "GET /list HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                          -1);
  g_autofree char *packed
      = fixture_exchange (fixture,
                          "GET /list HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                          "Accept-Encoding: gzip, deflate\r\n\r\n",
                          -1);
  g_autofree char *small
      = fixture_exchange (fixture,
                          "GET /hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                          "Accept-Encoding: gzip\r\n\r\n",
                          -1);
  g_autofree char *coding = fixture_header (packed, "Content-Encoding");
  g_autofree char *etag = fixture_header (packed, "ETag");
  g_autofree char *vary = fixture_header (plain, "Vary");
  g_autofree char *length = fixture_header (packed, "Content-Length");

  g_assert_cmpstr (coding, ==, "gzip");
  g_assert_cmpstr (etag, ==, "\"3-gzip\"");
  g_assert_cmpstr (vary, ==, "Accept-Encoding");
  g_assert_cmpuint (strtoul (length, NULL, 10), <, strlen (fixture_body (plain)) / 3);
  g_assert_nonnull (strstr (plain, "ETag: \"3\"\r\n"));
  g_assert_null (strstr (plain, "Content-Encoding"));
  g_assert_null (strstr (small, "Content-Encoding"));
}

/* what is our own fault is not told */
static void
test_silence (void)
{
  g_autoptr (Fixture) fixture = fixture_new (NULL, NULL, NULL);
  g_autofree char *answer = NULL;

  g_test_expect_message ("srv-http", G_LOG_LEVEL_MESSAGE, "request * inner words");
  answer = fixture_exchange (fixture,
                             "GET /fail/gio HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", -1);
  g_test_assert_expected_messages ();
  g_assert_cmpuint (fixture_status (answer), ==, 500);
  g_assert_null (strstr (answer, "inner words"));
}

/* a line a request, and nothing secret in it */
static void
test_log (void)
{
  SrvHttpLimits limits;
  Fixture *fixture;
  g_autofree char *answer = NULL;
  char line[1024];
  int ends[2];
  ssize_t n;

  g_assert_cmpint (pipe (ends), ==, 0);
  srv_log_set_fd (ends[1]);
  fixture_limits (&limits);
  limits.log_requests = TRUE;
  fixture = fixture_new (&limits, NULL, NULL);
  answer = fixture_exchange (fixture,
                             "PATCH /records/secret-id?token=secret-query HTTP/1.1\r\nHost: x\r\n"
                             "Connection: close\r\nAuthorization: Bearer secret-token\r\n"
                             "If-Match: \"7\"\r\nContent-Type: application/json\r\n"
                             "Content-Length: 17\r\n\r\n{\"a\":\"secret-a\"} ",
                             -1);
  fixture_free (fixture);
  srv_log_set_fd (STDERR_FILENO);
  n = read (ends[0], line, sizeof line - 1);
  close (ends[0]);
  close (ends[1]);
  g_assert_cmpuint (fixture_status (answer), ==, 204);
  g_assert_cmpint (n, >, 0);
  line[n] = 0;
  g_assert_nonnull (strstr (line, " method=PATCH route=/records/:id status=204 us="));
  g_assert_nonnull (strstr (line, " in=17 out=0 user=- peer=127.0.0.1\n"));
  g_assert_null (strstr (line, "secret"));
}

/* Ends */

static void
test_quiesce (void)
{
  g_autoptr (Fixture) fixture = fixture_new (NULL, NULL, NULL);
  int later = fixture_connect (fixture), upload = fixture_connect (fixture);
  int stream = fixture_connect (fixture), idle = fixture_connect (fixture), late;
  g_autofree char *answer = NULL, *uploaded = NULL, *events = NULL, *nothing = NULL;
  struct sockaddr_storage address;
  socklen_t length = sizeof address;

  getpeername (later, (struct sockaddr *) &address, &length);
  fixture_send (later, LATER);
  fixture_send (upload, "POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nab");
  fixture_send (stream, "GET /events HTTP/1.1\r\nHost: x\r\n\r\n");
  g_usleep (200000);
  fixture_quiesce (fixture);
  late = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  g_assert_cmpint (connect (late, (struct sockaddr *) &address, length), ==, -1);
  close (late);
  fixture_send (upload, "cd");
  uploaded = fixture_read_all (upload);
  events = fixture_read_all (stream);
  nothing = fixture_read_all (idle);
  answer = fixture_read_all (later);
  g_assert_nonnull (strstr (uploaded, "\"bytes\":4"));
  g_assert_nonnull (strstr (events, "retry:"));
  g_assert_cmpstr (nothing, ==, "");
  g_assert_cmpuint (fixture_status (answer), ==, 200);
  g_assert_nonnull (strstr (answer, "Connection: close"));
  for (guint i = 0; i < PATIENCE / 10 && !fixture_is_quiet (fixture); i++)
    g_usleep (10000);
  g_assert_true (fixture_is_quiet (fixture));
  close (later);
  close (upload);
  close (stream);
  close (idle);
}

/* without any patience: what still runs is told 503 */
static void
test_free (void)
{
  Fixture *fixture = fixture_new (NULL, NULL, NULL);
  guint before = fixture_count_fds ();
  int later = fixture_connect (fixture), half = fixture_connect (fixture);
  int stream = fixture_connect (fixture);
  g_autofree char *answer = NULL;

  fixture_send (later, LATER);
  fixture_send (half, "POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nab");
  fixture_send (stream, "GET /events HTTP/1.1\r\nHost: x\r\n\r\n");
  g_usleep (200000);
  fixture_free (fixture);
  answer = fixture_read_all (later);
  g_assert_cmpuint (fixture_status (answer), ==, 503);
  close (later);
  close (half);
  close (stream);
  g_assert_cmpuint (fixture_count_fds (), <, before);
}

/* Event streams */

static void
test_events (void)
{
  SrvHttpLimits limits;
  g_autoptr (Fixture) fixture = NULL;
  g_autofree char *hello = NULL, *event = NULL, *beat = NULL, *refused = NULL;
  int fds[3];

  fixture_limits (&limits);
  limits.heartbeat_seconds = 1;
  limits.max_streams = 2;
  fixture = fixture_new (&limits, NULL, NULL);
  for (guint i = 0; i < 3; i++)
    {
      fds[i] = fixture_connect (fixture);
      fixture_send (fds[i], "GET /events HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
      g_usleep (50000);
    }
  hello = fixture_read_until (fds[0], "retry: 3000\n\n");
  g_assert_nonnull (strstr (hello, "Content-Type: text/event-stream"));
  fixture_publish (fixture, "change", "{\"id\":1}\n{\"id\":2}");
  event = fixture_read_until (fds[0], "\n\n");
  g_assert_nonnull (strstr (event, "event: change\ndata: {\"id\":1}\ndata: {\"id\":2}\n\n"));
  beat = fixture_read_until (fds[0], ":\n\n");
  g_assert_nonnull (strstr (beat, ":\n\n"));
  refused = fixture_read_all (fds[2]);
  g_assert_cmpuint (fixture_status (refused), ==, 503);
  for (guint i = 0; i < 3; i++)
    close (fds[i]);
  g_assert_true (wait_for_count (fixture, fixture_count_closed, 2));
  g_assert_true (wait_for_count (fixture, fixture_count_connections, 0));
}

/* a client that does not read loses events, and is told so */
static void
test_events_unread (void)
{
  SrvHttpLimits limits;
  g_autoptr (Fixture) fixture = NULL;
  g_autofree char *data = g_strnfill (8000, 'x');
  g_autofree char *text = NULL;
  int fd;

  fixture_limits (&limits);
  limits.idle_seconds = 30;
  fixture = fixture_new (&limits, NULL, NULL);
  fd = fixture_connect (fixture);
  fixture_send (fd, "GET /events HTTP/1.0\r\n\r\n"); /* no chunks between the events */
  g_usleep (50000);
  for (guint i = 0; i < 2000; i++)
    fixture_publish (fixture, "change", data);
  fixture_publish (fixture, "last", "{}");
  text = fixture_read_until (fd, "event: last\ndata: {}\n\n");
  g_assert_nonnull (strstr (text, "\n\nevent: reset\ndata: {}\n\n"));
  g_assert_cmpuint (strlen (text), <, 2000 * 8000 * 3 / 4);
  close (fd);
  g_assert_true (wait_for_count (fixture, fixture_count_closed, 1));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http/connections/kept-closed", test_kept_closed);
  g_test_add_func ("/http/connections/closed-while-waiting", test_closed_while_waiting);
  g_test_add_func ("/http/connections/pipelined", test_pipelined);
  for (gsize i = 0; i < G_N_ELEMENTS (slow_rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/http/slow/%s", slow_rows[i].name);

      g_test_add_data_func (path, &slow_rows[i], test_slow);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (huge_rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/http/huge/%s", huge_rows[i].name);

      g_test_add_data_func (path, &huge_rows[i], test_huge);
    }
  g_test_add_func ("/http/huge/told", test_huge_told);
  g_test_add_func ("/http/connections/held", test_held);
  g_test_add_func ("/http/connections/full", test_full);
  g_test_add_func ("/http/connections/per-address", test_per_address);
  g_test_add_func ("/http/connections/packed", test_packed);
  g_test_add_func ("/http/connections/silence", test_silence);
  g_test_add_func ("/http/connections/log", test_log);
  g_test_add_func ("/http/connections/quiesce", test_quiesce);
  g_test_add_func ("/http/connections/free", test_free);
  g_test_add_func ("/http/events/all", test_events);
  g_test_add_func ("/http/events/unread", test_events_unread);
  return g_test_run ();
}
