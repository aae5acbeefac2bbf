/* a person's description of columns in the first line, and a sheet as CSV to read by it */
#include "exchange/layout.h"

#include <string.h>

#include "exchange/csv.h"
#include "target.h"

/* what is taken is written and taken again the same */
static void
check_round_trip (const MeriloLayoutMap *map)
{
  g_autofree char *written = merilo_layout_map_write (map), *twice = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloLayoutMap) again = merilo_layout_map_read (written, -1, &error);

  g_assert_no_error (error);
  twice = merilo_layout_map_write (again);
  g_assert_cmpstr (twice, ==, written);
}

static void
read_sheet (const MeriloLayoutMap *map, MeriloGrid *grid)
{
  g_autoptr (MeriloLayoutMap) guessed = merilo_layout_map_guess (grid, 1);
  g_autoptr (MeriloBook) book = merilo_book_new_for_grid (grid);
  MeriloReadHint hint = { .map = map };
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloWorkbook) workbook = merilo_workbook_new (book, &hint, &error);
  g_autoptr (GString) json = g_string_new ("{");

  check_outcome (workbook != NULL, error);
  if (workbook != NULL)
    merilo_workbook_put_json (workbook, json);
  g_assert_true (g_utf8_validate (json->str, (gssize) json->len, NULL));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const guint8 *end = size > 0 ? memchr (data, '\n', size) : NULL;
  gsize length = end != NULL ? (gsize) (end - data) : size;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloLayoutMap) map
      = merilo_layout_map_read ((const char *) data, (gssize) length, &error);
  g_autoptr (GBytes) rest = NULL;
  MeriloGrid *grid;

  check_outcome (map != NULL, error);
  if (map == NULL)
    return 0;
  check_round_trip (map);
  rest = g_bytes_new (data + length, size - length);
  grid = merilo_csv_read_grid (rest, NULL);
  if (grid != NULL)
    read_sheet (map, grid);
  return 0;
}
