/* What the engine costs of itself: CPU of the listener's thread a request, 16 kept connections.
 * Interleaved rounds, medians; only the ratio is judged, as the machine may be busy. */
#include "fixture.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define N_CONNECTIONS 16
#define N_ROUNDS      7
#define N_TURNS       250 /* of all connections, a round */

typedef struct
{
  const char *name, *request;
  double us[N_ROUNDS];
} Row;

static Row rows[] = {
  { "hello", "GET /hello HTTP/1.1\r\nHost: x\r\n\r\n", { 0 } },
  { "304", "GET /records/1 HTTP/1.1\r\nHost: x\r\nIf-None-Match: \"7\"\r\n\r\n", { 0 } },
  { "404", "GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n", { 0 } },
  { "later", "GET /later?ms=0 HTTP/1.1\r\nHost: x\r\n\r\n", { 0 } },
  { "small JSON",
    "POST /records HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    "Content-Length: 12\r\n\r\n{\"a\":[1,2]} ",
    { 0 } },
  { "list of 40 kB", "GET /list HTTP/1.1\r\nHost: x\r\n\r\n", { 0 } },
  { "list packed", "GET /list HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n\r\n", { 0 } },
};

static void
run_round (Fixture *fixture, const int *fds, Row *row, guint round)
{
  gint64 before = fixture_get_cpu (fixture);

  for (guint turn = 0; turn < N_TURNS; turn++)
    {
      for (guint i = 0; i < N_CONNECTIONS; i++)
        g_assert_true (fixture_send (fds[i], row->request));
      for (guint i = 0; i < N_CONNECTIONS; i++)
        {
          g_autofree char *answer = fixture_read_answer (fds[i]);

          g_assert_cmpuint (fixture_status (answer), !=, 0);
        }
    }
  row->us[round] = (fixture_get_cpu (fixture) - before) / 1e3 / (N_TURNS * N_CONNECTIONS);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static double
take_median (Row *row)
{
  qsort (row->us, N_ROUNDS, sizeof row->us[0], compare);
  return row->us[N_ROUNDS / 2];
}

static void
bench_http (void)
{
  g_autoptr (Fixture) fixture = fixture_new (NULL, NULL, NULL);
  int fds[N_CONNECTIONS];
  double hello, unchanged;

  for (guint i = 0; i < N_CONNECTIONS; i++)
    fds[i] = fixture_connect (fixture);
  for (guint round = 0; round < N_ROUNDS; round++)
    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
      run_round (fixture, fds, &rows[i], round);
  for (guint i = 0; i < N_CONNECTIONS; i++)
    close (fds[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_test_message ("%-14s %6.1f us", rows[i].name, take_median (&rows[i]));
  hello = rows[0].us[N_ROUNDS / 2];
  unchanged = rows[1].us[N_ROUNDS / 2];
  if (!SANITIZED)
    g_assert_cmpfloat (unchanged, <=, 1.5 * hello);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bench/http", bench_http);
  return g_test_run ();
}
