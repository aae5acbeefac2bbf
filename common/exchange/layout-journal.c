#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/layout-private.h"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/text.h"

/* ФИС ОКО, «Сравнение отметок с отметками по журналу», since 2024: a row a unit, percents and
 * counts side by side. Participants are those who have a mark in the journal. */

static const MeriloHeading headings[] = {
  { MERILO_UNIT_NAME, "группы участников", MERILO_HEADING_NEEDED },
  { MERILO_UNIT_N, "кол-во участников", MERILO_HEADING_NEEDED | MERILO_HEADING_BEGINS },
};

static const char *const words[] = { "понизили", "подтвердили", "повысили" };
static const char *const names[] = { "lowered", "confirmed", "raised" };

#define N_WORDS G_N_ELEMENTS (words)

/* «Понизили (…) %» and «Понизили (…) Кол-во участников»: 2·i and 2·i + 1 of the report's columns */
static gboolean
find_figures (MeriloUnitTable *self, const MeriloGridRow *row)
{
  guint found = 0, *at = self->at + MERILO_UNIT_FIRST;

  memset (at, 0, 2 * N_WORDS * sizeof *at);
  for (guint column = 1; column <= row->n_cells; column++)
    {
      g_autofree char *text = merilo_cell_to_text (merilo_grid_row_get (row, column));
      g_autofree char *folded = merilo_text_fold (text);

      for (guint i = 0; i < N_WORDS; i++)
        if (g_str_has_prefix (folded, words[i]))
          at[2 * i + (g_str_has_suffix (folded, "кол-во участников") ? 1 : 0)] = column;
    }
  for (guint i = 0; i < 2 * N_WORDS; i++)
    found += at[i] != 0 ? 1 : 0;
  return found == 2 * N_WORDS;
}

static gboolean
find_table (MeriloUnitTable *self, const MeriloGrid *grid)
{
  return merilo_unit_table_find (self, grid, headings, G_N_ELEMENTS (headings))
         && find_figures (self, &g_array_index (grid->rows, MeriloGridRow, self->head));
}

static gboolean
recognise (const MeriloGrid *grid)
{
  MeriloUnitTable table = { 0 };

  return find_table (&table, grid);
}

static void
read_unit (const MeriloUnitTable *table,
           MeriloPrinted *printed,
           MeriloPrintedUnit *unit,
           const MeriloGridRow *cells)
{
  guint rows[N_WORDS], columns[N_WORDS];

  for (guint i = 0; i < N_WORDS; i++)
    {
      const guint *at = table->at + MERILO_UNIT_FIRST + 2 * i;

      rows[i] = cells->number;
      columns[i] = at[0];
      merilo_printed_read_percent (printed, unit, cells->number, at[0],
                                   merilo_grid_row_get (cells, at[0]), &unit->cells[i].percent);
      merilo_printed_read_count (printed, unit, cells->number, at[1],
                                 merilo_grid_row_get (cells, at[1]), &unit->cells[i].count);
    }
  merilo_printed_check_journal (printed, unit, rows, columns, cells->number,
                                table->at[MERILO_UNIT_N]);
}

static gboolean
read_sheet (const MeriloSource *source, MeriloPrinted *printed, GError **error)
{
  MeriloUnitTable table = { 0 };

  if (!find_table (&table, source->grid))
    g_return_val_if_reached (FALSE); /* only a recognised sheet comes here */
  if (!merilo_unit_table_begin (&table, source, printed, error))
    return FALSE;
  for (guint i = 0; i < N_WORDS; i++)
    merilo_printed_add_column (printed, names[i]);
  merilo_unit_table_read (&table, source->grid, printed, read_unit);
  return TRUE;
}

const MeriloLayout merilo_layout_journal = {
  .id = "journal-comparison",
  .title = N_ ("Сравнение отметок с отметками по журналу"),
  .recognise = recognise,
  .read_printed = read_sheet,
};
