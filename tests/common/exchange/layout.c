/* layouts of result workbooks: our own, the specimens beside the checkout, and faults one by one */
#include "exchange/layout.h"

#include <string.h>

#include "model/error.h"
#include "model/value.h"
#include "zip-maker.h"

/* A sheet of Ф1, short: two items, «1 (2б)» and «2К1 (1б)»; rows are
 * login|code|class|variant|item|item|total|mark|journal */

static void
add_texts (MeriloGrid *grid, guint row, const char *line)
{
  g_auto (GStrv) texts = g_strsplit (line, "|", -1);
  g_autoptr (GArray) cells = g_array_new (FALSE, TRUE, sizeof (MeriloCell));

  for (guint i = 0; texts[i] != NULL; i++)
    {
      MeriloCell cell = { .kind = texts[i][0] != '\0' ? MERILO_CELL_TEXT : MERILO_CELL_EMPTY,
                          .text = texts[i][0] != '\0' ? texts[i] : NULL };

      g_array_append_val (cells, cell);
    }
  g_assert_true (
      merilo_grid_add_row (row, (MeriloCell *) (gpointer) cells->data, cells->len, grid, NULL));
}

static MeriloGrid *
make_sheet (const char *rows)
{
  MeriloGrid *grid = merilo_grid_new ("РУ 4 Индивидуальные результаты");
  g_auto (GStrv) lines = g_strsplit (rows, "\n", -1);

  add_texts (grid, 1, "Индивидуальные результаты");
  add_texts (grid, 3, "ВПР 2025 Русский язык 4 класс");
  add_texts (grid, 4, "Предмет: Русский язык");
  add_texts (grid, 5, "Максимальный первичный балл: 3");
  add_texts (grid, 6, "Дата: 15.04.2025");
  add_texts (grid, 7, "Уровень сложности задания||||Б|П");
  add_texts (grid, 8,
             "ОО|Код участника|Класс|Вариант|1 (2б)|2K1 (1б) |Первичный балл|Отметка|Отметка по "
             "журналу");
  for (guint i = 0; lines[i] != NULL; i++)
    add_texts (grid, 9 + i, lines[i]);
  return grid;
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
  { "text-in-item", "edu990001|40001|4А|1|не пройд.|1|1|2|2", "9.5 bad-value не пройд." },
  { "fraction", "edu990001|40001|4А|1|1.5|1|2|3|3", "9.5 bad-value 1.5" },
  { "empty-item", "edu990001|40001|4А|1||1|1|2|2", "9.5 empty-item " },
  { "total-not-sum", "edu990001|40001|4А|1|1|1|3|5|5", "9.7 total-not-sum 3" },
  { "total-above-max", "edu990001|40001|4А|1|1|1|92|5|5", "9.7 total-above-max 92" },
  { "empty-total", "edu990001|40001|4А|1|1|1||5|5", "9.7 bad-total " },
  { "mark", "edu990001|40001|4А|1|2|1|3|6|5", "9.8 bad-mark 6" },
  { "journal-mark", "edu990001|40001|4А|1|2|1|3|5|8", "9.9 bad-journal-mark 8" },
  { "class", "edu990001|40001|5Ж|1|2|1|3|5|5", "9.3 unknown-class 5Ж" },
  { "class-word", "edu990001|40001|четвёртый|1|2|1|3|5|5", "9.3 unknown-class четвёртый" },
  { "org", "школа|40001|4А|1|2|1|3|5|5", "9.1 bad-org школа" },
  { "code", "edu990001|Иванов|4А|1|2|1|3|5|5", "9.2 bad-code Иванов" },
  { "doubled-code", "edu990001|40001|4А|1|2|1|3|5|5\nedu990001|40001|4А|1|2|1|3|5|5",
    "9.2 doubled-code 40001, 10.2 doubled-code 40001" },
  { "same-code-elsewhere", "edu990001|40001|4А|1|2|1|3|5|5\nedu990002|40001|4А|1|2|1|3|5|5", "" },
  { "shifted", "edu990001|40001|4А|1||2|1|3|5", "9.5 empty-item , 9.6 item-above-max 2" },
};

static char *
show_issues (const MeriloResults *results)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < results->issues->len; i++)
    {
      const MeriloResultIssue *issue = &g_array_index (results->issues, MeriloResultIssue, i);

      g_string_append_printf (out, "%s%u.%u %s %s", i > 0 ? ", " : "", issue->row, issue->column,
                              issue->code, issue->value);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (MeriloGrid) grid = make_sheet (c->rows);
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloResults) results = merilo_results_from_grid (grid, &error);
  g_autofree char *issues = NULL;
  gboolean faulty = FALSE;

  g_assert_no_error (error);
  issues = show_issues (results);
  g_assert_cmpstr (issues, ==, c->issues);
  for (guint i = 0; i < results->rows->len; i++)
    faulty |= ((MeriloResultRow *) g_ptr_array_index (results->rows, i))->faulty;
  g_assert_true (faulty == (c->issues[0] != '\0'));
}

static void
test_values (void)
{
  g_autoptr (MeriloGrid) grid = make_sheet ("edu990001|40001|4А|2|X|1|1|2|нет отметки");
  g_autoptr (MeriloResults) results = merilo_results_from_grid (grid, NULL);
  const MeriloResultRow *row = g_ptr_array_index (results->rows, 0);
  const MeriloResultItem *item = g_ptr_array_index (results->items, 1);

  g_assert_cmpstr (results->layout, ==, "individual-results");
  g_assert_cmpstr (results->kind, ==, "vpr");
  g_assert_cmpint (results->year, ==, 2025);
  g_assert_cmpstr (results->subject, ==, "Русский язык");
  g_assert_cmpstr (results->subject_code, ==, "РУ");
  g_assert_cmpint (results->grade, ==, 4);
  g_assert_cmpint (results->max, ==, 3);
  g_assert_cmpint (results->date, ==, merilo_date_join (2025, 4, 15));
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

static void
test_faulty_score_is_no_score (void)
{
  g_autoptr (MeriloGrid) grid = make_sheet ("edu990001|40001|4А|2|9|1|1|2|2");
  g_autoptr (MeriloResults) results = merilo_results_from_grid (grid, NULL);
  const MeriloResultRow *row = g_ptr_array_index (results->rows, 0);

  g_assert_cmpint (row->scores[0], ==, MERILO_NO_SCORE);
  g_assert_true (row->faulty);
}

static void
test_unknown_sheet (void)
{
  g_autoptr (MeriloGrid) grid = merilo_grid_new ("Лист1");
  g_autoptr (GError) error = NULL;

  add_texts (grid, 1, "ОО|Оценка");
  g_assert_null (merilo_results_from_grid (grid, &error));
  g_assert_error (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE);
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
      g_autoptr (MeriloGrid) grid = merilo_grid_new ("Лист1");
      g_autoptr (GError) error = NULL;

      add_texts (grid, 1, heads[i]);
      g_assert_null (merilo_results_from_grid (grid, &error));
      g_assert_error (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE);
    }
}

static void
test_json (void)
{
  g_autoptr (MeriloGrid) grid = make_sheet ("edu990001|40001|4А|1|3|1|3|5|5");
  g_autoptr (MeriloResults) results = merilo_results_from_grid (grid, NULL);
  g_autoptr (GString) json = g_string_new ("{");

  merilo_results_put_json (results, json);
  g_assert_cmpstr (
      json->str, ==,
      "{\"layout\":\"individual-results\",\"procedure\":{\"kind\":\"vpr\",\"year\":2025,"
      "\"subject\":\"Русский язык\",\"subject_code\":\"РУ\",\"grade\":4,"
      "\"date\":\"2025-04-15\",\"max\":3,\"items\":[{\"code\":\"1\",\"max\":2,\"level\":\"Б\"},"
      "{\"code\":\"2К1\",\"max\":1,\"level\":\"П\"}]},\"rows\":1,\"issues\":[{\"row\":9,\"column\":5,"
      "\"code\":\"item-above-max\",\"value\":\"3\"}]");
}

/* Files */

static MeriloResults *
read_walk (guint year)
{
  g_autofree char *name
      = g_strdup_printf ("Ф1 Индивидуальные результаты Русский язык 4 класс %u.xlsx", year);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "walk", name, NULL);
  g_autoptr (GError) error = NULL;
  MeriloResults *results = merilo_results_open (path, &error);

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

      g_assert_cmpint (results->year, ==, (int) year);
      g_assert_cmpuint (results->rows->len, >=, 56);
      g_assert_cmpuint (results->items->len, ==, year < 2025 ? 20 : 15);
      issues = show_issues (results);
      g_assert_cmpuint (results->issues->len, ==, year == 2025 ? 1 : 0);
      if (year == 2025)
        g_assert_nonnull (strstr (issues, "total-not-sum"));
      merilo_results_check_scale (results, bounds[year - 2023]);
      g_assert_cmpuint (results->issues->len, <=, 2);
    }
}

/* the folder of shared workbooks, NULL if it is not there */
static char *
find_shared (void)
{
  const char *named = g_getenv ("MERILO_SHARED");
  char *path = named != NULL
                   ? g_build_filename (named, "data", "vpr", NULL)
                   : g_test_build_filename (G_TEST_DIST, "..", "..", "shared", "data", "vpr", NULL);

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return path;
  g_free (path);
  return NULL;
}

static void
test_shared_specimen (void)
{
  static const int bounds[] = { 10, 16, 21 };
  g_autofree char *folder = find_shared ();
  g_autofree char *path = NULL, *issues = NULL;
  g_autoptr (MeriloResults) results = NULL;
  g_autoptr (GError) error = NULL;
  int sum = 0, x = 0, zeros = 0;

  if (folder == NULL)
    {
      g_test_skip ("shared data are not beside the checkout");
      return;
    }
  path = g_build_filename (folder, "layouts",
                           "Ф1 Индивидуальные результаты Русский язык 4 класс.xlsx", NULL);
  results = merilo_results_open (path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (results->year, ==, 2026);
  g_assert_cmpstr (results->subject_code, ==, "РУ");
  g_assert_cmpuint (results->rows->len, ==, 50);
  g_assert_cmpuint (results->issues->len, ==, 0);
  merilo_results_check_scale (results, bounds);
  issues = show_issues (results);
  g_assert_cmpstr (issues, ==, "39.23 mark-off-scale 5");
  for (guint i = 0; i < results->rows->len; i++)
    {
      const MeriloResultRow *row = g_ptr_array_index (results->rows, i);

      for (guint k = 0; !row->faulty && k < results->items->len; k++)
        {
          x += row->scores[k] == MERILO_SCORE_X ? 1 : 0;
          zeros += row->scores[k] == 0 ? 1 : 0;
        }
      sum += row->faulty ? 0 : row->total;
    }
  g_assert_cmpint (sum, ==, 810);
  g_assert_cmpint (x, ==, 17);
  g_assert_cmpint (zeros, ==, 128);
}

/* the synthetic municipality's Ф1 are clean: nothing may be found in them */
static void
test_shared_years (void)
{
  g_autofree char *folder = find_shared ();
  guint files = 0;

  if (folder == NULL)
    {
      g_test_skip ("shared data are not beside the checkout");
      return;
    }
  for (guint year = 2023; year <= 2025; year++)
    {
      g_autofree char *number = g_strdup_printf ("%u", year);
      g_autofree char *path = g_build_filename (folder, number, "analytics", NULL);
      g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
      const char *name;

      while ((name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *file = g_build_filename (path, name, NULL), *issues = NULL;
          g_autoptr (GError) error = NULL;
          g_autoptr (MeriloResults) results = merilo_results_open (file, &error);

          if (!g_str_has_prefix (name, "Ф1"))
            {
              g_assert_error (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE);
              continue;
            }
          g_assert_no_error (error);
          g_assert_cmpint (results->year, ==, (int) year);
          issues = show_issues (results);
          g_assert_cmpstr (issues, ==, "");
          g_assert_cmpuint (results->rows->len, >, 300);
          files++;
        }
    }
  g_assert_cmpuint (files, ==, 18);
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
  g_test_add_func ("/layout/faulty-score-is-no-score", test_faulty_score_is_no_score);
  g_test_add_func ("/layout/unknown-sheet", test_unknown_sheet);
  g_test_add_func ("/layout/poor-sheet", test_poor_sheet);
  g_test_add_func ("/layout/json", test_json);
  g_test_add_func ("/layout/walk", test_walk);
  g_test_add_func ("/layout/shared-specimen", test_shared_specimen);
  g_test_add_func ("/layout/shared-years", test_shared_years);
  return g_test_run ();
}
