#define G_LOG_DOMAIN "srv-admin"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "admin/commands.h"
#include "admin/password.h"
#include "model/error.h"
#include "model/role.h"

typedef struct
{
  char *role, *org, *name;
  gboolean password;
} Account;

static void
clear_account (Account *self)
{
  g_free (self->role);
  g_free (self->org);
  g_free (self->name);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Account, clear_account)

static gboolean
check_account (const Account *self, const char *login, GError **error)
{
  MeriloRole role;
  guint64 org;

  if (!g_regex_match_simple ("^[a-z0-9][a-z0-9._-]{0,59}$", login, G_REGEX_DOLLAR_ENDONLY, 0))
    return srv_admin_refuse (
        error,
        _ ("Логин «%s» не подходит: нужны строчные латинские буквы, цифры, точка, "
           "дефис или подчёркивание, не больше 60 знаков"),
        login);
  if (self->role == NULL || self->org == NULL || self->name == NULL)
    return srv_admin_refuse (error, "%s", _ ("Нужны --role, --org и --name"));
  if (!merilo_role_parse (self->role, &role))
    return srv_admin_refuse (
        error, _ ("Нет роли «%s». Роли: methodologist, school, commission, observer, admin"),
        self->role);
  if (!g_ascii_string_to_unsigned (self->org, 10, 1, G_MAXINT64, &org, NULL))
    return srv_admin_refuse (error, _ ("Номер организации «%s» – не число"), self->org);
  if (!g_utf8_validate (self->name, -1, NULL) || self->name[0] == 0
      || g_utf8_strlen (self->name, -1) > 120)
    return srv_admin_refuse (error, "%s", _ ("Имя должно быть непустым и не длиннее 120 знаков"));
  return TRUE;
}

static gboolean
store_account (const SrvAdminCall *call, const Account *account, const char *hash, GError **error)
{
  g_autoptr (SrvSession) session = srv_admin_call_open (call, error);
  g_autoptr (SrvRows) rows = NULL;
  g_autoptr (GError) problem = NULL;
  SrvParams *params;

  if (session == NULL)
    return FALSE;
  params = srv_params_new ();
  srv_params_add_text (params, call->arguments[0]);
  srv_params_add_text (params, account->name);
  srv_params_add_text (params, account->role);
  srv_params_add_text (params, account->org);
  srv_params_add_text (params, hash);
  rows = srv_session_ask (session, "admin/user_add", params, SRV_SHAPE_MAYBE_ONE, &problem);
  if (g_error_matches (problem, MERILO_ERROR, MERILO_ERROR_EXISTS))
    return srv_admin_refuse (error, _ ("Логин «%s» уже занят"), call->arguments[0]);
  if (rows == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (srv_rows_get_n (rows) == 0)
    return srv_admin_refuse (error, _ ("Нет организации с номером %s"), account->org);
  g_print (_ ("Пользователь «%s» заведён, номер %s\n"), call->arguments[0],
           srv_rows_get_text (rows, 0, "id"));
  if (hash == NULL)
    g_print (_ ("Пароля у него нет: задайте командой merilo-admin user passwd %s\n"),
             call->arguments[0]);
  return TRUE;
}

static gboolean
add (const char *const *words, GError **error)
{
  g_auto (SrvAdminCall) call = { NULL };
  g_auto (Account) account = { NULL };
  const GOptionEntry options[] = {
    { "role", 0, 0, G_OPTION_ARG_FILENAME, &account.role, _ ("роль"), "R" },
    { "org", 0, 0, G_OPTION_ARG_FILENAME, &account.org, _ ("номер организации"), "ID" },
    { "name", 0, 0, G_OPTION_ARG_FILENAME, &account.name, _ ("фамилия, имя, отчество"), "N" },
    { "password-stdin", 0, 0, G_OPTION_ARG_NONE, &account.password,
      _ ("прочитать пароль из стандартного ввода"), NULL },
    { NULL },
  };
  g_autofree char *hash = NULL;

  if (!srv_admin_call_read (&call, words, "user add LOGIN --role R --org ID --name N", options, 1,
                            1, error)
      || !check_account (&account, call.arguments[0], error))
    return FALSE;
  if (account.password && (hash = srv_admin_read_password (error)) == NULL)
    return FALSE;
  return store_account (&call, &account, hash, error);
}

static gboolean
change_password (const char *const *words, GError **error)
{
  g_auto (SrvAdminCall) call = { NULL };
  gboolean from_input = FALSE; /* which it always is; the same word as in `user add` */
  const GOptionEntry options[] = {
    { "password-stdin", 0, 0, G_OPTION_ARG_NONE, &from_input,
      _ ("прочитать пароль из стандартного ввода"), NULL },
    { NULL },
  };
  g_autofree char *hash = NULL;
  g_autoptr (SrvSession) session = NULL;
  g_autoptr (SrvRows) rows = NULL;
  SrvParams *params;

  if (!srv_admin_call_read (&call, words, "user passwd LOGIN", options, 1, 1, error))
    return FALSE;
  session = srv_admin_call_open (&call, error);
  hash = session != NULL ? srv_admin_read_password (error) : NULL;
  if (hash == NULL)
    return FALSE;
  params = srv_params_new ();
  srv_params_add_text (params, call.arguments[0]);
  srv_params_add_text (params, hash);
  rows = srv_session_ask (session, "admin/set_password", params, SRV_SHAPE_MAYBE_ONE, error);
  if (rows == NULL)
    return FALSE;
  if (srv_rows_get_n (rows) == 0)
    return srv_admin_refuse (error, _ ("Нет пользователя «%s»"), call.arguments[0]);
  g_print (_ ("Пароль изменён, сеансов завершено: %s\n"), srv_rows_get_text (rows, 0, "ended"));
  return TRUE;
}

static gboolean
list (const char *const *words, GError **error)
{
  g_auto (SrvAdminCall) call = { NULL };
  g_autoptr (SrvSession) session = NULL;
  g_autoptr (SrvRows) rows = NULL;

  if (!srv_admin_call_read (&call, words, "user list", NULL, 0, 0, error))
    return FALSE;
  session = srv_admin_call_open (&call, error);
  if (session == NULL)
    return FALSE;
  rows = srv_session_ask (session, "admin/user_list", NULL, SRV_SHAPE_ANY, error);
  for (guint i = 0; rows != NULL && i < srv_rows_get_n (rows); i++)
    g_print ("%s\t%s\t%s\t%s\t%s%s\n", srv_rows_get_text (rows, i, "login"),
             srv_rows_get_text (rows, i, "role"), srv_rows_get_text (rows, i, "name"),
             srv_rows_get_text (rows, i, "org"),
             srv_rows_get_flag (rows, i, "active") ? "" : _ ("отключён "),
             srv_rows_get_flag (rows, i, "has_password") ? "" : _ ("без пароля"));
  return rows != NULL;
}

SrvAdminStatus
srv_admin_user_add (const char *const *words)
{
  GError *error = NULL;

  (void) !add (words, &error);
  return srv_admin_end (error);
}

SrvAdminStatus
srv_admin_user_passwd (const char *const *words)
{
  GError *error = NULL;

  (void) !change_password (words, &error);
  return srv_admin_end (error);
}

SrvAdminStatus
srv_admin_user_list (const char *const *words)
{
  GError *error = NULL;

  (void) !list (words, &error);
  return srv_admin_end (error);
}
