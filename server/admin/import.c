#define G_LOG_DOMAIN "srv-admin"

#include "config.h"

#include "admin/import.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "jobs/stage.h"
#include "model/error.h"

#define SAMPLE_LOGIN "metodist"

void
srv_admin_import_clear (SrvAdminImport *self)
{
  srv_admin_call_clear (&self->call);
  g_free (self->login);
  g_free (self->columns);
  g_free (self->only_table);
  srv_session_close (self->session);
  srv_identity_free (self->who);
}

static gboolean
find_user (SrvAdminImport *self, GError **error)
{
  const char *login = self->login != NULL ? self->login : SAMPLE_LOGIN;
  SrvParams *params = srv_params_new ();
  g_autoptr (SrvRows) rows = NULL;
  MeriloRole role;

  srv_params_add_text (params, login);
  rows = srv_session_ask (self->session, "admin/identity", params, SRV_SHAPE_MAYBE_ONE, error);
  if (rows == NULL)
    return FALSE;
  if (srv_rows_get_n (rows) == 0 || !merilo_role_parse (srv_rows_get_text (rows, 0, "role"), &role))
    {
      g_set_error (error, MERILO_ERROR, MERILO_ERROR_NOT_FOUND,
                   _ ("Нет пользователя «%s»: задайте в --user того, для кого загружается файл"),
                   login);
      return FALSE;
    }
  self->who = srv_identity_new (srv_rows_get_text (rows, 0, "id"), role,
                                srv_rows_get_text (rows, 0, "org_id"),
                                srv_rows_get_text (rows, 0, "orgs"));
  return TRUE;
}

gboolean
srv_admin_import_begin (SrvAdminImport *self, GError **error)
{
  self->session = srv_admin_call_open (&self->call, error);
  return self->session != NULL && find_user (self, error)
         && srv_session_begin (self->session, error);
}

static char *
ask_id (SrvSession *session, const char *statement, SrvParams *take, GError **error)
{
  g_autoptr (SrvRows) rows = srv_session_ask (session, statement, take, SRV_SHAPE_ONE, error);

  return rows != NULL ? g_strdup (srv_rows_get_text (rows, 0, "id")) : NULL;
}

/* as the user: the file is theirs */
static char *
store_file (SrvAdminImport *self, const char *path, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *data = NULL;
  g_autofree char *type = NULL;
  SrvParams *params;
  gsize size;

  if (!g_file_get_contents (path, &data, &size, error))
    return NULL;
  type = g_content_type_guess (name, NULL, 0, NULL);
  params = srv_params_new ();
  srv_params_add_text (params, shown);
  srv_params_add_text (params, type);
  srv_params_add_blob (params, data, size);
  return ask_id (self->session, "file/store", params, error);
}

static char *
create_job (SrvAdminImport *self, const char *kind, const char *path, GError **error)
{
  g_autofree char *file = store_file (self, path, error);
  SrvParams *params;

  if (file == NULL)
    return NULL;
  params = srv_params_new ();
  srv_params_add_text (params, kind);
  srv_params_add_text (params, file);
  srv_params_add_flag (params, FALSE);
  srv_params_add_text (params, self->columns);
  srv_params_add_text (params, self->only_table);
  srv_params_add_text (params, NULL);
  srv_params_add_text (params, NULL);
  return ask_id (self->session, "job/create", params, error);
}

/* as the owner: what the job process does. Nobody sees the job queued, for it is not committed */
static gboolean
finish_job (
    SrvAdminImport *self, const char *job, JsonNode *document, const char *works, GError **error)
{
  SrvParams *start = srv_params_new (), *finish;
  g_autofree char *started = NULL;
  g_autofree char *text = NULL;
  g_autofree char *finished = NULL;

  srv_params_add_text (start, job);
  started = ask_id (self->session, "admin/start_job", start, error);
  if (started == NULL)
    return FALSE;
  if (works != NULL && !srv_stage_works (self->session, job, works, error))
    return FALSE;
  text = json_to_string (document, FALSE);
  finish = srv_params_new ();
  srv_params_add_text (finish, job);
  srv_params_add_text (finish, text);
  finished = ask_id (self->session, "job/finish", finish, error);
  return finished != NULL;
}

char *
srv_admin_import_store (SrvAdminImport *self,
                        const char *kind,
                        const char *path,
                        JsonNode *document,
                        const char *works,
                        GError **error)
{
  g_autofree char *job = NULL;

  if (!srv_session_enter (self->session, self->who, error))
    return NULL;
  job = create_job (self, kind, path, error);
  if (job != NULL && srv_session_run_script (self->session, "reset role", error)
      && finish_job (self, job, document, works, error)
      && srv_session_enter (self->session, self->who, error))
    return g_steal_pointer (&job);
  return NULL;
}

char *
srv_admin_import_finish (SrvAdminImport *self,
                         const char *statement,
                         SrvParams *take,
                         GError **error)
{
  g_autofree char *id = ask_id (self->session, statement, take, error);

  return id != NULL && srv_session_run_script (self->session, "reset role", error)
             ? g_steal_pointer (&id)
             : NULL;
}
