#define G_LOG_DOMAIN "app-net"

#include "config.h"

#include "net/session-private.h"

#include <glib/gi18n-lib.h>

#include "model/error.h"
#include "net/exchange.h"
#include "net/proxy.h"

#define TIMEOUT 30 /* s without a byte */

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
  g_clear_pointer (&self->user, _app_session_free_user);
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

/* Private to the session's files */

void
_app_session_tell_signed_in (AppSession *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIGNED_IN]);
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

gboolean
app_session_get_online (AppSession *self)
{
  return self->online;
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
