#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/layout-private.h"

#include <string.h>

#include "exchange/text.h"

/* Reports with a row a unit: which row has the headings, and the rows below. */

gboolean
merilo_unit_table_find (MeriloUnitTable *self,
                        const MeriloGrid *grid,
                        const MeriloHeading *headings,
                        guint n_headings)
{
  return merilo_grid_find_headings (grid, headings, n_headings, self->at, &self->head);
}

gboolean
merilo_unit_table_begin (const MeriloUnitTable *self,
                         const MeriloSource *source,
                         MeriloPrinted *printed,
                         GError **error)
{
  merilo_procedure_read_title (&printed->procedure, source->grid, self->head);
  merilo_procedure_read_path (&printed->procedure, source->path);
  return merilo_procedure_check (&printed->procedure, error);
}

void
merilo_unit_table_read (const MeriloUnitTable *self,
                        const MeriloGrid *grid,
                        MeriloPrinted *printed,
                        void (*read_unit) (const MeriloUnitTable *table,
                                           MeriloPrinted *printed,
                                           MeriloPrintedUnit *unit,
                                           const MeriloGridRow *cells))
{
  for (guint i = self->head + 1; i < grid->rows->len; i++)
    {
      const MeriloGridRow *cells = &g_array_index (grid->rows, MeriloGridRow, i);
      const MeriloCell *name = merilo_grid_row_get (cells, self->at[MERILO_UNIT_NAME]);
      MeriloPrintedUnit *unit;

      if (merilo_cell_is_blank (name)
          && merilo_cell_is_blank (merilo_grid_row_get (cells, self->at[MERILO_UNIT_N])))
        continue;
      unit = merilo_printed_add_unit (printed, cells->number, name);
      merilo_printed_read_count (printed, unit, cells->number, self->at[MERILO_UNIT_N],
                                 merilo_grid_row_get (cells, self->at[MERILO_UNIT_N]), &unit->n);
      if (unit->n == MERILO_NONE && !unit->faulty)
        merilo_printed_add_issue (printed, unit, cells->number, self->at[MERILO_UNIT_N],
                                  "bad-count",
                                  merilo_grid_row_get (cells, self->at[MERILO_UNIT_N]));
      read_unit (self, printed, unit, cells);
    }
}
