#define G_LOG_DOMAIN "srv-api"

#include "config.h"

#include "api/guard.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "api/call.h"

#define KEY_MIN 8
#define KEY_MAX 64

static gboolean
is_write (SrvRequest *req)
{
  const char *method = srv_request_get_method (req);

  return !g_str_equal (method, "GET") && !g_str_equal (method, "HEAD");
}

static gboolean
key_is_good (const char *key)
{
  gsize n = strlen (key);

  return n >= KEY_MIN && n <= KEY_MAX
         && strspn (key, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-") == n;
}

/* the session is known: may this role come here, and is the write named */
static void
admit (SrvRequest *req)
{
  const SrvIdentity *who = srv_call_who (req);
  guint permission = srv_request_get_route (req)->permission;
  const char *key = srv_request_get_header (req, "Idempotency-Key");

  srv_request_set_user (req, who->user_id);
  if (!(permission & (1u << who->role)))
    srv_request_reply_problem (req, 403, "forbidden", NULL, NULL);
  else if (is_write (req) && !(permission & SRV_GUARD_NO_KEY) && key == NULL)
    srv_request_reply_problem (req, 400, "idempotency-key-required",
                               _ ("Запрос без Idempotency-Key"), NULL);
  else if (key != NULL && !key_is_good (key))
    srv_request_reply_problem (req, 400, "idempotency-key-malformed",
                               _ ("Idempotency-Key: от 8 до 64 латинских букв, цифр и дефисов"),
                               NULL);
  else
    srv_request_continue (req);
}

static void
refuse_unknown (SrvRequest *req)
{
  srv_request_reply_problem (req, 401, "unauthenticated", _ ("Вход не выполнен или сеанс завершён"),
                             NULL);
}

static void
session_found_cb (SrvApp *app, SrvRequest *req, SrvRows *rows, gpointer data)
{
  SrvIdentity *who;
  MeriloRole role;

  if (srv_rows_get_n (rows) == 0 || !merilo_role_parse (srv_rows_get_text (rows, 0, "role"), &role))
    {
      refuse_unknown (req);
      return;
    }
  who = srv_identity_new (srv_rows_get_text (rows, 0, "user_id"), role,
                          srv_rows_get_text (rows, 0, "org_id"),
                          srv_rows_get_text (rows, 0, "orgs"));
  srv_session_cache_put (app->sessions, data, who);
  srv_request_set_session (req, who, (GDestroyNotify) srv_identity_free);
  admit (req);
}

void
srv_guard (SrvRequest *req, gpointer user_data)
{
  SrvApp *app = user_data;
  guint permission = srv_request_get_route (req)->permission;
  guint8 hash[SRV_TOKEN_HASH_SIZE];
  const SrvIdentity *known;
  SrvParams *params;

  if ((permission & MERILO_BY_EVERYONE) == 0)
    srv_request_continue (req);
  else if (!srv_token_hash (srv_request_get_bearer (req), hash))
    refuse_unknown (req);
  else if ((known = srv_session_cache_find (app->sessions, hash)) != NULL)
    {
      srv_request_set_session (req, srv_identity_copy (known), (GDestroyNotify) srv_identity_free);
      admit (req);
    }
  else
    {
      params = srv_params_new ();
      srv_params_add_blob (params, hash, sizeof hash);
      srv_call_read (app, req, SRV_DB_KEY, "session/find", params, SRV_SHAPE_MAYBE_ONE,
                     session_found_cb, g_memdup2 (hash, sizeof hash), g_free);
    }
}
