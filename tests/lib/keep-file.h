/* Files that a test made, kept to be looked at. */
#pragma once

#include <glib.h>

/* writes @bytes to $SHOT_DIR/@name; without the variable does nothing */
static inline void
tests_keep_file (const char *name, GBytes *bytes)
{
  const char *folder = g_getenv ("SHOT_DIR");
  g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;

  if (path != NULL)
    g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL),
                                        (gssize) g_bytes_get_size (bytes), NULL));
}
