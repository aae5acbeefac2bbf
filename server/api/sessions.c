#define G_LOG_DOMAIN "srv-api"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "api/call.h"
#include "api/fields.h"
#include "api/guard.h"
#include "auth/password.h"
#include "model/error.h"
#include "model/json-writer.h"

/* Signing in and out */

typedef struct
{
  SrvApp *app;
  SrvRequest *req;
  char *user_id;
  char *login;
  gboolean active;
} SignIn;

static void
sign_in_free (SignIn *self)
{
  srv_request_unref (self->req);
  g_free (self->user_id);
  g_free (self->login);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SignIn, sign_in_free)

static void
put_user (GString *json, SrvRows *rows)
{
  g_string_append_c (json, '{');
  merilo_json_put_whole_member (json, "id", srv_rows_get_whole (rows, 0, "user_id"));
  merilo_json_put_text_member (json, "login", srv_rows_get_text (rows, 0, "login"));
  merilo_json_put_text_member (json, "name", srv_rows_get_text (rows, 0, "name"));
  merilo_json_put_text_member (json, "role", srv_rows_get_text (rows, 0, "role"));
  merilo_json_put_whole_member (json, "org_id", srv_rows_get_whole (rows, 0, "org_id"));
  merilo_json_put_text_member (json, "org_name", srv_rows_get_text (rows, 0, "org_name"));
  g_string_append_c (json, '}');
}

static void
session_made_cb (SrvApp *app, SrvRequest *req, SrvRows *rows, gpointer data)
{
  GString *json = g_string_new ("{");

  merilo_json_put_text_member (json, "token", data);
  merilo_json_put_text_member (json, "expires_at", srv_rows_get_text (rows, 0, "expires_at"));
  merilo_json_put_key (json, "user");
  put_user (json, rows);
  g_string_append_c (json, '}');
  srv_request_reply_json (req, 201, json);
}

static void
make_session (SignIn *self)
{
  char *token = srv_token_new ();
  guint8 hash[SRV_TOKEN_HASH_SIZE];
  SrvParams *params = srv_params_new ();

  srv_token_hash (token, hash);
  srv_params_add_text (params, self->user_id);
  srv_params_add_blob (params, hash, sizeof hash);
  srv_params_add_text (params, srv_request_get_peer (self->req));
  srv_call_read (self->app, self->req, SRV_DB_WRITE, "session/create", params, SRV_SHAPE_ONE,
                 session_made_cb, token, g_free);
}

static void
failure_noted_cb (SrvApp *app, SrvRequest *req, SrvRows *rows, gpointer data)
{
  srv_request_reply_problem (req, 401, "bad-credentials", _ ("Неверный логин или пароль"), NULL);
}

static void
verified_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SignIn) self = user_data;
  SrvParams *params;

  if (srv_password_verify_finish (result, NULL) && self->active)
    {
      make_session (self);
      return;
    }
  params = srv_params_new ();
  srv_params_add_text (params, self->login);
  srv_params_add_text (params, srv_request_get_peer (self->req));
  srv_call_read (self->app, self->req, SRV_DB_WRITE, "session/note_failure", params, SRV_SHAPE_ANY,
                 failure_noted_cb, NULL, NULL);
}

static void
account_found_cb (SrvApp *app, SrvRequest *req, SrvRows *rows, gpointer data)
{
  SrvFields *fields = data;
  gboolean known = srv_rows_get_n (rows) > 0 && !srv_rows_is_null (rows, 0, "user_id");
  SignIn *self;

  if (srv_rows_get_n (rows) > 0 && srv_rows_get_flag (rows, 0, "blocked"))
    {
      srv_request_set_header (req, "Retry-After", "300");
      srv_request_reply_problem (req, 429, "too-many",
                                 _ ("Слишком много попыток входа. Повторите через 5 минут"), NULL);
      return;
    }
  self = g_new0 (SignIn, 1);
  self->app = app;
  self->req = srv_request_ref (req);
  self->login = g_strdup (srv_fields_get (fields, "login"));
  self->user_id = known ? g_strdup (srv_rows_get_text (rows, 0, "user_id")) : NULL;
  self->active = known && srv_rows_get_flag (rows, 0, "active");
  srv_password_verify_async (known ? srv_rows_get_text (rows, 0, "password_hash") : NULL,
                             srv_fields_get (fields, "password"), NULL, verified_cb, self);
}

static void
sign_in (SrvRequest *req, gpointer context)
{
  static const char *const names[] = { "login", "password", NULL };
  SrvFields *fields = srv_fields_read (req, names);
  SrvParams *params;

  if (fields == NULL)
    return;
  params = srv_params_new ();
  srv_params_add_text (params, srv_fields_get (fields, "login"));
  srv_params_add_text (params, srv_request_get_peer (req));
  srv_call_read (context, req, SRV_DB_KEY, "session/account", params, SRV_SHAPE_MAYBE_ONE,
                 account_found_cb, fields, (GDestroyNotify) srv_fields_free);
}

static void
current_found_cb (SrvApp *app, SrvRequest *req, SrvRows *rows, gpointer data)
{
  GString *json = g_string_new (NULL);

  put_user (json, rows);
  srv_request_reply_json (req, 200, json);
}

static SrvParams *
own_token (SrvRequest *req)
{
  SrvParams *params = srv_params_new ();
  guint8 hash[SRV_TOKEN_HASH_SIZE];

  srv_token_hash (srv_request_get_bearer (req), hash);
  srv_params_add_blob (params, hash, sizeof hash);
  return params;
}

static void
get_current (SrvRequest *req, gpointer context)
{
  srv_call_read (context, req, SRV_DB_KEY, "session/current", own_token (req), SRV_SHAPE_ONE,
                 current_found_cb, NULL, NULL);
}

static void
signed_out_cb (SrvApp *app, SrvRequest *req, SrvRows *rows, gpointer data)
{
  srv_session_cache_clear (app->sessions);
  srv_request_reply_empty (req, 204);
}

static void
sign_out (SrvRequest *req, gpointer context)
{
  srv_call_read (context, req, SRV_DB_WRITE, "session/revoke", own_token (req), SRV_SHAPE_ANY,
                 signed_out_cb, NULL, NULL);
}

static void
sign_out_everywhere (SrvRequest *req, gpointer context)
{
  srv_call_read (context, req, SRV_DB_WRITE, "session/revoke_all", NULL, SRV_SHAPE_ANY,
                 signed_out_cb, NULL, NULL);
}

static const SrvRoute routes[] = {
  { "POST", "/api/v1/sessions", 0, sign_in, N_ ("Вход"), .response = "session", .max_body = 4096 },
  { "GET", "/api/v1/sessions/current", MERILO_BY_EVERYONE, get_current, N_ ("Кто вошёл") },
  { "DELETE", "/api/v1/sessions/current", MERILO_BY_EVERYONE | SRV_GUARD_NO_KEY, sign_out,
    N_ ("Выход") },
  { "DELETE", "/api/v1/sessions", MERILO_BY_EVERYONE | SRV_GUARD_NO_KEY, sign_out_everywhere,
    N_ ("Выход на всех устройствах") },
};

void
srv_api_add_sessions (SrvApp *app)
{
  srv_router_add (app->router, routes, G_N_ELEMENTS (routes));
}
