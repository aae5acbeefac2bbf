#define G_LOG_DOMAIN "app-net"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "model/error.h"
#include "net/exchange.h"
#include "net/json.h"
#include "net/proxy.h"
#include "net/session.h"
#include "net/trust.h"

#define TIMEOUT 30 /* s without a byte */

struct _AppSession
{
  GObject parent_instance;

  SoupSession *soup;
  char *server; /* without the last slash */
  char *token;
  AppUser *user;
  char *description; /* of the user, as the server gave it */
  gboolean online;
  GTlsDatabase *own; /* the department's authority, or NULL */
  AppTrust *refusal; /* the certificate that was not trusted last */
};

enum
{
  PROP_0,
  PROP_ONLINE,
  PROP_SIGNED_IN,
  N_PROPS
};

enum
{
  SIGNAL_ENDED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (AppSession, app_session, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* Helpers */

static void
user_free (AppUser *user)
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
  g_clear_pointer (&self->user, user_free);
  g_free (self->description);
  self->user = user;
  self->description = json_to_string (node, FALSE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIGNED_IN]);
  return TRUE;
}

static void
forget_user (AppSession *self)
{
  gboolean had = self->user != NULL;

  g_clear_pointer (&self->token, g_free);
  g_clear_pointer (&self->user, user_free);
  g_clear_pointer (&self->description, g_free);
  if (had)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIGNED_IN]);
}

static void
return_bad (GTask *task)
{
  g_task_return_new_error (task, MERILO_ERROR, MERILO_ERROR_BAD_JSON,
                           _ ("это не сервер «Мерило» или он другой версии"));
}

/* Callbacks */

static void
signed_in_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  AppSession *self = APP_SESSION (object);
  g_autoptr (GError) error = NULL;
  g_autoptr (AppReply) reply = app_exchange_finish (result, &error);
  g_autoptr (JsonNode) node = NULL;
  JsonObject *root;

  if (reply == NULL)
    {
      app_problem_return (task, result, g_steal_pointer (&error));
      return;
    }
  node = app_json_parse (reply->body, NULL);
  root = app_json_root (node);
  if (app_json_text (root, "token") == NULL)
    {
      return_bad (task);
      return;
    }
  app_session_set_token (self, app_json_text (root, "token"));
  if (take_user (self, app_json_object (root, "user")))
    g_task_return_boolean (task, TRUE);
  else
    return_bad (task);
}

static void
restored_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  AppSession *self = APP_SESSION (object);
  g_autoptr (GError) error = NULL;
  g_autoptr (AppReply) reply = app_exchange_finish (result, &error);
  g_autoptr (JsonNode) node = NULL;
  JsonObject *root;

  if (reply == NULL)
    {
      app_problem_return (task, result, g_steal_pointer (&error));
      return;
    }
  node = app_json_parse (reply->body, NULL);
  root = app_json_root (node);
  if (app_json_object (root, "user") != NULL) /* either shape: bare, or as at sign-in */
    root = app_json_object (root, "user");
  if (take_user (self, root))
    g_task_return_boolean (task, TRUE);
  else
    return_bad (task);
}

static void
signed_out_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AppReply) reply = app_exchange_finish (result, &error);

  if (reply == NULL)
    g_debug ("sign-out was not heard: %s", error->message);
}

/* GObject overrides */

static void
app_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AppSession *self = APP_SESSION (object);

  switch (id)
    {
    case PROP_ONLINE:
      g_value_set_boolean (value, self->online);
      break;
    case PROP_SIGNED_IN:
      g_value_set_boolean (value, self->user != NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_session_dispose (GObject *object)
{
  AppSession *self = APP_SESSION (object);

  if (self->soup != NULL)
    soup_session_abort (self->soup);
  g_clear_object (&self->soup);
  G_OBJECT_CLASS (app_session_parent_class)->dispose (object);
}

static void
app_session_finalize (GObject *object)
{
  AppSession *self = APP_SESSION (object);

  g_free (self->server);
  g_free (self->token);
  g_free (self->description);
  g_clear_object (&self->own);
  g_clear_pointer (&self->refusal, app_trust_free);
  g_clear_pointer (&self->user, user_free);
  G_OBJECT_CLASS (app_session_parent_class)->finalize (object);
}

static void
app_session_class_init (AppSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = app_session_get_property;
  object_class->dispose = app_session_dispose;
  object_class->finalize = app_session_finalize;
  properties[PROP_ONLINE] = g_param_spec_boolean ("online", NULL, NULL, FALSE,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SIGNED_IN] = g_param_spec_boolean ("signed-in", NULL, NULL, FALSE,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_ENDED] = g_signal_new ("ended", APP_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 0);
}

static void
app_session_init (AppSession *self)
{
  g_autoptr (GProxyResolver) proxy = app_proxy_resolver_new ();

  self->server = g_strdup ("");
  self->soup
      = soup_session_new_with_options ("timeout", TIMEOUT, "user-agent", "merilo/" PACKAGE_VERSION,
                                       "max-conns-per-host", 8, NULL);
  if (proxy != NULL)
    soup_session_set_proxy_resolver (self->soup, proxy);
}

/* Public API */

AppSession *
app_session_new (void)
{
  return g_object_new (APP_TYPE_SESSION, NULL);
}

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return g_str_equal (host, "localhost")
         || (address != NULL && g_inet_address_get_is_loopback (address));
}

gboolean
app_session_set_server (AppSession *self, const char *url, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : "";
  char *end;

  g_return_val_if_fail (APP_IS_SESSION (self), FALSE);
  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == 0
      || !(g_str_equal (scheme, "https") || g_str_equal (scheme, "http")))
    {
      g_set_error (error, MERILO_ERROR, MERILO_ERROR_INVALID,
                   _ ("«%s»: адрес сервера пишется так: https://merilo.example.ru"), url);
      return FALSE;
    }
  if (g_str_equal (scheme, "http") && !is_loopback (g_uri_get_host (uri)))
    {
      g_set_error_literal (error, MERILO_ERROR, MERILO_ERROR_INVALID,
                           _ ("без шифрования можно войти только на этом же компьютере: "
                              "адрес должен начинаться с https://"));
      return FALSE;
    }
  g_free (self->server);
  g_clear_pointer (&self->refusal, app_trust_free);
  self->server = g_strdup (url);
  end = self->server + strlen (self->server);
  while (end > self->server && end[-1] == '/')
    *--end = 0;
  return TRUE;
}

const char *
app_session_get_server (AppSession *self)
{
  return self->server;
}

gboolean
app_session_set_ca_file (AppSession *self, const char *path, GError **error)
{
  g_autoptr (GTlsDatabase) own = NULL;
  g_autofree char *pem = path != NULL ? app_trust_read_file (path, error) : NULL;

  g_return_val_if_fail (APP_IS_SESSION (self), FALSE);
  if (path != NULL && pem == NULL)
    return FALSE;
  if (path != NULL)
    own = g_tls_file_database_new (path, error);
  if (path != NULL && own == NULL)
    return FALSE;
  g_set_object (&self->own, own);
  g_clear_pointer (&self->refusal, app_trust_free);
  soup_session_abort (self->soup); /* connections that were trusted by another rule */
  return TRUE;
}

const AppTrust *
app_session_get_refusal (AppSession *self)
{
  return self->refusal;
}

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

gboolean
app_session_get_online (AppSession *self)
{
  return self->online;
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

/* For exchange.c and events.c */

/* asked only when the system does not trust it */
static gboolean
accept_certificate_cb (SoupMessage *message,
                       GTlsCertificate *certificate,
                       GTlsCertificateFlags flags,
                       AppSession *self)
{
  const char *host = g_uri_get_host (soup_message_get_uri (message));

  flags = app_trust_ask (self->own, certificate, flags, host);
  flags = app_trust_ask_machine (certificate, flags, host);
  g_clear_pointer (&self->refusal, app_trust_free);
  if (flags != 0)
    self->refusal = app_trust_new (certificate, flags, host);
  return flags == 0;
}

SoupMessage *
app_session_make_message (AppSession *self, const char *method, const char *path)
{
  g_autofree char *url = g_strdup_printf ("%s/api/v1/%s", self->server, path);
  SoupMessage *message = *self->server != 0 ? soup_message_new (method, url) : NULL;

  if (message != NULL && self->token != NULL)
    {
      g_autofree char *bearer = g_strdup_printf ("Bearer %s", self->token);

      soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization",
                                    bearer);
    }
  /* a redirect would carry the token to another house */
  if (message != NULL)
    {
      soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
      g_signal_connect_object (message, "accept-certificate", G_CALLBACK (accept_certificate_cb),
                               self, 0);
    }
  return message;
}

SoupSession *
app_session_get_soup (AppSession *self)
{
  return self->soup;
}

void
app_session_note (AppSession *self, gboolean online)
{
  if (self->online == online)
    return;
  self->online = online;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ONLINE]);
}

void
app_session_end (AppSession *self)
{
  if (self->token == NULL)
    return;
  g_clear_pointer (&self->token, g_free);
  g_signal_emit (self, signals[SIGNAL_ENDED], 0);
}
