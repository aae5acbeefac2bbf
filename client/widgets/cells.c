#define G_LOG_DOMAIN "app-cells"

#include "widgets/cells.h"

#include <string.h>

typedef struct
{
  GPtrArray *rows;
  GPtrArray *row; /* of char *, the one being read */
} Reader;

static void
end_row (Reader *reader)
{
  if (reader->rows->len < APP_CELLS_MAX_ROWS)
    {
      g_ptr_array_add (reader->row, NULL);
      g_ptr_array_add (reader->rows, g_ptr_array_free (reader->row, FALSE));
    }
  else
    g_ptr_array_unref (reader->row);
  reader->row = g_ptr_array_new_with_free_func (g_free);
}

static void
add_cell (Reader *reader, char *take)
{
  if (reader->row->len < APP_CELLS_MAX_COLUMNS)
    g_ptr_array_add (reader->row, take);
  else
    g_free (take);
}

/* @p stands after the opening quote; NULL when the quote never closes before a cell's end: then it
 * was a quote in a plain text */
static const char *
read_quoted (const char *p, GString *out)
{
  for (; *p != 0; p++)
    {
      if (*p != '"')
        g_string_append_c (out, *p);
      else if (p[1] == '"')
        g_string_append_c (out, *++p);
      else if (p[1] == 0 || strchr ("\t\r\n", p[1]) != NULL)
        return p + 1;
      else
        return NULL;
    }
  return NULL;
}

static const char *
read_cell (Reader *reader, const char *p)
{
  const char *end = NULL;

  if (*p == '"')
    {
      g_autoptr (GString) text = g_string_new (NULL);

      end = read_quoted (p + 1, text);
      if (end != NULL)
        add_cell (reader, g_strdup (text->str));
    }
  if (end == NULL)
    {
      end = p + strcspn (p, "\t\r\n");
      add_cell (reader, g_strndup (p, (gsize) (end - p)));
    }
  return end;
}

GPtrArray *
app_cells_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
}

GPtrArray *
app_cells_parse (const char *tsv)
{
  Reader reader = { app_cells_new (), g_ptr_array_new_with_free_func (g_free) };
  const char *p = tsv;

  while (*p != 0 && reader.rows->len < APP_CELLS_MAX_ROWS)
    {
      p = read_cell (&reader, p);
      if (*p == '\t')
        {
          p++;
          if (*p != 0 && *p != '\r' && *p != '\n')
            continue;
          add_cell (&reader, g_strdup ("")); /* a tab before the line's end: an empty cell */
        }
      if (*p == '\r' && p[1] == '\n')
        p++;
      if (*p != 0)
        p++;
      end_row (&reader);
    }
  g_ptr_array_unref (reader.row);
  return reader.rows;
}

static void
put_tsv_cell (GString *out, const char *text)
{
  if (*text != '"' && strpbrk (text, "\t\r\n") == NULL)
    {
      g_string_append (out, text);
      return;
    }
  g_string_append_c (out, '"');
  for (const char *p = text; *p != 0; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

char *
app_cells_to_tsv (GPtrArray *cells)
{
  GString *out = g_string_new (NULL);

  for (guint r = 0; r < cells->len; r++)
    {
      char **row = cells->pdata[r];

      for (guint c = 0; row[c] != NULL; c++)
        {
          if (c > 0)
            g_string_append_c (out, '\t');
          put_tsv_cell (out, row[c]);
        }
      g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}

char *
app_cells_to_html (GPtrArray *cells)
{
  GString *out = g_string_new ("<meta charset=\"utf-8\"><table>");

  for (guint r = 0; r < cells->len; r++)
    {
      char **row = cells->pdata[r];

      g_string_append (out, "<tr>");
      for (guint c = 0; row[c] != NULL; c++)
        {
          g_autofree char *text = g_markup_escape_text (row[c], -1);
          g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
          g_autofree char *joined = g_strjoinv ("<br>", lines);

          g_string_append_printf (out, "<td>%s</td>", joined);
        }
      g_string_append (out, "</tr>");
    }
  g_string_append (out, "</table>");
  return g_string_free (out, FALSE);
}

/* Tables */

AppTable *
app_table_new (char *title, char *sheet, GPtrArray *cells, char *words)
{
  AppTable *self = g_new (AppTable, 1);

  *self = (AppTable){ title, sheet, cells, words };
  return self;
}

void
app_table_free (AppTable *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_free (self->sheet);
  g_ptr_array_unref (self->cells);
  g_free (self->words);
  g_free (self);
}
