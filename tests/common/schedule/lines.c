#include "common/schedule/lines.h"

static void
free_line (gpointer data)
{
  Line *line = data;

  g_free (line->phrase);
  g_free (line->canon);
  g_free (line->context);
  g_free (line);
}

GPtrArray *
lines_load (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GPtrArray *all = g_ptr_array_new_with_free_func (free_line);

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = NULL;
      Line *line;

      if (*lines[i] == '\0' || *lines[i] == '#')
        continue;
      fields = g_strsplit (lines[i], "\t", -1);
      g_assert_cmpuint (g_strv_length (fields), >=, 2);
      line = g_new0 (Line, 1);
      line->phrase = g_strdup (fields[0]);
      line->canon = g_strdup (fields[1]);
      line->context = g_strdup (g_strv_length (fields) > 3 ? fields[3] : "");
      g_ptr_array_add (all, line);
    }
  g_assert_cmpuint (all->len, >, 0);
  return all;
}

GPtrArray *
lines_load_own (void)
{
  g_autofree char *path
      = g_test_build_filename (G_TEST_DIST, "common", "schedule", "phrases.tsv", NULL);

  return lines_load (path);
}

char *
lines_find_shared (const char *name)
{
  const char *shared = g_getenv ("MERILO_SHARED");
  g_autofree char *beside = g_test_build_filename (G_TEST_DIST, "..", "..", "shared", NULL);
  char *path = g_build_filename (shared != NULL ? shared : beside, "data", name, NULL);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    g_clear_pointer (&path, g_free);
  return path;
}
