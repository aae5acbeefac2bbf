#define G_LOG_DOMAIN "app-store"

#include "config.h"

#include "store/key-file.h"
#include "store/secrets-private.h"
#include "store/secrets.h"

#define FILE_NAME "session.ini"

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
  g_autoptr (GKeyFile) file = _app_key_file_open (FILE_NAME);
  g_autofree char *group = make_group (server, login);

  if (token == NULL)
    _app_keyring_forget (server, login);
  else if (_app_keyring_keep (server, login, token))
    token = NULL; /* and not in the file too */
  if (token != NULL)
    g_key_file_set_string (file, group, "token", token);
  else if (!g_key_file_remove_group (file, group, NULL))
    return TRUE;
  return _app_key_file_save (FILE_NAME, file);
}

char *
app_secrets_look (const char *server, const char *login)
{
  g_autofree char *group = make_group (server, login);
  g_autoptr (GKeyFile) file = NULL;
  char *token = _app_keyring_look (server, login);

  if (token != NULL)
    return token;
  file = _app_key_file_open (FILE_NAME);
  return g_key_file_get_string (file, group, "token", NULL);
}

void
app_secrets_keep_last (const char *server, const char *login, const char *user)
{
  g_autoptr (GKeyFile) file = _app_key_file_open (FILE_NAME);

  g_key_file_set_string (file, "last", "server", server);
  g_key_file_set_string (file, "last", "login", login);
  g_key_file_set_string (file, "last", "user", user);
  _app_key_file_save (FILE_NAME, file);
}

gboolean
app_secrets_look_last (char **ret_server, char **ret_login, char **ret_user)
{
  g_autoptr (GKeyFile) file = _app_key_file_open (FILE_NAME);
  g_autofree char *server = g_key_file_get_string (file, "last", "server", NULL);
  g_autofree char *login = g_key_file_get_string (file, "last", "login", NULL);

  if (server == NULL || login == NULL)
    return FALSE;
  *ret_server = g_steal_pointer (&server);
  *ret_login = g_steal_pointer (&login);
  *ret_user = g_key_file_get_string (file, "last", "user", NULL);
  return TRUE;
}
