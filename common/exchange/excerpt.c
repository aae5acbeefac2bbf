#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/excerpt.h"

#include "exchange/issue.h"
#include "exchange/names.h"
#include "exchange/text.h"
#include "model/json-writer.h"

#define MAX_CELL 100 /* letters of a cell */

typedef struct
{
  guint column;
  MeriloColumn is;
  char *heading;
} Column;

typedef struct
{
  guint row;
  char **cells;
} Line;

struct _MeriloExcerpt
{
  GArray *columns; /* of Column */
  GArray *lines;   /* of Line, by row */
};

static void
clear_column (gpointer data)
{
  g_free (((Column *) data)->heading);
}

static void
clear_line (gpointer data)
{
  g_strfreev (((Line *) data)->cells);
}

MeriloExcerpt *
merilo_excerpt_new (void)
{
  MeriloExcerpt *self = g_new0 (MeriloExcerpt, 1);

  self->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  g_array_set_clear_func (self->columns, clear_column);
  g_array_set_clear_func (self->lines, clear_line);
  return self;
}

void
merilo_excerpt_free (MeriloExcerpt *self)
{
  g_array_unref (self->columns);
  g_array_unref (self->lines);
  g_free (self);
}

/* on one line and not endless: a sheet may hold anything */
static char *
show_cell (const MeriloGrid *grid, guint row, guint column)
{
  g_autofree char *text = merilo_cell_to_text (merilo_grid_get (grid, row, column));
  g_autofree char *line = merilo_text_squeeze (text);

  return g_utf8_strlen (line, -1) > MAX_CELL ? g_utf8_substring (line, 0, MAX_CELL)
                                             : g_steal_pointer (&line);
}

void
merilo_excerpt_add_column (
    MeriloExcerpt *self, const MeriloGrid *grid, guint head, guint column, MeriloColumn is)
{
  Column added = { column, is, show_cell (grid, head, column) };
  guint at = 0;

  while (at < self->columns->len && g_array_index (self->columns, Column, at).column < column)
    at++;
  g_array_insert_val (self->columns, at, added);
}

static gboolean
is_hidden (const MeriloCell *cell, MeriloColumn is, gboolean told)
{
  gboolean place = is == MERILO_COLUMN_ORG || is == MERILO_COLUMN_ORG_NAME
                   || is == MERILO_COLUMN_MUNICIPALITY || is == MERILO_COLUMN_REGION;

  if (place && told)
    return FALSE;
  return merilo_may_be_name (cell, is == MERILO_COLUMN_CODE || is == MERILO_COLUMN_NOTE);
}

static void
take_row (MeriloExcerpt *self, const MeriloGrid *grid, guint row, gboolean told)
{
  Line line = { row, g_new0 (char *, self->columns->len + 1) };

  for (guint i = 0; i < self->columns->len; i++)
    {
      const Column *column = &g_array_index (self->columns, Column, i);

      line.cells[i] = is_hidden (merilo_grid_get (grid, row, column->column), column->is, told)
                          ? g_strdup ("")
                          : show_cell (grid, row, column->column);
    }
  g_array_append_val (self->lines, line);
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  guint one = *(const guint *) a, other = *(const guint *) b;

  return one < other ? -1 : one > other;
}

void
merilo_excerpt_take (MeriloExcerpt *self,
                     const MeriloGrid *grid,
                     const GArray *issues,
                     gboolean told)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < issues->len; i++)
    g_array_append_val (rows, g_array_index (issues, MeriloResultIssue, i).row);
  g_array_sort (rows, compare_rows);
  for (guint i = 0; i < rows->len && self->lines->len < MERILO_EXCERPT_MAX_ROWS; i++)
    if (i == 0 || g_array_index (rows, guint, i) != g_array_index (rows, guint, i - 1))
      take_row (self, grid, g_array_index (rows, guint, i), told);
}

/* JSON */

static void
put_columns (const MeriloExcerpt *self, GString *out)
{
  merilo_json_put_key (out, "columns");
  g_string_append_c (out, '[');
  for (guint i = 0; i < self->columns->len; i++)
    {
      const Column *column = &g_array_index (self->columns, Column, i);

      g_string_append (out, i > 0 ? ",{" : "{");
      merilo_json_put_whole_member (out, "column", column->column);
      merilo_json_put_text_member (out, "heading", column->heading);
      merilo_json_put_text_member (out, "is", merilo_column_get_id (column->is));
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, ']');
}

void
merilo_excerpt_put_json (const MeriloExcerpt *self, GString *out)
{
  put_columns (self, out);
  merilo_json_put_key (out, "excerpt");
  g_string_append_c (out, '[');
  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = &g_array_index (self->lines, Line, i);

      g_string_append (out, i > 0 ? ",{" : "{");
      merilo_json_put_whole_member (out, "row", line->row);
      merilo_json_put_key (out, "cells");
      g_string_append_c (out, '[');
      for (guint k = 0; line->cells[k] != NULL; k++)
        {
          if (k > 0)
            g_string_append_c (out, ',');
          merilo_json_put_text (out, line->cells[k]);
        }
      g_string_append (out, "]}");
    }
  g_string_append_c (out, ']');
}
