#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/layout-private.h"

#include "config.h"

#include <glib/gi18n-lib.h>

/* ФИС ОКО, «Распределение первичных баллов»: a column a score from 0 to the maximum, percents of
 * the participants; a blank is 0. */

#define MAX_SCORE 300

static const MeriloHeading headings[] = {
  { MERILO_UNIT_NAME, "группы участников", MERILO_HEADING_NEEDED },
  { MERILO_UNIT_N, "кол-во участников", MERILO_HEADING_NEEDED },
};

/* columns headed 0, 1, 2 … in their order; they may stand after others */
static GArray *
find_scores (const MeriloGridRow *row)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (guint));
  int value;

  for (guint column = 1; column <= row->n_cells && columns->len <= MAX_SCORE; column++)
    if (merilo_cell_get_whole (merilo_grid_row_get (row, column), &value)
        && value == (int) columns->len)
      g_array_append_val (columns, column);
  return columns;
}

/* @self owns its figures if it is found */
static gboolean
find_table (MeriloUnitTable *self, const MeriloGrid *grid)
{
  g_autoptr (GArray) scores = NULL;

  if (!merilo_unit_table_find (self, grid, headings, G_N_ELEMENTS (headings)))
    return FALSE;
  scores = find_scores (&g_array_index (grid->rows, MeriloGridRow, self->head));
  if (scores->len < 2)
    return FALSE;
  self->figures = g_steal_pointer (&scores);
  return TRUE;
}

static gboolean
recognise (const MeriloGrid *grid)
{
  MeriloUnitTable table = { 0 };
  gboolean found = find_table (&table, grid);

  g_clear_pointer (&table.figures, g_array_unref);
  return found;
}

static void
read_unit (const MeriloUnitTable *table,
           MeriloPrinted *printed,
           MeriloPrintedUnit *unit,
           const MeriloGridRow *cells)
{
  for (guint i = 0; i < table->figures->len; i++)
    {
      guint column = g_array_index (table->figures, guint, i);

      unit->cells[i].percent = 0;
      merilo_printed_read_percent (printed, unit, cells->number, column,
                                   merilo_grid_row_get (cells, column), &unit->cells[i].percent);
    }
  if (!unit->faulty)
    merilo_printed_check_whole (printed, unit, g_array_index (table->figures, guint, 0));
}

static gboolean
read_sheet (const MeriloSource *source, MeriloPrinted *printed, GError **error)
{
  MeriloUnitTable table = { 0 };
  g_autoptr (GArray) figures = NULL;

  if (!find_table (&table, source->grid))
    g_return_val_if_reached (FALSE); /* only a recognised sheet comes here */
  figures = table.figures;
  if (!merilo_unit_table_begin (&table, source, printed, error))
    return FALSE;
  for (guint i = 0; i < figures->len; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i);

      merilo_printed_add_column (printed, name);
    }
  if (printed->procedure.max == MERILO_RESULT_NONE)
    printed->procedure.max = (int) figures->len - 1;
  merilo_unit_table_read (&table, source->grid, printed, read_unit);
  return TRUE;
}

const MeriloLayout merilo_layout_distribution = {
  .id = "score-distribution",
  .title = N_ ("Распределение первичных баллов"),
  .recognise = recognise,
  .read_printed = read_sheet,
};
