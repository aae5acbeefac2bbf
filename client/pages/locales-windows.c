#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <libintl.h>
#include <locale.h>

#include "pages/locales.h"

/* The folder moves with the program. It is told in the system's code page, as GLib and GTK tell
 * theirs (by its short name, when the code page lacks its letters): libintl takes one catalog for
 * another where some are told so and some in wide letters. GTK's own words follow LANGUAGE: an
 * English Windows would show «Cancel» beside our Russian. */
void
app_locales_bind (void)
{
  g_autofree char *home = g_win32_get_package_installation_directory_of_module (NULL);
  g_autofree char *folder = g_build_filename (home, "share", "locale", NULL);
  g_autofree char *told = g_win32_locale_filename_from_utf8 (folder);

  g_setenv ("LANGUAGE", "ru", FALSE);
  setlocale (LC_ALL, "");
  if (told != NULL)
    bindtextdomain (GETTEXT_PACKAGE, told);
}
