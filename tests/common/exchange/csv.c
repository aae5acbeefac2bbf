/* CSV: what is written in the world, and our own way back */
#include "exchange/csv.h"

#include <string.h>

#include "model/error.h"

typedef struct
{
  const char *name;
  const char *bytes;
  gsize size;        /* 0: to the final NUL */
  const char *shown; /* row:cell|cell; NULL: refused */
  int code;
} Case;

static const Case cases[] = {
  { "semicolons", "а;б\nв;г\n", 0, "1:а|б 2:в|г" },
  { "commas", "a,b\nc,d", 0, "1:a|b 2:c|d" },
  { "tabs", "a\tb\nc\td", 0, "1:a|b 2:c|d" },
  { "bars", "a|b\nc|d", 0, "1:a|b 2:c|d" },
  { "decimal-commas", "a;1,5\nb;2,5\n", 0, "1:a|1,5 2:b|2,5" },
  { "crlf", "a;b\r\nc;d\r\n", 0, "1:a|b 2:c|d" },
  { "old-mac", "a;b\rc;d\r", 0, "1:a|b 2:c|d" },
  { "mark",
    "\xef\xbb\xbf"
    "a;b",
    0, "1:a|b" },
  { "windows-1251", "\xcf\xeb\xe0\xed;1", 0, "1:План|1" },
  { "utf-16",
    "\xff\xfe"
    "a\0;\0b\0",
    8, "1:a|b" },
  { "utf-16-be",
    "\xfe\xff"
    "\0a\0;\0b",
    8, "1:a|b" },
  { "quotes", "\"a;b\";\"c\"\"d\"", 0, "1:a;b|c\"d" },
  { "quoted-lines", "\"a\r\nb\";c\nd", 0, "1:a\nb|c 3:d" },
  { "quote-within-plain", "a\"b;c", 0, "1:a\"b|c" },
  { "words-after-quote", "\"a\"b;c", 0, "1:ab|c" },
  { "separators-in-quotes", "\"a,b,c,d\";e\n", 0, "1:a,b,c,d|e" },
  { "sep-line", "sep=,\na,b\n", 0, "2:a|b" },
  { "blank-rows", "a\n\n;;\nb", 0, "1:a 4:b" },
  { "holes", ";b;;d", 0, "1:|b||d" },
  { "nothing", "", 0, "" },
  { "open-quote", "a;\"b\nc", 0, NULL, MERILO_ERROR_BAD_FILE },
  { "zero-byte", "a;\0b", 4, NULL, MERILO_ERROR_BAD_FILE },
  { "half-of-utf-16",
    "\xff\xfe"
    "a\0;",
    5, NULL, MERILO_ERROR_BAD_FILE },
  { "zero-in-utf-16",
    "\xff\xfe"
    "a\0\0\0",
    6, NULL, MERILO_ERROR_BAD_FILE },
};

static char *
show (const MeriloGrid *grid)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < grid->rows->len; i++)
    {
      const MeriloGridRow *row = &g_array_index (grid->rows, MeriloGridRow, i);

      g_string_append_printf (out, "%s%u:", i > 0 ? " " : "", row->number);
      for (guint column = 1; column <= row->n_cells; column++)
        {
          const char *text = merilo_grid_row_get (row, column)->text;

          g_string_append_printf (out, "%s%s", column > 1 ? "|" : "", text != NULL ? text : "");
        }
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GBytes) bytes
      = g_bytes_new_static (c->bytes, c->size != 0 ? c->size : strlen (c->bytes));
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloGrid) grid = merilo_csv_read_grid (bytes, &error);
  g_autofree char *shown = NULL;

  if (c->shown == NULL)
    {
      g_assert_null (grid);
      g_assert_error (error, MERILO_ERROR, c->code);
      return;
    }
  g_assert_no_error (error);
  shown = show (grid);
  g_assert_cmpstr (shown, ==, c->shown);
}

static void
test_many_columns (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i <= MERILO_GRID_MAX_COLUMNS; i++)
    g_string_append (text, "x;");
  bytes = g_bytes_new (text->str, text->len);
  g_assert_null (merilo_csv_read_grid (bytes, &error));
  g_assert_error (error, MERILO_ERROR, MERILO_ERROR_TOO_LARGE);
}

static const struct
{
  const char *text;
  const char *written;
} fields[] = {
  { "слово", "слово" },
  { "", "\"\"" },
  { "а;б", "\"а;б\"" },
  { "он «\"»", "\"он «\"\"»\"" },
  { "две\nстроки", "\"две\nстроки\"" },
  { "-5", "-5" },
  { "=1+1", "\"'=1+1\"" },
  { "@ссылка", "\"'@ссылка\"" },
  { "-приказ", "\"'-приказ\"" },
};

static void
test_fields (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);

      merilo_csv_put_field (out, fields[i].text);
      g_assert_cmpstr (out->str, ==, fields[i].written);
    }
}

static void
test_round_trip (void)
{
  static const char *const rows[3][3]
      = { { "Код", "Школа", "Балл" }, { "", "«СОШ; № 1»", "1,5" }, { "две\nстроки", "\"", "3" } };
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (MeriloGrid) grid = NULL;
  g_autofree char *shown = NULL;

  merilo_csv_begin (out);
  for (guint i = 0; i < 3; i++)
    {
      for (guint k = 0; k < 3; k++)
        merilo_csv_put_field (out, rows[i][k]);
      merilo_csv_end_row (out);
    }
  bytes = g_bytes_new (out->str, out->len);
  grid = merilo_csv_read_grid (bytes, NULL);
  shown = show (grid);
  g_assert_cmpstr (shown, ==, "1:Код|Школа|Балл 2:|«СОШ; № 1»|1,5 3:две\nстроки|\"|3");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/csv/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/csv/many-columns", test_many_columns);
  g_test_add_func ("/csv/fields", test_fields);
  g_test_add_func ("/csv/round-trip", test_round_trip);
  return g_test_run ();
}
