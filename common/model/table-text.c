#define G_LOG_DOMAIN "merilo-model"

#include "model/table-text.h"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/error.h"
#include "model/table-text-private.h"

void
merilo_table_text_free (MeriloTableText *self)
{
  g_ptr_array_unref (self->rows);
  g_array_unref (self->merges);
  g_free (self);
}

const char *
merilo_table_text_get (const MeriloTableText *self, guint row, guint column)
{
  char **texts;

  if (row >= self->rows->len || column >= self->n_columns)
    return "";
  texts = g_ptr_array_index (self->rows, row);
  return texts[column];
}

/* Building */

void
merilo_table_builder_begin_row (MeriloTableBuilder *self)
{
  self->row = g_ptr_array_new_with_free_func (g_free);
}

/* columns that a cell above covers */
static void
skip_held (MeriloTableBuilder *self)
{
  while (self->row->len < MERILO_TABLE_TEXT_MAX_COLUMNS && self->hold[self->row->len] > 0)
    g_ptr_array_add (self->row, NULL);
}

gboolean
merilo_table_builder_add (MeriloTableBuilder *self, char *text, guint row_span, guint column_span)
{
  MeriloTableTextMerge merge = { .top = self->table->rows->len };
  guint left, right;

  skip_held (self);
  left = self->row->len;
  if (left >= MERILO_TABLE_TEXT_MAX_COLUMNS)
    {
      g_free (text);
      return FALSE;
    }
  right = left + CLAMP (column_span, 1, MERILO_TABLE_TEXT_MAX_COLUMNS - left) - 1;
  for (guint i = left; i <= right; i++)
    {
      g_ptr_array_add (self->row, i == left ? text : NULL);
      self->hold[i] = MAX (row_span, 1);
    }
  merge.left = left;
  merge.right = right;
  merge.bottom = merge.top + CLAMP (row_span, 1, MERILO_TABLE_TEXT_MAX_ROWS) - 1;
  if (merge.right > merge.left || merge.bottom > merge.top)
    g_array_append_val (self->table->merges, merge);
  return TRUE;
}

gboolean
merilo_table_builder_end_row (MeriloTableBuilder *self)
{
  guint n = 0;

  if (self->row == NULL)
    return TRUE;
  skip_held (self);
  n = self->row->len;
  for (guint i = 0; i < MERILO_TABLE_TEXT_MAX_COLUMNS; i++)
    self->hold[i] -= self->hold[i] > 0;
  self->n_cells += MAX (n, 1);
  self->table->n_columns = MAX (self->table->n_columns, n);
  g_ptr_array_add (self->table->rows, g_steal_pointer (&self->row));
  return self->n_cells <= MERILO_TABLE_TEXT_MAX_CELLS
         && self->table->rows->len <= MERILO_TABLE_TEXT_MAX_ROWS;
}

void
merilo_table_builder_end_table (MeriloTableBuilder *self)
{
  memset (self->hold, 0, sizeof self->hold);
  for (guint i = self->table->merges->len; i > 0; i--)
    {
      MeriloTableTextMerge *merge
          = &g_array_index (self->table->merges, MeriloTableTextMerge, i - 1);

      if (merge->bottom < self->table->rows->len)
        continue;
      merge->bottom = MAX (self->table->rows->len, merge->top + 1) - 1;
      if (merge->bottom == merge->top && merge->right == merge->left)
        g_array_remove_index (self->table->merges, i - 1);
    }
}

/* Text with tabs */

char *
merilo_table_tidy (const char *text)
{
  GString *out = g_string_sized_new (strlen (text));
  gboolean gap = FALSE, line = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || c == 0xa0 || c == 0x200b || c == 0xfeff)
        {
          gap = TRUE;
          line |= c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029;
          continue;
        }
      if (gap && out->len > 0)
        g_string_append_c (out, line ? '\n' : ' ');
      gap = line = FALSE;
      if (c != 0xad) /* a hyphen that nobody sees */
        g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

/* the end of the field at @p within quotes, or NULL: the quote is a letter of it; *@closes: some
 * quote behind it closes, so that the next one is worth a look */
static const char *
find_quoted_end (const char *p, GString *field, gboolean *closes)
{
  for (p++; *p != '\0'; p++)
    {
      if (*p != '"')
        {
          g_string_append_c (field, *p);
          continue;
        }
      if (p[1] == '"')
        {
          g_string_append_c (field, *p++);
          continue;
        }
      return strchr ("\t\r\n", p[1]) != NULL ? p + 1 : NULL; /* the zero at the end too */
    }
  *closes = FALSE;
  return NULL;
}

gboolean
merilo_table_read_tabs (MeriloTableBuilder *self, const char *text)
{
  g_autoptr (GString) field = g_string_new (NULL);
  gboolean closes = TRUE;

  for (const char *p = text; *p != '\0';)
    {
      const char *end = NULL;

      if (self->row == NULL)
        merilo_table_builder_begin_row (self);
      g_string_truncate (field, 0);
      if (*p == '"' && closes)
        end = find_quoted_end (p, field, &closes);
      if (end == NULL)
        {
          for (end = p; *end != '\0' && *end != '\t' && *end != '\r' && *end != '\n';)
            end++;
          g_string_truncate (field, 0);
          g_string_append_len (field, p, end - p);
        }
      if (!merilo_table_builder_add (self, merilo_table_tidy (field->str), 1, 1))
        return FALSE;
      p = end;
      if (*p == '\t' && p[1] != '\0')
        {
          p++;
          continue;
        }
      if (!merilo_table_builder_end_row (self))
        return FALSE;
      memset (self->hold, 0, sizeof self->hold);
      p += *p == '\t';
      p += *p == '\r';
      p += *p == '\n';
    }
  return TRUE;
}

/* Reading */

gboolean
merilo_table_text_is_html (const char *text, gsize length)
{
  for (gsize i = 0; i + 6 <= length; i++)
    if (text[i] == '<' && g_ascii_strncasecmp (text + i, "<table", 6) == 0)
      return TRUE;
  return FALSE;
}

/* rows of one width; FALSE if there are no words at all */
static gboolean
finish (MeriloTableText *table)
{
  gboolean words = FALSE;

  for (guint i = 0; i < table->rows->len; i++)
    {
      GPtrArray *row = g_ptr_array_index (table->rows, i);
      guint had = row->len;
      char **texts;

      g_ptr_array_set_size (row, (gint) table->n_columns + 1);
      g_ptr_array_set_free_func (row, NULL);
      texts = (char **) g_ptr_array_free (row, FALSE);
      for (guint k = 0; k < table->n_columns; k++)
        {
          if (k >= had || texts[k] == NULL)
            texts[k] = g_strdup ("");
          words |= texts[k][0] != '\0';
        }
      texts[table->n_columns] = NULL;
      table->rows->pdata[i] = texts;
    }
  g_ptr_array_set_free_func (table->rows, (GDestroyNotify) g_strfreev);
  return words;
}

static void
free_row (gpointer data)
{
  g_ptr_array_unref (data);
}

static gboolean
refuse_size (GError **error)
{
  g_set_error (
      error, MERILO_ERROR, MERILO_ERROR_TOO_LARGE,
      _ ("скопированная таблица слишком велика: вставляйте не более %d строк и %d столбцов "
         "за раз"),
      MERILO_TABLE_TEXT_MAX_ROWS, MERILO_TABLE_TEXT_MAX_COLUMNS);
  return FALSE;
}

static gboolean
fill (MeriloTableBuilder *builder, const char *text, gsize length)
{
  g_autofree char *valid = g_utf8_make_valid (text, (gssize) length);
  gboolean html = merilo_table_text_is_html (text, length);
  gboolean done
      = html ? merilo_table_read_html (builder, valid) : merilo_table_read_tabs (builder, valid);

  if (done)
    done = merilo_table_builder_end_row (builder);
  merilo_table_builder_end_table (builder);
  g_clear_pointer (&builder->row, g_ptr_array_unref);
  return done;
}

MeriloTableText *
merilo_table_text_read (const char *text, gsize length, GError **error)
{
  g_autoptr (MeriloTableText) table = NULL;
  MeriloTableBuilder builder = { 0 };

  if (length > MERILO_TABLE_TEXT_MAX_BYTES)
    {
      refuse_size (error);
      return NULL;
    }
  table = g_new0 (MeriloTableText, 1);
  table->rows = g_ptr_array_new_with_free_func (free_row);
  table->merges = g_array_new (FALSE, FALSE, sizeof (MeriloTableTextMerge));
  builder.table = table;
  if (!fill (&builder, text, length)
      || (guint64) table->rows->len * table->n_columns > MERILO_TABLE_TEXT_MAX_CELLS)
    {
      refuse_size (error);
      return NULL;
    }
  if (finish (table))
    return g_steal_pointer (&table);
  g_set_error_literal (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE,
                       _ ("в скопированном нет таблицы; выделите в документе строки таблицы, "
                          "скопируйте и вставьте снова"));
  return NULL;
}
