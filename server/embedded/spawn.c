#define G_LOG_DOMAIN "srv-embedded"

#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "embedded/cluster-private.h"

/* newest first; PATH last, because Debian keeps initdb out of it */
char *
srv_cluster_find_programs (const char *program)
{
  static const char *const where[] = { "/usr/lib/postgresql/%d/bin", "/usr/pgsql-%d/bin" };
  const char *own = g_getenv ("MERILO_POSTGRES_BIN");
  g_autofree char *on_path = NULL;

  if (own != NULL)
    return g_strdup (own);
  for (int v = 20; v >= 15; v--)
    for (guint i = 0; i < G_N_ELEMENTS (where); i++)
      {
        g_autofree char *bin = g_strdup_printf (where[i], v);
        g_autofree char *path = g_build_filename (bin, program, NULL);

        if (g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
          return g_steal_pointer (&bin);
      }
  on_path = g_find_program_in_path (program);
  return on_path != NULL ? g_path_get_dirname (on_path) : NULL;
}

/* between fork and exec: only async-signal-safe calls */
static void
become (SrvCluster *self, pid_t parent)
{
  sigset_t none;

  sigemptyset (&none);
  sigprocmask (SIG_SETMASK, &none, NULL);
  if (getuid () == 0
      && (setgroups (1, &self->gid) != 0 || setresgid (self->gid, self->gid, self->gid) != 0
          || setresuid (self->uid, self->uid, self->uid) != 0))
    _exit (126);
  /* after the change of user, which clears it; SIGINT is PostgreSQL's fast stop */
  prctl (PR_SET_PDEATHSIG, SIGINT);
  if (getppid () != parent)
    _exit (125); /* the parent died in between */
  if (chdir (self->data) != 0 && chdir ("/") != 0)
    _exit (124);
}

pid_t
_srv_cluster_spawn (SrvCluster *self, char *const argv[])
{
  char *const env[] = { "LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin", "TZ=UTC", NULL };
  pid_t parent = getpid (), pid;
  int fd = open (self->log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);

  pid = fork ();
  if (pid == 0)
    {
      int null = open ("/dev/null", O_RDONLY);

      setpgid (0, 0); /* Ctrl+C in the terminal is ours to pass on, once */
      become (self, parent);
      dup2 (null, 0);
      if (fd >= 0)
        {
          dup2 (fd, 1);
          dup2 (fd, 2);
        }
      execve (argv[0], argv, env);
      _exit (127);
    }
  if (fd >= 0)
    close (fd);
  return pid;
}
