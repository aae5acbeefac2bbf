/* documents as workbooks: read back by our own reader */
#include "exchange/document-xlsx.h"

#include <string.h>

#include "exchange/grid.h"
#include "exchange/package.h"
#include "exchange/xlsx.h"
#include "lib/keep-file.h"
#include "sample.h"

static GBytes *
write_xlsx (const MeriloDocument *document, const char *name)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = merilo_document_to_xlsx (document, &error);

  g_assert_no_error (error);
  tests_keep_file (name, bytes);
  return bytes;
}

static MeriloGrid *
read_sheet (GBytes *bytes, guint i)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloXlsx) book = merilo_xlsx_new (bytes, &error);
  MeriloGrid *grid;

  g_assert_no_error (error);
  grid = merilo_xlsx_read_grid (book, i, &error);
  g_assert_no_error (error);
  return grid;
}

static guint
find_row (const MeriloGrid *grid, guint column, const char *text)
{
  for (guint i = 0; i < grid->rows->len; i++)
    {
      guint number = g_array_index (grid->rows, MeriloGridRow, i).number;
      g_autofree char *there = merilo_cell_to_text (merilo_grid_get (grid, number, column));

      if (g_str_equal (there, text))
        return number;
    }
  return 0;
}

static void
check_cell (const MeriloGrid *grid, guint row, guint column, const char *expected)
{
  g_autofree char *text = merilo_cell_to_text (merilo_grid_get (grid, row, column));

  g_assert_cmpstr (text, ==, expected);
}

static void
test_read_back (void)
{
  g_autoptr (MeriloDocument) document = sample_document_new (MERILO_PAGE_LANDSCAPE, 65);
  g_autoptr (GBytes) bytes = write_xlsx (document, "landscape.xlsx");
  g_autoptr (MeriloGrid) grid = read_sheet (bytes, 0);
  guint heading = find_row (grid, 1, "№");

  g_assert_cmpstr (grid->name, ==, "Пункты плана");
  g_assert_cmpuint (heading, >, 2);
  check_cell (grid, heading, 2, "Мероприятие");
  check_cell (grid, heading + 1, 1, "Раздел 1. Повышение объективности оценивания");
  check_cell (grid, heading + 1, 5, "Раздел 1. Повышение объективности оценивания"); /* merged */
  check_cell (grid, heading + 2, 1, "1.1"); /* text: 1.10 must not become 1.1 */
  g_assert_cmpstr (merilo_grid_get (grid, heading + 2, 3)->text, ==, "ежегодно,\nдо 1 октября");
  check_cell (grid, heading + 2, 4, "");
  check_cell (grid, heading + 11, 1, "1.10");
  g_assert_cmpint (merilo_grid_get (grid, heading + 2, 1)->kind, ==, MERILO_CELL_TEXT);
  g_assert_cmpint (merilo_grid_get (grid, heading + 3, 5)->kind, ==, MERILO_CELL_NUMBER);
  check_cell (grid, heading + 3, 5, "7");
  check_cell (grid, heading + 65 + 7 + 1, 2, "Итого");
  check_cell (grid, heading + 65 + 7 + 1, 5, "1234");
}

/* the sheet's own XML: what is frozen, printed on each page, wide */
static void
test_sheet (void)
{
  static const char *const wanted[]
      = { "<pane ySplit=",    "state=\"frozen\"", "orientation=\"landscape\"",
          "paperSize=\"9\"",  "<mergeCell ref=",  "<pageSetUpPr fitToPage=\"1\"/>",
          "customWidth=\"1\"" };
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloDocument) document = sample_document_new (MERILO_PAGE_LANDSCAPE, 5);
  g_autoptr (GBytes) bytes = write_xlsx (document, "small.xlsx");
  g_autoptr (MeriloPackage) package = merilo_package_new (bytes, NULL, &error);
  g_autoptr (MeriloPart) part = merilo_package_read (package, "xl/worksheets/sheet1.xml", &error);
  g_autoptr (GString) text = g_string_new (NULL);
  char buffer[4096];
  gssize n;

  g_assert_no_error (error);
  while ((n = merilo_part_pull (part, buffer, sizeof buffer, &error)) > 0)
    g_string_append_len (text, buffer, n);
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    g_assert_nonnull (strstr (text->str, wanted[i]));
  g_assert_true (merilo_package_has (package, "xl/media/image1.png"));
}

/* a table a sheet, each under its heading */
static void
test_tables (void)
{
  static const MeriloTableColumn one[] = { { "Школа", 1, 0 }, { "Сдали", 1, MERILO_ALIGN_NUMBER } };
  static const MeriloTableColumn alone[] = { { "Кто опаздывает", 1, 0 } };
  static const char *const cells[] = { "Школа № 1", "−12,5" };
  g_autoptr (MeriloDocument) document
      = merilo_document_new ("Сводка [1]: школы", NULL, MERILO_PAGE_PORTRAIT);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (MeriloGrid) first = NULL, second = NULL, third = NULL;

  merilo_document_add_title (document, "Сводка");
  merilo_document_add_table (document, NULL, one, 2);
  merilo_document_add_row (document, MERILO_ROW_CELLS, cells);
  merilo_document_add_paragraph (document, "Слова под таблицей", MERILO_ALIGN_START);
  merilo_document_add_heading (document, 1, "Опоздавшие");
  merilo_document_add_table (document, NULL, alone, 1);
  merilo_document_add_heading (document, 1, "Опоздавшие");
  merilo_document_add_table (document, NULL, alone, 1);
  bytes = write_xlsx (document, "tables.xlsx");
  first = read_sheet (bytes, 0);
  second = read_sheet (bytes, 1);
  third = read_sheet (bytes, 2);
  g_assert_cmpstr (first->name, ==, "Сводка  1   школы");
  g_assert_cmpstr (second->name, ==, "Опоздавшие");
  g_assert_cmpstr (third->name, ==, "Опоздавшие 2");
  g_assert_cmpuint (find_row (first, 1, "Слова под таблицей"), >, 0);
  g_assert_cmpuint (find_row (second, 1, "Кто опаздывает"), >, 0);
  check_cell (first, find_row (first, 1, "Школа № 1"), 2, "-12.5");
}

static void
test_hostile (void)
{
  g_autoptr (MeriloDocument) document = sample_hostile_new ();
  g_autoptr (GBytes) bytes = write_xlsx (document, "hostile.xlsx");
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint sheet = 0; sheet < 3; sheet++)
    {
      g_autoptr (MeriloGrid) grid = read_sheet (bytes, sheet);

      for (guint i = 0; i < grid->rows->len; i++)
        for (guint column = 1; column <= grid->n_columns; column++)
          {
            g_autofree char *text = merilo_cell_to_text (
                merilo_grid_get (grid, g_array_index (grid->rows, MeriloGridRow, i).number,
                                 column));

            g_string_append (all, text);
          }
    }
  for (guint i = 0; sample_hostile_words[i] != NULL; i++)
    g_assert_nonnull (strstr (all->str, sample_hostile_words[i]));
}

/* a text that no cell holds goes on below */
static void
test_long_cell (void)
{
  static const MeriloTableColumn columns[] = { { "А", 1 }, { "Б", 1 } };
  g_autoptr (MeriloDocument) document = merilo_document_new (NULL, NULL, MERILO_PAGE_PORTRAIT);
  g_autoptr (GString) text = g_string_new (NULL);
  const char *cells[] = { "имя", NULL };
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (MeriloGrid) grid = NULL;
  guint row;

  for (guint i = 0; i < 70000; i++)
    g_string_append (text, "ж");
  cells[1] = text->str;
  merilo_document_add_table (document, NULL, columns, 2);
  merilo_document_add_row (document, MERILO_ROW_CELLS, cells);
  bytes = write_xlsx (document, "long.xlsx");
  grid = read_sheet (bytes, 0);
  row = find_row (grid, 1, "имя");
  g_assert_cmpuint (g_utf8_strlen (merilo_grid_get (grid, row, 2)->text, -1), ==, 32000);
  g_assert_cmpuint (g_utf8_strlen (merilo_grid_get (grid, row + 1, 2)->text, -1), ==, 32000);
  g_assert_cmpuint (g_utf8_strlen (merilo_grid_get (grid, row + 2, 2)->text, -1), ==, 6000);
}

static void
test_empty (void)
{
  g_autoptr (MeriloDocument) document = merilo_document_new (NULL, NULL, MERILO_PAGE_PORTRAIT);
  g_autoptr (GBytes) bytes = write_xlsx (document, "empty.xlsx");

  g_assert_nonnull (bytes);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document-xlsx/read-back", test_read_back);
  g_test_add_func ("/document-xlsx/sheet", test_sheet);
  g_test_add_func ("/document-xlsx/tables", test_tables);
  g_test_add_func ("/document-xlsx/hostile", test_hostile);
  g_test_add_func ("/document-xlsx/long-cell", test_long_cell);
  g_test_add_func ("/document-xlsx/empty", test_empty);
  return g_test_run ();
}
