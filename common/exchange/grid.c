#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/grid.h"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "exchange/text.h"
#include "model/error.h"
#include "model/value.h"

static const MeriloCell empty_cell = { 0 };

static void
clear_row (gpointer data)
{
  MeriloGridRow *row = data;

  if (row->grown)
    g_free (row->cells);
}

MeriloGrid *
merilo_grid_new (const char *name)
{
  MeriloGrid *self = g_new0 (MeriloGrid, 1);

  self->name = g_strdup (name);
  self->rows = g_array_new (FALSE, FALSE, sizeof (MeriloGridRow));
  g_array_set_clear_func (self->rows, clear_row);
  self->merges = g_array_new (FALSE, FALSE, sizeof (MeriloGridMerge));
  self->cells = merilo_arena_new ();
  self->texts = g_string_chunk_new (16 * 1024);
  return self;
}

void
merilo_grid_free (MeriloGrid *self)
{
  g_free (self->name);
  g_array_unref (self->rows);
  g_array_unref (self->merges);
  merilo_arena_free (self->cells);
  g_string_chunk_free (self->texts);
  g_free (self);
}

static gboolean
has_text (const MeriloCell *cell)
{
  return cell->kind == MERILO_CELL_TEXT || cell->kind == MERILO_CELL_ERROR;
}

/* names of schools stand one below the other: the cell above is looked at before all texts are */
static const char *
keep_text (MeriloGrid *self, guint i, const char *text)
{
  const MeriloGridRow *above = self->rows->len > 0
                                   ? &g_array_index (self->rows, MeriloGridRow, self->rows->len - 1)
                                   : NULL;

  if (above != NULL && i < above->n_cells && has_text (&above->cells[i])
      && strcmp (above->cells[i].text, text) == 0)
    return above->cells[i].text;
  return g_string_chunk_insert_const (self->texts, text);
}

gboolean
merilo_grid_add_row (
    guint row, const MeriloCell *cells, guint n_cells, gpointer grid, GError **error)
{
  MeriloGrid *self = grid;
  MeriloGridRow added = { .number = row, .n_cells = n_cells };

  if (self->n_cells + n_cells > MERILO_GRID_MAX_CELLS)
    {
      g_set_error_literal (
          error, MERILO_ERROR, MERILO_ERROR_TOO_LARGE,
          _ ("таблица слишком велика; разделите её на несколько файлов и загрузите "
             "их по одному"));
      return FALSE;
    }
  if (n_cells == 0)
    return TRUE;
  added.cells = merilo_arena_take (self->cells, n_cells * sizeof *cells);
  memcpy (added.cells, cells, n_cells * sizeof *cells);
  for (guint i = 0; i < n_cells; i++)
    if (has_text (&cells[i]))
      added.cells[i].text = keep_text (self, i, cells[i].text);
  self->n_cells += n_cells;
  self->n_columns = MAX (self->n_columns, n_cells);
  g_array_append_val (self->rows, added);
  return TRUE;
}

MeriloGrid *
merilo_grid_from_table (const MeriloTableText *table, GError **error)
{
  g_autoptr (MeriloGrid) self = merilo_grid_new ("");
  g_autofree MeriloCell *cells = g_new0 (MeriloCell, table->n_columns);

  for (guint i = 0; i < table->rows->len; i++)
    {
      gboolean any = FALSE;

      for (guint k = 0; k < table->n_columns; k++)
        {
          const char *text = merilo_table_text_get (table, i, k);

          cells[k] = (MeriloCell){ .kind = text[0] != '\0' ? MERILO_CELL_TEXT : MERILO_CELL_EMPTY,
                                   .text = text[0] != '\0' ? text : NULL };
          any |= text[0] != '\0';
        }
      if (any && !merilo_grid_add_row (i + 1, cells, table->n_columns, self, error))
        return NULL;
    }
  for (guint i = 0; i < table->merges->len; i++)
    {
      const MeriloTableTextMerge *from = &g_array_index (table->merges, MeriloTableTextMerge, i);
      MeriloGridMerge merge = { from->top + 1, from->left + 1, from->bottom + 1, from->right + 1 };

      g_array_append_val (self->merges, merge);
    }
  return g_steal_pointer (&self);
}

const MeriloCell *
merilo_grid_row_get (const MeriloGridRow *row, guint column)
{
  return column >= 1 && column <= row->n_cells ? &row->cells[column - 1] : &empty_cell;
}

/* place of the first row that is @number or further down */
static guint
find_place (const MeriloGrid *self, guint number)
{
  guint from = 0, until = self->rows->len;

  while (from < until)
    {
      guint middle = from + (until - from) / 2;

      if (g_array_index (self->rows, MeriloGridRow, middle).number < number)
        from = middle + 1;
      else
        until = middle;
    }
  return from;
}

static const MeriloCell *
find_cell (const MeriloGrid *self, guint row, guint column)
{
  guint place = find_place (self, row);
  const MeriloGridRow *there;

  if (place >= self->rows->len)
    return &empty_cell;
  there = &g_array_index (self->rows, MeriloGridRow, place);
  return there->number == row ? merilo_grid_row_get (there, column) : &empty_cell;
}

const MeriloCell *
merilo_grid_get (const MeriloGrid *self, guint row, guint column)
{
  const MeriloCell *cell = find_cell (self, row, column);

  for (guint i = 0; cell->kind == MERILO_CELL_EMPTY && i < self->merges->len; i++)
    {
      const MeriloGridMerge *merge = &g_array_index (self->merges, MeriloGridMerge, i);

      if (row >= merge->top && row <= merge->bottom && column >= merge->left
          && column <= merge->right)
        return find_cell (self, merge->top, merge->left);
    }
  return cell;
}

static void
grow_row (MeriloGrid *self, MeriloGridRow *row, guint n_cells)
{
  MeriloCell *cells
      = row->grown ? g_renew (MeriloCell, row->cells, n_cells) : g_new (MeriloCell, n_cells);

  if (!row->grown)
    memcpy (cells, row->cells, row->n_cells * sizeof *cells);
  for (guint i = row->n_cells; i < n_cells; i++)
    cells[i] = empty_cell;
  self->n_cells += n_cells - row->n_cells;
  self->n_columns = MAX (self->n_columns, n_cells);
  row->cells = cells;
  row->n_cells = n_cells;
  row->grown = TRUE;
}

static void
fill_row (MeriloGrid *self, MeriloGridRow *row, guint column, const MeriloCell *cell)
{
  if (column > row->n_cells)
    grow_row (self, row, column);
  if (row->cells[column - 1].kind == MERILO_CELL_EMPTY)
    row->cells[column - 1] = *cell;
}

/* takes a step off @budget for each cell it looks at */
static void
fill_merge (MeriloGrid *self, const MeriloGridMerge *merge, guint from, guint *budget)
{
  const MeriloCell cell = *find_cell (self, merge->top, merge->left);
  guint right = MIN (merge->right, MERILO_GRID_MAX_COLUMNS);

  if (cell.kind == MERILO_CELL_EMPTY)
    return;
  for (guint i = find_place (self, MAX (from, merge->top)); i < self->rows->len; i++)
    {
      MeriloGridRow *row = &g_array_index (self->rows, MeriloGridRow, i);

      if (row->number > merge->bottom)
        break;
      for (guint column = merge->left; column <= right && *budget > 0; column++, (*budget)--)
        if (self->n_cells + column <= MERILO_GRID_MAX_CELLS)
          fill_row (self, row, column, &cell);
    }
}

void
merilo_grid_fill_merges (MeriloGrid *self, guint from)
{
  guint budget = MERILO_GRID_MAX_CELLS;

  for (guint i = 0; i < self->merges->len && budget > 0; i++)
    fill_merge (self, &g_array_index (self->merges, MeriloGridMerge, i), from, &budget);
}

/* most numbers, and ten times as fast as printf () */
static char *
print_whole (guint number)
{
  char buffer[16], *p = buffer + sizeof buffer - 1;

  *p = '\0';
  do
    *--p = (char) ('0' + number % 10);
  while ((number /= 10) > 0);
  return g_strdup (p);
}

static char *
print_number (double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (number >= 0 && number < 1e9 && number == (guint) number)
    return print_whole ((guint) number);
  if (number == floor (number) && fabs (number) < 1e15)
    return g_strdup_printf ("%.0f", number);
  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.15g", number));
}

static char *
print_date (double days)
{
  gint64 whole = (gint64) floor (days);
  int minutes = (int) floor ((days - floor (days)) * 1440 + 0.5);
  g_autofree char *day = merilo_date_show (whole);

  if (minutes <= 0 || minutes >= 1440)
    return g_steal_pointer (&day);
  return g_strdup_printf ("%s %02d:%02d", day, minutes / 60, minutes % 60);
}

char *
merilo_cell_to_text (const MeriloCell *cell)
{
  switch (cell->kind)
    {
    case MERILO_CELL_TEXT:
    case MERILO_CELL_ERROR:
      return merilo_text_squeeze (cell->text);
    case MERILO_CELL_NUMBER:
      return print_number (cell->number);
    case MERILO_CELL_DATE:
      return print_date (cell->number);
    case MERILO_CELL_FLAG:
      return g_strdup (cell->number != 0 ? _ ("да") : _ ("нет"));
    case MERILO_CELL_EMPTY:
    default:
      return g_strdup ("");
    }
}

static gboolean
read_whole (const char *written, int *ret_value)
{
  g_autofree char *text = merilo_text_squeeze (written);
  gint64 value;

  merilo_text_drop_fraction (text);
  if (!g_ascii_string_to_signed (text, 10, -1000000000, 1000000000, &value, NULL))
    return FALSE;
  *ret_value = (int) value;
  return TRUE;
}

gboolean
merilo_cell_get_whole (const MeriloCell *cell, int *ret_value)
{
  if (cell->kind == MERILO_CELL_NUMBER)
    {
      if (!(fabs (cell->number) <= 1e9) || cell->number != (int) cell->number)
        return FALSE;
      *ret_value = (int) cell->number;
      return TRUE;
    }
  return cell->kind == MERILO_CELL_TEXT && read_whole (cell->text, ret_value);
}

gboolean
merilo_cell_is_blank (const MeriloCell *cell)
{
  return cell->kind == MERILO_CELL_EMPTY
         || (cell->kind == MERILO_CELL_TEXT && merilo_text_is_blank (cell->text));
}
