/* Phrases and their canons: the project's own table, and the shared one of real documents where
 * it lies beside the checkout. A line of both: phrase, canon, note, context, parted by tabs. */
#include <string.h>

#include <gio/gio.h>

#include "model/error.h"
#include "schedule/canon.h"
#include "schedule/read.h"

typedef struct
{
  char *phrase, *canon, *context;
} Line;

static void
free_line (gpointer data)
{
  Line *line = data;

  g_free (line->phrase);
  g_free (line->canon);
  g_free (line->context);
  g_free (line);
}

static GPtrArray *
load_lines (const char *path)
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

static char *
read_phrase (const char *phrase, const char *words)
{
  g_autoptr (GError) error = NULL;
  MeriloDeadlineContext context = MERILO_DEADLINE_CONTEXT_INIT;
  g_autoptr (MeriloReading) reading = NULL;

  g_assert_true (merilo_deadline_context_parse (&context, words, &error));
  g_assert_no_error (error);
  reading = merilo_deadline_read (phrase, &context);
  return merilo_reading_to_canon (reading);
}

static guint
count_wrong (const GPtrArray *lines)
{
  guint wrong = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = g_ptr_array_index (lines, i);
      g_autofree char *canon = read_phrase (line->phrase, line->context);

      if (strcmp (canon, line->canon) == 0)
        continue;
      g_test_message ("«%s»\n  want %s\n  got  %s", line->phrase, line->canon, canon);
      wrong++;
    }
  return wrong;
}

static char *
find_shared (const char *name)
{
  const char *shared = g_getenv ("MERILO_SHARED");
  g_autofree char *beside
      = g_build_filename (g_test_get_dir (G_TEST_DIST), "..", "..", "shared", NULL);
  char *path = g_build_filename (shared != NULL ? shared : beside, "data", name, NULL);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    g_clear_pointer (&path, g_free);
  return path;
}

static void
test_own (void)
{
  g_autofree char *path
      = g_test_build_filename (G_TEST_DIST, "common", "schedule", "phrases.tsv", NULL);
  g_autoptr (GPtrArray) lines = load_lines (path);

  g_assert_cmpuint (count_wrong (lines), ==, 0);
}

static void
test_shared (void)
{
  g_autofree char *path = find_shared ("deadline-phrases.tsv");
  g_autoptr (GPtrArray) lines = NULL;

  if (path == NULL)
    {
      g_test_skip ("the shared phrases are not here");
      return;
    }
  lines = load_lines (path);
  g_assert_cmpuint (count_wrong (lines), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/schedule/phrases/own", test_own);
  g_test_add_func ("/schedule/phrases/shared", test_shared);
  return g_test_run ();
}
