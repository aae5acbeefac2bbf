#define G_LOG_DOMAIN "srv-admin"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "admin/commands.h"
#include "model/error.h"

#define OLDEST 15 /* views that ask as their reader, the order of Russian letters */
#define OWNER  "merilo_owner"

/* A base on a PostgreSQL that others use too: made by its administrator, owned by ours. */

static SrvRows *
find (SrvSession *session, const char *name, GError **error)
{
  SrvParams *params = srv_params_new ();

  srv_params_add_text (params, name);
  return srv_session_ask (session, "database/find", params, SRV_SHAPE_ONE, error);
}

/* roles belong to the whole PostgreSQL; those that stand stay as they are */
static gboolean
make_roles (SrvSession *session, GError **error)
{
  static const char *const steps[] = { "admin/make_roles", "database/make_owner" };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (SrvRows) rows = srv_session_ask (session, steps[i], NULL, SRV_SHAPE_ANY, error);

      if (rows == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
make_base (SrvSession *session, const char *name, GError **error)
{
  SrvParams *params = srv_params_new ();
  g_autoptr (SrvRows) rows = NULL;

  srv_params_add_text (params, name);
  rows = srv_session_ask (session, "database/create_owned", params, SRV_SHAPE_ONE, error);
  return rows != NULL
         && srv_session_run_script (session, srv_rows_get_text (rows, 0, "statement"), error);
}

static gboolean
create (const char *const *words, GError **error)
{
  g_auto (SrvAdminCall) call = { NULL };
  g_autoptr (SrvSession) session = NULL;
  g_autoptr (SrvRows) found = NULL;
  const char *name, *owner;

  if (!srv_admin_call_read (&call, words, "database create [NAME]", NULL, 0, 1, error))
    return FALSE;
  name = call.arguments[0] != NULL ? call.arguments[0] : "merilo";
  if (!g_regex_match_simple ("^[a-z][a-z0-9_]{0,62}$", name, G_REGEX_DOLLAR_ENDONLY, 0))
    return srv_admin_refuse (
        error,
        _ ("Имя базы «%s» не подходит: нужны строчные латинские буквы, цифры и "
           "подчёркивание"),
        name);
  session = srv_admin_call_open (&call, error);
  found = session != NULL ? find (session, name, error) : NULL;
  if (found == NULL)
    return FALSE;
  if (srv_rows_get_whole (found, 0, "version") < OLDEST)
    return srv_admin_refuse (error, _ ("Нужен PostgreSQL 15 или новее, а здесь %s"),
                             srv_rows_get_text (found, 0, "version"));
  owner = srv_rows_get_text (found, 0, "owner");
  if (owner != NULL && !g_str_equal (owner, OWNER))
    return srv_admin_refuse (error, _ ("База «%s» уже есть, и она не Мерила: выберите другое имя"),
                             name);
  if (!make_roles (session, error) || (owner == NULL && !make_base (session, name, error)))
    return FALSE;
  g_print (owner == NULL ? _ ("База «%s» создана\n") : _ ("База «%s» уже есть, она не изменена\n"),
           name);
  return TRUE;
}

SrvAdminStatus
srv_admin_database_create (const char *const *words)
{
  GError *error = NULL;

  (void) !create (words, &error);
  return srv_admin_end (error);
}
