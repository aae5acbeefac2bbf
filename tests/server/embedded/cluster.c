/* The private cluster: made, started, left behind, fought for, killed. */
#include "embedded/cluster.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "db/session.h"
#include "embedded/prepare.h"
#include "lib/cluster.h"
#include "model/error.h"

typedef struct
{
  char *folder, *data;
} Place;

static char *made_folder;

/* a Russian name with a blank and a quote, as a home folder may have */
static void
place_init (Place *place)
{
  g_autoptr (GError) error = NULL;

  place->folder = g_dir_make_tmp ("merilo-place-XXXXXX", &error);
  g_assert_no_error (error);
  g_assert_no_errno (g_chmod (place->folder, 0755));
  place->data = g_build_filename (place->folder, "база 'моя'", NULL);
}

static void
place_clear (Place *place)
{
  g_autofree char *command = g_strdup_printf ("rm -rf -- %s", place->folder);

  g_assert_cmpint (system (command), ==, 0);
  g_free (place->folder);
  g_free (place->data);
}

/* with a cluster in it that ran and was closed: a copy of one made once */
static void
place_init_made (Place *place)
{
  static char *made;
  const char *argv[] = { "cp", "-a", NULL, NULL, NULL };
  g_autoptr (GError) error = NULL;

  place_init (place);
  if (made == NULL)
    {
      Place first;

      place_init (&first);
      srv_cluster_close (srv_cluster_open (first.data, FALSE, &error));
      g_assert_no_error (error);
      made = first.data; /* to the end of the program, with its folder */
      made_folder = first.folder;
    }
  argv[2] = made;
  argv[3] = place->data;
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                &error);
  g_assert_no_error (error);
}

static char *
beside (Place *place, const char *suffix)
{
  return g_strconcat (place->data, suffix, NULL);
}

static gboolean
is_beside (Place *place, const char *suffix)
{
  g_autofree char *path = beside (place, suffix);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static SrvCluster *
open_place (Place *place)
{
  g_autoptr (GError) error = NULL;
  SrvCluster *cluster = srv_cluster_open (place->data, FALSE, &error);

  g_assert_no_error (error);
  return cluster;
}

static void
run_in (SrvCluster *cluster, const char *database, const char *sql)
{
  g_autofree char *conninfo = srv_cluster_conninfo_owner (cluster, database);
  g_autoptr (GError) error = NULL;
  g_autoptr (SrvSession) session = srv_session_open (conninfo, &error);

  g_assert_no_error (error);
  tests_run_sql (session, sql);
}

static gboolean
is_alive (pid_t pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", (int) pid);
  g_autofree char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) && strstr (text, ") Z ") == NULL;
}

static void
wait_gone (pid_t pid, int ms)
{
  for (; ms > 0 && is_alive (pid); ms -= 10)
    g_usleep (10 * 1000);
  g_assert_false (is_alive (pid));
}

static void
test_made_and_kept (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *owner = NULL;
  Place place;
  SrvCluster *cluster;
  pid_t pid;

  place_init (&place);
  cluster = open_place (&place);
  owner = srv_cluster_conninfo_owner (cluster, "merilo");
  g_assert_true (srv_prepare_database (cluster, owner, place.data, &error));
  g_assert_no_error (error);
  run_in (
      cluster, "merilo",
      "create table mark (v text); insert into mark values ('ёлка'), ('Ель'), ('енот'), ('Жук');"
      "do $$ begin if (select string_agg (v, ' ' order by v) from mark) <> 'ёлка Ель енот Жук'"
      " then raise 'order'; end if; if current_setting ('data_checksums') <> 'on' then raise"
      " 'sums'; end if; if current_setting ('listen_addresses') <> '' then raise 'open';"
      " end if; end $$");
  pid = srv_cluster_get_pid (cluster);
  srv_cluster_close (cluster);
  g_assert_false (is_alive (pid));
  g_assert_false (is_beside (&place, ".run")); /* no socket is left */
  cluster = open_place (&place);
  g_assert_true (srv_prepare_database (cluster, owner, place.data, &error));
  run_in (cluster, "merilo", "select 1 / count (*) from mark");
  srv_cluster_close (cluster);
  place_clear (&place);
}

/* the processes are nobody's that matters: never root, and only the owner reads the data */
static void
test_unprivileged (void)
{
  Place place;
  SrvCluster *cluster;
  g_autofree char *proc = NULL;
  struct stat found;

  place_init_made (&place);
  cluster = open_place (&place);
  proc = g_strdup_printf ("/proc/%d", (int) srv_cluster_get_pid (cluster));
  g_assert_no_errno (stat (proc, &found));
  g_assert_cmpuint (found.st_uid, !=, 0);
  g_assert_no_errno (stat (place.data, &found));
  g_assert_cmpuint (found.st_mode & 077, ==, 0);
  srv_cluster_close (cluster);
  place_clear (&place);
}

static void
test_second_server (void)
{
  g_autoptr (GError) error = NULL;
  Place place;
  SrvCluster *cluster;

  place_init_made (&place);
  cluster = open_place (&place);
  g_assert_null (srv_cluster_open (place.data, FALSE, &error));
  g_assert_error (error, MERILO_ERROR, MERILO_ERROR_UNAVAILABLE);
  g_assert_nonnull (strstr (error->message, "другой сервер"));
  run_in (cluster, "postgres", "select 1"); /* and the first has not noticed */
  srv_cluster_close (cluster);
  place_clear (&place);
}

/* a server of our own making: opens the cluster, tells its PostgreSQL's number, sleeps */
static pid_t
fork_server (Place *place, pid_t *ret_postmaster)
{
  int ends[2];
  pid_t pid, told = 0;

  g_assert_no_errno (pipe (ends));
  pid = fork ();
  if (pid == 0)
    {
      SrvCluster *cluster = srv_cluster_open (place->data, FALSE, NULL);

      told = cluster != NULL ? srv_cluster_get_pid (cluster) : 0;
      if (write (ends[1], &told, sizeof told) < 0)
        _exit (1);
      pause ();
      _exit (0);
    }
  g_assert_cmpint (read (ends[0], &told, sizeof told), ==, sizeof told);
  g_assert_cmpint (told, >, 0);
  close (ends[0]);
  close (ends[1]);
  *ret_postmaster = told;
  return pid;
}

static void
test_server_killed (void)
{
  Place place;
  SrvCluster *cluster;
  pid_t server, postmaster;

  place_init_made (&place);
  server = fork_server (&place, &postmaster);
  kill (server, SIGKILL);
  waitpid (server, NULL, 0);
  wait_gone (postmaster, 30000); /* PostgreSQL leaves with its server */
  cluster = open_place (&place);
  run_in (cluster, "postgres", "select 1");
  srv_cluster_close (cluster);
  place_clear (&place);
}

/* all at once, as when the machine goes: the next start recovers */
static void
test_everything_killed (void)
{
  Place place;
  SrvCluster *cluster;
  pid_t server, postmaster;

  place_init_made (&place);
  server = fork_server (&place, &postmaster);
  kill (postmaster, SIGKILL);
  kill (server, SIGKILL);
  waitpid (server, NULL, 0);
  cluster = open_place (&place);
  run_in (cluster, "postgres", "select 1");
  srv_cluster_close (cluster);
  g_assert_false (is_beside (&place, ".run"));
  place_clear (&place);
}

/* PostgreSQL on our data that no server looks after */
static pid_t
fork_orphan (Place *place)
{
  g_autofree char *bin = srv_cluster_find_programs ("initdb");
  g_autofree char *postgres = g_build_filename (bin, "postgres", NULL);
  g_autofree char *file = g_build_filename (place->data, "postmaster.pid", NULL);
  char *argv[] = { postgres, "-D", place->data, "-k", place->folder, NULL };
  struct stat owner;
  pid_t pid;

  g_assert_no_errno (stat (place->data, &owner));
  g_assert_no_errno (chown (place->folder, owner.st_uid, owner.st_gid));
  pid = fork ();
  if (pid == 0)
    {
      int null = open ("/dev/null", O_RDWR);

      dup2 (null, 2);
      if (getuid () != 0
          || (setresgid (owner.st_gid, owner.st_gid, owner.st_gid) == 0
              && setresuid (owner.st_uid, owner.st_uid, owner.st_uid) == 0))
        execv (postgres, argv);
      _exit (127);
    }
  for (int ms = 0; ms < 30000; ms += 10)
    {
      g_autofree char *text = NULL;

      if (g_file_get_contents (file, &text, NULL, NULL) && strstr (text, "ready") != NULL)
        return pid;
      g_usleep (10 * 1000);
    }
  g_error ("no orphan");
}

/* it is stopped, not waited for in vain; a stranger's process of the same number is left alone */
static void
test_orphan (void)
{
  Place place;
  SrvCluster *cluster;
  pid_t orphan;

  place_init_made (&place);
  orphan = fork_orphan (&place);
  cluster = open_place (&place);
  g_assert_cmpint (srv_cluster_get_pid (cluster), !=, orphan);
  g_assert_cmpint (waitpid (orphan, NULL, WNOHANG), ==, orphan);
  run_in (cluster, "postgres", "select 1");
  srv_cluster_close (cluster);
  place_clear (&place);
}

static void
test_stranger (void)
{
  Place place;
  SrvCluster *cluster;
  pid_t stranger;
  g_autofree char *text = NULL, *path = NULL;

  place_init_made (&place);
  stranger = fork ();
  if (stranger == 0)
    {
      pause ();
      _exit (0);
    }
  text = g_strdup_printf ("%d\n%s\n", (int) stranger, place.data);
  path = g_build_filename (place.data, "postmaster.pid", NULL);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_no_errno (g_chmod (path, 0644));
  cluster = srv_cluster_open (place.data, FALSE, NULL);
  g_assert_true (is_alive (stranger));
  srv_cluster_close (cluster);
  kill (stranger, SIGKILL);
  waitpid (stranger, NULL, 0);
  place_clear (&place);
}

static void
test_half_made (void)
{
  Place place;
  SrvCluster *cluster;
  g_autofree char *fresh = NULL, *version = NULL;

  place_init (&place);
  fresh = beside (&place, ".new");
  version = g_build_filename (fresh, "PG_VERSION", NULL);
  g_assert_no_errno (g_mkdir (fresh, 0755));
  g_assert_true (g_file_set_contents (version, "15\n", -1, NULL));
  g_assert_no_errno (chown (fresh, 65534, 65534) == 0 || getuid () != 0 ? 0 : -1);
  cluster = open_place (&place);
  run_in (cluster, "postgres", "select 1");
  g_assert_false (is_beside (&place, ".new"));
  srv_cluster_close (cluster);
  place_clear (&place);
}

static void
test_postgres_killed (void)
{
  Place place;
  SrvCluster *cluster;

  place_init_made (&place);
  cluster = open_place (&place);
  g_assert_true (srv_cluster_is_alive (cluster));
  kill (srv_cluster_get_pid (cluster), SIGKILL);
  for (int ms = 0; ms < 30000 && srv_cluster_is_alive (cluster); ms += 10)
    g_usleep (10 * 1000);
  g_assert_false (srv_cluster_is_alive (cluster));
  srv_cluster_close (cluster);
  g_assert_false (is_beside (&place, ".run"));
  place_clear (&place);
}

/* a worker holds no lock of its parent's: the server's next start does not wait for it */
static void
test_child_forgets (void)
{
  Place place;
  SrvCluster *cluster;
  pid_t child;

  place_init_made (&place);
  cluster = open_place (&place);
  child = fork ();
  if (child == 0)
    {
      srv_cluster_forget (cluster);
      pause ();
      _exit (0);
    }
  g_usleep (50 * 1000);
  srv_cluster_close (cluster);
  cluster = open_place (&place);
  g_assert_true (srv_cluster_is_alive (cluster));
  srv_cluster_close (cluster);
  kill (child, SIGKILL);
  waitpid (child, NULL, 0);
  place_clear (&place);
}

/* spoilt settings do not mend by waiting: told at once */
static void
test_messages (void)
{
  static const struct
  {
    const char *label, *conf;
  } rows[] = {
    { "spoilt value", "max_connections = many\n" },
    { "unknown setting", "no_such_thing = 1\n" },
    { "no line of settings", "what is this\n" },
  };
  g_autofree char *conf = NULL;
  Place place;

  place_init_made (&place);
  conf = g_build_filename (place.data, "postgresql.auto.conf", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 began = g_get_monotonic_time ();

      g_assert_true (g_file_set_contents (conf, rows[i].conf, -1, NULL));
      g_assert_no_errno (g_chmod (conf, 0644));
      g_assert_null (srv_cluster_open (place.data, FALSE, &error));
      g_assert_error (error, MERILO_ERROR, MERILO_ERROR_UNAVAILABLE);
      if (strstr (error->message, "PostgreSQL не запустился") == NULL)
        g_error ("%s: %s", rows[i].label, error->message);
      g_assert_cmpint (g_get_monotonic_time () - began, <,
                       8 * G_USEC_PER_SEC); /* no vain retries */
    }
  place_clear (&place);
}

static void
test_full_disk (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *command = NULL;
  Place place;

  place_init (&place);
  command = g_strdup_printf ("mount -t tmpfs -o size=12m,mode=0755 tmpfs %s", place.folder);
  if (getuid () != 0 || system (command) != 0)
    {
      place_clear (&place);
      g_test_skip ("a small disk can be made by root alone");
      return;
    }
  g_assert_null (srv_cluster_open (place.data, FALSE, &error));
  g_free (command);
  command = g_strdup_printf ("umount %s", place.folder);
  g_assert_cmpint (system (command), ==, 0);
  g_assert_error (error, MERILO_ERROR, MERILO_ERROR_UNAVAILABLE);
  g_assert_nonnull (strstr (error->message, "на диске не осталось места"));
  place_clear (&place);
}

static void
test_no_programs (void)
{
  g_autoptr (GError) error = NULL;
  Place place;

  place_init (&place);
  g_setenv ("MERILO_POSTGRES_BIN", "/nowhere", TRUE);
  g_assert_null (srv_cluster_open (place.data, FALSE, &error));
  g_assert_error (error, MERILO_ERROR, MERILO_ERROR_UNAVAILABLE);
  g_unsetenv ("MERILO_POSTGRES_BIN");
  g_assert_false (is_beside (&place, ""));
  place_clear (&place);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cluster/made-and-kept", test_made_and_kept);
  g_test_add_func ("/cluster/unprivileged", test_unprivileged);
  g_test_add_func ("/cluster/second-server", test_second_server);
  g_test_add_func ("/cluster/server-killed", test_server_killed);
  g_test_add_func ("/cluster/everything-killed", test_everything_killed);
  g_test_add_func ("/cluster/orphan", test_orphan);
  g_test_add_func ("/cluster/stranger", test_stranger);
  g_test_add_func ("/cluster/half-made", test_half_made);
  g_test_add_func ("/cluster/postgres-killed", test_postgres_killed);
  g_test_add_func ("/cluster/child-forgets", test_child_forgets);
  g_test_add_func ("/cluster/messages", test_messages);
  g_test_add_func ("/cluster/full-disk", test_full_disk);
  g_test_add_func ("/cluster/no-programs", test_no_programs);
  result = g_test_run ();
  if (made_folder != NULL)
    {
      g_autofree char *command = g_strdup_printf ("rm -rf -- %s", made_folder);

      g_assert_cmpint (system (command), ==, 0);
    }
  return result;
}
