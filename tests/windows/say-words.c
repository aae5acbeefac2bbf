/* Says a plural of ours and a word of GTK's, one a line, by the catalogs that lie where this
 * program lies. say-words [gtk]: with a word, GTK's is asked for first, as a thread of GIO may. */
#include "config.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>

#include "pages/application.h"

static char *
ask_gtk (void)
{
  return g_strdup (g_dgettext ("gtk40", "_Cancel"));
}

int
main (int argc, char **argv)
{
  g_autofree char *ours = NULL, *theirs = NULL;

  if (argc > 1)
    {
      gtk_init_check ();
      theirs = ask_gtk ();
    }
  app_application_prepare ();
  ours = g_strdup_printf (ngettext ("%d пункт", "%d пункта", 20), 20);
  if (theirs == NULL)
    {
      gtk_init_check ();
      theirs = ask_gtk ();
    }
  g_print ("%s\n%s\n", ours, theirs);
  return 0;
}
