#define G_LOG_DOMAIN "srv-api"

#include "api/matrix-grid.h"

#include <string.h>

#define QUARTER  7 /* letters of 2026-Q1 */
#define ELLIPSIS "…"

struct _SrvMatrixGrid
{
  GHashTable *columns; /* letter → column + 1 */
  guint n;
  char *row;        /* the cells of the item at hand */
  GPtrArray *marks; /* of the quarters answered: QUARTER letters, then a letter a column */
};

SrvMatrixGrid *
srv_matrix_grid_new (void)
{
  SrvMatrixGrid *self = g_new0 (SrvMatrixGrid, 1);

  self->columns = g_hash_table_new (NULL, NULL);
  self->marks = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
srv_matrix_grid_free (SrvMatrixGrid *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->columns);
  g_ptr_array_unref (self->marks);
  g_free (self->row);
  g_free (self);
}

void
srv_matrix_grid_add_column (SrvMatrixGrid *self, gunichar letter)
{
  self->n++;
  g_hash_table_insert (self->columns, GUINT_TO_POINTER (letter), GUINT_TO_POINTER (self->n));
  self->row = g_realloc (self->row, self->n);
}

guint
srv_matrix_grid_get_n_columns (SrvMatrixGrid *self)
{
  return self->n;
}

/* the column of the next letter of a list, or -1: none that is shown */
static int
next_column (SrvMatrixGrid *self, const char **at)
{
  gunichar letter = g_utf8_get_char (*at);

  *at = g_utf8_next_char (*at);
  return (int) GPOINTER_TO_UINT (g_hash_table_lookup (self->columns, GUINT_TO_POINTER (letter)))
         - 1;
}

/* what needs attention most goes first */
static void
show (char *cell, char letter)
{
  static const char order[] = "ronw?ldx-.";

  if (strchr (order, letter) < strchr (order, *cell))
    *cell = letter;
}

static char *
find_marks (SrvMatrixGrid *self, const char *quarter)
{
  for (guint i = 0; i < self->marks->len; i++)
    if (strncmp (self->marks->pdata[i], quarter, QUARTER) == 0)
      return (char *) self->marks->pdata[i] + QUARTER;
  return NULL;
}

static char *
add_marks (SrvMatrixGrid *self, const char *quarter)
{
  char *marks = g_malloc0 (QUARTER + self->n);

  memcpy (marks, quarter, QUARTER);
  g_ptr_array_add (self->marks, marks);
  return marks + QUARTER;
}

/* `2026-Q1dw:ab` */
static void
read_answers (SrvMatrixGrid *self, const char *part)
{
  const char *colon = strchr (part, ':');
  const char *letter = part + QUARTER;
  char *marks;

  g_return_if_fail (colon != NULL && colon - part > QUARTER);
  marks = add_marks (self, part);
  for (const char *at = colon + 1; *at != 0 && letter < colon; letter++)
    {
      int column = next_column (self, &at);

      if (column < 0)
        continue;
      marks[column] = *letter;
      show (&self->row[column], *letter);
    }
}

/* `2026-Q1o2026-Q2-:ab` */
static void
read_asks (SrvMatrixGrid *self, const char *part)
{
  const char *colon = strchr (part, ':');

  g_return_if_fail (colon != NULL);
  for (const char *quarter = part; colon - quarter > QUARTER; quarter += QUARTER + 1)
    {
      const char *marks = find_marks (self, quarter);

      for (const char *at = colon + 1; *at != 0;)
        {
          int column = next_column (self, &at);

          if (column >= 0 && (marks == NULL || marks[column] == 0))
            show (&self->row[column], quarter[QUARTER]);
        }
    }
}

static void
read_parts (SrvMatrixGrid *self, const char *text, void (*read) (SrvMatrixGrid *, const char *))
{
  g_auto (GStrv) parts = text != NULL ? g_strsplit (text, ";", -1) : NULL;

  for (guint i = 0; parts != NULL && parts[i] != NULL; i++)
    read (self, parts[i]);
}

void
srv_matrix_grid_put_row (SrvMatrixGrid *self, const char *asked, const char *answered, GString *out)
{
  if (self->n == 0)
    return;
  memset (self->row, '.', self->n);
  g_ptr_array_set_size (self->marks, 0);
  read_parts (self, answered, read_answers);
  read_parts (self, asked, read_asks);
  g_string_append_len (out, self->row, self->n);
}

/* bytes that a letter takes in JSON */
static gsize
weigh (const char *at)
{
  guchar c = (guchar) *at;

  if (c == '"' || c == '\\')
    return 2;
  return c < 0x20 ? 6 : (gsize) (g_utf8_next_char (at) - at);
}

char *
srv_matrix_fit (const char *text, gsize room)
{
  gsize used = 0;
  const char *cut = text; /* as far as there is room for an ellipsis too */

  for (const char *at = text; *at != 0; at = g_utf8_next_char (at))
    {
      used += weigh (at);
      if (used + strlen (ELLIPSIS) <= room)
        cut = g_utf8_next_char (at);
      if (used > room)
        {
          g_autofree char *begin = g_strndup (text, (gsize) (cut - text));

          return g_strconcat (g_strchomp (begin), ELLIPSIS, NULL);
        }
    }
  return g_strdup (text);
}
