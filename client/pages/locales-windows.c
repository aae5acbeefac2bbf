#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <libintl.h>
#include <locale.h>

#include "pages/locales.h"

/* The folder moves with the program, and its path may hold letters that the system's code page
 * lacks. GTK's own words follow LANGUAGE: an English Windows would show «Cancel» beside our
 * Russian. */
void
app_locales_bind (void)
{
  g_autofree char *home = g_win32_get_package_installation_directory_of_module (NULL);
  g_autofree char *folder = g_build_filename (home, "share", "locale", NULL);
  g_autofree gunichar2 *wide = g_utf8_to_utf16 (folder, -1, NULL, NULL, NULL);

  g_setenv ("LANGUAGE", "ru", FALSE);
  setlocale (LC_ALL, "");
  wbindtextdomain (GETTEXT_PACKAGE, (const wchar_t *) wide);
}
