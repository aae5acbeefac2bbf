/* tables written as workbooks come back as they were */
#include "exchange/xlsx-writer.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "exchange/xlsx.h"
#include "model/error.h"
#include "model/value.h"

static const MeriloSheetColumn columns[] = { { "Школа", 30 }, { "Работ" }, { "День" }, { "Есть" } };

static void
test_round_trip (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloXlsxWriter) writer
      = merilo_xlsx_writer_new ("Сводка [2025]: школы города и района", columns, 4, &error);
  double day = (double) merilo_date_join (2025, 4, 15);
  MeriloCell cells[4] = { { MERILO_CELL_TEXT, { .text = "=СУММ(1)" } },
                          { MERILO_CELL_NUMBER, { 12.5 } },
                          { MERILO_CELL_DATE, { day } },
                          { MERILO_CELL_FLAG, { 1 } } };
  MeriloCell gaps[4] = { { MERILO_CELL_EMPTY },
                         { MERILO_CELL_NUMBER, { NAN } },
                         { MERILO_CELL_DATE, { day + 0.5 } },
                         { MERILO_CELL_FLAG, { 0 } } };
  static const char *const expected[3][4] = { { "Школа", "Работ", "День", "Есть" },
                                              { "=СУММ(1)", "12.5", "15.04.2025", "да" },
                                              { "", "", "15.04.2025 12:00", "нет" } };
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (MeriloXlsx) book = NULL;
  g_autoptr (MeriloGrid) grid = NULL;

  g_assert_no_error (error);
  g_assert_true (merilo_xlsx_writer_add_row (writer, cells, &error));
  g_assert_true (merilo_xlsx_writer_add_row (writer, gaps, &error));
  bytes = merilo_xlsx_writer_finish (writer, &error);
  g_assert_no_error (error);
  book = merilo_xlsx_new (bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (merilo_xlsx_get_sheet_name (book, 0), ==, "Сводка  2025   школы города и р");
  grid = merilo_xlsx_read_grid (book, 0, &error);
  g_assert_no_error (error);
  for (guint row = 0; row < 3; row++)
    for (guint column = 0; column < 4; column++)
      {
        g_autofree char *text = merilo_cell_to_text (merilo_grid_get (grid, row + 1, column + 1));

        g_assert_cmpstr (text, ==, expected[row][column]);
      }
}

static void
test_long_text (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloXlsxWriter) writer = merilo_xlsx_writer_new ("Лист", columns, 1, &error);
  g_autofree char *text = g_strnfill (40000, 'x');
  MeriloCell cell = { MERILO_CELL_TEXT, { .text = text } };

  g_assert_no_error (error);
  g_assert_false (merilo_xlsx_writer_add_row (writer, &cell, &error));
  g_assert_error (error, MERILO_ERROR, MERILO_ERROR_TOO_LARGE);
}

/* nothing is left in the folder of temporary files */
static void
test_no_leftovers (void)
{
  g_autofree char *folder = NULL;
  g_autoptr (GDir) dir = NULL;

  if (g_test_subprocess ())
    {
      g_autoptr (MeriloXlsxWriter) kept = merilo_xlsx_writer_new ("Лист", columns, 1, NULL);
      g_autoptr (MeriloXlsxWriter) dropped = merilo_xlsx_writer_new ("Лист", columns, 1, NULL);
      g_autoptr (GBytes) bytes = merilo_xlsx_writer_finish (kept, NULL);

      g_assert_nonnull (bytes);
      g_assert_nonnull (dropped);
      return;
    }
  folder = g_dir_make_tmp ("merilo-writer-XXXXXX", NULL);
  g_setenv ("TMPDIR", folder, TRUE);
  g_test_trap_subprocess (NULL, 0, 0);
  g_unsetenv ("TMPDIR");
  g_test_trap_assert_passed ();
  dir = g_dir_open (folder, 0, NULL);
  g_assert_cmpstr (g_dir_read_name (dir), ==, NULL);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xlsx-writer/round-trip", test_round_trip);
  g_test_add_func ("/xlsx-writer/long-text", test_long_text);
  g_test_add_func ("/xlsx-writer/no-leftovers", test_no_leftovers);
  return g_test_run ();
}
