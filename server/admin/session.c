#define G_LOG_DOMAIN "srv-admin"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "admin/commands.h"
#include "auth/password.h"
#include "auth/token.h"
#include "model/error.h"
#include "model/json-writer.h"
#include "model/role.h"

/* A session of the first active user of a role, for the one-command start: prints what the client's
 * --session FILE reads. Whoever may run this owns the base anyway. */

static SrvRows *
find_user (SrvSession *session, const char *role, GError **error)
{
  SrvParams *params = srv_params_new ();
  g_autoptr (SrvRows) rows = NULL;

  srv_params_add_text (params, role);
  rows = srv_session_ask (session, "admin/first_user", params, SRV_SHAPE_MAYBE_ONE, error);
  if (rows == NULL || srv_rows_get_n (rows) > 0)
    return g_steal_pointer (&rows);
  g_set_error (error, MERILO_ERROR, MERILO_ERROR_NOT_FOUND, _ ("пользователя с ролью «%s» нет"),
               role);
  return NULL;
}

static gboolean
make_session (SrvSession *session, const char *user, const char *token, GError **error)
{
  guint8 hash[SRV_TOKEN_HASH_SIZE];
  SrvParams *params = srv_params_new ();
  g_autoptr (SrvRows) rows = NULL;

  srv_token_hash (token, hash);
  srv_params_add_text (params, user);
  srv_params_add_blob (params, hash, sizeof hash);
  srv_params_add_text (params, "127.0.0.1");
  rows = srv_session_ask (session, "session/create", params, SRV_SHAPE_ONE, error);
  return rows != NULL;
}

static void
print_session (const char *server, const char *token)
{
  g_autoptr (GString) json = g_string_new ("{");

  merilo_json_put_text_member (json, "server", server);
  merilo_json_put_text_member (json, "token", token);
  g_print ("%s}\n", json->str);
}

static gboolean
run (const char *const *words, GError **error)
{
  g_autofree char *as = NULL;
  g_autofree char *server = NULL;
  const GOptionEntry options[] = {
    { "as", 0, 0, G_OPTION_ARG_FILENAME, &as, N_ ("роль"), "ROLE" },
    { "server", 0, 0, G_OPTION_ARG_FILENAME, &server, N_ ("адрес сервера"), "URL" },
    { NULL },
  };
  g_auto (SrvAdminCall) call = { 0 };
  g_autoptr (SrvSession) session = NULL;
  g_autoptr (SrvRows) user = NULL;
  g_autofree char *token = NULL;
  MeriloRole role;

  if (!srv_admin_call_read (&call, words, "--as ROLE --server URL", options, 0, 0, error))
    return FALSE;
  if (as == NULL || server == NULL || !merilo_role_parse (as, &role))
    {
      g_set_error_literal (error, MERILO_ERROR, MERILO_ERROR_INVALID,
                           _ ("Нужны --as с ролью и --server с адресом"));
      return FALSE;
    }
  session = srv_admin_call_open (&call, error);
  user = session != NULL ? find_user (session, as, error) : NULL;
  if (user == NULL || !srv_password_init ())
    return FALSE;
  token = srv_token_new ();
  if (!make_session (session, srv_rows_get_text (user, 0, "id"), token, error))
    return FALSE;
  print_session (server, token);
  return TRUE;
}

SrvAdminStatus
srv_admin_session (const char *const *words)
{
  GError *error = NULL;

  if (!run (words, &error) && error == NULL)
    error = g_error_new_literal (MERILO_ERROR, MERILO_ERROR_INTERNAL, "no randomness");
  return srv_admin_end (error);
}
