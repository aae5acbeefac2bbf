#include "lib/cluster.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/file.h>
#include <unistd.h>

#include "db/migrate.h"
#include "embedded/cluster.h"

#define TEMPLATE "merilo_template"

struct _TestsCluster
{
  SrvCluster *cluster;
  char *folder; /* of this test alone */
  guint databases;
  gboolean has_template;
};

static void
run (const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  int status = -1;

  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL,
                     &status, &error)
      || !g_spawn_check_wait_status (status, &error))
    g_error ("%s: %s", argv[0], error->message);
}

static void
copy_folder (const char *from, const char *to)
{
  const char *const argv[] = { "cp", "-a", "--reflink=auto", from, to, NULL };

  run (argv);
}

static void
remove_folder (const char *path)
{
  const char *const argv[] = { "rm", "-rf", "--", path, NULL };

  run (argv);
}

/* the fresh cluster kept in the build folder: taken from there, or put there, under a lock, so
 * that tests that start together make one. Put by renaming: a copy cut short is never used */
static gboolean
take_kept (const char *kept, const char *data)
{
  if (!g_file_test (kept, G_FILE_TEST_EXISTS))
    return FALSE;
  copy_folder (kept, data);
  return TRUE;
}

static void
keep (SrvCluster *cluster, const char *kept, const char *data)
{
  g_autofree char *fresh = g_strconcat (kept, ".new", NULL);

  srv_cluster_close (cluster);
  remove_folder (fresh);
  copy_folder (data, fresh);
  g_assert_no_errno (g_rename (fresh, kept));
}

static SrvCluster *
open_cluster (const char *data)
{
  g_autoptr (GError) error = NULL;
  SrvCluster *cluster = srv_cluster_open (data, FALSE, &error);

  g_assert_no_error (error);
  return cluster;
}

/* another version of PostgreSQL or another user cannot use it */
static char *
name_kept (void)
{
  const char *build = g_getenv ("G_TEST_BUILDDIR");
  g_autofree char *programs = srv_cluster_find_programs ("initdb");

  return g_strdup_printf ("%s/cluster-%d-%08x", build != NULL ? build : g_get_tmp_dir (),
                          (int) getuid (), g_str_hash (programs != NULL ? programs : ""));
}

static SrvCluster *
open_kept (const char *data)
{
  g_autofree char *kept = name_kept ();
  g_autofree char *lock = g_strconcat (kept, ".lock", NULL);
  int fd = open (lock, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  g_assert_no_errno (fd);
  g_assert_no_errno (flock (fd, LOCK_EX));
  if (!take_kept (kept, data))
    keep (open_cluster (data), kept, data);
  close (fd);
  return open_cluster (data);
}

TestsCluster *
tests_cluster_start (void)
{
  TestsCluster *self = g_new0 (TestsCluster, 1);
  g_autoptr (GError) error = NULL;
  g_autofree char *data = NULL;

  self->folder = g_dir_make_tmp ("merilo-test-XXXXXX", &error);
  g_assert_no_error (error);
  /* PostgreSQL is another user when we are root: it must get through */
  g_assert_no_errno (g_chmod (self->folder, 0711));
  data = g_build_filename (self->folder, "cluster", NULL);
  self->cluster = open_kept (data);
  return self;
}

void
tests_cluster_stop (TestsCluster *self)
{
  if (self == NULL)
    return;
  srv_cluster_close (self->cluster);
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self);
}

static void
create_database (TestsCluster *self, const char *name, const char *template)
{
  g_autoptr (SrvSession) session = tests_cluster_open (self, "postgres");
  g_autofree char *sql
      = g_strdup_printf ("create database %s template %s strategy file_copy", name, template);

  tests_run_sql (session, sql);
}

static void
make_template (TestsCluster *self)
{
  g_autoptr (SrvSession) session = NULL;
  g_autoptr (GError) error = NULL;

  create_database (self, TEMPLATE, "template0");
  session = tests_cluster_open (self, TEMPLATE);
  (void) !srv_migrate (session, NULL, &error);
  g_assert_no_error (error);
  self->has_template = TRUE;
}

static char *
new_database (TestsCluster *self, const char *template)
{
  char *name = g_strdup_printf ("test_%u", ++self->databases);

  create_database (self, name, template);
  return name;
}

char *
tests_cluster_new_database (TestsCluster *self)
{
  if (!self->has_template)
    make_template (self);
  return new_database (self, TEMPLATE);
}

char *
tests_cluster_new_empty_database (TestsCluster *self)
{
  return new_database (self, "template0");
}

char *
tests_cluster_conninfo_owner (TestsCluster *self, const char *database)
{
  return srv_cluster_conninfo_owner (self->cluster, database);
}

char *
tests_cluster_conninfo_app (TestsCluster *self, const char *database)
{
  return srv_cluster_conninfo_app (self->cluster, database);
}

static SrvSession *
open_session (char *take_conninfo)
{
  g_autofree char *conninfo = take_conninfo;
  g_autoptr (GError) error = NULL;
  SrvSession *session = srv_session_open (conninfo, &error);

  g_assert_no_error (error);
  return session;
}

SrvSession *
tests_cluster_open (TestsCluster *self, const char *database)
{
  return open_session (tests_cluster_conninfo_owner (self, database));
}

SrvSession *
tests_cluster_open_app (TestsCluster *self, const char *database)
{
  return open_session (tests_cluster_conninfo_app (self, database));
}

void
tests_run_sql (SrvSession *session, const char *sql)
{
  g_autoptr (GError) error = NULL;

  (void) !srv_session_run_script (session, sql, &error);
  g_assert_no_error (error);
}

void
tests_cluster_crash (TestsCluster *self)
{
  kill (srv_cluster_get_pid (self->cluster), SIGKILL);
  while (srv_cluster_is_alive (self->cluster))
    g_usleep (1000);
}

void
tests_cluster_restart (TestsCluster *self)
{
  g_autofree char *data = g_build_filename (self->folder, "cluster", NULL);

  srv_cluster_close (self->cluster);
  self->cluster = open_cluster (data);
}

pid_t
tests_cluster_get_pid (TestsCluster *self)
{
  return srv_cluster_get_pid (self->cluster);
}
