/* The nginx site of packaging in front of the listener: it starts as it is shipped, and refuses
 * what the engine would not show us. */
#include "fixture.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "http/address.h"
#include "tls-client.h"

#define HOST " HTTP/1.1\r\nHost: merilo.example.org\r\nConnection: close\r\n"

static Fixture *fixture;
static char *dir, *program;
static guint16 port;

/* The site with our ports and files in place of the shipped ones */

static char *
replace_all (const char *text, const char *what, const char *with)
{
  g_auto (GStrv) parts = g_strsplit (text, what, -1);

  if (parts[1] == NULL)
    g_error ("the site has no '%s'", what);
  return g_strjoinv (with, parts);
}

static char *
make_site (void)
{
  const char *root = g_getenv ("MERILO_SOURCE_ROOT");
  g_autofree char *path = g_build_filename (root, "packaging/nginx/merilo.conf", NULL);
  g_autofree char *upstream = g_strdup_printf ("127.0.0.1:%u", fixture_get_port (fixture));
  g_autofree char *tls = g_strdup_printf ("listen 127.0.0.1:%u ssl", port);
  g_autofree char *plain = g_strdup_printf ("listen unix:%s/plain;", dir);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  for (guint i = 0; i < 4; i++)
    {
      const char *const swaps[][2] = {
        { "127.0.0.1:8642", upstream },
        { "listen 443 ssl", tls },
        { "listen 80;", plain },
        { "/etc/merilo/tls", dir },
      };
      char *next = replace_all (text, swaps[i][0], swaps[i][1]);

      g_free (text);
      text = next;
    }
  return g_steal_pointer (&text);
}

static char *
write_configuration (void)
{
  g_autofree char *site = make_site ();
  g_autofree char *text = g_strdup_printf (
      "%spid %s/pid;\nerror_log %s/error.log info;\ndaemon off;\nworker_processes 1;\n"
      "events { worker_connections 64; }\nhttp {\naccess_log off;\nclient_body_temp_path %s/b;\n"
      "proxy_temp_path %s/p;\nfastcgi_temp_path %s/f;\nuwsgi_temp_path %s/u;\n"
      "scgi_temp_path %s/s;\n%s}\n",
      getuid () == 0 ? "user root;\n" : "", dir, dir, dir, dir, dir, dir, dir, site);
  char *path = g_build_filename (dir, "nginx.conf", NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static int
connect_nginx (void)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons (port) };
  struct timeval patience = { .tv_sec = 10 };
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  setsockopt (fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  if (connect (fd, (struct sockaddr *) &address, sizeof address) == 0)
    return fd;
  close (fd);
  return -1;
}

/* Rows */

typedef struct
{
  const char *name, *request;
  gssize length; /* -1: a string */
  guint status;
  const char *has;
} Row;

#define NUL_IN_VALUE "GET /hello" HOST "A: b\0c\r\n\r\n"
#define NUL_IN_PATH  "GET /hello\0x" HOST "\r\n"

static const Row rows[] = {
  { "hello", "GET /hello" HOST "\r\n", -1, 200, "\"hello\":\"world\"" },
  { "peer", "GET /peer" HOST "X-Forwarded-For: 9.9.9.9\r\n\r\n", -1, 200,
    "{\"peer\":\"127.0.0.1\",\"local\":false" },
  { "upload", "POST /upload" HOST "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", -1,
    200, "\"bytes\":3" },
  { "nul-in-value", NUL_IN_VALUE, sizeof NUL_IN_VALUE - 1, 400, NULL },
  { "nul-in-path", NUL_IN_PATH, sizeof NUL_IN_PATH - 1, 400, NULL },
  { "escaped-nul", "GET /hello%00x" HOST "\r\n", -1, 400, "\"code\":\"bad-request\"" },
  { "folded", "GET /hello" HOST "A: b\r\n c\r\n\r\n", -1, 400, NULL },
  { "space-before-colon", "POST /upload" HOST "Content-Length : 3\r\n\r\nabc", -1, 400, NULL },
  { "two-lengths", "POST /upload" HOST "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc", -1, 400,
    NULL },
  { "length-and-chunked",
    "POST /upload" HOST "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", -1, 400,
    NULL },
  { "two-hosts", "GET /hello" HOST "Host: y\r\n\r\n", -1, 400, NULL },
  { "escaped-slash", "GET /records%2f1" HOST "\r\n", -1, 400, NULL },
  { "too-large", "POST /upload" HOST "Content-Length: 300000000\r\n\r\n", -1, 413,
    "\"code\":\"too-large\"" },
  { "metrics", "GET /metrics" HOST "\r\n", -1, 404, NULL },
};

static void
check_row (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *answer = tls_exchange (connect_nginx (), "NORMAL", row->request, row->length, 0);

  if (fixture_status (answer) != row->status)
    g_error ("%s: expected %u: %s", row->name, row->status, answer);
  if (row->has != NULL && strstr (answer, row->has) == NULL)
    g_error ("%s: no '%s' in: %s", row->name, row->has, answer);
}

/* A line end without CR is written anew: what hides behind it never is a second request of ours. */
static void
test_bare_lf (void)
{
  const char *request = "POST /upload HTTP/1.1\nHost: merilo.example.org\nConnection: close\n"
                        "Content-Length: 5\n\nGET /";
  g_autofree char *answer = tls_exchange (connect_nginx (), "NORMAL", request, -1, 0);

  g_assert_cmpuint (fixture_status (answer), ==, 200);
  g_assert_nonnull (strstr (answer, "\"bytes\":5"));
  g_assert_null (strstr (answer + 1, "HTTP/1.1"));
}

/* a failed row aborts the test: nginx must not outlive it */
static void
die_with_parent_cb (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

/* nginx -t on the site, then nginx itself */
static GSubprocess *
start_nginx (const char *configuration)
{
  g_autoptr (GSubprocess) check
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_PIPE, NULL, program, "-t", "-q", "-p", dir,
                          "-c", configuration, NULL);
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autofree char *words = NULL;
  GSubprocess *nginx;

  g_assert_true (g_subprocess_communicate_utf8 (check, NULL, NULL, NULL, &words, NULL));
  if (!g_subprocess_get_successful (check))
    g_error ("nginx -t: %s", words);
  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE
                                        | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_subprocess_launcher_set_child_setup (launcher, die_with_parent_cb, NULL, NULL);
  nginx
      = g_subprocess_launcher_spawn (launcher, NULL, program, "-p", dir, "-c", configuration, NULL);
  g_assert_nonnull (nginx);
  for (guint i = 0; i < 500; i++)
    {
      int fd = connect_nginx ();

      if (fd >= 0)
        {
          close (fd);
          return nginx;
        }
      g_usleep (10000);
    }
  g_error ("nginx does not listen");
  return NULL;
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) entries = g_dir_open (path, 0, NULL);
  const char *name;

  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_tree (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static guint16
find_free_port (void)
{
  int fd = srv_address_listen ("127.0.0.1", 0, NULL);
  guint16 free_port = srv_address_get_port (fd);

  close (fd);
  return free_port;
}

int
main (int argc, char **argv)
{
  g_autofree char *configuration = NULL, *certificate = NULL, *key = NULL;
  g_autoptr (GSubprocess) nginx = NULL;
  SrvHttpLimits limits;
  int result;

  g_test_init (&argc, &argv, NULL);
  program = g_find_program_in_path ("nginx");
  if (program == NULL && g_file_test ("/usr/sbin/nginx", G_FILE_TEST_IS_EXECUTABLE))
    program = g_strdup ("/usr/sbin/nginx");
  if (program == NULL)
    {
      puts ("1..0 # SKIP nginx is not installed");
      return 0;
    }
  dir = g_dir_make_tmp ("merilo-nginx-XXXXXX", NULL);
  certificate = g_build_filename (dir, "certificate.pem", NULL);
  key = g_build_filename (dir, "key.pem", NULL);
  tls_make_certificate (certificate, key);
  port = find_free_port ();
  fixture_limits (&limits);
  limits.trust_proxy = TRUE;
  fixture = fixture_new (&limits, NULL, NULL);
  configuration = write_configuration ();
  nginx = start_nginx (configuration);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/http/nginx/%s", rows[i].name);

      g_test_add_data_func (path, &rows[i], check_row);
    }
  g_test_add_func ("/http/nginx/bare-lf", test_bare_lf);
  result = g_test_run ();
  g_subprocess_send_signal (nginx, SIGTERM);
  g_subprocess_wait (nginx, NULL, NULL);
  fixture_free (fixture);
  remove_tree (dir);
  g_free (dir);
  g_free (program);
  return result;
}
