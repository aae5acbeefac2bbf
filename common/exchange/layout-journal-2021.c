#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/layout-private.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "exchange/text.h"

/* ФИС ОКО, «Сравнение отметок с отметками по журналу» of 2021: a block a unit. Its name, the
 * headings, then rows «Понизили …», «Подтвердили …», «Повысили …», «Всего» with a count and a
 * percent. */

enum
{
  COLUMN_GROUP = 1,
  COLUMN_COUNT,
  COLUMN_PERCENT,
};

static const char *const words[] = { "понизили", "подтвердили", "повысили" };
static const char *const names[] = { "lowered", "confirmed", "raised" };

#define N_WORDS G_N_ELEMENTS (words)

/* the block being read */
typedef struct
{
  MeriloPrinted *printed;
  MeriloPrintedUnit *unit; /* NULL: between blocks */
  guint rows[N_WORDS];
} Block;

static char *
fold_cell (const MeriloGridRow *row, guint column)
{
  g_autofree char *text = merilo_cell_to_text (merilo_grid_row_get (row, column));

  return merilo_text_fold (text);
}

static gboolean
is_heading (const MeriloGridRow *row)
{
  g_autofree char *group = fold_cell (row, COLUMN_GROUP);
  g_autofree char *count = fold_cell (row, COLUMN_COUNT);
  g_autofree char *percent = fold_cell (row, COLUMN_PERCENT);

  return g_str_equal (group, "группы участников") && g_str_equal (count, "кол-во участников")
         && g_str_equal (percent, "%");
}

/* place of the first block's headings, -1 if there is none */
static int
find_first (const MeriloGrid *grid)
{
  for (guint i = 1; i < MIN (grid->rows->len, MERILO_HEADING_WITHIN); i++)
    if (is_heading (&g_array_index (grid->rows, MeriloGridRow, i)))
      return (int) i;
  return -1;
}

static gboolean
recognise (const MeriloGrid *grid)
{
  return find_first (grid) >= 0;
}

static void
end_block (Block *self, guint row)
{
  static const guint columns[N_WORDS] = { COLUMN_PERCENT, COLUMN_PERCENT, COLUMN_PERCENT };
  MeriloCell nothing = { 0 };

  gboolean whole;

  if (self->unit == NULL)
    return;
  whole = self->unit->n != MERILO_NONE;
  for (guint i = 0; i < N_WORDS; i++)
    whole &= self->unit->cells[i].count != MERILO_NONE;
  if (!whole && !self->unit->faulty)
    merilo_printed_add_issue (self->printed, self->unit, self->unit->row, COLUMN_GROUP, "bad-count",
                              &nothing);
  merilo_printed_check_journal (self->printed, self->unit, self->rows, columns, row, COLUMN_COUNT);
  self->unit = NULL;
}

static void
read_row (Block *self, const MeriloGridRow *cells)
{
  g_autofree char *group = fold_cell (cells, COLUMN_GROUP);
  const MeriloCell *count = merilo_grid_row_get (cells, COLUMN_COUNT);

  if (g_str_has_prefix (group, "всего"))
    {
      merilo_printed_read_count (self->printed, self->unit, cells->number, COLUMN_COUNT, count,
                                 &self->unit->n);
      end_block (self, cells->number);
      return;
    }
  for (guint i = 0; i < N_WORDS; i++)
    if (g_str_has_prefix (group, words[i]))
      {
        self->rows[i] = cells->number;
        merilo_printed_read_count (self->printed, self->unit, cells->number, COLUMN_COUNT, count,
                                   &self->unit->cells[i].count);
        merilo_printed_read_percent (self->printed, self->unit, cells->number, COLUMN_PERCENT,
                                     merilo_grid_row_get (cells, COLUMN_PERCENT),
                                     &self->unit->cells[i].percent);
      }
}

static gboolean
read_sheet (const MeriloSource *source, MeriloPrinted *printed, GError **error)
{
  const MeriloGrid *grid = source->grid;
  int first = find_first (grid);
  Block block = { .printed = printed };

  g_return_val_if_fail (first > 0, FALSE); /* only a recognised sheet comes here */
  merilo_procedure_read_title (&printed->procedure, grid, (guint) first - 1);
  merilo_procedure_read_path (&printed->procedure, source->path);
  if (!merilo_procedure_check (&printed->procedure, error))
    return FALSE;
  for (guint i = 0; i < N_WORDS; i++)
    merilo_printed_add_column (printed, names[i]);
  for (guint i = (guint) first; i < grid->rows->len; i++)
    {
      const MeriloGridRow *cells = &g_array_index (grid->rows, MeriloGridRow, i);

      if (is_heading (cells))
        {
          const MeriloGridRow *above = cells - 1;

          end_block (&block, above->number);
          block.unit = merilo_printed_add_unit (printed, above->number,
                                                merilo_grid_row_get (above, COLUMN_GROUP));
        }
      else if (block.unit != NULL)
        read_row (&block, cells);
    }
  end_block (&block, block.unit != NULL ? block.unit->row : 0);
  return TRUE;
}

const MeriloLayout merilo_layout_journal_2021 = {
  .id = "journal-comparison-2021",
  .title = N_ ("Сравнение отметок с отметками по журналу, вид 2021 года"),
  .recognise = recognise,
  .read_printed = read_sheet,
};
