/* The program itself, as its user starts it: what it says, and what it leaves behind.
 * test-program-server MERILO-SERVER */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *program;

typedef struct
{
  char *folder, *data, *port_file;
  GSubprocess *process;
  pid_t pid;
  guint port;
} House;

static void
house_init (House *house)
{
  g_autoptr (GError) error = NULL;

  *house = (House){ 0 };
  house->folder = g_dir_make_tmp ("merilo-house-XXXXXX", &error);
  g_assert_no_error (error);
  g_assert_no_errno (g_chmod (house->folder, 0755));
  house->data = g_build_filename (house->folder, "cluster", NULL);
  house->port_file = g_build_filename (house->folder, "port", NULL);
}

static void
house_clear (House *house)
{
  g_autofree char *command = g_strdup_printf ("rm -rf -- %s", house->folder);

  g_clear_object (&house->process);
  g_assert_cmpint (system (command), ==, 0);
  g_free (house->folder);
  g_free (house->data);
  g_free (house->port_file);
}

static void
house_start (House *house)
{
  g_autoptr (GError) error = NULL;

  g_unlink (house->port_file);
  house->process
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                          &error, program, "--embedded", "--data", house->data, "--port", "0",
                          "--port-file", house->port_file, "--workers", "2", NULL);
  g_assert_no_error (error);
  house->pid = (pid_t) atoi (g_subprocess_get_identifier (house->process));
  for (int ms = 0; ms < 60000; ms += 20)
    {
      g_autofree char *text = NULL;

      if (g_file_get_contents (house->port_file, &text, NULL, NULL)
          && (house->port = (guint) atoi (text)) != 0)
        return;
      g_usleep (20 * 1000);
    }
  g_error ("the server did not start");
}

static void
house_wait (House *house, int expected)
{
  g_assert_true (g_subprocess_wait (house->process, NULL, NULL));
  if (expected >= 0)
    g_assert_cmpint (g_subprocess_get_if_exited (house->process)
                         ? g_subprocess_get_exit_status (house->process)
                         : -1,
                     ==, expected);
  g_clear_object (&house->process);
}

/* status line of a GET, empty without an answer */
static char *
get (House *house, const char *path)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;
  g_autofree char *request
      = g_strdup_printf ("GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", path);
  char answer[16] = "";

  g_socket_client_set_timeout (client, 5);
  connection
      = g_socket_client_connect_to_host (client, "127.0.0.1", (guint16) house->port, NULL, NULL);
  if (connection != NULL
      && g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)),
                                    request, strlen (request), NULL, NULL, NULL))
    g_input_stream_read_all (g_io_stream_get_input_stream (G_IO_STREAM (connection)), answer, 12,
                             NULL, NULL, NULL);
  return g_strdup (answer);
}

static void
wait_answer (House *house, const char *path, const char *expected)
{
  for (int tries = 0; tries < 200; tries++)
    {
      g_autofree char *found = get (house, path);

      if (g_str_equal (found, expected))
        return;
      g_usleep (50 * 1000);
    }
  g_error ("%s: no '%s'", path, expected);
}

/* processes whose parent is @parent, or that stand in @data: the cluster's */
static GArray *
find_processes (pid_t parent, const char *data)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (pid_t));
  g_autoptr (GDir) dir = g_dir_open ("/proc", 0, NULL);

  for (const char *name; (name = g_dir_read_name (dir)) != NULL;)
    {
      g_autofree char *path = g_strdup_printf ("/proc/%s/stat", name);
      g_autofree char *cwd_path = g_strdup_printf ("/proc/%s/cwd", name);
      g_autofree char *cwd = g_file_read_link (cwd_path, NULL);
      g_autofree char *text = NULL;
      pid_t pid = (pid_t) atoi (name);
      const char *after;

      if (pid == 0 || !g_file_get_contents (path, &text, NULL, NULL))
        continue;
      after = strrchr (text, ')');
      if ((after[2] != 'Z' && atoi (after + 4) == parent) || g_strcmp0 (cwd, data) == 0)
        g_array_append_val (found, pid);
    }
  return found;
}

static void
assert_nothing_left (House *house, GArray *pids)
{
  for (int ms = 0; ms < 15000; ms += 50)
    {
      g_autoptr (GArray) rest = find_processes (-1, house->data);
      gboolean left = rest->len > 0;

      for (guint i = 0; i < pids->len; i++)
        left = left || kill (g_array_index (pids, pid_t, i), 0) == 0;
      if (!left)
        break;
      g_usleep (50 * 1000);
    }
  for (guint i = 0; i < pids->len; i++)
    g_assert_cmpint (kill (g_array_index (pids, pid_t, i), 0), !=, 0);
}

static void
test_life (void)
{
  g_autoptr (GArray) children = NULL;
  g_autofree char *run = NULL;
  House house;

  house_init (&house);
  house_start (&house);
  wait_answer (&house, "/healthz", "HTTP/1.1 200");
  wait_answer (&house, "/readyz", "HTTP/1.1 200");
  children = find_processes (house.pid, house.data);
  g_assert_cmpuint (children->len, >=, 4); /* two workers, jobs, PostgreSQL */
  kill (house.pid, SIGTERM);
  house_wait (&house, 0);
  assert_nothing_left (&house, children);
  run = g_strconcat (house.data, ".run", NULL);
  g_assert_false (g_file_test (run, G_FILE_TEST_EXISTS));
  house_clear (&house);
}

/* first PostgreSQL (the server leaves and says so), then the server itself */
static void
test_killed (void)
{
  g_autoptr (GArray) first = NULL, second = NULL;
  g_autofree char *pid_file = NULL, *text = NULL;
  House house;

  house_init (&house);
  house_start (&house);
  wait_answer (&house, "/readyz", "HTTP/1.1 200");
  first = find_processes (house.pid, house.data);
  pid_file = g_build_filename (house.data, "postmaster.pid", NULL);
  g_assert_true (g_file_get_contents (pid_file, &text, NULL, NULL));
  kill ((pid_t) atoi (text), SIGKILL);
  house_wait (&house, 1);
  assert_nothing_left (&house, first);

  house_start (&house);
  wait_answer (&house, "/readyz", "HTTP/1.1 200");
  second = find_processes (house.pid, house.data);
  kill (house.pid, SIGKILL);
  house_wait (&house, -1);
  house_start (&house); /* at once: the old ones are still leaving */
  wait_answer (&house, "/readyz", "HTTP/1.1 200");
  assert_nothing_left (&(House){ .data = (char *) "/nowhere" }, second);
  kill (house.pid, SIGTERM);
  house_wait (&house, 0);
  house_clear (&house);
}

static void
test_worker_killed (void)
{
  g_autoptr (GArray) children = NULL;
  House house;

  house_init (&house);
  house_start (&house);
  wait_answer (&house, "/readyz", "HTTP/1.1 200");
  children = find_processes (house.pid, "/nowhere");
  for (guint i = 0; i < children->len; i++)
    {
      pid_t pid = g_array_index (children, pid_t, i);
      g_autofree char *path = g_strdup_printf ("/proc/%d/comm", (int) pid);
      g_autofree char *name = NULL;

      if (g_file_get_contents (path, &name, NULL, NULL) && g_str_has_prefix (name, "merilo"))
        kill (pid, SIGKILL);
    }
  wait_answer (&house, "/readyz", "HTTP/1.1 200");
  kill (house.pid, SIGTERM);
  house_wait (&house, 0);
  house_clear (&house);
}

/* what is wrong is said, and soon; nothing is started in vain */
static void
test_refusals (void)
{
  static const struct
  {
    const char *label;
    const char *arguments[7];
    int status;
    const char *said;
  } rows[] = {
    { "misspelt", { "--embedded", "--prot", "1" }, 2, "prot" },
    { "no base", { "--port", "0" }, 2, "database" },
    { "port taken", { "--embedded", "--port", "PORT" }, 1, "занят другой программой" },
    { "no address", { "--embedded", "--address", "nowhere" }, 1, "nowhere" },
    { "no certificate",
      { "--embedded", "--port", "0", "--certificate", "/nowhere", "--key", "/nowhere" },
      1,
      "/nowhere" },
  };
  g_autoptr (GSocket) taken
      = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT, NULL);
  g_autoptr (GSocketAddress) where = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autofree char *port = NULL;
  House house;

  house_init (&house);
  g_assert_true (g_socket_bind (taken, where, FALSE, NULL) && g_socket_listen (taken, NULL));
  bound = g_socket_get_local_address (taken, NULL);
  port = g_strdup_printf ("%u", g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *argv[11] = { program, "--data", house.data };
      g_autoptr (GSubprocess) process = NULL;
      g_autofree char *said = NULL;

      for (guint a = 0; a < G_N_ELEMENTS (rows[i].arguments); a++)
        argv[3 + a] = g_strcmp0 (rows[i].arguments[a], "PORT") == 0 ? port : rows[i].arguments[a];
      process
          = g_subprocess_newv (argv,
                               G_SUBPROCESS_FLAGS_STDERR_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE,
                               NULL);
      g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &said, NULL));
      if (!g_subprocess_get_if_exited (process)
          || g_subprocess_get_exit_status (process) != rows[i].status
          || strstr (said, rows[i].said) == NULL
          /* whose own exit status is 1 too */
          || strstr (said, "Sanitizer") != NULL)
        g_error ("%s: %s", rows[i].label, said);
    }
  house_clear (&house);
}

int
main (int argc, char **argv)
{
  g_setenv ("G_DEBUG", "", TRUE); /* the program is not the test: it may warn */
  g_test_init (&argc, &argv, NULL);
  if (argc < 2)
    g_error ("test-program-server MERILO-SERVER");
  program = argv[1];
  g_test_add_func ("/server/refusals", test_refusals);
  g_test_add_func ("/server/life", test_life);
  g_test_add_func ("/server/killed", test_killed);
  g_test_add_func ("/server/worker-killed", test_worker_killed);
  return g_test_run ();
}
