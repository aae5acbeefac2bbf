#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <errno.h>
#include <string.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "model/error.h"
#include "pages/print-folder.h"

#define PREFIX "merilo-"
#define SUFFIX ".pdf"
#define UNIQUE 6 /* letters between them */

static gboolean
is_ours (const char *name)
{
  return strlen (name) == strlen (PREFIX SUFFIX) + UNIQUE && g_str_has_prefix (name, PREFIX)
         && g_str_has_suffix (name, SUFFIX);
}

/* a clock that was put back would keep a paper for ever: what is of tomorrow is old, too */
static gboolean
is_old (const char *path, gint64 age)
{
  GStatBuf st;

  return g_lstat (path, &st) == 0 && S_ISREG (st.st_mode)
         && ABS (g_get_real_time () / G_USEC_PER_SEC - (gint64) st.st_mtime) >= age;
}

/* Public API */

char *
app_print_folder_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "merilo", "print", NULL);
}

char *
app_print_folder_add (GError **error)
{
  g_autofree char *folder = app_print_folder_path ();
  g_autofree char *path = g_build_filename (folder, PREFIX "XXXXXX" SUFFIX, NULL);
  int fd = g_mkdir_with_parents (folder, 0700) == 0 ? g_mkstemp (path) : -1;

  if (fd < 0)
    {
      g_set_error (error, MERILO_ERROR, MERILO_ERROR_UNAVAILABLE,
                   _ ("не напечатано: в папку «%s» нельзя записать (%s). Освободите место на диске "
                      "или обратитесь к администратору"),
                   folder, g_strerror (errno));
      return NULL;
    }
  g_close (fd, NULL);
  return g_steal_pointer (&path);
}

void
app_print_folder_sweep (gint64 age)
{
  g_autofree char *folder = app_print_folder_path ();
  g_autoptr (GDir) dir = NULL;
  GStatBuf st;
  const char *name;

  if (g_lstat (folder, &st) != 0 || !S_ISDIR (st.st_mode))
    return;
  dir = g_dir_open (folder, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (is_ours (name) && is_old (path, age))
        g_unlink (path);
    }
}
