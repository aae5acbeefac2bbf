/* the beginning of each sheet, as a person is shown it */
#include "exchange/preview.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "exchange/layout-map.h"
#include "sheet-maker.h"

typedef struct
{
  JsonParser *parser;
  JsonArray *sheets;
} Shown;

static void
show (MeriloBook *book, Shown *shown)
{
  g_autoptr (GString) json = g_string_new ("{");
  g_autoptr (GError) error = NULL;

  g_assert_true (merilo_preview_put_json (book, json, &error));
  g_assert_no_error (error);
  g_string_append_c (json, '}');
  shown->parser = json_parser_new ();
  g_assert_true (json_parser_load_from_data (shown->parser, json->str, -1, &error));
  shown->sheets
      = json_object_get_array_member (json_node_get_object (json_parser_get_root (shown->parser)),
                                      "sheets");
}

static JsonArray *
rows_of (const Shown *shown, guint sheet)
{
  return json_object_get_array_member (json_array_get_object_element (shown->sheets, sheet),
                                       "rows");
}

/* a row at its number, blank ones between, cells up to the last that is filled */
static void
test_rows (void)
{
  g_autoptr (MeriloBook) book
      = merilo_book_new_for_grid (sheet_make ("Лист", "Итоги\n\nКод||Балл|\n1|а|2.5"));
  Shown shown;
  JsonArray *rows, *row;

  show (book, &shown);
  rows = rows_of (&shown, 0);
  g_assert_cmpuint (json_array_get_length (rows), ==, 4);
  g_assert_cmpuint (json_array_get_length (json_array_get_array_element (rows, 1)), ==, 0);
  row = json_array_get_array_element (rows, 2);
  g_assert_cmpuint (json_array_get_length (row), ==, 3);
  g_assert_cmpstr (json_array_get_string_element (row, 1), ==, "");
  g_assert_cmpstr (json_array_get_string_element (row, 2), ==, "Балл");
  g_assert_cmpstr (json_array_get_string_element (json_array_get_array_element (rows, 3), 2), ==,
                   "2.5");
  g_object_unref (shown.parser);
}

/* no more than the beginning, however much there is */
static void
test_bounds (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (MeriloBook) book = NULL;
  g_autofree char *long_word = g_strnfill (1000, 'x');
  Shown shown;
  JsonArray *rows, *row;

  for (guint r = 0; r < 2 * MERILO_PREVIEW_ROWS; r++)
    {
      for (guint c = 0; c < 2 * MERILO_PREVIEW_COLUMNS; c++)
        g_string_append_printf (text, "%s|", c == 0 ? long_word : "1");
      g_string_append_c (text, '\n');
    }
  book = merilo_book_new_for_grid (sheet_make ("Лист", text->str));
  for (guint i = 0; i < 30; i++)
    merilo_book_add_grid (book, sheet_make ("Ещё", "а"));
  show (book, &shown);
  rows = rows_of (&shown, 0);
  row = json_array_get_array_element (rows, 0);
  g_assert_cmpuint (json_array_get_length (rows), ==, MERILO_PREVIEW_ROWS);
  g_assert_cmpuint (json_array_get_length (row), ==, MERILO_PREVIEW_COLUMNS);
  g_assert_cmpuint (strlen (json_array_get_string_element (row, 0)), ==, 200);
  g_assert_cmpuint (json_array_get_length (shown.sheets), ==, 20);
  g_object_unref (shown.parser);
}

/* what is proposed is a description that can be read; a sheet that tells nothing has none */
static void
test_guess (void)
{
  g_autoptr (MeriloBook) book = merilo_book_new_for_grid (
      sheet_make ("Лист", "Итоги\nФИО|Код|Школа|1 (2б)|Балл\nА|1|Лицей|2|2"));
  Shown shown;
  JsonNode *guess;
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloLayoutMap) map = NULL;

  merilo_book_add_grid (book, sheet_make ("Пусто", "а|б\nв|г"));
  show (book, &shown);
  guess = json_object_get_member (json_array_get_object_element (shown.sheets, 0), "guess");
  json = json_to_string (guess, FALSE);
  map = merilo_layout_map_read (json, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (map->row, ==, 2);
  g_assert_cmpuint (map->columns->len, ==, 4);
  g_assert_true (
      json_object_get_null_member (json_array_get_object_element (shown.sheets, 1), "guess"));
  g_object_unref (shown.parser);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/preview/rows", test_rows);
  g_test_add_func ("/preview/bounds", test_bounds);
  g_test_add_func ("/preview/guess", test_guess);
  return g_test_run ();
}
