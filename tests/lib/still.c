#define G_LOG_DOMAIN "test-ui"

#include "lib/still.h"

#include <string.h>

#ifdef __linux__
#include <sys/syscall.h>
#include <unistd.h>
#endif

#define FOREVER 30 /* s: as UI_WAIT */

/* The threads */

/* the letter after the name in brackets, in which there may be anything */
static gboolean
is_asleep (const char *stat)
{
  const char *end = strrchr (stat, ')');

  return end == NULL || end[1] == 0 || strchr ("SIZX", end[2]) != NULL;
}

static gboolean
others_sleep (void)
{
#ifdef __linux__
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/task", 0, NULL);
  g_autofree char *own = g_strdup_printf ("%ld", syscall (SYS_gettid));
  const char *id;

  while (dir != NULL && (id = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_strdup_printf ("/proc/self/task/%s/stat", id);
      g_autofree char *stat = NULL;

      if (!g_str_equal (id, own) && g_file_get_contents (path, &stat, NULL, NULL)
          && !is_asleep (stat))
        return FALSE;
    }
#endif
  return TRUE;
}

/* The main loop */

/* ms until something of the clock is due; -1: nothing is */
static int
next_timer (GMainContext *context)
{
  g_autofree GPollFD *fds = NULL;
  int priority, timeout = -1, n;

  if (g_main_context_prepare (context, &priority))
    return 0;
  n = g_main_context_query (context, G_MAXINT, &timeout, NULL, 0);
  fds = g_new (GPollFD, n);
  g_main_context_query (context, G_MAXINT, &timeout, fds, n);
  return timeout;
}

/* what was said to the screen is done too */
static gboolean
has_nothing_to_do (GMainContext *context)
{
  if (!others_sleep ())
    return FALSE;
  gdk_display_sync (gdk_display_get_default ());
  return !g_main_context_pending (context);
}

void
still_wait (gboolean (*is_done) (gpointer data), gpointer data, guint ms, guint turns, guint most)
{
  GMainContext *context = g_main_context_default ();
  gint64 end = g_get_monotonic_time () + FOREVER * G_TIME_SPAN_SECOND;
  guint still = 0, idle = 0;

  while (still < turns && idle < most && g_get_monotonic_time () < end)
    {
      int timer;

      if (g_main_context_iteration (NULL, FALSE))
        {
          still = 0;
          continue;
        }
      if (!is_done (data))
        still = idle = 0;
      else if (has_nothing_to_do (context))
        {
          timer = next_timer (context);
          still = timer < 0 || timer > (int) ms ? still + 1 : 0;
          idle++;
        }
      else
        still = 0;
      g_usleep (1000);
    }
}
