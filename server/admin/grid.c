#define G_LOG_DOMAIN "srv-admin"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "admin/commands.h"
#include "exchange/preview.h"

/* The beginning of each sheet of a file, for the editor of columns. */
static gboolean
print_grid (const char *const *words, GError **error)
{
  g_auto (SrvAdminCall) call = { 0 };
  g_autoptr (MeriloBook) book = NULL;
  g_autoptr (GString) out = g_string_new ("{");

  if (!srv_admin_call_read (&call, words, "grid FILE", NULL, 1, 1, error))
    return FALSE;
  book = merilo_book_open (call.arguments[0], error);
  if (book == NULL || !merilo_preview_put_json (book, out, error))
    return FALSE;
  g_print ("%s}\n", out->str);
  return TRUE;
}

SrvAdminStatus
srv_admin_grid (const char *const *words)
{
  GError *error = NULL;

  (void) !print_grid (words, &error);
  return srv_admin_end (error);
}
