/* files as books of sheets: workbooks and tables as text, told apart by what they are */
#include "exchange/book.h"

#include <string.h>

#include "exchange/layout.h"
#include "model/error.h"
#include "sheet-maker.h"
#include "zip-maker.h"

/* a form as people save it from Excel: CSV of Windows */
static void
test_csv (void)
{
  static const char text[]
      = "Код участника;Вариант;1 (2б);Порядковый номер класса;Отметка за предыдущую четверть;"
        "Итого баллов\r\n50001;1;2;1;4;2\r\n50002;2;X;1;нет отметки;0\r\n";
  static const char *const charsets[] = { "UTF-8", "WINDOWS-1251", "CP866", "KOI8-R", "UTF-16" };

  for (guint i = 0; i < G_N_ELEMENTS (charsets); i++)
    {
      gsize size;
      char *converted = g_convert (text, -1, charsets[i], "UTF-8", NULL, &size, NULL);
      g_autoptr (GBytes) bytes = g_bytes_new_take (converted, size);
      MeriloReadHint hint = { .path = "Математика 5 класс 2026.csv", .school = "edu990001" };
      g_autoptr (GError) error = NULL;
      g_autoptr (MeriloResults) results = merilo_results_read (bytes, &hint, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (results->layout, ==, "form-2026");
      g_assert_cmpuint (results->rows->len, ==, 2);
      g_assert_cmpuint (results->issues->len, ==, 0);
      g_assert_cmpstr (((MeriloResultRow *) g_ptr_array_index (results->rows, 0))->org_digits, ==,
                       "990001");
    }
}

/* what is no text and no workbook says what it is, and not that a table is damaged */
static void
test_neither (void)
{
  static const struct
  {
    const char *bytes;
    gsize size;
    const char *said;
  } rows[] = {
    { "%PDF-1.7", 8, "PDF" },
    { "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, "старого вида" },
    { "PK\3\4", 4, "обрезан" },
    { "", 0, "пуст" },
    { "a\0b", 3, "не книга Excel" },
    { "<html><table><td>1</table>", 26, "веб-страница" },
    { "\xef\xbb\xbf\n <!DOCTYPE html><table>", 27, "веб-страница" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (rows[i].bytes, rows[i].size);
      g_autoptr (GError) error = NULL;

      g_assert_null (merilo_book_new (bytes, &error));
      g_assert_error (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE);
      g_assert_nonnull (strstr (error->message, rows[i].said));
    }
}

/* a hidden sheet is no report, and yet the classes are looked up in it */
static void
test_hidden (void)
{
  static const char head[]
      = "<row r='1'><c t='str'><v>Код участника</v></c><c t='str'><v>Вариант</v></c>"
        "<c t='str'><v>1 (2б)</v></c><c t='str'><v>Порядковый номер класса</v></c>"
        "<c t='str'><v>Итого баллов</v></c></row>"
        "<row r='2'><c><v>50001</v></c><c><v>1</v></c><c><v>2</v></c><c><v>2</v></c><c><v>2</v></c>"
        "</row>";
  static const char classes[] = "<row r='1'><c><v>1</v></c><c t='str'><v>5А</v></c></row>"
                                "<row r='2'><c><v>2</v></c><c t='str'><v>5Б</v></c></row>";
  MeriloReadHint hint = { .path = "Математика 5 класс 2026.xlsx" };
  g_autoptr (GBytes) bytes = zip_make_xlsx_sheets (classes, head);
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloResults) results = merilo_results_read (bytes, &hint, &error);
  g_autoptr (GBytes) turned = zip_make_xlsx_sheets (head, classes);

  g_assert_no_error (error);
  g_assert_cmpstr (((MeriloResultRow *) g_ptr_array_index (results->rows, 0))->class_name, ==,
                   "5Б");
  g_assert_null (merilo_results_read (turned, &hint, &error));
  g_assert_error (error, MERILO_ERROR, MERILO_ERROR_UNKNOWN_LAYOUT);
}

/* text without a filled cell, headings without a row, more than one sheet that says something */
static void
test_little_and_much (void)
{
  static const char head[] = "Код участника|Вариант|1 (2б)|Порядковый номер класса|Итого баллов\n",
                    path[] = "Форма сбора результатов Математика 5 класс ВПР 2026.xlsx";
  static const struct
  {
    const char *first, *second, *said;
  } rows[] = {
    { "", "", "файл пуст" },
    { "head", "", "под заголовками" },
    { "50001|1|2|1|2", NULL, NULL },
    { "50001|1|2|1|2", "head", NULL },
    { "head", "50001|1|2|1|2", NULL },
    { "50001|1|2|1|2", "50002|1|2|1|2", "больше одного листа" },
    { "50001|1|2|1|2", "50001|1|2|1|1", "больше одного листа" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *sheets[] = { rows[i].first, rows[i].second };
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (MeriloWorkbook) reading = NULL;

      for (guint k = 0; k < G_N_ELEMENTS (sheets) && sheets[k] != NULL; k++)
        g_string_append_printf (text, "%s%s%s", k > 0 ? "\f" : "", sheets[k][0] != '\0' ? head : "",
                                g_str_equal (sheets[k], "head") ? "" : sheets[k]);
      reading = sheet_read (path, text->str, &error);
      if (rows[i].said == NULL)
        {
          g_assert_no_error (error);
          g_assert_cmpuint (merilo_workbook_get_n_rows (reading), ==, 1);
          continue;
        }
      g_assert_error (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE);
      g_assert_nonnull (strstr (error->message, rows[i].said));
    }
}

static void
test_missing (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (merilo_book_open ("/nowhere/at/all.xlsx", &error));
  g_assert_error (error, MERILO_ERROR, MERILO_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/book/csv", test_csv);
  g_test_add_func ("/book/neither", test_neither);
  g_test_add_func ("/book/hidden", test_hidden);
  g_test_add_func ("/book/little-and-much", test_little_and_much);
  g_test_add_func ("/book/missing", test_missing);
  return g_test_run ();
}
