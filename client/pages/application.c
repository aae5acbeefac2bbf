#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "pages/application.h"
#include "pages/focus-ring.h"
#include "pages/fonts.h"
#include "pages/frame/window.h"
#include "pages/locales.h"
#include "pages/log.h"
#include "pages/print-folder.h"
#include "pages/single.h"
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
  app_fonts_settle ();
  app_widgets_init ();
  app_focus_ring_keep ();
  app_print_folder_sweep (APP_PRINT_DAY);
}

/* what was typed is kept as it is typed: only the way out was rough */
static void
tell_of_crash (AppApplication *self)
{
  g_autofree char *log = app_log_take_crash ();
  g_autofree char *text = NULL;

  if (log == NULL)
    return;
  text = g_strdup_printf (_ ("В прошлый раз Мерило закрылось из-за ошибки. Введённое сохранено; "
                             "журнал для администратора: %s"),
                          log);
  app_context_toast (self->context, text);
}

/* a later start, of which single.h tells */
static void
started_again_cb (const char *const *files, gpointer data)
{
  GApplication *application = data;
  guint n = g_strv_length ((char **) files);

  if (n > 0 && (g_application_get_flags (application) & G_APPLICATION_HANDLES_OPEN))
    {
      g_autoptr (GPtrArray) opened = g_ptr_array_new_with_free_func (g_object_unref);

      for (guint i = 0; i < n; i++)
        g_ptr_array_add (opened, g_file_new_for_path (files[i]));
      g_application_open (application, (GFile **) opened->pdata, (int) n, "");
    }
  else
    g_application_activate (application);
}

static void
app_application_activate (GApplication *application)
{
  AppApplication *self = APP_APPLICATION (application);
  g_autoptr (GError) error = NULL;
  gboolean known;

  if (self->window != NULL)
    {
      app_single_raise (GTK_WINDOW (self->window));
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
  tell_of_crash (self);
}

static gboolean
asks_for_session (char **arguments)
{
  for (guint i = 0; arguments[i] != NULL; i++)
    if (g_str_has_prefix (arguments[i], "--session"))
      return TRUE;
  return FALSE;
}

static gboolean
app_application_local_command_line (GApplication *application, char ***arguments, int *status)
{
  if (!asks_for_session (*arguments)
      && !app_single_begin ((const char *const *) *arguments + 1, started_again_cb, application))
    {
      *status = 0;
      return TRUE;
    }
  return G_APPLICATION_CLASS (app_application_parent_class)
      ->local_command_line (application, arguments, status);
}

static void
app_application_shutdown (GApplication *application)
{
  app_single_end ();
  app_print_folder_sweep (APP_PRINT_HOUR);
  G_APPLICATION_CLASS (app_application_parent_class)->shutdown (application);
}

/* «Открыть в Мериле» of the file manager; a second start hands its file over to the first */
static void
app_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  AppApplication *self = APP_APPLICATION (application);

  g_application_activate (application);
  for (int i = 0; self->window != NULL && i < n_files; i++)
    app_window_take_file (self->window, files[i]);
}

/* someone may be methodologist in one window and school in another: each has a session file */
static gint
app_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  if (APP_APPLICATION (application)->session != NULL)
    g_application_set_flags (application,
                             g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
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
  G_APPLICATION_CLASS (klass)->local_command_line = app_application_local_command_line;
  G_APPLICATION_CLASS (klass)->shutdown = app_application_shutdown;
  G_APPLICATION_CLASS (klass)->open = app_application_open;
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
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _ ("[ФАЙЛ…]"));
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
                       "resource-base-path", "/ru/merilo", "flags",
                       app_single_get_flags () | G_APPLICATION_HANDLES_OPEN, NULL);
}
