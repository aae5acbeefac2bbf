/* layouts that a person gives: the description itself, and sheets read by it */
#include "exchange/layout.h"

#include <string.h>

#include "model/error.h"
#include "sheet-maker.h"

#define OGE                                                                                           \
  "{\"name\":\"ОГЭ\",\"kind\":\"oge\",\"subject\":\"Математика\",\"grade\":9,\"row\":2," \
  "\"columns\":[{\"column\":1,\"heading\":\"Код\",\"is\":\"code\"},"                               \
  "{\"column\":2,\"heading\":\"Логин ОО\",\"is\":\"org\"},"                                    \
  "{\"column\":3,\"heading\":\"№ 1\",\"is\":\"item\",\"code\":\"1\",\"max\":2},"                    \
  "{\"column\":4,\"heading\":\"№ 2\",\"is\":\"item\",\"code\":\"2\",\"max\":1},"                    \
  "{\"column\":5,\"heading\":\"Балл\",\"is\":\"total\"},"                                         \
  "{\"column\":6,\"heading\":\"Отметка\",\"is\":\"mark\"}]}"
#define OGE_HEAD "ОГЭ в нашем городе\nКод|Логин ОО|№ 1|№ 2|Балл|Отметка\n"

#define EGE                                                                                        \
  "{\"name\":\"ЕГЭ\",\"kind\":\"ege\",\"grade\":11,\"max\":100,\"row\":1,\"columns\":["         \
  "{\"column\":1,\"heading\":\"Шифр\",\"is\":\"code\"},"                                       \
  "{\"column\":3,\"heading\":\"Тестовый балл\",\"is\":\"total\"}]}"

#define MEDALS                                                                                                \
  "{\"name\":\"Медалисты\",\"kind\":\"medal\",\"subject\":\"все предметы\",\"grade\":11," \
  "\"year\":2026,\"row\":1,\"columns\":[{\"column\":1,\"heading\":\"Код\",\"is\":\"code\"},"               \
  "{\"column\":2,\"heading\":\"\",\"is\":\"org\"},"                                                           \
  "{\"column\":3,\"heading\":\"Медаль\",\"is\":\"note\"}]}"

static MeriloWorkbook *
read_by (const char *json, const char *path, const char *text, GError **error)
{
  g_autoptr (GError) refusal = NULL;
  g_autoptr (MeriloLayoutMap) map = merilo_layout_map_read (json, -1, &refusal);
  g_autoptr (MeriloBook) book = merilo_book_new_for_grid (sheet_make ("Лист1", text));
  MeriloReadHint hint = { .path = path, .map = map };

  g_assert_no_error (refusal);
  return merilo_workbook_new (book, &hint, error);
}

/* Sheets */

typedef struct
{
  const char *name;
  const char *map;
  const char *path;
  const char *text;
  const char *issues;
} Case;

static const Case cases[] = {
  { "oge/clean", OGE, "2026.xlsx", OGE_HEAD "A-001|edu990001|2|X|2|3", "" },
  { "oge/item", OGE, "2026.xlsx", OGE_HEAD "A-001|edu990001|3|1|3|3", "3.3 item-above-max 3" },
  { "oge/total", OGE, "2026.xlsx", OGE_HEAD "A-001|edu990001|2|1|2|3", "3.5 total-not-sum 2" },
  { "oge/mark", OGE, "2026.xlsx", OGE_HEAD "A-001|edu990001|2|1|3|6", "3.6 bad-mark 6" },
  { "oge/doubled", OGE, "2026.xlsx", OGE_HEAD "A-1|edu990001|2|1|3|5\nA-1|edu990001|2|1|3|5",
    "3.1 doubled-code A-1, 4.1 doubled-code A-1" },
  { "oge/no-code", OGE, "2026.xlsx", OGE_HEAD "Иванова Анна|edu990001|2|1|3|5", "3.1 bad-code " },
  { "oge/columns-moved", OGE, "2026.xlsx",
    "Балл|Отметка|Код|Логин ОО|№ 1|№ 2\n3|5|A-1|edu990001|2|1", "" },
  { "ege/clean", EGE, "ЕГЭ 2026 Физика.xlsx",
    "Шифр|Фамилия|Тестовый балл\n100001|Иванова|100\n100002|Петров|81", "" },
  { "ege/above", EGE, "ЕГЭ 2026 Физика.xlsx", "Шифр|Фамилия|Тестовый балл\n100001|Иванова|101",
    "2.3 total-above-max 101" },
  { "medals/clean", MEDALS, NULL, "Код|Школа|Медаль\n11-7|edu990001|первой степени", "" },
  { "medals/none", MEDALS, NULL, "Код|Школа|Медаль\n11-7|edu990001|\n11-8|edu990001|нет", "" },
  { "medals/name-for-award", MEDALS, NULL, "Код|Школа|Медаль\n11-7|edu990001|Иванова",
    "2.3 bad-award " },
  { "oge/name-for-mark", OGE, "2026.xlsx", OGE_HEAD "A-1|edu990001|2|1|3|Иванова А.",
    "3.6 bad-mark " },
  { "oge/name-for-item", OGE, "2026.xlsx", OGE_HEAD "A-1|edu990001|Пётр Ильин|1|3|5",
    "3.3 bad-value " },
  { "medals/org", MEDALS, NULL, "Код|Школа|Медаль\n11-7|Лицей|первой степени", "2.2 bad-org " },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloWorkbook) workbook = read_by (c->map, c->path, c->text, &error);
  g_autofree char *issues = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (workbook->layout->id, ==, "given");
  issues = sheet_show_issues (workbook->results->issues);
  g_assert_cmpstr (issues, ==, c->issues);
}

/* columns that nobody named are not read: names stay in the file */
static void
test_values (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloWorkbook) ege
      = read_by (EGE, "ЕГЭ 2026 Физика.xlsx", "Шифр|Фамилия|Тестовый балл\n100001|Иванова|87",
                 &error);
  g_autoptr (MeriloWorkbook) medals
      = read_by (MEDALS, NULL, "Код|Школа|Медаль\n11-7|edu990001|первой степени", &error);
  const MeriloResultRow *row = g_ptr_array_index (ege->results->rows, 0);
  g_autoptr (GString) json = g_string_new ("{");

  g_assert_cmpint (row->total, ==, 87);
  g_assert_cmpstr (ege->results->procedure.kind, ==, "ege");
  g_assert_cmpint (ege->results->procedure.year, ==, 2026);
  g_assert_cmpstr (ege->results->procedure.subject, ==, "Физика");
  merilo_workbook_put_json (ege, json);
  g_assert_null (strstr (json->str, "Иванова"));
  row = g_ptr_array_index (medals->results->rows, 0);
  g_assert_cmpstr (row->note, ==, "первой степени");
  g_assert_cmpstr (row->org_digits, ==, "990001");
}

static const struct
{
  const char *said, *award; /* NULL: not known */
} awards[] = {
  { "Победитель", "winner" },
  { "победитель олимпиады", "winner" },
  { "призёр", "prize" },
  { "ПРИЗЕР", "prize" },
  { "участник", "" },
  { "", "" },
  { "-", "" },
  { "без медали", "" },
  { "медаль I степени", "medal-1" },
  { "1", "medal-1" },
  { "первой степени", "medal-1" },
  { "золотая", "medal-1" },
  { "медаль II степени", "medal-2" },
  { "Медаль «За особые успехи в учении» 2 степени", "medal-2" },
  { "вторая", "medal-2" },
  { "серебряная медаль", "medal-2" },
  { "медаль", NULL },
  { "Иванова Анна", NULL },
  { "12", NULL },
};

static void
test_awards (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (awards); i++)
    {
      g_autofree char *text
          = g_strdup_printf ("Код|Школа|Медаль\n11-7|edu990001|%s", awards[i].said);
      g_autoptr (GError) error = NULL;
      g_autoptr (MeriloWorkbook) medals = read_by (MEDALS, NULL, text, &error);
      const MeriloResultRow *row;

      g_assert_no_error (error);
      row = g_ptr_array_index (medals->results->rows, 0);
      g_test_message ("%s", awards[i].said);
      g_assert_cmpstr (row->award, ==, awards[i].award != NULL ? awards[i].award : "");
      g_assert_cmpint (row->faulty, ==, awards[i].award == NULL);
    }
}

/* what people draw: a heading over two rows, and the school once for all its pupils */
static void
test_merged (void)
{
  static const MeriloGridMerge merges[] = { { 1, 1, 2, 1 }, { 1, 2, 2, 2 }, { 3, 2, 4, 2 } };
  g_autoptr (MeriloLayoutMap) map = merilo_layout_map_read (OGE, -1, NULL);
  MeriloGrid *grid = sheet_make ("Лист1", "Код|Логин ОО|Задания|||\n||№ 1|№ 2|Балл|Отметка\n"
                                          "A-1|edu990001|2|1|3|5\nA-2||1|1|2|4");
  g_autoptr (MeriloBook) book = NULL;
  MeriloReadHint hint = { .path = "2026.xlsx", .map = map };
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloWorkbook) workbook = NULL;

  g_array_append_vals (grid->merges, merges, G_N_ELEMENTS (merges));
  book = merilo_book_new_for_grid (grid);
  workbook = merilo_workbook_new (book, &hint, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (workbook->results->rows->len, ==, 2);
  g_assert_cmpuint (workbook->results->issues->len, ==, 0);
  g_assert_cmpstr (((MeriloResultRow *) g_ptr_array_index (workbook->results->rows, 1))->org_digits,
                   ==, "990001");
}

static void
test_other_sheet (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (
      read_by (OGE, "2026.xlsx", "Код|Логин ОО|№ 1|Балл|Отметка\n1|edu990001|1|1|2", &error));
  g_assert_error (error, MERILO_ERROR, MERILO_ERROR_UNKNOWN_LAYOUT);
}

/* two codes that are one when read */
static void
test_doubled_items (void)
{
  static const char map[]
      = "{\"row\":1,\"columns\":[{\"column\":1,\"heading\":\"Код\",\"is\":\"code\"},"
        "{\"column\":2,\"heading\":\"а\",\"is\":\"item\",\"code\":\"4К1\"},"
        "{\"column\":3,\"heading\":\"б\",\"is\":\"item\",\"code\":\"4k1\"}]}";
  g_autoptr (GError) error = NULL;

  g_assert_null (read_by (map, "ОГЭ 2026 Физика 9 класс.xlsx", "Код|а|б\n1|1|1", &error));
  g_assert_error (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE);
}

static void
test_nothing_said (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (read_by (EGE, NULL, "Шифр|Фамилия|Тестовый балл\n100001|Иванова|87", &error));
  g_assert_error (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE);
  g_assert_nonnull (strstr (error->message, "год, предмет;"));
}

/* The description */

static void
test_round_trip (void)
{
  static const char *const maps[] = { OGE, EGE, MEDALS };

  for (guint i = 0; i < G_N_ELEMENTS (maps); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MeriloLayoutMap) map = merilo_layout_map_read (maps[i], -1, &error);
      g_autofree char *written = NULL, *again = NULL;
      g_autoptr (MeriloLayoutMap) second = NULL;

      g_assert_no_error (error);
      written = merilo_layout_map_write (map);
      second = merilo_layout_map_read (written, -1, &error);
      g_assert_no_error (error);
      again = merilo_layout_map_write (second);
      g_assert_cmpstr (again, ==, written);
      g_assert_cmpuint (second->columns->len, ==, map->columns->len);
    }
}

#define COLUMN(n, is) "{\"column\":" #n ",\"heading\":\"" #n "\",\"is\":\"" is "\"}"
#define CODE          COLUMN (1, "code")
#define TOTAL         COLUMN (2, "total")
#define MAP(columns)  "{\"row\":1,\"columns\":[" columns "]}"
#define WITH(members) "{" members "\"columns\":[" CODE "," TOTAL "]}"

/* @where: the member that the message names; NULL: it is no description at all */
static const struct
{
  const char *name;
  const char *json;
  const char *where;
} refused[] = {
  { "no-json", "row: 1", NULL },
  { "nothing", "", NULL },
  { "an-array", "[]", NULL },
  { "too-deep", WITH ("\"row\":[[[[[[[[1]]]]]]]],"), NULL },
  { "unknown-member", WITH ("\"row\":1,\"colour\":2,"), "colour" },
  { "no-columns", "{\"row\":1}", "columns" },
  { "no-row", WITH (""), "row" },
  { "row-as-text", WITH ("\"row\":\"1\","), "row" },
  { "unknown-procedure", WITH ("\"row\":1,\"kind\":\"exam\","), "kind" },
  { "name-of-10k", NULL, "name" },
  { "far-row", WITH ("\"row\":100000,"), "row" },
  { "grade-as-text", WITH ("\"row\":1,\"grade\":\"девятый\","), "grade" },
  { "name-as-number", WITH ("\"row\":1,\"name\":5,"), "name" },
  { "far-year", WITH ("\"row\":1,\"year\":1,"), "year" },
  { "column-no-object", MAP ("1"), "columns" },
  { "far-column", MAP (CODE "," COLUMN (5000, "total")), "column" },
  { "no-place", MAP (CODE ",{\"heading\":\"a\",\"is\":\"total\"}"), "column" },
  { "no-code", MAP (COLUMN (1, "org") "," TOTAL), "columns" },
  { "no-result", MAP (CODE "," COLUMN (2, "org")), "columns" },
  { "unknown-kind", MAP (CODE "," TOTAL "," COLUMN (3, "name")), "is" },
  { "one-place-twice", MAP (CODE "," COLUMN (1, "total")), "column" },
  { "one-thing-twice", MAP (CODE "," TOTAL "," COLUMN (3, "total")), "is" },
  { "item-without-code", MAP (CODE "," COLUMN (2, "item")), "code" },
  { "item-twice",
    MAP (CODE ",{\"column\":2,\"heading\":\"a\",\"is\":\"item\",\"code\":\"1\"},"
              "{\"column\":3,\"heading\":\"b\",\"is\":\"item\",\"code\":\"1\"}"),
    "is" },
  { "max-of-a-total", MAP (CODE ",{\"column\":2,\"heading\":\"a\",\"is\":\"total\",\"max\":5}"),
    "code" },
  { "no-headings",
    MAP ("{\"column\":1,\"heading\":\"\",\"is\":\"code\"},{\"column\":2,\"is\":\"total\"}"),
    "heading" },
};

static char *
make_long_name (void)
{
  g_autofree char *name = g_strnfill (10000, 'x');

  return g_strdup_printf ("{\"row\":1,\"name\":\"%s\",\"columns\":[" CODE "," TOTAL "]}", name);
}

static void
test_refused (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *json
          = refused[i].json != NULL ? g_strdup (refused[i].json) : make_long_name ();
      const char *where = refused[i].where;
      g_autofree char *named = g_strdup_printf ("«%s»", where != NULL ? where : "");
      g_autoptr (GError) error = NULL;
      g_autoptr (MeriloLayoutMap) map = merilo_layout_map_read (json, -1, &error);

      if (map != NULL
          || !g_error_matches (error, MERILO_ERROR,
                               where != NULL ? MERILO_ERROR_INVALID : MERILO_ERROR_BAD_JSON)
          || (where != NULL && strstr (error->message, named) == NULL))
        g_error ("%s: %s", refused[i].name, error != NULL ? error->message : "taken");
    }
}

static void
test_guess (void)
{
  g_autoptr (MeriloGrid) grid = sheet_make (
      "Лист",
      "Итоги\nКод участника|ФИО|Логин|1 (2б)|9.1(1б)|Балл|Оценка|Балл\n1|А|edu990001|1|1|2|3");
  g_autoptr (MeriloLayoutMap) map = merilo_layout_map_guess (grid, 2);
  static const MeriloColumn expected[]
      = { MERILO_COLUMN_CODE, MERILO_COLUMN_ORG,   MERILO_COLUMN_ITEM,
          MERILO_COLUMN_ITEM, MERILO_COLUMN_TOTAL, MERILO_COLUMN_MARK };
  g_autofree char *written = merilo_layout_map_write (map);
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloLayoutMap) again = merilo_layout_map_read (written, -1, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (again->columns->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpint (((MeriloMapColumn *) g_ptr_array_index (again->columns, i))->is, ==,
                     expected[i]);
  g_assert_cmpint (((MeriloMapColumn *) g_ptr_array_index (again->columns, 2))->max, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/layout/map/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/layout/map/values", test_values);
  g_test_add_func ("/layout/map/awards", test_awards);
  g_test_add_func ("/layout/map/merged", test_merged);
  g_test_add_func ("/layout/map/other-sheet", test_other_sheet);
  g_test_add_func ("/layout/map/doubled-items", test_doubled_items);
  g_test_add_func ("/layout/map/nothing-said", test_nothing_said);
  g_test_add_func ("/layout/map/round-trip", test_round_trip);
  g_test_add_func ("/layout/map/refused", test_refused);
  g_test_add_func ("/layout/map/guess", test_guess);
  return g_test_run ();
}
