#include "widgets/cells.h"

#include "exchange/xlsx.h"

/* what is written is read back by the house's own reader of strangers' workbooks */

static void
add (GPtrArray *cells, const char *const *row)
{
  g_ptr_array_add (cells, g_strdupv ((char **) row));
}

static char *
dup_cell (const MeriloGrid *grid, guint row, guint column)
{
  return merilo_cell_to_text (merilo_grid_get (grid, row, column));
}

/* takes @cells */
static MeriloXlsx *
write_and_open (GPtrArray *cells, const char *sheet, const char *words)
{
  g_autoptr (GBytes) bytes = app_cells_to_xlsx (cells, sheet, words);
  g_autoptr (GError) error = NULL;
  MeriloXlsx *book = merilo_xlsx_new (bytes, &error);

  g_assert_no_error (error);
  g_ptr_array_unref (cells);
  return book;
}

static void
test_there_and_back (void)
{
  static const char *const rows[][5] = {
    { "Код", "Балл", "Кто", "Слова", NULL },
    { "00123", "12", "Ёж & <Щука> \"Ъ\"", "=1+1", NULL },
    { "12345678901234567890", "-2.5", "две\nстроки", "", NULL },
    { "0", "1.", "\x01\x02да\xff", "٣", NULL },
  };
  static const char *const expected[][4] = {
    { "Код", "Балл", "Кто", "Слова" },
    { "00123", "12", "Ёж & <Щука> \"Ъ\"", "=1+1" },
    { "12345678901234567890", "-2.5", "две строки", "" }, /* as the reader gives it */
    { "0", "1.", "да\xef\xbf\xbd", "٣" },
  };
  GPtrArray *cells = app_cells_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloXlsx) book = NULL;
  g_autoptr (MeriloGrid) grid = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    add (cells, rows[i]);
  book = write_and_open (cells, "Коды", NULL);
  grid = merilo_xlsx_read_grid (book, 0, &error);
  g_assert_no_error (error);
  for (guint r = 0; r < G_N_ELEMENTS (expected); r++)
    for (guint c = 0; c < 4; c++)
      {
        g_autofree char *text = dup_cell (grid, r + 1, c + 1);

        g_assert_cmpstr (text, ==, expected[r][c]);
      }
  /* a code keeps its noughts, a score is a number, a formula is words */
  g_assert_cmpint (merilo_grid_get (grid, 2, 1)->kind, ==, MERILO_CELL_TEXT);
  g_assert_cmpint (merilo_grid_get (grid, 2, 2)->kind, ==, MERILO_CELL_NUMBER);
  g_assert_cmpint (merilo_grid_get (grid, 2, 4)->kind, ==, MERILO_CELL_TEXT);
}

/* numbers as the screen shows them are counted with; what a column says are words stay so */
static void
test_figures (void)
{
  static const char *const rows[][6] = {
    { "Задание", "«2», %", "чел.", "Доля", "Сумма", NULL },
    { "13.10", "5,06", "1\u202F722\u202F202", "40 %", "0,5", NULL },
    { "2", "100,00", "7", "5,62 %", "-12,25", NULL },
    { "1", "–", "1\u202F72", "%", "5,", NULL },
  };
  static const double numbers[][5]
      = { { 0, 5.06, 1722202, 0.4, 0.5 }, { 0, 100, 7, 0.0562, -12.25 } };
  GPtrArray *cells = app_cells_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloXlsx) book = NULL;
  g_autoptr (MeriloGrid) grid = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    add (cells, rows[i]);
  book = write_and_open (cells, " [Лист]: отметки/'баллы' и ещё сорок букв", "w    ");
  g_assert_cmpstr (merilo_xlsx_get_sheet_name (book, 0), ==, "Лист   отметки  баллы  и ещё со");
  grid = merilo_xlsx_read_grid (book, 0, &error);
  g_assert_no_error (error);
  for (guint r = 0; r < G_N_ELEMENTS (numbers); r++)
    {
      g_assert_cmpint (merilo_grid_get (grid, r + 2, 1)->kind, ==, MERILO_CELL_TEXT);
      for (guint c = 1; c < 5; c++)
        {
          const MeriloCell *cell = merilo_grid_get (grid, r + 2, c + 1);

          g_assert_cmpint (cell->kind, ==, MERILO_CELL_NUMBER);
          g_assert_cmpfloat_with_epsilon (cell->number, numbers[r][c], 1e-9);
        }
    }
  for (guint c = 1; c <= 5; c++)
    g_assert_cmpint (merilo_grid_get (grid, 4, c)->kind, ==, MERILO_CELL_TEXT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cells-xlsx/there-and-back", test_there_and_back);
  g_test_add_func ("/cells-xlsx/figures", test_figures);
  return g_test_run ();
}
