/* The listener behind TLS: the same answers, the same refusals, no spin on half a handshake. */
#include "fixture.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "http/address.h"
#include "model/error.h"
#include "tls-client.h"

static char *dir, *certificate, *key;

static char *
exchange (Fixture *fixture, const char *priorities, const char *request, gsize zeros)
{
  return tls_exchange (fixture_connect (fixture), priorities, request, -1, zeros);
}

static void
test_answers (void)
{
  g_autoptr (Fixture) fixture = fixture_new (NULL, certificate, key);
  g_autofree char *hello
      = exchange (fixture, "NORMAL", "GET /hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                  0);
  g_autofree char *later
      = exchange (fixture, "NORMAL", "GET /later HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                  0);
  g_autofree char *upload = exchange (fixture, "NORMAL",
                                      "POST /upload HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                                      "Content-Length: 1000000\r\n\r\n",
                                      1000000);

  g_assert_cmpuint (fixture_status (hello), ==, 200);
  g_assert_cmpuint (fixture_status (later), ==, 200);
  g_assert_nonnull (strstr (upload, "\"bytes\":1000000"));
}

static void
test_refusals (void)
{
  g_autoptr (Fixture) fixture = fixture_new (NULL, certificate, key);
  g_autofree char *huge = exchange (fixture, "NORMAL",
                                    "POST /upload HTTP/1.1\r\nHost: x\r\n"
                                    "Content-Length: 300000000\r\n\r\n",
                                    4096);
  g_autofree char *old
      = exchange (fixture, "NORMAL:-VERS-ALL:+VERS-TLS1.1",
                  "GET /hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 0);

  g_assert_cmpuint (fixture_status (huge), ==, 413);
  g_assert_nonnull (strstr (huge, "\"code\":\"too-large\""));
  g_assert_cmpstr (old, ==, "");
}

static double
get_cpu (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec + now.tv_nsec / 1e9;
}

/* half a ClientHello would make the engine ask for the next turn at once, until it is closed */
static void
test_half_handshake (void)
{
  static const guint8 half[] = { 0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03 };
  SrvHttpLimits limits;
  g_autoptr (Fixture) fixture = NULL;
  g_autofree char *hello = NULL;
  double before;
  int fd;

  fixture_limits (&limits);
  limits.head_seconds = 4;
  fixture = fixture_new (&limits, certificate, key);
  fd = fixture_connect (fixture);
  fixture_send_len (fd, (const char *) half, sizeof half);
  before = get_cpu ();
  g_usleep (1500000);
  g_test_message ("%.0f %% of a core", (get_cpu () - before) / 0.015);
  g_assert_cmpfloat (get_cpu () - before, <, 0.6);
  hello = exchange (fixture, "NORMAL",
                    "GET /hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 0);
  g_assert_cmpuint (fixture_status (hello), ==, 200);
  free (fixture_read_all (fd)); /* closed at the deadline */
  close (fd);
}

static void
test_plain_bytes (void)
{
  g_autoptr (Fixture) fixture = fixture_new (NULL, certificate, key);
  int fd = fixture_connect (fixture);

  /* plain bytes on a TLS port are no request */
  fixture_send (fd, "GET /hello HTTP/1.1\r\nHost: x\r\n\r\n");
  {
    g_autofree char *answer = fixture_read_all (fd);

    g_assert_null (strstr (answer, "hello"));
  }
  close (fd);
}

/* Starting */

typedef struct
{
  const char *name, *address;
  gboolean with_certificate, wrong_key;
  gboolean starts;
} StartRow;

static const StartRow start_rows[] = {
  { "loopback-plain", "127.0.0.1", FALSE, FALSE, TRUE },
  { "anywhere-plain", "0.0.0.0", FALSE, FALSE, FALSE },
  { "anywhere-tls", "0.0.0.0", TRUE, FALSE, TRUE },
  { "wrong-key", "127.0.0.1", TRUE, TRUE, FALSE },
};

static void
test_start (gconstpointer data)
{
  const StartRow *row = data;
  g_autoptr (SrvRouter) router = srv_router_new (NULL);
  g_autoptr (GError) error = NULL;
  SrvListener *listener;
  SrvHttpLimits limits;
  int fd = srv_address_listen (row->address, 0, &error);

  fixture_limits (&limits);
  g_assert_no_error (error);
  listener = srv_listener_new (router, fd, &limits, row->with_certificate ? certificate : NULL,
                               row->wrong_key          ? certificate
                               : row->with_certificate ? key
                                                       : NULL,
                               NULL, &error);
  g_assert_cmpint (listener != NULL, ==, row->starts);
  if (listener == NULL)
    g_assert_error (error, MERILO_ERROR, MERILO_ERROR_INVALID);
  g_clear_pointer (&listener, srv_listener_free);
  g_assert_cmpint (fcntl (fd, F_GETFD), ==, -1); /* it was the listener's, come what may */
}

static void
test_no_file (void)
{
  g_autoptr (SrvRouter) router = srv_router_new (NULL);
  g_autoptr (GError) error = NULL;
  SrvHttpLimits limits;
  int fd = srv_address_listen ("127.0.0.1", 0, NULL);

  fixture_limits (&limits);
  g_assert_null (
      srv_listener_new (router, fd, &limits, "/nowhere.pem", "/nowhere.key", NULL, &error));
  g_assert_error (error, MERILO_ERROR, MERILO_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  dir = g_dir_make_tmp ("merilo-tls-XXXXXX", NULL);
  certificate = g_build_filename (dir, "certificate.pem", NULL);
  key = g_build_filename (dir, "key.pem", NULL);
  tls_make_certificate (certificate, key);
  g_test_add_func ("/http/tls/answers", test_answers);
  g_test_add_func ("/http/tls/refusals", test_refusals);
  g_test_add_func ("/http/tls/half-handshake", test_half_handshake);
  g_test_add_func ("/http/tls/plain-bytes", test_plain_bytes);
  for (gsize i = 0; i < G_N_ELEMENTS (start_rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/http/start/%s", start_rows[i].name);

      g_test_add_data_func (path, &start_rows[i], test_start);
    }
  g_test_add_func ("/http/start/no-file", test_no_file);
  result = g_test_run ();
  g_unlink (certificate);
  g_unlink (key);
  g_rmdir (dir);
  g_free (certificate);
  g_free (key);
  g_free (dir);
  return result;
}
