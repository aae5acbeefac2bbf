#define G_LOG_DOMAIN "app-net"

#include "config.h"

#include "net/session-private.h"

#include <glib/gi18n-lib.h>

#include "model/error.h"
#include "net/exchange.h"
#include "net/json.h"

/* The user */

void
_app_session_free_user (AppUser *user)
{
  g_free (user->login);
  g_free (user->name);
  g_free (user->org_name);
  g_free (user);
}

static AppUser *
read_user (JsonObject *object)
{
  MeriloRole role;
  AppUser *user;

  if (object == NULL || app_json_text (object, "login") == NULL
      || !merilo_role_parse (app_json_text (object, "role"), &role))
    return NULL;
  user = g_new0 (AppUser, 1);
  user->id = app_json_whole (object, "id", 0);
  user->login = g_strdup (app_json_text (object, "login"));
  user->name = g_strdup (app_json_text (object, "name"));
  user->role = role;
  user->org_id = app_json_whole (object, "org_id", 0);
  user->org_name = g_strdup (app_json_text (object, "org_name"));
  return user;
}

static gboolean
take_user (AppSession *self, JsonObject *object)
{
  AppUser *user = read_user (object);
  g_autoptr (JsonNode) node = NULL;

  if (user == NULL)
    return FALSE;
  node = json_node_init_object (json_node_alloc (), object);
  g_clear_pointer (&self->user, _app_session_free_user);
  g_free (self->description);
  self->user = user;
  self->description = json_to_string (node, FALSE);
  _app_session_tell_signed_in (self);
  return TRUE;
}

static void
forget_user (AppSession *self)
{
  gboolean had = self->user != NULL;

  g_clear_pointer (&self->token, g_free);
  g_clear_pointer (&self->user, _app_session_free_user);
  g_clear_pointer (&self->description, g_free);
  if (had)
    _app_session_tell_signed_in (self);
}

/* Callbacks */

static void
return_bad (GTask *task)
{
  g_task_return_new_error (task, MERILO_ERROR, MERILO_ERROR_BAD_JSON,
                           _ ("это не сервер «Мерило» или он другой версии"));
}

/* what the server said; %FALSE: nothing, and the task has the error */
static gboolean
hear_reply (GTask *task, GAsyncResult *result, JsonNode **ret_node)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AppReply) reply = app_exchange_finish (result, &error);

  if (reply == NULL)
    app_problem_return (task, result, g_steal_pointer (&error));
  else
    *ret_node = app_json_parse (reply->body, NULL);
  return reply != NULL;
}

static void
return_user (GTask *task, JsonObject *user)
{
  if (take_user (g_task_get_source_object (task), user))
    g_task_return_boolean (task, TRUE);
  else
    return_bad (task);
}

static void
signed_in_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *root;

  if (!hear_reply (task, result, &node))
    return;
  root = app_json_root (node);
  if (app_json_text (root, "token") == NULL)
    {
      return_bad (task);
      return;
    }
  app_session_set_token (APP_SESSION (object), app_json_text (root, "token"));
  return_user (task, app_json_object (root, "user"));
}

static void
restored_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *root;

  if (!hear_reply (task, result, &node))
    return;
  root = app_json_root (node);
  if (app_json_object (root, "user") != NULL) /* either shape: bare, or as at sign-in */
    root = app_json_object (root, "user");
  return_user (task, root);
}

static void
signed_out_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AppReply) reply = app_exchange_finish (result, &error);

  if (reply == NULL)
    g_debug ("sign-out was not heard: %s", error->message);
}

/* Public API */

void
app_session_set_token (AppSession *self, const char *token)
{
  g_autofree char *old = self->token;

  self->token = g_strdup (token);
}

const char *
app_session_get_token (AppSession *self)
{
  return self->token;
}

const AppUser *
app_session_get_user (AppSession *self)
{
  return self->user;
}

gboolean
app_session_has_role (AppSession *self, guint mask)
{
  return self->user != NULL && (mask & (1u << self->user->role)) != 0;
}

void
app_session_sign_in_async (AppSession *self,
                           const char *login,
                           const char *password,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  AppCall *call = app_call_new ("POST", "sessions");

  g_task_set_source_tag (task, app_session_sign_in_async);
  g_task_set_check_cancellable (task, FALSE);
  app_call_set_secrets (call, "login", login, "password", password);
  call->anonymous = TRUE;
  call->tries = 1;
  app_exchange_async (self, call, cancellable, signed_in_cb, task);
}

gboolean
app_session_sign_in_finish (AppSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
app_session_restore_async (AppSession *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, app_session_restore_async);
  g_task_set_check_cancellable (task, FALSE);
  app_exchange_async (self, app_call_new ("GET", "sessions/current"), cancellable, restored_cb,
                      task);
}

gboolean
app_session_restore_finish (AppSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
app_session_sign_out (AppSession *self, gboolean everywhere)
{
  AppCall *call = app_call_new ("DELETE", everywhere ? "sessions" : "sessions/current");

  call->key = app_key_new ();
  call->tries = 1;
  if (self->token != NULL)
    app_exchange_async (self, call, NULL, signed_out_cb, NULL);
  else
    app_call_free (call);
  forget_user (self);
}

char *
app_session_describe_user (AppSession *self)
{
  return g_strdup (self->description);
}

gboolean
app_session_assume_user (AppSession *self, const char *description)
{
  g_autoptr (JsonNode) node = app_json_parse_text (description, NULL);

  return take_user (self, app_json_root (node));
}
