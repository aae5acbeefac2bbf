#define G_LOG_DOMAIN "srv-admin"

#include "config.h"

#include "admin/call.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "embedded/prepare.h"
#include "model/error.h"
#include "reading/program.h"

#define MAX_ARGUMENTS 1000
#define INSTALLED     SYSCONFDIR "/merilo/database.conf" /* written by merilo-server-setup */

static gboolean
parse (char ***words,
       const GOptionEntry *own,
       const GOptionEntry *options,
       const char *usage,
       GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (usage);
  g_autoptr (GError) problem = NULL;

  g_option_context_add_main_entries (context, own, NULL);
  if (options != NULL)
    g_option_context_add_main_entries (context, options, NULL);
  if (g_option_context_parse_strv (context, words, &problem))
    return TRUE;
  g_set_error (error, MERILO_ERROR, MERILO_ERROR_INVALID, _ ("%s\nКак правильно: merilo-admin %s"),
               problem->message, usage);
  return FALSE;
}

static gboolean
check_count (const SrvAdminCall *self, const char *usage, guint least, guint most, GError **error)
{
  guint n = g_strv_length (self->arguments);

  if (n >= least && n <= (most != 0 || least == 0 ? most : MAX_ARGUMENTS))
    return TRUE;
  g_set_error (error, MERILO_ERROR, MERILO_ERROR_INVALID, "%s\n%s merilo-admin %s",
               n < least ? _ ("Аргументов не хватает.") : _ ("Лишние аргументы."),
               _ ("Как правильно:"), usage);
  return FALSE;
}

gboolean
srv_admin_call_read (SrvAdminCall *self,
                     const char *const *words,
                     const char *usage,
                     const GOptionEntry *options,
                     guint least,
                     guint most,
                     GError **error)
{
  const GOptionEntry own[] = {
    { "database", 0, 0, G_OPTION_ARG_FILENAME, &self->database,
      _ ("база данных, строка подключения владельца"), "CONNINFO" },
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &self->data, _ ("папка встроенной базы данных"), "DIR" },
    { "config", 0, 0, G_OPTION_ARG_FILENAME, &self->config,
      _ ("файл настроек сервера, где назван owner"), "FILE" },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &self->arguments, NULL, NULL },
    { NULL },
  };
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) copy = NULL;

  g_strv_builder_add (builder, "merilo-admin");
  g_strv_builder_addv (builder, (const char **) words);
  copy = g_strv_builder_end (builder);
  if (!parse (&copy, own, options, usage, error))
    return FALSE;
  if (self->arguments == NULL)
    self->arguments = g_new0 (char *, 1);
  return check_count (self, usage, least, most, error);
}

void
srv_admin_call_clear (SrvAdminCall *self)
{
  g_strfreev (self->arguments);
  g_free (self->database);
  g_free (self->data);
  g_free (self->config);
}

/* the same folder as the server's own default */
static char *
default_data (void)
{
  return getuid () == 0 ? g_strdup ("/var/lib/merilo/cluster")
                        : g_build_filename (g_get_user_data_dir (), "merilo", "cluster", NULL);
}

/* as the server reads it: the last group that names the owner; NULL with @error */
static char *
read_config (const char *path, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_auto (GStrv) groups = NULL;
  char *owner = NULL;

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, error))
    {
      g_prefix_error (error, "%s: ", path);
      return NULL;
    }
  groups = g_key_file_get_groups (file, NULL);
  for (guint i = 0; groups[i] != NULL; i++)
    {
      char *here = g_key_file_get_string (file, groups[i], "owner", NULL);

      if (here != NULL)
        {
          g_free (owner);
          owner = here;
        }
    }
  if (owner == NULL)
    g_set_error (error, MERILO_ERROR, MERILO_ERROR_INVALID, _ ("В файле «%s» не назван owner"),
                 path);
  return owner;
}

char *
srv_admin_call_find_base (const SrvAdminCall *self, GError **error)
{
  const char *owner = g_getenv ("MERILO_OWNER");
  g_autofree char *data = self->data != NULL ? g_strdup (self->data) : default_data ();
  char *found;

  if (self->database != NULL)
    return g_strdup (self->database);
  if (self->config != NULL)
    return read_config (self->config, error);
  if (self->data == NULL && owner != NULL)
    return g_strdup (owner);
  found = srv_prepare_find_owner (data);
  if (found == NULL && self->data == NULL && g_file_test (INSTALLED, G_FILE_TEST_EXISTS))
    return read_config (INSTALLED, error);
  if (found == NULL)
    g_set_error (error, MERILO_ERROR, MERILO_ERROR_INVALID,
                 _ ("Не найдена база данных: в %s нет работающего встроенного сервера. Запустите "
                    "его или задайте --database"),
                 data);
  return found;
}

SrvSession *
srv_admin_call_open (const SrvAdminCall *self, GError **error)
{
  g_autofree char *base = srv_admin_call_find_base (self, error);

  return base != NULL ? srv_session_open (base, error) : NULL;
}

gboolean
srv_admin_refuse (GError **error, const char *format, const char *what)
{
  g_set_error (error, MERILO_ERROR, MERILO_ERROR_INVALID, format, what);
  return FALSE;
}

SrvAdminStatus
srv_admin_end (GError *take_error)
{
  return (SrvAdminStatus) srv_program_end (take_error);
}
