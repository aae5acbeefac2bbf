#include "sheet-maker.h"

#include <string.h>

static void
add_row (MeriloGrid *grid, guint row, const char *line)
{
  g_auto (GStrv) texts = g_strsplit (line, "|", -1);
  g_autoptr (GArray) cells = g_array_new (FALSE, TRUE, sizeof (MeriloCell));

  for (guint i = 0; texts[i] != NULL; i++)
    {
      MeriloCell cell = { .kind = texts[i][0] != '\0' ? MERILO_CELL_TEXT : MERILO_CELL_EMPTY,
                          .text = texts[i][0] != '\0' ? texts[i] : NULL };

      g_array_append_val (cells, cell);
    }
  g_assert_true (
      merilo_grid_add_row (row, (MeriloCell *) (gpointer) cells->data, cells->len, grid, NULL));
}

MeriloGrid *
sheet_make (const char *name, const char *text)
{
  MeriloGrid *grid = merilo_grid_new (name);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][0] != '\0')
      add_row (grid, i + 1, lines[i]);
  return grid;
}

MeriloWorkbook *
sheet_read (const char *path, const char *text, GError **error)
{
  g_auto (GStrv) sheets = g_strsplit (text, "\f", -1);
  g_autoptr (MeriloBook) book = merilo_book_new_for_grid (sheet_make ("Лист1", sheets[0]));
  MeriloReadHint hint = { .path = path };

  for (guint i = 1; sheets[i] != NULL; i++)
    merilo_book_add_grid (book, sheet_make ("Лист", sheets[i]));
  return merilo_workbook_new (book, &hint, error);
}

char *
sheet_show_issues (const GArray *issues)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < issues->len; i++)
    {
      const MeriloResultIssue *issue = &g_array_index (issues, MeriloResultIssue, i);

      g_string_append_printf (out, "%s%u.%u %s %s", i > 0 ? ", " : "", issue->row, issue->column,
                              issue->code, issue->value);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

char *
sheet_judge (const char *path, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloWorkbook) workbook = sheet_read (path, text, &error);
  char *issues;

  g_assert_no_error (error);
  issues = sheet_show_issues (merilo_workbook_get_issues (workbook));
  g_assert_true ((merilo_workbook_count_faulty (workbook) > 0) == (issues[0] != '\0'));
  return issues;
}

char *
sheet_find_shared (void)
{
  const char *named = g_getenv ("MERILO_SHARED");
  char *path = named != NULL
                   ? g_build_filename (named, "data", "vpr", NULL)
                   : g_test_build_filename (G_TEST_DIST, "..", "..", "shared", "data", "vpr", NULL);

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return path;
  g_free (path);
  g_test_skip ("shared data are not beside the checkout");
  return NULL;
}
