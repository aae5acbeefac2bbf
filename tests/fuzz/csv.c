#include "exchange/csv.h"

#include "target.h"

/* what is read is written and read again the same */
static void
check_round_trip (const MeriloGrid *grid)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (MeriloGrid) again = NULL;
  g_autoptr (GError) error = NULL;

  merilo_csv_begin (out);
  for (guint i = 0; i < grid->rows->len; i++)
    {
      const MeriloGridRow *row = &g_array_index (grid->rows, MeriloGridRow, i);

      for (guint column = 1; column <= grid->n_columns; column++)
        {
          const char *text = merilo_grid_row_get (row, column)->text;

          merilo_csv_put_field (out, text != NULL ? text : "");
        }
      merilo_csv_end_row (out);
    }
  bytes = g_bytes_new (out->str, out->len);
  again = merilo_csv_read_grid (bytes, &error);
  check_outcome (again != NULL, error);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloGrid) grid = merilo_csv_read_grid (bytes, &error);

  check_outcome (grid != NULL, error);
  if (grid != NULL)
    check_round_trip (grid);
  return 0;
}
