/* a sheet as CSV: the layouts see the same cells */
#include "exchange/layout.h"

#include "exchange/csv.h"
#include "target.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const int bounds[] = { 1, 2, 3 };
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (MeriloGrid) grid = merilo_csv_read_grid (bytes, NULL);
  g_autoptr (MeriloResults) results = NULL;
  g_autoptr (GString) json = g_string_new ("{");
  g_autoptr (GError) error = NULL;

  if (grid == NULL)
    return 0;
  results = merilo_results_from_grid (grid, &error);
  check_outcome (results != NULL, error);
  if (results == NULL)
    return 0;
  merilo_results_check_scale (results, bounds);
  merilo_results_put_json (results, json);
  g_assert_true (g_utf8_validate (json->str, (gssize) json->len, NULL));
  return 0;
}
