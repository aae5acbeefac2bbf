/* a file as its name in the first line and sheets as CSV, a form feed between them: layouts see the
 * same cells as of a workbook */
#include "exchange/layout.h"

#include <string.h>

#include "exchange/csv.h"
#include "target.h"

static MeriloGrid *
take_sheet (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);

  return merilo_csv_read_grid (bytes, NULL);
}

/* NULL if the first sheet is none */
static MeriloBook *
make_book (const guint8 *data, gsize size)
{
  MeriloBook *book = NULL;

  while (size > 0)
    {
      const guint8 *end = memchr (data, '\f', size);
      gsize length = end != NULL ? (gsize) (end - data) : size;
      MeriloGrid *grid = take_sheet (data, length);

      if (grid == NULL)
        break;
      if (book == NULL)
        book = merilo_book_new_for_grid (grid);
      else
        merilo_book_add_grid (book, grid);
      length += end != NULL ? 1 : 0;
      data += length;
      size -= length;
    }
  return book;
}

static void
read_book (MeriloBook *book, const char *path)
{
  MeriloReadHint hint = { .path = path };
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloWorkbook) workbook = merilo_workbook_new (book, &hint, &error);
  g_autoptr (GString) json = g_string_new ("{");

  check_outcome (workbook != NULL, error);
  if (workbook == NULL)
    return;
  if (workbook->results != NULL)
    merilo_results_check_norm (workbook->results);
  merilo_workbook_put_json (workbook, json);
  g_assert_true (g_utf8_validate (json->str, (gssize) json->len, NULL));
  g_assert_cmpuint (merilo_workbook_count_faulty (workbook), <=,
                    merilo_workbook_get_n_rows (workbook));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const guint8 *end = size > 0 ? memchr (data, '\n', size) : NULL;
  g_autofree char *path = NULL;
  g_autoptr (MeriloBook) book = NULL;

  if (end == NULL)
    return 0;
  path = g_strndup ((const char *) data, (gsize) (end - data));
  book = make_book (end + 1, size - (gsize) (end + 1 - data));
  if (book != NULL)
    read_book (book, path);
  return 0;
}
