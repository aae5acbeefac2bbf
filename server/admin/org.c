#define G_LOG_DOMAIN "srv-admin"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "admin/commands.h"
#include "model/entities/all.h"
#include "model/error.h"

/* The first organisations of a new base: there is nobody yet who could enter them in the client. */

typedef struct
{
  char *kind, *short_name, *parent, *login, *timezone;
} Org;

static void
clear_org (Org *self)
{
  g_free (self->kind);
  g_free (self->short_name);
  g_free (self->parent);
  g_free (self->login);
  g_free (self->timezone);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Org, clear_org)

/* the same checks as the server's own: by the description */
static gboolean
check_field (gpointer record, guint field, const char *text, GError **error)
{
  g_autofree char *problem = NULL;

  if (text != NULL && !g_utf8_validate (text, -1, NULL))
    problem = g_strdup (_ ("Название и слова аргументов должны быть в UTF-8"));
  else if (text != NULL && !merilo_record_parse (record, field, text, error))
    return FALSE;
  else
    problem = merilo_record_check_field (record, field);
  if (problem == NULL)
    return TRUE;
  g_set_error_literal (error, MERILO_ERROR, MERILO_ERROR_INVALID, problem);
  return FALSE;
}

static gboolean
check (gpointer record, const Org *self, const char *name, GError **error)
{
  return check_field (record, MERILO_ORG_KIND, self->kind, error)
         && check_field (record, MERILO_ORG_NAME, name, error)
         && check_field (record, MERILO_ORG_SHORT_NAME, self->short_name, error)
         && check_field (record, MERILO_ORG_PARENT_ID, self->parent, error)
         && check_field (record, MERILO_ORG_LOGIN_DIGITS, self->login, error)
         && check_field (record, MERILO_ORG_TIMEZONE, self->timezone, error);
}

static SrvParams *
make_params (gpointer record, const Org *org)
{
  const MeriloChoice *kinds = merilo_org_entity.fields[MERILO_ORG_KIND].choices;
  SrvParams *params = srv_params_new ();

  srv_params_add_text (params, kinds[merilo_record_get_whole (record, MERILO_ORG_KIND)].code);
  srv_params_add_text (params, merilo_record_get_text (record, MERILO_ORG_NAME));
  srv_params_add_text (params, merilo_record_get_text (record, MERILO_ORG_SHORT_NAME));
  srv_params_add_text (params, org->parent);
  srv_params_add_text (params, org->login);
  srv_params_add_text (params, org->timezone);
  return params;
}

static gboolean
store (const SrvAdminCall *call, const Org *org, GError **error)
{
  g_autoptr (MeriloRecord) record = NULL;
  g_autoptr (SrvSession) session = NULL;
  g_autoptr (SrvRows) rows = NULL;
  g_autoptr (GError) problem = NULL;

  merilo_entities_register ();
  record = g_object_new (merilo_entity_register (&merilo_org_entity), NULL);
  if (!check (record, org, call->arguments[0], error))
    return FALSE;
  session = srv_admin_call_open (call, error);
  if (session == NULL)
    return FALSE;
  rows = srv_session_ask (session, "admin/org_add", make_params (record, org), SRV_SHAPE_MAYBE_ONE,
                          &problem);
  if (g_error_matches (problem, MERILO_ERROR, MERILO_ERROR_EXISTS))
    return srv_admin_refuse (error, _ ("Организация с логином %s уже есть"), org->login);
  if (rows == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (srv_rows_get_n (rows) == 0)
    return srv_admin_refuse (error, _ ("Нет организации с номером %s"), org->parent);
  g_print (_ ("Организация «%s» заведена, номер %s\n"), call->arguments[0],
           srv_rows_get_text (rows, 0, "id"));
  return TRUE;
}

static gboolean
add (const char *const *words, GError **error)
{
  g_auto (SrvAdminCall) call = { NULL };
  g_auto (Org) org = { NULL };
  const GOptionEntry options[] = {
    { "kind", 0, 0, G_OPTION_ARG_FILENAME, &org.kind,
      _ ("вид: region, municipality, department, center, school или preschool"), "K" },
    { "short", 0, 0, G_OPTION_ARG_FILENAME, &org.short_name, _ ("короткое название"), "S" },
    { "parent", 0, 0, G_OPTION_ARG_FILENAME, &org.parent, _ ("номер той, в которую входит"), "ID" },
    { "login", 0, 0, G_OPTION_ARG_FILENAME, &org.login, _ ("шесть цифр логина ФИС ОКО"), "N" },
    { "timezone", 0, 0, G_OPTION_ARG_FILENAME, &org.timezone, _ ("часовой пояс"), "TZ" },
    { NULL },
  };

  return srv_admin_call_read (&call, words,
                              "org add NAME --kind K --short S [--parent ID] [--login N] "
                              "[--timezone TZ]",
                              options, 1, 1, error)
         && store (&call, &org, error);
}

static gboolean
list (const char *const *words, GError **error)
{
  g_auto (SrvAdminCall) call = { NULL };
  g_autoptr (SrvSession) session = NULL;
  g_autoptr (SrvRows) rows = NULL;

  if (!srv_admin_call_read (&call, words, "org list", NULL, 0, 0, error))
    return FALSE;
  session = srv_admin_call_open (&call, error);
  rows = session != NULL ? srv_session_ask (session, "admin/org_list", NULL, SRV_SHAPE_ANY, error)
                         : NULL;
  for (guint i = 0; rows != NULL && i < srv_rows_get_n (rows); i++)
    {
      const char *login = srv_rows_get_text (rows, i, "login_digits");

      g_print ("%s\t%*s%s\t%s\t%s\n", srv_rows_get_text (rows, i, "id"),
               (int) srv_rows_get_whole (rows, i, "depth") * 2, "",
               srv_rows_get_text (rows, i, "name"), srv_rows_get_text (rows, i, "kind"),
               login != NULL ? login : "");
    }
  return rows != NULL;
}

SrvAdminStatus
srv_admin_org_add (const char *const *words)
{
  GError *error = NULL;

  (void) !add (words, &error);
  return srv_admin_end (error);
}

SrvAdminStatus
srv_admin_org_list (const char *const *words)
{
  GError *error = NULL;

  (void) !list (words, &error);
  return srv_admin_end (error);
}
