#define G_LOG_DOMAIN "merilo-exchange"

#include <math.h>
#include <string.h>

#include "exchange/document-xlsx-private.h"

#define LONGEST_CELL 32000 /* characters; Excel's own bound is 32 767 */
#define HIGHEST_ROW  409.0 /* points, of Excel */
#define LINE_SHARE   1.25  /* of a line's height to the size of its letters */

static void
keep_status (Sheet *self, lxw_error status)
{
  if (self->status == LXW_NO_ERROR)
    self->status = status;
}

/* the part of *@rest that a cell may hold, which leaves *@rest; transfer full */
static char *
take_piece (const char **rest)
{
  const char *from = *rest;
  gsize n = strlen (from);

  if (n <= LONGEST_CELL || g_utf8_strlen (from, (gssize) n) <= LONGEST_CELL)
    *rest = from + n;
  else
    *rest = g_utf8_offset_to_pointer (from, LONGEST_CELL);
  return g_strndup (from, (gsize) (*rest - from));
}

/* merged cells do not make their row higher by themselves */
static double
guess_height (const char *text, double width, double size)
{
  double per_line = MAX (width * MERILO_SIZE_TABLE / size, 1);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  double n = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    n += MAX (ceil ((double) g_utf8_strlen (lines[i], -1) / per_line), 1);
  return MIN (MAX (n, 1) * size * LINE_SHARE + 3, HIGHEST_ROW);
}

void
_merilo_xlsx_put_merged (Sheet *self, guint from, guint until, Format format, const char *text)
{
  double size = format == FORMAT_TITLE     ? MERILO_SIZE_TITLE
                : format == FORMAT_SECTION ? MERILO_SIZE_TABLE
                                           : MERILO_SIZE_TEXT;
  double width = 0;

  for (guint i = from; i <= until; i++)
    width += self->widths[i];
  do
    {
      g_autofree char *piece = take_piece (&text);

      if (from == until)
        keep_status (self, worksheet_write_string (self->sheet, self->row, (lxw_col_t) from, piece,
                                                   self->formats[format]));
      else
        keep_status (self,
                     worksheet_merge_range (self->sheet, self->row, (lxw_col_t) from, self->row,
                                            (lxw_col_t) until, piece, self->formats[format]));
      keep_status (self, worksheet_set_row (self->sheet, self->row,
                                            guess_height (piece, width, size), NULL));
      self->row++;
    }
  while (*text != 0);
}

/* «1 234,5» as a number: digits, blanks between them, one comma or dot */
static gboolean
read_number (const char *text, double *ret_number)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  char *end;

  for (const char *p = text; *p != 0; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == ' ' || c == 0xa0 || c == 0x202f)
        continue;
      if (c > 0x7f && c != 0x2212)
        return FALSE;
      g_string_append_c (digits, c == ',' ? '.' : c == 0x2212 ? '-' : (char) c);
    }
  if (digits->len == 0 || digits->len > 15 || strspn (digits->str, "0123456789.-") != digits->len)
    return FALSE;
  *ret_number = g_ascii_strtod (digits->str, &end);
  return *end == 0;
}

static Format
choose_format (const MeriloTable *table, const MeriloTableRow *row, guint i)
{
  MeriloAlign align = table->columns[i].align;

  if (row->kind == MERILO_ROW_TOTAL)
    return align == MERILO_ALIGN_NUMBER ? FORMAT_TOTAL_NUMBER : FORMAT_TOTAL;
  return align == MERILO_ALIGN_NUMBER   ? FORMAT_CELL_NUMBER
         : align == MERILO_ALIGN_CENTER ? FORMAT_CELL_CENTER
                                        : FORMAT_CELL;
}

static void
put_cell (Sheet *self, guint column, Format format, gboolean numeric, const char **rest)
{
  g_autofree char *piece = take_piece (rest);
  lxw_format *look = self->formats[format];
  double number;

  if (*piece == 0)
    keep_status (self, worksheet_write_blank (self->sheet, self->row, (lxw_col_t) column, look));
  else if (numeric && read_number (piece, &number))
    keep_status (self,
                 worksheet_write_number (self->sheet, self->row, (lxw_col_t) column, number, look));
  else
    keep_status (self,
                 worksheet_write_string (self->sheet, self->row, (lxw_col_t) column, piece, look));
}

void
_merilo_xlsx_put_cells (Sheet *self, const MeriloTable *table, const MeriloTableRow *row)
{
  g_autofree const char **rest = g_memdup2 (row->cells, sizeof *rest * table->n_columns);
  gboolean more;

  do
    {
      more = FALSE;
      for (guint i = 0; i < table->n_columns; i++)
        {
          put_cell (self, i, choose_format (table, row, i),
                    table->columns[i].align == MERILO_ALIGN_NUMBER, &rest[i]);
          more = more || *rest[i] != 0;
        }
      self->row++;
    }
  while (more && self->status == LXW_NO_ERROR);
}

void
_merilo_xlsx_put_table_heading (Sheet *self, const MeriloTable *table)
{
  for (guint i = 0; i < table->n_columns; i++)
    {
      const char *rest = table->columns[i].heading;

      put_cell (self, i, FORMAT_TABLE_HEADING, FALSE, &rest);
    }
  worksheet_repeat_rows (self->sheet, self->row, self->row);
  self->row++;
  worksheet_freeze_panes (self->sheet, self->row, 0);
}
