/* a whole file if it begins as a zip does, otherwise the part with a sheet */
#include "exchange/xlsx.h"

#include <string.h>

#include "exchange/xlsx-private.h"
#include "target.h"

static void
feed_sheet (GBytes *bytes)
{
  static const gboolean dates[] = { FALSE, TRUE };
  g_autoptr (GPtrArray) strings = g_ptr_array_new ();
  g_autoptr (GArray) styles = g_array_new (FALSE, FALSE, sizeof (gboolean));
  MeriloXlsx book = { .strings = strings, .date_styles = styles };
  g_autoptr (MeriloGrid) grid = merilo_grid_new ("");
  g_autoptr (GError) error = NULL;
  gboolean done;

  g_ptr_array_add (strings, (gpointer) "строка");
  g_array_append_vals (styles, dates, G_N_ELEMENTS (dates));
  done = merilo_xlsx_read_sheet_part (&book, merilo_part_new_for_bytes ("sheet", bytes),
                                      merilo_grid_add_row, grid, grid->merges, &error);
  check_outcome (done, error);
  for (guint row = 1; row < 20; row++)
    for (guint column = 1; column < 20; column++)
      {
        g_autofree char *text = merilo_cell_to_text (merilo_grid_get (grid, row, column));

        g_assert_true (g_utf8_validate (text, -1, NULL));
      }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloXlsx) book = NULL;

  if (size < 2 || memcmp (data, "PK", 2) != 0)
    {
      feed_sheet (bytes);
      return 0;
    }
  book = merilo_xlsx_new (bytes, &error);
  check_outcome (book != NULL, error);
  for (guint i = 0; book != NULL && i < MIN (merilo_xlsx_get_n_sheets (book), 3); i++)
    {
      g_autoptr (GError) cause = NULL;
      g_autoptr (MeriloGrid) grid = merilo_xlsx_read_grid (book, i, &cause);

      check_outcome (grid != NULL, cause);
    }
  return 0;
}
