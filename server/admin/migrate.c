#define G_LOG_DOMAIN "srv-admin"

#include "config.h"

#include "db/migrate.h"

#include <glib/gi18n-lib.h>

#include "admin/commands.h"

static gboolean
migrate (const char *const *words, GError **error)
{
  g_auto (SrvAdminCall) call = { NULL };
  g_autoptr (SrvSession) session = NULL;
  guint applied = 0;

  if (!srv_admin_call_read (&call, words, "migrate", NULL, 0, 0, error))
    return FALSE;
  session = srv_admin_call_open (&call, error);
  if (session == NULL || !srv_migrate (session, &applied, error))
    return FALSE;
  g_print (_ ("Новых миграций: %u\n"), applied);
  return TRUE;
}

SrvAdminStatus
srv_admin_migrate (const char *const *words)
{
  GError *error = NULL;

  (void) !migrate (words, &error);
  return srv_admin_end (error);
}
