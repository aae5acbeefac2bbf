#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <libintl.h>
#include <locale.h>

#include "pages/locales.h"

/* installed, or run from the build folder */
static const char *
find_locales (void)
{
  g_autofree char *installed
      = g_build_filename (LOCALEDIR, "ru", "LC_MESSAGES", GETTEXT_PACKAGE ".mo", NULL);

  return g_file_test (installed, G_FILE_TEST_EXISTS) ? LOCALEDIR : BUILD_LOCALEDIR;
}

void
app_locales_bind (void)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, find_locales ());
}
