/* A flood of silent and half-sent connections past the limit, and one well-behaved client that is
 * to feel little of it: closed in time, few descriptors, little memory. */
#include "fixture.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#define N_IDLE    1500
#define N_HALF    800
#define N_ROUNDS  300
#define LIMIT     500
#define HEAD_TIME 10 /* s */
#define IN_TIME   30 /* s */

static gint64
ask_once (Fixture *fixture)
{
  gint64 began = g_get_monotonic_time ();
  g_autofree char *answer
      = fixture_exchange (fixture, "GET /hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                          -1);

  g_assert_cmpuint (fixture_status (answer), ==, 200);
  return g_get_monotonic_time () - began;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return x < y ? -1 : x > y;
}

/* microseconds */
static gint64
get_p99 (Fixture *fixture)
{
  gint64 times[N_ROUNDS];

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      times[i] = ask_once (fixture);
      g_usleep (2000);
    }
  qsort (times, N_ROUNDS, sizeof times[0], compare_times);
  return times[N_ROUNDS * 99 / 100];
}

static gsize
get_rss (void)
{
  g_autofree char *text = NULL;
  gsize pages = 0;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  g_assert_cmpint (sscanf (text, "%*u %zu", &pages), ==, 1);
  return pages * (gsize) sysconf (_SC_PAGESIZE);
}

static gboolean
is_closed (int fd)
{
  char buffer[4096];
  ssize_t n;

  while ((n = recv (fd, buffer, sizeof buffer, MSG_DONTWAIT)) > 0)
    ;
  return n == 0 || (errno != EAGAIN && errno != EWOULDBLOCK);
}

static guint
count_open (const int *fds, guint n)
{
  guint n_open = 0;

  for (guint i = 0; i < n; i++)
    n_open += !is_closed (fds[i]);
  return n_open;
}

static void
test_flood (void)
{
  SrvHttpLimits limits;
  g_autoptr (Fixture) fixture = NULL;
  g_autofree int *fds = g_new (int, N_IDLE + N_HALF);
  gint64 quiet, flooded, began;
  gsize before;
  guint fds_before, left;

  fixture_limits (&limits);
  limits.max_connections = LIMIT;
  limits.head_seconds = HEAD_TIME;
  fixture = fixture_new (&limits, NULL, NULL);
  get_p99 (fixture); /* warm */
  quiet = get_p99 (fixture);
  before = get_rss ();
  fds_before = fixture_count_fds ();
  began = g_get_monotonic_time ();
  for (guint i = 0; i < N_IDLE + N_HALF; i++)
    {
      fds[i] = fixture_connect (fixture);
      if (i % 3 == 0 && i / 3 < N_HALF)
        fixture_send (fds[i], "GET /hello HTTP/1.1\r\nHost: x\r\nA: ");
    }
  flooded = get_p99 (fixture);
  g_assert_cmpuint (fixture_count_connections (fixture), <=, LIMIT + 1);
  while ((left = count_open (fds, N_IDLE + N_HALF)) > 0
         && g_get_monotonic_time () < began + IN_TIME * G_TIME_SPAN_SECOND)
    g_usleep (200000);
  g_test_message ("p99 %.2f ms, in the flood %.2f ms; all closed after %.1f s; %zd kB more",
                  quiet / 1e3, flooded / 1e3, (g_get_monotonic_time () - began) / 1e6,
                  (gssize) (get_rss () - before) / 1024);
  g_assert_cmpuint (left, ==, 0);
  g_assert_cmpint (flooded, <=, MAX (3 * quiet, 3000));
  g_assert_cmpuint (get_rss (), <, before + 64 * 1024 * 1024);
  for (guint i = 0; i < N_IDLE + N_HALF; i++)
    close (fds[i]);
  g_usleep (200000);
  ask_once (fixture);
  g_usleep (200000);
  g_assert_cmpuint (fixture_count_fds (), ==, fds_before);
}

int
main (int argc, char **argv)
{
  struct rlimit files;

  g_test_init (&argc, &argv, NULL);
  getrlimit (RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  if (setrlimit (RLIMIT_NOFILE, &files) != 0 || files.rlim_cur < 2 * (N_IDLE + N_HALF) + 100)
    {
      puts ("1..0 # SKIP too few descriptors are allowed here");
      return 0;
    }
  g_test_add_func ("/http/flood", test_flood);
  return g_test_run ();
}
