#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/layout-private.h"

#include "config.h"

#include <glib/gi18n-lib.h>

/* ФИС ОКО, «Ф3 Статистика по отметкам»: shares of marks 2…5 of the sample, regions, municipalities
 * and schools, as percents of the participants; numbers or text with a dot. */

#define N_MARKS 4

static const MeriloHeading headings[] = {
  { MERILO_UNIT_NAME, "группы участников", MERILO_HEADING_NEEDED },
  { MERILO_UNIT_N, "кол-во участников", MERILO_HEADING_NEEDED },
  { MERILO_UNIT_SCHOOLS, "кол-во оо", MERILO_HEADING_NEEDED },
  { MERILO_UNIT_FIRST, "2", MERILO_HEADING_NEEDED },
  { MERILO_UNIT_FIRST + 1, "3", MERILO_HEADING_NEEDED },
  { MERILO_UNIT_FIRST + 2, "4", MERILO_HEADING_NEEDED },
  { MERILO_UNIT_FIRST + 3, "5", MERILO_HEADING_NEEDED },
};

static gboolean
recognise (const MeriloGrid *grid)
{
  MeriloUnitTable table = { 0 };

  return merilo_unit_table_find (&table, grid, headings, G_N_ELEMENTS (headings));
}

static void
read_unit (const MeriloUnitTable *table,
           MeriloPrinted *printed,
           MeriloPrintedUnit *unit,
           const MeriloGridRow *cells)
{
  guint schools = table->at[MERILO_UNIT_SCHOOLS];

  merilo_printed_read_count (printed, unit, cells->number, schools,
                             merilo_grid_row_get (cells, schools), &unit->schools);
  for (guint i = 0; i < N_MARKS; i++)
    {
      guint column = table->at[MERILO_UNIT_FIRST + i];

      merilo_printed_read_percent (printed, unit, cells->number, column,
                                   merilo_grid_row_get (cells, column), &unit->cells[i].percent);
    }
  merilo_printed_check_whole (printed, unit, table->at[MERILO_UNIT_FIRST]);
}

static gboolean
read_sheet (const MeriloSource *source, MeriloPrinted *printed, GError **error)
{
  MeriloUnitTable table = { 0 };

  if (!merilo_unit_table_find (&table, source->grid, headings, G_N_ELEMENTS (headings)))
    g_return_val_if_reached (FALSE); /* only a recognised sheet comes here */
  if (!merilo_unit_table_begin (&table, source, printed, error))
    return FALSE;
  for (guint i = 0; i < N_MARKS; i++)
    merilo_printed_add_column (printed, headings[MERILO_UNIT_FIRST + i].text);
  merilo_unit_table_read (&table, source->grid, printed, read_unit);
  return TRUE;
}

const MeriloLayout merilo_layout_marks = {
  .id = "marks",
  .title = N_ ("Ф3 Статистика по отметкам"),
  .recognise = recognise,
  .read_printed = read_sheet,
};
