#define G_LOG_DOMAIN "app-store"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/error.h"
#include "store/key-file.h"
#include "store/settings.h"

#define FILE_NAME "settings.ini"
#define GROUP     "settings"
#define CA_NAME   "ca.pem"

char *
app_settings_dup (const char *name)
{
  g_autoptr (GKeyFile) file = _app_key_file_open (FILE_NAME);

  return g_key_file_get_string (file, GROUP, name, NULL);
}

gboolean
app_settings_set (const char *name, const char *value)
{
  g_autoptr (GKeyFile) file = _app_key_file_open (FILE_NAME);

  if (value != NULL)
    g_key_file_set_string (file, GROUP, name, value);
  else if (!g_key_file_remove_key (file, GROUP, name, NULL))
    return TRUE;
  return _app_key_file_save (FILE_NAME, file);
}

gboolean
app_settings_keep_ca (const char *pem, GError **error)
{
  g_autofree char *path = _app_key_file_path (CA_NAME);
  g_autofree char *folder = g_path_get_dirname (path);

  if (_app_key_file_write (path, pem, strlen (pem), NULL)
      && app_settings_set (APP_SETTING_CA_FILE, path))
    return TRUE;
  g_set_error (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE,
               _ ("папка «%s» не даёт записать сертификат: проверьте место и права"), folder);
  return FALSE;
}
