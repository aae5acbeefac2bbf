#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "model/error.h"
#include "pages/bits.h"
#include "pages/frame/sign-in.h"
#include "store/secrets.h"
#include "store/settings.h"

struct _AppSignIn
{
  AdwBin parent_instance;

  AppContext *context;
  GCancellable *cancellable;
  GtkWidget *server, *login, *password, *button, *connection;
  GtkWidget *notice, *notice_bar;
};

G_DEFINE_FINAL_TYPE (AppSignIn, app_sign_in, ADW_TYPE_BIN)

/* Helpers */

static const char *
text_of (GtkWidget *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static void
say (AppSignIn *self, const char *text)
{
  g_autofree char *capital = text != NULL ? app_capital (text) : NULL;

  if (text != NULL)
    gtk_label_set_text (GTK_LABEL (self->notice), capital);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->notice_bar), text != NULL);
}

/* a certificate that is not trusted is explained behind the same button */
static void
name_connection (AppSignIn *self)
{
  AppSession *session = app_context_get_session (self->context);

  gtk_button_set_label (GTK_BUTTON (self->connection), app_session_get_refusal (session) != NULL
                                                           ? _ ("Что с сертификатом…")
                                                           : _ ("Подключение…"));
}

static gboolean
is_filled (AppSignIn *self)
{
  return *text_of (self->server) != 0 && *text_of (self->login) != 0
         && *text_of (self->password) != 0;
}

/* Callbacks */

static void
edited_cb (AppSignIn *self)
{
  gtk_widget_set_sensitive (self->button, is_filled (self));
}

static void
signed_in_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppSignIn) self = data;
  g_autoptr (GError) error = NULL;

  if (!app_session_sign_in_finish (APP_SESSION (object), result, &error)
      || !app_context_open (self->context, &error))
    {
      if (g_error_matches (error, MERILO_ERROR, MERILO_ERROR_CANCELLED))
        return;
      say (self, error->message);
      name_connection (self);
      gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
      gtk_widget_grab_focus (app_session_get_refusal (APP_SESSION (object)) != NULL
                                 ? self->connection
                                 : self->password);
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (self->password), "");
  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
  app_context_keep_session (self->context);
}

static void
sign_in_cb (AppSignIn *self)
{
  AppSession *session = app_context_get_session (self->context);
  g_autoptr (GError) error = NULL;

  if (!is_filled (self))
    return;
  if (!app_session_set_server (session, text_of (self->server), &error))
    {
      say (self, error->message);
      return;
    }
  say (self, NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  app_session_sign_in_async (session, text_of (self->login), text_of (self->password),
                             self->cancellable, signed_in_cb, g_object_ref (self));
}

static void
go_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sign_in_cb (APP_SIGN_IN (widget));
}

/* GObject overrides */

static void
app_sign_in_dispose (GObject *object)
{
  AppSignIn *self = APP_SIGN_IN (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (app_sign_in_parent_class)->dispose (object);
}

static void
app_sign_in_finalize (GObject *object)
{
  g_object_unref (APP_SIGN_IN (object)->cancellable);
  G_OBJECT_CLASS (app_sign_in_parent_class)->finalize (object);
}

static void
app_sign_in_class_init (AppSignInClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_sign_in_dispose;
  G_OBJECT_CLASS (klass)->finalize = app_sign_in_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/ru/merilo/frame/sign-in.ui");
  gtk_widget_class_bind_template_child (widget_class, AppSignIn, server);
  gtk_widget_class_bind_template_child (widget_class, AppSignIn, login);
  gtk_widget_class_bind_template_child (widget_class, AppSignIn, password);
  gtk_widget_class_bind_template_child (widget_class, AppSignIn, button);
  gtk_widget_class_bind_template_child (widget_class, AppSignIn, connection);
  gtk_widget_class_bind_template_child (widget_class, AppSignIn, notice);
  gtk_widget_class_bind_template_child (widget_class, AppSignIn, notice_bar);
  gtk_widget_class_bind_template_callback (widget_class, sign_in_cb);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_install_action (widget_class, "sign-in.go", NULL, go_action);
}

static void
app_sign_in_init (AppSignIn *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Public API */

void
app_sign_in_set_context (AppSignIn *self, AppContext *context)
{
  g_set_object (&self->context, context);
}

void
app_sign_in_prepare (AppSignIn *self, const char *notice)
{
  g_autofree char *server = NULL, *login = NULL, *user = NULL;
  g_autofree char *found = app_settings_dup (APP_SETTING_SERVER);
  const char *known = app_session_get_server (app_context_get_session (self->context));

  app_secrets_look_last (&server, &login, &user);
  if (*known != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->server), known);
  else if (server != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->server), server);
  else if (found != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->server), found);
  else
    gtk_editable_set_text (GTK_EDITABLE (self->server), APP_SERVER_PREFIX);
  if (login != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->login), login);
  gtk_widget_grab_focus (login != NULL ? self->password : self->login);
  name_connection (self);
  say (self, notice);
}

gboolean
app_sign_in_is_first (AppContext *context)
{
  g_autofree char *server = NULL, *login = NULL, *user = NULL;
  g_autofree char *found = app_settings_dup (APP_SETTING_SERVER);

  return *app_session_get_server (app_context_get_session (context)) == 0 && found == NULL
         && !app_secrets_look_last (&server, &login, &user);
}

const char *
app_sign_in_get_server (AppSignIn *self)
{
  return text_of (self->server);
}
