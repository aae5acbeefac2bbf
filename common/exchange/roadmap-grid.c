#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/roadmap-private.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "exchange/text.h"
#include "model/error.h"

/* A sheet becomes what a Word document would have: the cells above the heading are paragraphs (the
 * act, the title), from the heading on there is a table. Columns in which no row holds anything are
 * no columns. Rows keep the numbers people see. */

#define MAX_CELLS   400000
#define MAX_MERGES  20000
#define PROBED_ROWS 50

typedef struct
{
  const MeriloGrid *grid;
  GArray *columns; /* guint: of the sheet, those that hold something */
  GArray *merges;  /* MeriloGridMerge, by their top */
  GArray *active;  /* MeriloGridMerge that reach the row at hand */
  guint next;      /* of merges */
} Converter;

static int
compare_tops (gconstpointer a, gconstpointer b)
{
  const MeriloGridMerge *first = a, *second = b;

  return first->top < second->top ? -1 : first->top > second->top;
}

static void
find_columns (Converter *self)
{
  g_autofree gboolean *used = g_new0 (gboolean, self->grid->n_columns + 1);

  for (guint i = 0; i < self->grid->rows->len; i++)
    {
      const MeriloGridRow *row = &g_array_index (self->grid->rows, MeriloGridRow, i);

      for (guint k = 0; k < row->n_cells; k++)
        used[k] |= !merilo_cell_is_blank (&row->cells[k]);
    }
  for (guint k = 0; k < self->grid->n_columns; k++)
    {
      guint column = k + 1;

      if (used[k])
        g_array_append_val (self->columns, column);
    }
}

/* merges that reach @row */
static void
move_to_row (Converter *self, guint row)
{
  for (guint i = self->active->len; i > 0; i--)
    if (g_array_index (self->active, MeriloGridMerge, i - 1).bottom < row)
      g_array_remove_index_fast (self->active, i - 1);
  for (; self->next < self->merges->len; self->next++)
    {
      MeriloGridMerge merge = g_array_index (self->merges, MeriloGridMerge, self->next);

      if (merge.top > row)
        return;
      if (merge.bottom >= row)
        g_array_append_val (self->active, merge);
    }
}

static const MeriloGridMerge *
find_merge (const Converter *self, guint column)
{
  for (guint i = 0; i < self->active->len; i++)
    {
      const MeriloGridMerge *merge = &g_array_index (self->active, MeriloGridMerge, i);

      if (column >= merge->left && column <= merge->right)
        return merge;
    }
  return NULL;
}

static char *
show_cell (const MeriloCell *cell)
{
  g_autofree char *text = NULL;

  if (cell->kind != MERILO_CELL_TEXT)
    return merilo_cell_to_text (cell);
  text = merilo_text_squeeze_lines (cell->text);
  return g_utf8_normalize (text, -1, G_NORMALIZE_NFC) ?: g_utf8_make_valid (text, -1);
}

static void
add_row (Converter *self, MeriloBlock *table, const MeriloGridRow *row)
{
  MeriloDocRow *added = merilo_block_add_row (table);

  added->number = row->number;
  move_to_row (self, row->number);
  for (guint i = 0; i < self->columns->len; i++)
    {
      guint column = g_array_index (self->columns, guint, i);
      const MeriloGridMerge *merge = find_merge (self, column);
      MeriloDocCell cell = { .column = i, .span = 1 };
      gboolean below = merge != NULL && row->number > merge->top;

      for (; merge != NULL && i + 1 < self->columns->len
             && g_array_index (self->columns, guint, i + 1) <= merge->right;
           i++)
        cell.span++;
      if (merge != NULL && merge->bottom > merge->top)
        cell.merge = below ? MERILO_MERGE_NEXT : MERILO_MERGE_FIRST;
      cell.text = below
                      ? g_strdup ("")
                      : show_cell (merilo_grid_row_get (row, merge != NULL ? merge->left : column));
      g_array_append_val (added->cells, cell);
    }
  table->n_columns = self->columns->len;
}

static void
rewind_merges (Converter *self)
{
  self->next = 0;
  g_array_set_size (self->active, 0);
}

/* the row of the grid at which the table begins: that of the heading, or the first */
static guint
find_table (Converter *self)
{
  g_autoptr (MeriloDocx) scratch = merilo_docx_new ();
  MeriloBlock *table = merilo_docx_add_table (scratch);
  g_autoptr (GPtrArray) columns = NULL;
  guint first = 0, heading_rows;

  for (guint i = 0; i < self->grid->rows->len && i < PROBED_ROWS; i++)
    add_row (self, table, &g_array_index (self->grid->rows, MeriloGridRow, i));
  rewind_merges (self);
  columns = merilo_plan_find_heading (table, TRUE, &first, &heading_rows);
  return columns != NULL ? first : 0;
}

static void
add_paragraphs (const Converter *self, MeriloDocx *docx, guint end)
{
  for (guint i = 0; i < end; i++)
    {
      const MeriloGridRow *row = &g_array_index (self->grid->rows, MeriloGridRow, i);

      for (guint k = 0; k < row->n_cells; k++)
        {
          g_autofree char *text = show_cell (&row->cells[k]);
          g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

          for (guint l = 0; lines[l] != NULL; l++)
            if (lines[l][0] != '\0')
              merilo_docx_add_paragraph (docx, g_strdup (lines[l]));
        }
    }
}

static gboolean
check_size (const Converter *self, GError **error)
{
  if ((guint64) self->grid->rows->len * self->columns->len <= MAX_CELLS
      && self->merges->len <= MAX_MERGES)
    return TRUE;
  g_set_error (error, MERILO_ERROR, MERILO_ERROR_TOO_LARGE,
               _ ("лист «%s» слишком велик для плана; оставьте в книге только план и загрузите "
                  "снова"),
               self->grid->name);
  return FALSE;
}

static void
convert (Converter *self, MeriloDocx *docx)
{
  guint first = find_table (self);
  MeriloBlock *table;

  add_paragraphs (self, docx, first);
  table = merilo_docx_add_table (docx);
  table->above = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < self->grid->rows->len; i++)
    {
      const MeriloGridRow *row = &g_array_index (self->grid->rows, MeriloGridRow, i);

      if (i < first)
        g_array_append_val (table->above, row->number);
      else
        add_row (self, table, row);
    }
}

gboolean
merilo_docx_add_grid (MeriloDocx *docx, const MeriloGrid *grid, GError **error)
{
  Converter self = { .grid = grid };
  gboolean fits;

  self.columns = g_array_new (FALSE, FALSE, sizeof (guint));
  self.merges = g_array_copy (grid->merges);
  self.active = g_array_new (FALSE, FALSE, sizeof (MeriloGridMerge));
  g_array_sort (self.merges, compare_tops);
  find_columns (&self);
  fits = check_size (&self, error);
  if (fits)
    convert (&self, docx);
  g_array_unref (self.columns);
  g_array_unref (self.merges);
  g_array_unref (self.active);
  return fits;
}
