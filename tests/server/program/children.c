/* Processes that come back, and that end when they are to. */
#include "children.h"

#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define PATIENCE 30000 /* ms, that even a loaded machine keeps */

/* seen by all the processes */
typedef struct
{
  volatile gint starts[4];
  volatile gint pids[4];
} Shared;

static Shared *shared;

static void
forget (void)
{
  memset ((void *) shared, 0, sizeof *shared);
}

static void
note (guint index)
{
  g_atomic_int_inc (&shared->starts[index]);
  g_atomic_int_set (&shared->pids[index], (gint) getpid ());
}

static int
sleep_cb (guint index, gpointer data)
{
  note (index);
  while (pause () != 0)
    ;
  return 0;
}

static int
deaf_cb (guint index, gpointer data)
{
  signal (SIGTERM, SIG_IGN);
  return sleep_cb (index, data);
}

static int
die_cb (guint index, gpointer data)
{
  note (index);
  return GPOINTER_TO_INT (data);
}

static void
block (void)
{
  sigset_t waited;

  sigemptyset (&waited);
  sigaddset (&waited, SIGCHLD);
  sigaddset (&waited, SIGTERM);
  sigprocmask (SIG_BLOCK, &waited, NULL);
}

static void
tend_for (SrvChildren *children, guint ms)
{
  gint64 until = g_get_monotonic_time () + ms * G_TIME_SPAN_MILLISECOND;

  while (g_get_monotonic_time () < until && srv_children_tend (children))
    g_usleep (2000);
}

static gboolean
is_alive (pid_t pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", (int) pid);
  g_autofree char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) && strstr (text, ") Z ") == NULL;
}

static void
wait_gone (pid_t pid)
{
  for (int ms = 0; ms < PATIENCE && is_alive (pid); ms += 5)
    g_usleep (5000);
  g_assert_false (is_alive (pid));
}

/* until each of @n children has been started @times */
static void
wait_starts (SrvChildren *children, guint n, gint times)
{
  for (int ms = 0; ms < PATIENCE; ms += 2)
    {
      gboolean all = TRUE;

      srv_children_tend (children);
      for (guint i = 0; i < n; i++)
        all = all && g_atomic_int_get (&shared->starts[i]) >= times;
      if (all)
        return;
      g_usleep (2000);
    }
  g_assert_not_reached ();
}

static void
test_stop (void)
{
  g_autoptr (SrvChildren) children = srv_children_new (3, sleep_cb, NULL);
  pid_t pids[3];

  forget ();
  wait_starts (children, 3, 1);
  for (guint i = 0; i < 3; i++)
    pids[i] = srv_children_get_pid (children, i);
  g_assert_true (srv_children_tend (children));
  g_assert_cmpuint (srv_children_get_wait (children), >, 10000); /* nothing to do: no waking up */
  srv_children_stop (children, 5000);
  tend_for (children, 5000);
  g_assert_false (srv_children_tend (children));
  for (guint i = 0; i < 3; i++)
    g_assert_false (is_alive (pids[i]));
  g_assert_cmpint (shared->starts[0] + shared->starts[1] + shared->starts[2], ==, 3);
}

static void
test_killed_comes_back (void)
{
  g_autoptr (SrvChildren) children = srv_children_new (2, sleep_cb, NULL);
  pid_t first, other;

  forget ();
  wait_starts (children, 2, 1);
  first = srv_children_get_pid (children, 0);
  other = srv_children_get_pid (children, 1);
  kill (first, SIGKILL);
  for (int ms = 0; ms < PATIENCE && shared->starts[0] < 2; ms += 2)
    tend_for (children, 2);
  g_assert_cmpint (shared->starts[0], ==, 2);
  g_assert_cmpint (srv_children_get_pid (children, 0), !=, first);
  g_assert_cmpint (srv_children_get_pid (children, 1), ==, other);
  srv_children_stop (children, 5000);
  tend_for (children, 5000);
}

/* one that dies at once is tried less and less often: after 0, 100, 300, 700 ms, 1.5 s */
static void
test_dies_at_once (void)
{
  g_autoptr (SrvChildren) children = srv_children_new (1, die_cb, GINT_TO_POINTER (1));
  gint64 began = g_get_monotonic_time ();

  forget ();
  wait_starts (children, 1, 4);
  g_assert_cmpint (g_get_monotonic_time () - began, >=, 700 * G_TIME_SPAN_MILLISECOND);
  g_assert_cmpint (shared->starts[0], ==, 4);
  for (int ms = 0; ms < PATIENCE && srv_children_get_wait (children) >= 1000; ms += 2)
    tend_for (children, 2);
  g_assert_cmpuint (srv_children_get_wait (children), <, 1000);
  g_assert_false (srv_children_are_hopeless (children));
  srv_children_stop (children, 1000);
  tend_for (children, 1000);
  g_assert_false (srv_children_tend (children));
}

static void
test_hopeless (void)
{
  g_autoptr (SrvChildren) children
      = srv_children_new (1, die_cb, GINT_TO_POINTER (SRV_EXIT_HOPELESS));

  forget ();
  for (int ms = 0; ms < PATIENCE && !srv_children_are_hopeless (children); ms += 2)
    tend_for (children, 2);
  g_assert_true (srv_children_are_hopeless (children));
}

/* asked to end, does not: killed after the patience, not before */
static void
test_deaf (void)
{
  g_autoptr (SrvChildren) children = srv_children_new (1, deaf_cb, NULL);
  gint64 began;
  pid_t pid;

  forget ();
  wait_starts (children, 1, 1);
  pid = srv_children_get_pid (children, 0);
  began = g_get_monotonic_time ();
  srv_children_stop (children, 400);
  tend_for (children, PATIENCE);
  g_assert_cmpint (g_get_monotonic_time () - began, >=, 400 * G_TIME_SPAN_MILLISECOND);
  g_assert_false (srv_children_tend (children));
  g_assert_false (is_alive (pid));
}

/* kill -9 of the parent */
static void
test_parent_killed (void)
{
  pid_t parent;

  forget ();
  parent = fork ();
  if (parent == 0)
    {
      SrvChildren *children = srv_children_new (2, sleep_cb, NULL);

      for (;;)
        tend_for (children, 1000);
    }
  for (int ms = 0; ms < PATIENCE && (shared->pids[0] == 0 || shared->pids[1] == 0); ms += 5)
    g_usleep (5000);
  g_assert_true (is_alive (shared->pids[0]));
  kill (parent, SIGKILL);
  waitpid (parent, NULL, 0);
  wait_gone (shared->pids[0]);
  wait_gone (shared->pids[1]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  block ();
  shared = mmap (NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  g_assert_true (shared != MAP_FAILED);
  g_test_add_func ("/children/stop", test_stop);
  g_test_add_func ("/children/killed-comes-back", test_killed_comes_back);
  g_test_add_func ("/children/dies-at-once", test_dies_at_once);
  g_test_add_func ("/children/hopeless", test_hopeless);
  g_test_add_func ("/children/deaf", test_deaf);
  g_test_add_func ("/children/parent-killed", test_parent_killed);
  return g_test_run ();
}
