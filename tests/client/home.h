/* A data folder of the test's own, below its build folder: G_TEST_OPTION_ISOLATE_DIRS leaks in
 * GLib 2.74 and hides the GSettings schemas that GIO's proxy resolver wants. */
#pragma once

#include <gio/gio.h>
#include <glib/gstdio.h>

/* first thing in main(); the name must be a program's own */
static inline void
set_home (const char *name)
{
  g_autofree char *home = g_build_filename (g_get_tmp_dir (), name, NULL);
  g_autofree char *unique = g_strdup_printf ("%s-XXXXXX", home);

  g_assert_nonnull (g_mkdtemp_full (unique, 0700));
  g_setenv ("XDG_DATA_HOME", unique, TRUE);
  g_setenv ("XDG_CONFIG_HOME", unique, TRUE);
  g_setenv ("XDG_CACHE_HOME", unique, TRUE);
}

static inline void
wipe_folder (const char *path, gboolean itself)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inside = g_build_filename (path, name, NULL);

      if (g_file_test (inside, G_FILE_TEST_IS_DIR))
        wipe_folder (inside, TRUE);
      else
        g_unlink (inside);
    }
  if (itself)
    g_rmdir (path);
}

static inline void
wipe_home (gboolean itself)
{
  wipe_folder (g_get_user_data_dir (), itself);
}
