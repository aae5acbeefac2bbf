#include "client/pages/paper-desk.h"

#include <string.h>

#include "client/wait.h"
#include "pages/paper-document.h"
#include "pages/paper-print.h"

MeriloDocument *
paper_of (AppPage *page)
{
  g_auto (AppPaper) paper = { NULL };

  g_assert_true (app_page_describe_paper (page, &paper));
  g_assert_null (paper.path);
  return app_paper_to_document (&paper, NULL);
}

/* In words */

static void
put_table (GString *out, const MeriloTable *table)
{
  for (guint c = 0; c < table->n_columns; c++)
    g_string_append_printf (out, "%s%s", c > 0 ? " | " : "", table->columns[c].heading);
  g_string_append_c (out, '\n');
  for (guint r = 0; r < table->rows->len; r++)
    {
      const MeriloTableRow *row = merilo_table_get_row (table, r);
      guint n = row->kind == MERILO_ROW_SECTION ? 1 : table->n_columns;

      for (guint c = 0; c < n; c++)
        g_string_append_printf (out, "%s%s", c > 0 ? " | " : "", row->cells[c]);
      g_string_append_c (out, '\n');
    }
}

char *
paper_text (const MeriloDocument *document)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < document->blocks->len; i++)
    {
      const MeriloDocumentBlock *block = merilo_document_get (document, i);

      if (block->kind == MERILO_BLOCK_TABLE)
        put_table (out, &block->table);
      else
        {
          g_autofree char *text = block->kind == MERILO_BLOCK_CHART
                                      ? merilo_chart_describe (block->chart)
                                      : merilo_document_block_text (block);

          g_string_append_printf (out, "%s\n", text);
        }
    }
  return g_string_free (out, FALSE);
}

gboolean
paper_says (const MeriloDocument *document, const char *part)
{
  g_autofree char *text = paper_text (document);

  if (strstr (text, part) == NULL)
    g_test_message ("«%s» is not in:\n%s", part, text);
  return strstr (text, part) != NULL;
}

/* Parts */

static const MeriloDocumentBlock *
find (const MeriloDocument *document, MeriloBlockKind kind, guint nth)
{
  for (guint i = 0; i < document->blocks->len; i++)
    if (merilo_document_get (document, i)->kind == kind && nth-- == 0)
      return merilo_document_get (document, i);
  return NULL;
}

const MeriloTable *
paper_table (const MeriloDocument *document, guint nth)
{
  const MeriloDocumentBlock *block = find (document, MERILO_BLOCK_TABLE, nth);

  return block != NULL ? &block->table : NULL;
}

MeriloChart *
paper_chart (const MeriloDocument *document, guint nth)
{
  const MeriloDocumentBlock *block = find (document, MERILO_BLOCK_CHART, nth);

  return block != NULL ? block->chart : NULL;
}

static gboolean
has_anything (GPtrArray *cells, guint column)
{
  for (guint r = 0; r < cells->len; r++)
    if (*((char **) cells->pdata[r])[column] != 0)
      return TRUE;
  return FALSE;
}

void
paper_assert_cells (const MeriloTable *table, GPtrArray *cells)
{
  guint n = 0;

  g_assert_nonnull (table);
  g_assert_cmpuint (table->rows->len + 1, ==, cells->len);
  for (guint c = 0; c < g_strv_length (cells->pdata[0]); c++)
    {
      if (!has_anything (cells, c))
        continue;
      g_assert_cmpuint (n, <, table->n_columns);
      g_assert_cmpstr (table->columns[n].heading, ==, ((char **) cells->pdata[0])[c]);
      for (guint r = 0; r < table->rows->len; r++)
        if (n == 0 || merilo_table_get_row (table, r)->kind != MERILO_ROW_SECTION)
          g_assert_cmpstr (merilo_table_get_row (table, r)->cells[n], ==,
                           ((char **) cells->pdata[r + 1])[c]);
      n++;
    }
  g_assert_cmpuint (n, ==, table->n_columns);
}

void
paper_assert_nothing (Desk *desk, const char *told)
{
  g_auto (AppPaper) paper = { NULL };

  g_assert_false (app_page_describe_paper (app_window_get_page (desk->window), &paper));
  g_assert_true (ui_press_bound (GTK_WIDGET (desk->window), GDK_KEY_p, GDK_CONTROL_MASK));
  UI_WAIT (ui_says (desk->window, told));
  g_assert_null (desk_dialog (desk));
}

/* As a PDF */

static char *
read_words (const char *path)
{
  const char *command[] = { "pdftotext", path, "-", NULL };
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;
  int status = -1;

  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  words = g_strsplit_set (text, " \n\f", -1);
  return g_strjoinv (" ", words);
}

char *
paper_write_any (Desk *desk, const AppPaper *paper, const char *name)
{
  const char *shots = g_getenv ("SHOT_DIR");
  g_autofree char *file = g_strdup_printf ("%s.pdf", name);
  g_autofree char *path
      = g_build_filename (shots != NULL ? shots : g_get_user_data_dir (), file, NULL);
  g_autoptr (GFile) to = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  app_paper_write_async (desk->context, paper, to, NULL, take_result, &result);
  UI_WAIT (result != NULL);
  g_assert_true (app_paper_write_finish (result, &error));
  g_assert_no_error (error);
  return read_words (path);
}

char *
paper_write (Desk *desk, AppPage *page, const char *name)
{
  g_auto (AppPaper) paper = { NULL };

  g_assert_true (app_page_describe_paper (page, &paper));
  return paper_write_any (desk, &paper, name);
}
