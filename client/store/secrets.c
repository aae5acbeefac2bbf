#define G_LOG_DOMAIN "app-store"

#include "config.h"

#include <glib/gstdio.h>

#include "store/secrets-private.h"
#include "store/secrets.h"

static char *
make_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "merilo", "session.ini", NULL);
}

static GKeyFile *
open_file (void)
{
  g_autofree char *path = make_path ();
  GKeyFile *file = g_key_file_new ();

  g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL);
  return file;
}

static gboolean
save_file (GKeyFile *file)
{
  g_autofree char *path = make_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  gsize length;
  g_autofree char *text = g_key_file_to_data (file, &length, NULL);

  return g_mkdir_with_parents (folder, 0700) == 0
         && g_file_set_contents_full (path, text, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT,
                                      0600, NULL);
}

/* a group's name may not hold brackets */
static char *
make_group (const char *server, const char *login)
{
  g_autofree char *both = g_strconcat (server, " ", login, NULL);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, both, -1);
}

gboolean
app_secrets_keep (const char *server, const char *login, const char *token)
{
  g_autoptr (GKeyFile) file = open_file ();
  g_autofree char *group = make_group (server, login);

  if (token == NULL)
    _app_keyring_forget (server, login);
  else if (_app_keyring_keep (server, login, token))
    token = NULL; /* and not in the file too */
  if (token != NULL)
    g_key_file_set_string (file, group, "token", token);
  else if (!g_key_file_remove_group (file, group, NULL))
    return TRUE;
  return save_file (file);
}

char *
app_secrets_look (const char *server, const char *login)
{
  g_autofree char *group = make_group (server, login);
  g_autoptr (GKeyFile) file = NULL;
  char *token = _app_keyring_look (server, login);

  if (token != NULL)
    return token;
  file = open_file ();
  return g_key_file_get_string (file, group, "token", NULL);
}

void
app_secrets_keep_last (const char *server, const char *login, const char *user)
{
  g_autoptr (GKeyFile) file = open_file ();

  g_key_file_set_string (file, "last", "server", server);
  g_key_file_set_string (file, "last", "login", login);
  g_key_file_set_string (file, "last", "user", user);
  save_file (file);
}

gboolean
app_secrets_look_last (char **ret_server, char **ret_login, char **ret_user)
{
  g_autoptr (GKeyFile) file = open_file ();
  g_autofree char *server = g_key_file_get_string (file, "last", "server", NULL);
  g_autofree char *login = g_key_file_get_string (file, "last", "login", NULL);

  if (server == NULL || login == NULL)
    return FALSE;
  *ret_server = g_steal_pointer (&server);
  *ret_login = g_steal_pointer (&login);
  *ret_user = g_key_file_get_string (file, "last", "user", NULL);
  return TRUE;
}
