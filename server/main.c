#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>

#include "schedule/calendar.h"
#include "supervisor.h"

/* days off of this place, before there are workers */
static gboolean
use_calendar (const SrvSettings *settings, GError **error)
{
  MeriloCalendar *calendar;

  if (settings->calendar == NULL)
    return TRUE;
  calendar = merilo_calendar_load (settings->calendar, error);
  if (calendar == NULL)
    return FALSE;
  merilo_calendar_set_default (calendar);
  return TRUE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SrvSettings) settings = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE,
                  g_file_test (LOCALEDIR "/ru", G_FILE_TEST_EXISTS) ? LOCALEDIR : BUILD_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  settings = srv_settings_read ((const char *const *) argv + 1, &error);
  if (settings == NULL || !use_calendar (settings, &error))
    {
      fprintf (stderr, "merilo-server: %s\n", error->message);
      return 2;
    }
  return srv_supervise (settings);
}
