#define G_LOG_DOMAIN "srv-admin"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "admin/commands.h"
#include "auth/password.h"
#include "model/error.h"

/* A synthetic municipality, the same one each time: orgs and people of sql/queries/demo. */

#define PASSWORD "merilo-demo-2026"

/* two demos at once wait for each other; the second finds the orgs of the first */
static gboolean
is_empty (SrvSession *session, gboolean *ret_empty, GError **error)
{
  g_autoptr (SrvRows) locked = srv_session_ask (session, "demo/lock", NULL, SRV_SHAPE_ONE, error);
  g_autoptr (SrvRows) rows
      = locked != NULL ? srv_session_ask (session, "demo/any_org", NULL, SRV_SHAPE_MAYBE_ONE, error)
                       : NULL;

  if (rows == NULL)
    return FALSE;
  *ret_empty = srv_rows_get_n (rows) == 0;
  return TRUE;
}

static gboolean
fill (SrvSession *session, GError **error)
{
  g_autofree char *hash = NULL;
  g_autoptr (SrvRows) orgs = NULL;
  g_autoptr (SrvRows) users = NULL;
  SrvParams *params;

  if (!srv_password_init ())
    {
      g_set_error_literal (error, MERILO_ERROR, MERILO_ERROR_INTERNAL, "libsodium cannot start");
      return FALSE;
    }
  hash = srv_password_hash (PASSWORD, error);
  orgs = hash != NULL ? srv_session_ask (session, "demo/orgs", NULL, SRV_SHAPE_MANY, error) : NULL;
  if (orgs == NULL)
    return FALSE;
  params = srv_params_new ();
  srv_params_add_text (params, hash);
  users = srv_session_ask (session, "demo/users", params, SRV_SHAPE_MANY, error);
  return users != NULL;
}

static gboolean
make_demo (const char *const *words, GError **error)
{
  g_auto (SrvAdminCall) call = { NULL };
  g_autoptr (SrvSession) session = NULL;
  gboolean empty = FALSE;

  if (!srv_admin_call_read (&call, words, "demo", NULL, 0, 0, error))
    return FALSE;
  session = srv_admin_call_open (&call, error);
  if (session == NULL || !srv_session_begin (session, error) || !is_empty (session, &empty, error)
      || (empty && !fill (session, error)) || !srv_session_commit (session, error))
    return FALSE; /* closing the session rolls back */
  if (empty)
    g_print (_ ("Учебный муниципалитет заведён. Пароль всех пользователей: %s\n"), PASSWORD);
  else
    g_print ("%s\n", _ ("В базе уже есть организации: ничего не изменено"));
  return TRUE;
}

SrvAdminStatus
srv_admin_demo (const char *const *words)
{
  GError *error = NULL;

  (void) !make_demo (words, &error);
  return srv_admin_end (error);
}
