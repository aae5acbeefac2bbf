#define G_LOG_DOMAIN "app-store"

#include "config.h"

#include <glib/gstdio.h>

#include "store/key-file.h"

char *
_app_key_file_path (const char *name)
{
  return g_build_filename (g_get_user_data_dir (), "merilo", name, NULL);
}

GKeyFile *
_app_key_file_open (const char *name)
{
  g_autofree char *path = _app_key_file_path (name);
  GKeyFile *file = g_key_file_new ();

  g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL);
  return file;
}

gboolean
_app_key_file_write (const char *path, const char *text, gsize length, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_mkdir_with_parents (folder, 0700); /* when it fails, the next line says so */
  return g_file_set_contents_full (path, text, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT,
                                   0600, error);
}

gboolean
_app_key_file_save (const char *name, GKeyFile *file)
{
  g_autofree char *path = _app_key_file_path (name);
  gsize length;
  g_autofree char *text = g_key_file_to_data (file, &length, NULL);

  return _app_key_file_write (path, text, length, NULL);
}
