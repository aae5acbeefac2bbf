#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "pages/application.h"
#include "pages/frame/window.h"
#include "pages/locales.h"
#include "widgets/widgets.h"

struct _AppApplication
{
  AdwApplication parent_instance;

  AppContext *context;
  AppWindow *window;
  char *server, *session, *page; /* of the command line */
};

G_DEFINE_FINAL_TYPE (AppApplication, app_application, ADW_TYPE_APPLICATION)

/* GApplication overrides */

static void
app_application_startup (GApplication *application)
{
  G_APPLICATION_CLASS (app_application_parent_class)->startup (application);
  app_widgets_init ();
}

static void
app_application_activate (GApplication *application)
{
  AppApplication *self = APP_APPLICATION (application);
  g_autoptr (GError) error = NULL;
  gboolean known;

  if (self->window != NULL)
    {
      gtk_window_present (GTK_WINDOW (self->window));
      return;
    }
  if (self->server != NULL
      && !app_session_set_server (app_context_get_session (self->context), self->server, &error))
    g_printerr ("%s\n", error->message);
  g_clear_error (&error);
  known = app_context_look_session (self->context, self->session, &error);
  if (error != NULL)
    g_printerr ("%s\n", error->message);
  self->window = app_window_new (GTK_APPLICATION (application), self->context);
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  if (self->page != NULL)
    app_window_set_first_page (self->window, self->page);
  gtk_window_present (GTK_WINDOW (self->window));
  app_window_start (self->window, known);
}

/* someone may be methodologist in one window and school in another: each has a session file */
static gint
app_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  if (APP_APPLICATION (application)->session != NULL)
    g_application_set_flags (application, G_APPLICATION_NON_UNIQUE);
  return -1;
}

static void
app_application_finalize (GObject *object)
{
  AppApplication *self = APP_APPLICATION (object);

  g_clear_weak_pointer ((gpointer *) &self->window);
  g_clear_object (&self->context);
  g_free (self->server);
  g_free (self->session);
  g_free (self->page);
  G_OBJECT_CLASS (app_application_parent_class)->finalize (object);
}

static void
app_application_class_init (AppApplicationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = app_application_finalize;
  G_APPLICATION_CLASS (klass)->startup = app_application_startup;
  G_APPLICATION_CLASS (klass)->activate = app_application_activate;
  G_APPLICATION_CLASS (klass)->handle_local_options = app_application_handle_local_options;
}

static void
app_application_init (AppApplication *self)
{
  const GOptionEntry options[] = {
    { "server", 0, 0, G_OPTION_ARG_STRING, &self->server, N_ ("адрес сервера"), "URL" },
    { "session", 0, 0, G_OPTION_ARG_FILENAME, &self->session, N_ ("файл сеанса: войти без пароля"),
      "FILE" },
    { "page", 0, 0, G_OPTION_ARG_STRING, &self->page, N_ ("первая страница"), "NAME" },
    { NULL },
  };

  self->context = app_context_new ();
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

/* Public API */

void
app_application_prepare (void)
{
  app_locales_bind ();
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  merilo_entities_register ();
}

AppApplication *
app_application_new (void)
{
  return g_object_new (APP_TYPE_APPLICATION, "application-id", "ru.merilo.Merilo",
                       "resource-base-path", "/ru/merilo", NULL);
}
