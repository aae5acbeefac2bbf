/* layouts of result workbooks: our own, the specimens beside the checkout, and faults one by one */
#include "exchange/layout.h"

#include <string.h>

#include "model/error.h"
#include "model/value.h"
#include "sheet-maker.h"

/* A sheet of Ф1, short: two items, «1 (2б)» and «2К1 (1б)»; rows are
 * login|code|class|variant|item|item|total|mark|journal */

#define HEAD                                                                                                                                         \
  "Индивидуальные результаты\n\nВПР 2025 Русский язык 4 класс\nПредмет: Русский язык\n" \
  "Максимальный первичный балл: 3\nДата: 15.04.2025\nУровень сложности задания||||Б|П\n"       \
  "ОО|Код участника|Класс|Вариант|1 (2б)|2K1 (1б) |Первичный балл|Отметка|Отметка по журналу\n"

/* results of a sheet alone, as the file @path */
static MeriloResults *
read_sheet (MeriloGrid *grid, const char *path, GError **error)
{
  g_autoptr (MeriloBook) book = merilo_book_new_for_grid (grid);
  MeriloReadHint hint = { .path = path };
  g_autoptr (MeriloWorkbook) workbook = merilo_workbook_new (book, &hint, error);

  return workbook != NULL ? g_steal_pointer (&workbook->results) : NULL;
}

static MeriloResults *
read_rows (const char *rows, GError **error)
{
  g_autofree char *text = g_strconcat (HEAD, rows, NULL);

  return read_sheet (sheet_make ("РУ 4 Индивидуальные результаты", text), NULL, error);
}

typedef struct
{
  const char *name;
  const char *rows;
  const char *issues; /* "row.column code value", … */
} Case;

static const Case cases[] = {
  { "clean", "edu990001|40001|4А|1|2|1|3|5|5", "" },
  { "x", "edu990001|40001|4А|1|X|1|1|2|2", "" },
  { "x-cyrillic-small", "edu990001|40001|4А|1|х|1|1|2|2", "" },
  { "no-journal-mark", "edu990001|40001|4А|1|2|1|3|5|нет отметки", "" },
  { "blank-journal-mark", "edu990001|40001|4А|1|2|1|3|5|", "" },
  { "absent", "edu990001|40001|4А|отсутствовал|||||4", "" },
  { "subheading", "Школа(edu990001) / Кол-во участников: 1\nedu990001|40001|4А|1|2|1|3|5|5", "" },
  { "blank-row", "edu990001|40001|4А|1|2|1|3|5|5\n||||||||", "" },
  { "item-above-max", "edu990001|40001|4А|1|3|1|3|5|5", "9.5 item-above-max 3" },
  { "item-below-zero", "edu990001|40001|4А|1|-1|1|1|2|5", "9.5 bad-value -1" },
  { "text-in-item", "edu990001|40001|4А|1|не пройд.|1|1|2|2", "9.5 not-studied не пройд." },
  { "fraction", "edu990001|40001|4А|1|1.5|1|2|3|3", "9.5 bad-value 1.5" },
  { "empty-item", "edu990001|40001|4А|1||1|1|2|2", "9.5 empty-item " },
  { "total-not-sum", "edu990001|40001|4А|1|1|1|3|5|5", "9.7 total-not-sum 3" },
  { "total-above-max", "edu990001|40001|4А|1|1|1|92|5|5", "9.7 total-above-max 92" },
  { "empty-total", "edu990001|40001|4А|1|1|1||5|5", "9.7 empty-total " },
  { "mark", "edu990001|40001|4А|1|2|1|3|6|5", "9.8 bad-mark 6" },
  { "journal-mark", "edu990001|40001|4А|1|2|1|3|5|8", "9.9 bad-journal-mark 8" },
  { "class", "edu990001|40001|5Ж|1|2|1|3|5|5", "9.3 unknown-class 5Ж" },
  { "class-word", "edu990001|40001|четвёртый|1|2|1|3|5|5", "9.3 unknown-class четвёртый" },
  { "org", "школа|40001|4А|1|2|1|3|5|5", "9.1 bad-org школа" },
  { "orgs-below",
    "школа|40001|4А|1|2|1|3|5|5\nшкола|40002|4А|1|2|1|3|5|5\nedu990001|40003|4А|1|2|1|3|5|5",
    "9.1 bad-org школа, 10.1 bad-org школа" },
  { "code", "edu990001|Иванов|4А|1|2|1|3|5|5", "9.2 bad-code " },
  { "doubled-code", "edu990001|40001|4А|1|2|1|3|5|5\nedu990001|40001|4А|1|2|1|3|5|5",
    "9.2 doubled-code 40001, 10.2 doubled-code 40001" },
  { "same-code-elsewhere", "edu990001|40001|4А|1|2|1|3|5|5\nedu990002|40001|4А|1|2|1|3|5|5", "" },
  { "shifted", "edu990001|40001|4А|1||2|1|3|5", "9.5 shifted-columns " },
  { "shifted-back", "edu990001|40001|4А|2|1|3|5|4|", "9.4 shifted-columns 2" },
  { "shifted-and-more", "edu990001|40001|4А|1||2|0|3|5", "9.5 empty-item , 9.6 item-above-max 2" },
  { "absent-yet-scored", "edu990001|40001|4А|отсутствовал|2|X||||", "9.5 scored-absent 2" },
  { "absent-yet-marked", "edu990001|40001|4А|отсутствовал||||4|4", "9.8 scored-absent 4" },
  { "absent-yet-added-up", "edu990001|40001|4А|отсутствовал|||3||4", "9.7 scored-absent 3" },
  { "same-digits-other-letters", "edu990001|40001|4А|1|2|1|3|5|5\nsch990001|40001|4А|1|2|1|3|5|5",
    "9.2 doubled-code 40001, 10.2 doubled-code 40001" },
  { "class-as-a-day", "edu990001|40001|05.01.2025|1|2|1|3|5|5", "9.3 unknown-class 05.01.2025" },
  { "only-a-code", "edu990001|40001|4А||||||4", "9.2 empty-row 40001" },
  { "no-variant", "edu990001|40001|4А||2|1|3|5|5", "9.4 bad-variant " },
  { "autumn-class", "edu990001|50001|5А|1|2|1|3|5|5", "" },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloResults) results = read_rows (c->rows, &error);
  g_autofree char *issues = NULL;
  gboolean faulty = FALSE;

  g_assert_no_error (error);
  issues = sheet_show_issues (results->issues);
  g_assert_cmpstr (issues, ==, c->issues);
  for (guint i = 0; i < results->rows->len; i++)
    faulty |= ((MeriloResultRow *) g_ptr_array_index (results->rows, i))->faulty;
  g_assert_true (faulty == (c->issues[0] != '\0'));
}

static void
test_values (void)
{
  g_autoptr (MeriloResults) results = read_rows ("edu990001|40001|4А|2|X|1|1|2|нет отметки", NULL);
  const MeriloResultRow *row = g_ptr_array_index (results->rows, 0);
  const MeriloResultItem *item = g_ptr_array_index (results->items, 1);

  g_assert_cmpstr (results->layout, ==, "individual-results");
  g_assert_cmpstr (results->procedure.kind, ==, "vpr");
  g_assert_cmpint (results->procedure.year, ==, 2025);
  g_assert_cmpstr (results->procedure.subject, ==, "Русский язык");
  g_assert_cmpstr (results->procedure.subject_code, ==, "РУ");
  g_assert_cmpint (results->procedure.grade, ==, 4);
  g_assert_cmpint (results->procedure.max, ==, 3);
  g_assert_cmpint (results->procedure.date, ==, merilo_date_join (2025, 4, 15));
  g_assert_cmpuint (results->items->len, ==, 2);
  g_assert_cmpstr (item->code, ==, "2К1");
  g_assert_cmpint (item->max, ==, 1);
  g_assert_cmpstr (item->level, ==, "П");
  g_assert_cmpstr (row->org_digits, ==, "990001");
  g_assert_cmpint (row->scores[0], ==, MERILO_SCORE_X);
  g_assert_cmpint (row->scores[1], ==, 1);
  g_assert_cmpint (row->total, ==, 1);
  g_assert_cmpint (row->mark, ==, 2);
  g_assert_cmpint (row->journal_mark, ==, MERILO_RESULT_NONE);
}

/* the same school below the same, another, the first again; with blanks around, it is the same too
 */
static void
test_schools_below (void)
{
  g_autoptr (MeriloResults) results = read_rows ("edu990001|40001|4А|1|2|1|3|5|5\n"
                                                 "edu990001|40002|4А|2|2|1|3|5|5\n"
                                                 "edu990002|40003|4Б|2|2|1|3|5|5\n"
                                                 " edu990002 |40004| 4Б |2|2|1|3|5|5\n"
                                                 "edu990001|40005|4Б|1|2|1|3|5|5",
                                                 NULL);
  static const char *const expected[]
      = { "990001 4А 1", "990001 4А 2", "990002 4Б 2", "990002 4Б 2", "990001 4Б 1" };

  g_assert_cmpuint (results->rows->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < results->rows->len; i++)
    {
      const MeriloResultRow *row = g_ptr_array_index (results->rows, i);
      g_autofree char *shown
          = g_strdup_printf ("%s %s %s", row->org_digits, row->class_name, row->variant);

      g_assert_cmpstr (shown, ==, expected[i]);
      g_assert_false (row->faulty);
    }
}

/* what nobody can tell apart on the screen, and ways of writing, are one class */
static void
test_class_names (void)
{
  static const struct
  {
    const char *typed, *name;
  } names[] = {
    { "4А", "4А" },    { "4A", "4А" }, { "4а", "4А" },   { "4 А", "4А" }, { "4-A", "4А" },
    { "4 «А»", "4А" }, { "4b", "4В" }, { "4-1", "4-1" }, { "4", "4" },    { "4L", "4L" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *text = g_strdup_printf ("edu990001|40001|%s|1|2|1|3|5|5", names[i].typed);
      g_autoptr (MeriloResults) results = read_rows (text, NULL);

      g_assert_cmpstr (((MeriloResultRow *) g_ptr_array_index (results->rows, 0))->class_name, ==,
                       names[i].name);
      g_assert_cmpuint (results->issues->len, ==, 0);
    }
}

static void
test_faulty_score_is_no_score (void)
{
  g_autoptr (MeriloResults) results = read_rows ("edu990001|40001|4А|2|9|1|1|2|2", NULL);
  const MeriloResultRow *row = g_ptr_array_index (results->rows, 0);

  g_assert_cmpint (row->scores[0], ==, MERILO_NO_SCORE);
  g_assert_true (row->faulty);
}

static void
test_unknown_sheet (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (read_sheet (sheet_make ("Лист1", "ОО|Оценка"), NULL, &error));
  g_assert_error (error, MERILO_ERROR, MERILO_ERROR_UNKNOWN_LAYOUT);
}

/* headings are there, but neither items nor the procedure */
static void
test_poor_sheet (void)
{
  static const char *const heads[]
      = { "ОО|Код участника|Первичный балл|Отметка|Отметка по журналу",
          "ОО|Код участника|1 (1б)|Первичный балл|Отметка|Отметка по журналу" };

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_sheet (sheet_make ("Лист1", heads[i]), NULL, &error));
      g_assert_error (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE);
    }
}

static void
test_json (void)
{
  g_autoptr (MeriloResults) results = read_rows ("edu990001|40001|4А|1|3|1|3|5|5", NULL);
  g_autoptr (GString) json = g_string_new ("{");

  merilo_results_put_json (results, json);
  g_assert_cmpstr (
      json->str, ==,
      "{\"layout\":\"individual-results\",\"procedure\":{\"kind\":\"vpr\",\"year\":2025,"
      "\"subject\":\"Русский язык\",\"subject_code\":\"РУ\",\"grade\":4,"
      "\"date\":\"2025-04-15\",\"max\":3,\"items\":[{\"code\":\"1\",\"max\":2,\"level\":\"Б\"},"
      "{\"code\":\"2К1\",\"max\":1,\"level\":\"П\"}]},\"rows\":1,\"issues\":[{\"row\":9,\"column\":5,"
      "\"code\":\"item-above-max\",\"value\":\"3\"}],\"columns\":["
      "{\"column\":1,\"heading\":\"ОО\",\"is\":\"org\"},"
      "{\"column\":2,\"heading\":\"Код участника\",\"is\":\"code\"},"
      "{\"column\":3,\"heading\":\"Класс\",\"is\":\"class\"},"
      "{\"column\":4,\"heading\":\"Вариант\",\"is\":\"variant\"},"
      "{\"column\":5,\"heading\":\"1 (2б)\",\"is\":\"item\"},"
      "{\"column\":6,\"heading\":\"2K1 (1б)\",\"is\":\"item\"},"
      "{\"column\":7,\"heading\":\"Первичный балл\",\"is\":\"total\"},"
      "{\"column\":8,\"heading\":\"Отметка\",\"is\":\"mark\"},"
      "{\"column\":9,\"heading\":\"Отметка по журналу\",\"is\":\"journal\"}],"
      "\"excerpt\":[{\"row\":9,\"cells\":[\"edu990001\",\"40001\",\"4А\",\"1\","
      "\"3\",\"1\",\"3\",\"5\",\"5\"]}]");
}

/* the lines above the table may be gone: the file's name says it */
static void
test_procedure_by_name (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloResults) results = read_sheet (
      sheet_make ("Лист1", "ОО|Код участника|1 (1б)|Первичный балл|Отметка|Отметка по журналу\n"
                           "edu990001|70001|1|1|3|3"),
      "Ф1 История 7 класс ВПР 2024.xlsx", &error);

  g_assert_no_error (error);
  g_assert_cmpint (results->procedure.year, ==, 2024);
  g_assert_cmpstr (results->procedure.subject_code, ==, "ИС");
  g_assert_cmpint (results->procedure.max, ==, 1);
}

/* every reason has words of its own */
static void
test_words (void)
{
  static const char *const codes[]
      = { "bad-value",     "not-studied",      "item-above-max",     "empty-item",
          "bad-total",     "empty-total",      "total-above-max",    "total-not-sum",
          "bad-mark",      "bad-journal-mark", "mark-off-scale",     "bad-org",
          "bad-code",      "doubled-code",     "bad-variant",        "unknown-class",
          "scored-absent", "shifted-columns",  "empty-row",          "bad-unit",
          "bad-count",     "bad-percent",      "percent-off-count",  "counts-not-total",
          "bad-year",      "bad-marker",       "percents-not-whole", "markers-not-sum",
          "rows-differ",   "class-changed" };
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      const char *words = merilo_issue_get_words (codes[i]);

      g_assert_cmpstr (words, !=, codes[i]);
      g_assert_true (g_hash_table_add (seen, (gpointer) words));
    }
  g_assert_cmpstr (merilo_issue_get_words ("no-such-reason"), ==, "no-such-reason");
}

/* Files */

static MeriloResults *
read_walk (guint year)
{
  g_autofree char *name
      = g_strdup_printf ("Ф1 Индивидуальные результаты Русский язык 4 класс %u.xlsx", year);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "walk", name, NULL);
  g_autoptr (GError) error = NULL;
  MeriloResults *results = merilo_results_open (path, NULL, &error);

  g_assert_no_error (error);
  return results;
}

static void
test_walk (void)
{
  static const int bounds[][3] = { { 14, 24, 33 }, { 14, 24, 33 }, { 10, 16, 21 } };

  for (guint year = 2023; year <= 2025; year++)
    {
      g_autoptr (MeriloResults) results = read_walk (year);
      g_autofree char *issues = NULL;

      g_assert_cmpint (results->procedure.year, ==, (int) year);
      g_assert_cmpuint (results->rows->len, >=, 56);
      g_assert_cmpuint (results->items->len, ==, year < 2025 ? 20 : 15);
      issues = sheet_show_issues (results->issues);
      g_assert_cmpuint (results->issues->len, ==, year == 2025 ? 1 : 0);
      if (year == 2025)
        g_assert_nonnull (strstr (issues, "total-not-sum"));
      merilo_results_check_scale (results, bounds[year - 2023]);
      g_assert_cmpuint (results->issues->len, <=, 2);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/layout/f1/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/layout/values", test_values);
  g_test_add_func ("/layout/schools-below", test_schools_below);
  g_test_add_func ("/layout/class-names", test_class_names);
  g_test_add_func ("/layout/faulty-score-is-no-score", test_faulty_score_is_no_score);
  g_test_add_func ("/layout/unknown-sheet", test_unknown_sheet);
  g_test_add_func ("/layout/poor-sheet", test_poor_sheet);
  g_test_add_func ("/layout/json", test_json);
  g_test_add_func ("/layout/walk", test_walk);
  g_test_add_func ("/layout/procedure-by-name", test_procedure_by_name);
  g_test_add_func ("/layout/words", test_words);
  return g_test_run ();
}
