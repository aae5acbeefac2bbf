#include <json-glib/json-glib.h>
#include <string.h>

#include "sheet-maker.h"

#define PATH "Форма сбора результатов Математика 4 класс ВПР 2026.xlsx"
#define HEAD                                                                                                                                        \
  "Код участника|Вариант|1 (2б)|2 (1б)|Порядковый номер класса|Отметка за предыдущий " \
  "триместр|Итого баллов|Фамилия\n"

static JsonObject *
read_sheet (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloWorkbook) book = sheet_read (PATH, text, &error);
  g_autoptr (GString) json = g_string_new ("{");
  JsonNode *node;
  JsonObject *object;

  g_assert_no_error (error);
  merilo_workbook_put_json (book, json);
  g_string_append_c (json, '}');
  node = json_from_string (json->str, &error);
  g_assert_no_error (error);
  object = json_object_ref (json_node_get_object (node));
  json_node_unref (node);
  if (strstr (json->str, "Незабудкина") != NULL)
    g_error ("a column that is not read is in %s", json->str);
  return object;
}

/* "17: 11001 1 5 …" of each row, by line */
static char *
show (JsonObject *sheet)
{
  JsonArray *lines = json_object_get_array_member (sheet, "excerpt");
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (lines); i++)
    {
      JsonObject *line = json_array_get_object_element (lines, i);
      JsonArray *cells = json_object_get_array_member (line, "cells");

      g_string_append_printf (text, "%s%d:", i > 0 ? "\n" : "",
                              (int) json_object_get_int_member (line, "row"));
      for (guint k = 0; k < json_array_get_length (cells); k++)
        g_string_append_printf (text, " %s", json_array_get_string_element (cells, k));
    }
  return g_string_free (text, FALSE);
}

static void
test_rows (void)
{
  g_autoptr (JsonObject) object
      = read_sheet (HEAD "50001|1|2|1|1|4|3|Незабудкина\n50002|1|7|X|1|8|7|Незабудкина\n"
                         "50003|2|1|1|1|3|2|Незабудкина\n50004|1|2|1|1|3|1|Незабудкина");
  JsonArray *columns = json_object_get_array_member (object, "columns");
  g_autofree char *rows = show (object);
  g_autoptr (GString) kinds = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (columns); i++)
    {
      JsonObject *column = json_array_get_object_element (columns, i);

      g_string_append_printf (kinds, "%d %s ", (int) json_object_get_int_member (column, "column"),
                              json_object_get_string_member (column, "is"));
    }
  /* in the order of the sheet; what the layout does not read is left out */
  g_assert_cmpstr (kinds->str, ==, "1 code 2 variant 3 item 4 item 5 class 6 journal 7 total ");
  /* a row with two issues stands once */
  g_assert_cmpstr (rows, ==, "3: 50002 1 7 X 1 8 7\n5: 50004 1 2 1 1 3 1");
}

/* a name in a column that is read: of codes any word, of others a word with a capital */
static void
test_names (void)
{
  g_autoptr (JsonObject) object
      = read_sheet (HEAD "Незабудкина|1|2|1|1|4|3|\n50002|1|Незабудкина А.|X|1|8|7|\n"
                         "незабудкина|1|2|1|1|3|3|");
  g_autofree char *rows = show (object);

  g_assert_cmpstr (rows, ==, "2:  1 2 1 1 4 3\n3: 50002 1  X 1 8 7\n4:  1 2 1 1 3 3");
  g_assert_null (strstr (rows, "езабудкина"));
}

static void
test_clean (void)
{
  g_autoptr (JsonObject) object = read_sheet (HEAD "50001|1|2|1|1|4|3|Незабудкина");
  g_autofree char *rows = show (object);

  g_assert_cmpstr (rows, ==, "");
}

/* both rows of a doubled code, and never more than people can look at */
static void
test_many (void)
{
  g_autoptr (GString) text = g_string_new (HEAD);
  g_autoptr (JsonObject) object = NULL;

  for (guint i = 0; i < MERILO_EXCERPT_MAX_ROWS + 100; i++)
    g_string_append (text, "50001|1|2|1|1|4|3|Незабудкина\n");
  object = read_sheet (text->str);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "excerpt")), ==,
                    MERILO_EXCERPT_MAX_ROWS);
}

/* whatever stands in a cell stays on one line and is not endless */
static void
test_long (void)
{
  g_autoptr (GString) text = g_string_new (HEAD "50001|");
  g_autoptr (JsonObject) object = NULL;
  JsonArray *cells;

  for (guint i = 0; i < 500; i++)
    g_string_append (text, "Ё");
  g_string_append (text, "|2|1|1|4|3|");
  object = read_sheet (text->str);
  cells = json_object_get_array_member (
      json_array_get_object_element (json_object_get_array_member (object, "excerpt"), 0), "cells");
  g_assert_cmpint (g_utf8_strlen (json_array_get_string_element (cells, 1), -1), ==, 100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/excerpt/rows", test_rows);
  g_test_add_func ("/excerpt/names", test_names);
  g_test_add_func ("/excerpt/clean", test_clean);
  g_test_add_func ("/excerpt/many", test_many);
  g_test_add_func ("/excerpt/long", test_long);
  return g_test_run ();
}
