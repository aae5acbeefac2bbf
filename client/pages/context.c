#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "model/error.h"
#include "net/json.h"
#include "pages/asked.h"
#include "pages/context.h"
#include "store/secrets.h"
#include "store/settings.h"

struct _AppContext
{
  GObject parent_instance;

  AppSession *session;
  AppApi *api;
  AppEvents *events;
  AppStore *store;
  AppOutbox *outbox;
  GListStore *orgs;
  GCancellable *naming; /* of the schools */
  AdwToast *refusal;    /* weak: the last one, while it lives */
};

enum
{
  SIGNAL_OPENED,
  SIGNAL_CLOSED,
  SIGNAL_TOAST,
  SIGNAL_CHANGED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (AppContext, app_context, G_TYPE_OBJECT)

static guint signals[N_SIGNALS];

/* Schools by name */

static void
orgs_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppContext) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) orgs = app_api_list_finish (APP_API (object), result, NULL, &error);

  if (app_asked_is_given_up (result))
    return;
  if (orgs == NULL)
    {
      g_debug ("orgs: %s", error->message);
      return;
    }
  g_list_store_splice (self->orgs, 0, g_list_model_get_n_items (G_LIST_MODEL (self->orgs)),
                       orgs->pdata, orgs->len);
}

static void
load_orgs (AppContext *self)
{
  const AppUser *user = app_session_get_user (self->session);

  if (merilo_org_entity.readers & (1u << user->role))
    app_api_list_async (self->api, app_type_of (&merilo_org_entity), NULL,
                        app_asked_anew (&self->naming), orgs_cb, g_object_ref (self));
}

/* Callbacks */

static void
event_cb (AppEvents *events, const char *resource, const char *id, gint64 version, AppContext *self)
{
  if (g_str_equal (resource, "org") && self->store != NULL)
    load_orgs (self); /* a school that was added or renamed goes by its new name */
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, resource, id);
}

static void
resumed_cb (AppEvents *events, AppContext *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, "", "");
}

static void
store_failed_cb (AppStore *store, const char *message, AppContext *self)
{
  app_context_toast (self, _ ("Черновик не записан на диск: проверьте свободное место"));
}

/* GObject overrides */

static void
app_context_dispose (GObject *object)
{
  AppContext *self = APP_CONTEXT (object);

  app_context_close (self);
  g_clear_weak_pointer (&self->refusal);
  g_clear_object (&self->events);
  g_clear_object (&self->api);
  g_clear_object (&self->session);
  g_clear_object (&self->orgs);
  G_OBJECT_CLASS (app_context_parent_class)->dispose (object);
}

static void
app_context_class_init (AppContextClass *klass)
{
  GType type = APP_TYPE_CONTEXT;

  G_OBJECT_CLASS (klass)->dispose = app_context_dispose;
  signals[SIGNAL_OPENED]
      = g_signal_new ("opened", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CLOSED]
      = g_signal_new ("closed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_TOAST] = g_signal_new ("toast", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, ADW_TYPE_TOAST);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

/* a file that is gone is no reason not to start: the certificate is explained when it is met */
static void
trust_kept_file (AppContext *self)
{
  g_autofree char *path = app_settings_dup (APP_SETTING_CA_FILE);
  g_autoptr (GError) error = NULL;

  if (path != NULL && !app_session_set_ca_file (self->session, path, &error))
    g_message ("%s", error->message);
}

static void
app_context_init (AppContext *self)
{
  self->session = app_session_new ();
  trust_kept_file (self);
  self->api = app_api_new (self->session);
  self->events = app_events_new (self->session);
  self->orgs = g_list_store_new (app_type_of (&merilo_org_entity));
  g_signal_connect_object (self->events, "changed", G_CALLBACK (event_cb), self, 0);
  g_signal_connect_object (self->events, "resumed", G_CALLBACK (resumed_cb), self, 0);
}

/* Public API */

AppContext *
app_context_new (void)
{
  return g_object_new (APP_TYPE_CONTEXT, NULL);
}

AppSession *
app_context_get_session (AppContext *self)
{
  return self->session;
}

AppApi *
app_context_get_api (AppContext *self)
{
  return self->api;
}

AppStore *
app_context_get_store (AppContext *self)
{
  return self->store;
}

AppOutbox *
app_context_get_outbox (AppContext *self)
{
  return self->outbox;
}

const AppUser *
app_context_get_user (AppContext *self)
{
  return app_session_get_user (self->session);
}

gboolean
app_context_open (AppContext *self, GError **error)
{
  const AppUser *user = app_session_get_user (self->session);

  g_return_val_if_fail (user != NULL, FALSE);
  app_context_close (self);
  self->store = app_store_open (app_session_get_server (self->session), user->id, error);
  if (self->store == NULL)
    return FALSE;
  g_signal_connect_object (self->store, "failed", G_CALLBACK (store_failed_cb), self, 0);
  app_store_serve_api (self->store, self->api);
  self->outbox = app_outbox_new (self->store, self->api);
  app_events_start (self->events);
  load_orgs (self);
  g_signal_emit (self, signals[SIGNAL_OPENED], 0);
  return TRUE;
}

void
app_context_close (AppContext *self)
{
  app_asked_give_up (&self->naming);
  if (self->store == NULL)
    return;
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
  app_events_stop (self->events);
  app_api_set_cache (self->api, NULL);
  g_object_run_dispose (G_OBJECT (self->outbox));
  g_clear_object (&self->outbox);
  g_clear_object (&self->store);
  g_list_store_remove_all (self->orgs);
}

gboolean
app_context_take_ca_file (AppContext *self, const char *path, GError **error)
{
  g_autofree char *pem = app_trust_read_file (path, error), *kept = NULL;

  if (pem == NULL || !app_settings_keep_ca (pem, error))
    return FALSE;
  kept = app_settings_dup (APP_SETTING_CA_FILE);
  return app_session_set_ca_file (self->session, kept, error);
}

void
app_context_drop_ca_file (AppContext *self)
{
  app_settings_set (APP_SETTING_CA_FILE, NULL);
  if (!app_session_set_ca_file (self->session, NULL, NULL))
    g_assert_not_reached (); /* nothing was read */
}

static gboolean
read_session_file (AppContext *self, const char *path, GError **error)
{
  g_autofree char *text = NULL;
  gsize length;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;

  if (!g_file_get_contents (path, &text, &length, error))
    return FALSE;
  bytes = g_bytes_new (text, length);
  node = app_json_parse (bytes, error);
  if (node == NULL)
    return FALSE;
  object = app_json_root (node);
  if (app_json_text (object, "server") == NULL || app_json_text (object, "token") == NULL)
    {
      g_set_error (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE,
                   _ ("в файле «%s» нет сервера или ключа сеанса"), path);
      return FALSE;
    }
  if (!app_session_set_server (self->session, app_json_text (object, "server"), error))
    return FALSE;
  app_session_set_token (self->session, app_json_text (object, "token"));
  return TRUE;
}

gboolean
app_context_look_session (AppContext *self, const char *file, GError **error)
{
  g_autofree char *server = NULL, *login = NULL, *token = NULL, *user = NULL;

  if (file != NULL)
    return read_session_file (self, file, error);
  if (!app_secrets_look_last (&server, &login, &user))
    return FALSE;
  if (*app_session_get_server (self->session) == 0
      && !app_session_set_server (self->session, server, error))
    return FALSE;
  if (!g_str_equal (app_session_get_server (self->session), server))
    return FALSE;
  token = app_secrets_look (server, login);
  app_session_set_token (self->session, token);
  return token != NULL;
}

gboolean
app_context_assume_last (AppContext *self)
{
  g_autofree char *server = NULL, *login = NULL, *user = NULL;

  return app_secrets_look_last (&server, &login, &user)
         && g_str_equal (server, app_session_get_server (self->session))
         && app_session_assume_user (self->session, user);
}

void
app_context_forget_session (AppContext *self)
{
  const AppUser *user = app_session_get_user (self->session);

  if (user != NULL)
    app_secrets_keep (app_session_get_server (self->session), user->login, NULL);
}

void
app_context_keep_session (AppContext *self)
{
  const AppUser *user = app_session_get_user (self->session);
  const char *server = app_session_get_server (self->session);
  g_autofree char *description = NULL;

  if (user == NULL)
    return;
  description = app_session_describe_user (self->session);
  app_secrets_keep_last (server, user->login, description);
  app_secrets_keep (server, user->login, app_session_get_token (self->session));
}

static void
show_toast (AppContext *self, AdwToast *toast)
{
  g_object_ref_sink (toast);
  g_signal_emit (self, signals[SIGNAL_TOAST], 0, toast);
  g_object_unref (toast);
}

/* a toast's title is markup */
static AdwToast *
make_toast (const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  return adw_toast_new (escaped);
}

void
app_context_toast (AppContext *self, const char *text)
{
  show_toast (self, make_toast (text));
}

void
app_context_refuse (AppContext *self, const char *text)
{
  AdwToast *toast = make_toast (text);

  g_set_weak_pointer (&self->refusal, toast);
  show_toast (self, toast);
}

void
app_context_toast_error (AppContext *self, const GError *error)
{
  if (!g_error_matches (error, MERILO_ERROR, MERILO_ERROR_CANCELLED))
    app_context_refuse (self, error->message);
}

void
app_context_tell_done (AppContext *self)
{
  if (self->refusal != NULL)
    adw_toast_dismiss (self->refusal);
  g_clear_weak_pointer (&self->refusal);
}

gboolean
app_context_check_act (AppContext *self, gboolean done, const GError *error)
{
  if (done)
    app_context_tell_done (self);
  else
    app_context_toast_error (self, error);
  return done;
}

void
app_context_toast_undo (
    AppContext *self, const char *text, GCallback undo, gpointer data, GDestroyNotify destroy)
{
  AdwToast *toast = make_toast (text);

  adw_toast_set_button_label (toast, _ ("Отменить"));
  adw_toast_set_timeout (toast, 8);
  g_signal_connect_data (toast, "button-clicked", undo, data, (GClosureNotify) (void *) destroy,
                         G_CONNECT_SWAPPED);
  show_toast (self, toast);
}

GListModel *
app_context_get_orgs (AppContext *self)
{
  return G_LIST_MODEL (self->orgs);
}

const char *
app_context_get_org_name (AppContext *self, gint64 org_id)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->orgs));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (MeriloRecord) org = g_list_model_get_item (G_LIST_MODEL (self->orgs), i);

      if (merilo_record_get_whole (org, MERILO_ORG_ID) == org_id)
        return merilo_record_get_text (org, MERILO_ORG_SHORT_NAME);
    }
  return "";
}

GType
app_type_of (const MeriloEntity *entity)
{
  return merilo_entity_register (entity);
}
