#define G_LOG_DOMAIN "srv-api"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "api/call.h"
#include "api/fields.h"
#include "api/guard.h"
#include "auth/password.h"
#include "model/entities/user.h"

/* New passwords: the old one is verified on a thread, the new one hashed on a thread, then stored.
 * They stand behind no Idempotency-Key: of the digest of such a request a password could be
 * guessed. */

typedef struct
{
  SrvApp *app;
  SrvRequest *req;
  char *user_id;
  char *secret; /* the new password */
} Change;

static void
change_free (Change *self)
{
  srv_request_unref (self->req);
  g_free (self->user_id);
  srv_password_free (self->secret);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Change, change_free)

static Change *
change_new (SrvApp *app, SrvRequest *req, const char *user_id, SrvFields *fields)
{
  Change *self = g_new0 (Change, 1);

  self->app = app;
  self->req = srv_request_ref (req);
  self->user_id = g_strdup (user_id);
  self->secret = g_strdup (srv_fields_get (fields, "new"));
  return self;
}

static void
stored_cb (SrvApp *app, SrvRequest *req, SrvRows *rows, gpointer data)
{
  srv_session_cache_clear (app->sessions);
  srv_request_reply_empty (req, 204);
}

static void
hashed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Change) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *hash = srv_password_hash_finish (result, &error);
  SrvParams *params;
  guint8 token[SRV_TOKEN_HASH_SIZE];

  if (hash == NULL)
    {
      srv_request_reply_error (self->req, error);
      return;
    }
  srv_token_hash (srv_request_get_bearer (self->req), token);
  params = srv_params_new ();
  srv_params_add_text (params, self->user_id);
  srv_params_add_text (params, hash);
  srv_params_add_blob (params, token, sizeof token);
  srv_call_read (self->app, self->req, SRV_DB_WRITE, "session/set_password", params, SRV_SHAPE_ANY,
                 stored_cb, NULL, NULL);
}

static void
old_verified_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Change *self = user_data;

  if (srv_password_verify_finish (result, NULL))
    {
      srv_password_hash_async (self->secret, NULL, hashed_cb, self);
      return;
    }
  srv_request_reply_problem (self->req, 403, "bad-credentials", _ ("Прежний пароль неверен"),
                             "old");
  change_free (self);
}

static void
try_counted_cb (SrvApp *app, SrvRequest *req, SrvRows *rows, gpointer data)
{
  SrvFields *fields = data;

  if (srv_rows_get_flag (rows, 0, "blocked"))
    {
      srv_request_set_header (req, "Retry-After", "300");
      srv_request_reply_problem (
          req, 429, "too-many",
          _ ("Прежний пароль слишком много раз введён неверно. Повторите через 5 минут"), NULL);
      return;
    }
  srv_password_verify_async (srv_rows_get_text (rows, 0, "password_hash"),
                             srv_fields_get (fields, "old"), NULL, old_verified_cb,
                             change_new (app, req, srv_call_who (req)->user_id, fields));
}

/* %FALSE after a reply */
static gboolean
check_new (SrvRequest *req, SrvFields *fields)
{
  g_autoptr (GError) error = NULL;

  if (srv_password_check (srv_fields_get (fields, "new"), &error))
    return TRUE;
  srv_request_reply_problem (req, 422, "invalid", error->message, "new");
  return FALSE;
}

/* what can be refused without the old one is: that is no try */
static void
change_password (SrvRequest *req, gpointer context)
{
  static const char *const names[] = { "old", "new", NULL };
  SrvFields *fields = srv_fields_read (req, names);

  if (fields == NULL || !check_new (req, fields))
    {
      srv_fields_free (fields);
      return;
    }
  if (g_str_equal (srv_fields_get (fields, "old"), srv_fields_get (fields, "new")))
    {
      srv_request_reply_problem (req, 422, "invalid", _ ("Новый пароль совпадает с прежним"),
                                 "new");
      srv_fields_free (fields);
      return;
    }
  srv_call_read (context, req, SRV_DB_WRITE, "session/password_try", NULL, SRV_SHAPE_ONE,
                 try_counted_cb, fields, (GDestroyNotify) srv_fields_free);
}

/* "07" is 7 too */
static gboolean
is_own (SrvRequest *req, const char *user_id)
{
  return g_ascii_strtoll (user_id, NULL, 10)
         == g_ascii_strtoll (srv_call_who (req)->user_id, NULL, 10);
}

/* one's own is not set this way: a session alone must not be enough to take an account over */
static void
give_password (SrvRequest *req, gpointer context)
{
  static const char *const names[] = { "new", NULL };
  const char *user_id = srv_call_id (req, &merilo_user_entity);
  g_autoptr (SrvFields) fields = user_id != NULL ? srv_fields_read (req, names) : NULL;

  if (fields == NULL || !check_new (req, fields))
    return;
  if (is_own (req, user_id))
    srv_request_reply_problem (req, 403, "own-password",
                               _ ("Свой пароль меняют, введя прежний: «Сменить пароль…» в меню"),
                               NULL);
  else
    srv_password_hash_async (srv_fields_get (fields, "new"), NULL, hashed_cb,
                             change_new (context, req, user_id, fields));
}

static const SrvRoute routes[] = {
  { "POST", "/api/v1/password", MERILO_BY_EVERYONE | SRV_GUARD_NO_KEY, change_password,
    N_ ("Смена своего пароля"), .max_body = 4096 },
  { "POST", "/api/v1/users/:id/password", MERILO_BY_ADMIN | SRV_GUARD_NO_KEY, give_password,
    N_ ("Новый пароль пользователя"), .max_body = 4096 },
};

void
srv_api_add_passwords (SrvApp *app)
{
  srv_router_add (app->router, routes, G_N_ELEMENTS (routes));
}
