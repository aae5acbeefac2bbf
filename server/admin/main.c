#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>

#include "admin/commands.h"

/* always UTF-8, as it is: g_print() would escape letters that the locale has not, and break JSON */

static void
print_cb (const char *text)
{
  fputs (text, stdout);
}

static void
print_error_cb (const char *text)
{
  fputs (text, stderr);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  setlocale (LC_NUMERIC, "C");
  bindtextdomain (GETTEXT_PACKAGE,
                  g_file_test (LOCALEDIR "/ru", G_FILE_TEST_EXISTS) ? LOCALEDIR : BUILD_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_print_handler (print_cb);
  g_set_printerr_handler (print_error_cb);
  return argc > 0 ? (int) srv_admin_run ((const char *const *) argv + 1) : SRV_ADMIN_REFUSED;
}
