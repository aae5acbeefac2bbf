#define G_LOG_DOMAIN "srv-reading"

#include "config.h"

#include "reading/program.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdio.h>

#include "model/error.h"

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

void
srv_program_begin (void)
{
  setlocale (LC_ALL, "");
  setlocale (LC_NUMERIC, "C");
  bindtextdomain (GETTEXT_PACKAGE,
                  g_file_test (LOCALEDIR "/ru", G_FILE_TEST_EXISTS) ? LOCALEDIR : BUILD_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_print_handler (print_cb);
  g_set_printerr_handler (print_error_cb);
}

/* a file that cannot be opened is as much a wrong input as one that cannot be read */
static gboolean
is_refusal (const GError *error)
{
  return !g_error_matches (error, MERILO_ERROR, MERILO_ERROR_INTERNAL)
         && !g_error_matches (error, MERILO_ERROR, MERILO_ERROR_UNAVAILABLE)
         && !g_error_matches (error, MERILO_ERROR, MERILO_ERROR_TIMEOUT)
         && !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC)
         && !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_IO);
}

int
srv_program_end (GError *take_error)
{
  g_autoptr (GError) error = take_error;

  if (error == NULL)
    return fflush (stdout) == 0 && ferror (stdout) == 0 ? 0 : 1;
  g_printerr ("%s\n", g_strchomp (error->message));
  return is_refusal (error) ? 2 : 1;
}
