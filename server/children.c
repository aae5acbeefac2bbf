#define G_LOG_DOMAIN "srv-supervisor"

#include "children.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define LONG_LIFE (10 * G_USEC_PER_SEC) /* after which an end is no reason to pause */
#define PAUSE_MIN 100                   /* ms */
#define PAUSE_MAX 5000                  /* ms */
#define WAIT_MAX  60000                 /* ms */

typedef struct
{
  pid_t pid;
  gint64 started, due; /* monotonic: of the start; when the next one may be */
  guint pause;         /* ms */
} Child;

struct _SrvChildren
{
  Child at[SRV_MAX_CHILDREN];
  guint n;
  SrvChildFunc run;
  gpointer data;
  gboolean stopping, hopeless;
  gint64 kill_at;
};

SrvChildren *
srv_children_new (guint n, SrvChildFunc run, gpointer data)
{
  SrvChildren *self = g_new0 (SrvChildren, 1);

  g_assert (n <= SRV_MAX_CHILDREN);
  self->n = n;
  self->run = run;
  self->data = data;
  return self;
}

static void
live (SrvChildren *self, guint index, pid_t parent)
{
  sigset_t asked;

  prctl (PR_SET_PDEATHSIG, SIGTERM);
  if (getppid () != parent)
    _exit (0);              /* it died in between */
  signal (SIGINT, SIG_IGN); /* Ctrl+C reaches the whole group: the parent passes it on once */
  signal (SIGHUP, SIG_IGN);
  sigemptyset (&asked);
  sigaddset (&asked, SIGTERM);
  sigaddset (&asked, SIGINT);
  sigaddset (&asked, SIGHUP);
  sigaddset (&asked, SIGCHLD);
  sigprocmask (SIG_UNBLOCK, &asked, NULL);
  exit (self->run (index, self->data));
}

/* without memory or numbers for processes: later, as if it had died at once */
static void
put_off (Child *child, gint64 now)
{
  child->pause = CLAMP (child->pause * 2, PAUSE_MIN, PAUSE_MAX);
  child->due = now + child->pause * G_TIME_SPAN_MILLISECOND;
}

static void
start (SrvChildren *self, guint index, gint64 now)
{
  Child *child = &self->at[index];
  pid_t parent = getpid ();

  fflush (NULL); /* what is in buffers must not be written twice */
  child->pid = fork ();
  if (child->pid == 0)
    live (self, index, parent);
  child->started = now;
  if (child->pid < 0)
    {
      child->pid = 0;
      put_off (child, now);
    }
}

static void
tell_end (pid_t pid, int status)
{
  if (WIFSIGNALED (status))
    fprintf (stderr, "merilo-server: child %d was killed by signal %d (%s)\n", (int) pid,
             WTERMSIG (status), strsignal (WTERMSIG (status)));
  else
    fprintf (stderr, "merilo-server: child %d ended with status %d\n", (int) pid,
             WEXITSTATUS (status));
}

static void
reap (SrvChildren *self, Child *child, gint64 now)
{
  int status = 0;

  if (waitpid (child->pid, &status, WNOHANG) != child->pid)
    return;
  if (!self->stopping)
    tell_end (child->pid, status);
  self->hopeless
      = self->hopeless || (WIFEXITED (status) && WEXITSTATUS (status) == SRV_EXIT_HOPELESS);
  child->pid = 0;
  if (now - child->started >= LONG_LIFE)
    child->pause = 0;
  else
    put_off (child, now);
}

gboolean
srv_children_tend (SrvChildren *self)
{
  gint64 now = g_get_monotonic_time ();
  gboolean left = FALSE;

  for (guint i = 0; i < self->n; i++)
    {
      Child *child = &self->at[i];

      if (child->pid > 0)
        reap (self, child, now);
      if (child->pid == 0 && !self->stopping && child->due <= now)
        start (self, i, now);
      if (child->pid > 0 && self->stopping && now >= self->kill_at)
        kill (child->pid, SIGKILL);
      left = left || child->pid > 0;
    }
  return left || !self->stopping;
}

guint
srv_children_get_wait (SrvChildren *self)
{
  gint64 now = g_get_monotonic_time (), until = now + WAIT_MAX * G_TIME_SPAN_MILLISECOND;

  for (guint i = 0; i < self->n; i++)
    if (self->at[i].pid == 0 && !self->stopping)
      until = MIN (until, self->at[i].due);
  if (self->stopping)
    until = MIN (until, MAX (self->kill_at, now + 100 * G_TIME_SPAN_MILLISECOND));
  return (guint) (MAX (until - now, 0) / G_TIME_SPAN_MILLISECOND + 1);
}

void
srv_children_stop (SrvChildren *self, guint patience)
{
  if (self->stopping)
    return;
  self->stopping = TRUE;
  self->kill_at = g_get_monotonic_time () + patience * G_TIME_SPAN_MILLISECOND;
  for (guint i = 0; i < self->n; i++)
    if (self->at[i].pid > 0)
      kill (self->at[i].pid, SIGTERM);
}

void
srv_children_free (SrvChildren *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->n; i++)
    if (self->at[i].pid > 0)
      {
        kill (self->at[i].pid, SIGKILL);
        waitpid (self->at[i].pid, NULL, 0);
      }
  g_free (self);
}

gboolean
srv_children_are_hopeless (SrvChildren *self)
{
  return self->hopeless;
}

pid_t
srv_children_get_pid (SrvChildren *self, guint index)
{
  return self->at[index].pid;
}
