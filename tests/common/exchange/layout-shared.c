/* the specimens and the synthetic municipality beside the checkout: every row that should be found,
 * and no other */
#include "exchange/layout.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "exchange/csv.h"
#include "sheet-maker.h"

/* codes by which reading may name what the data say is wrong */
static const struct
{
  const char *what;
  const char *codes[2];
} reasons[] = {
  { "total not the sum", { "total-not-sum" } },
  { "total above maximum", { "total-above-max" } },
  { "empty total", { "empty-total" } },
  { "item above maximum", { "item-above-max" } },
  { "empty item instead of X", { "empty-item" } },
  { "«не пройд.» in an item", { "not-studied" } },
  { "text in a number cell", { "bad-value", "bad-total" } },
  { "journal mark 1", { "bad-journal-mark" } },
  { "journal mark 8", { "bad-journal-mark" } },
  { "unknown class number", { "unknown-class" } },
  { "mark not by the scale", { "mark-off-scale" } },
  { "row shifted by one column", { "shifted-columns" } },
  { "doubled code", { "doubled-code" } },
  { "partner of a doubled code", { "doubled-code" } },
};

static gboolean
is_named (const GArray *issues, guint row, guint column, const char *what)
{
  for (guint i = 0; i < issues->len; i++)
    {
      const MeriloResultIssue *issue = &g_array_index (issues, MeriloResultIssue, i);

      if (issue->row != row || issue->column != column)
        continue;
      for (guint k = 0; k < G_N_ELEMENTS (reasons); k++)
        if (g_str_equal (reasons[k].what, what)
            && (g_str_equal (issue->code, reasons[k].codes[0])
                || g_strcmp0 (issue->code, reasons[k].codes[1]) == 0))
          return TRUE;
    }
  return FALSE;
}

static guint
count_rows (const GArray *issues)
{
  guint n = 0, last = 0;

  for (guint i = 0; i < issues->len; i++)
    {
      guint row = g_array_index (issues, MeriloResultIssue, i).row;

      n += row != last ? 1 : 0;
      last = row;
    }
  return n;
}

/* Specimens */

static void
check_procedure (const MeriloProcedure *procedure, JsonObject *expected)
{
  g_assert_cmpint (procedure->year, ==, json_object_get_int_member (expected, "year"));
  g_assert_cmpint (procedure->grade, ==, json_object_get_int_member (expected, "grade"));
  g_assert_cmpstr (procedure->subject_code, ==,
                   json_object_get_string_member (expected, "subject"));
  g_assert_cmpstr (procedure->subject, ==,
                   json_object_get_string_member (expected, "subject_name"));
}

static void
check_items (const MeriloResults *results, JsonArray *expected)
{
  g_assert_cmpuint (results->items->len, ==, json_array_get_length (expected));
  for (guint i = 0; i < results->items->len; i++)
    {
      const MeriloResultItem *item = g_ptr_array_index (results->items, i);
      JsonObject *object = json_array_get_object_element (expected, i);

      g_assert_cmpstr (item->code, ==, json_object_get_string_member (object, "code"));
      g_assert_cmpint (item->max, ==, json_object_get_int_member (object, "max"));
      g_assert_cmpstr (item->level, ==,
                       json_object_get_string_member_with_default (object, "level", ""));
    }
}

/* sums of what is clean: a value read wrongly shows here */
static void
check_totals (const MeriloResults *results, JsonObject *expected)
{
  JsonObject *sums = json_object_get_object_member (expected, "item_sums");
  JsonObject *marks = json_object_get_object_member (expected, "journal_marks");
  gint64 total = 0, x = 0, zeros = 0, journal[6] = { 0 };
  g_autofree gint64 *items = g_new0 (gint64, results->items->len);

  for (guint i = 0; i < results->rows->len; i++)
    {
      const MeriloResultRow *row = g_ptr_array_index (results->rows, i);

      if (row->faulty || row->absent)
        continue;
      total += row->total;
      journal[MAX (row->journal_mark, 0)]++;
      for (guint k = 0; k < results->items->len; k++)
        {
          x += row->scores[k] == MERILO_SCORE_X ? 1 : 0;
          zeros += row->scores[k] == 0 ? 1 : 0;
          items[k] += MAX (row->scores[k], 0);
        }
    }
  g_assert_cmpint (total, ==, json_object_get_int_member (expected, "sum_of_primary_scores"));
  g_assert_cmpint (x, ==, json_object_get_int_member (expected, "X"));
  g_assert_cmpint (zeros, ==, json_object_get_int_member (expected, "zeros"));
  for (guint k = 0; k < results->items->len; k++)
    g_assert_cmpint (items[k], ==,
                     json_object_get_int_member (
                         sums, ((MeriloResultItem *) g_ptr_array_index (results->items, k))->code));
  g_assert_cmpint (journal[0], ==,
                   json_object_get_int_member_with_default (marks, "нет отметки", 0));
  for (int mark = 2; mark <= 5; mark++)
    {
      char key[] = { (char) ('0' + mark), '\0' };

      g_assert_cmpint (journal[mark], ==, json_object_get_int_member_with_default (marks, key, 0));
    }
}

static void
check_results (MeriloResults *results, JsonObject *expected)
{
  JsonArray *faults = json_object_get_array_member (expected, "refused_or_marked");
  JsonObject *outcomes = json_object_get_object_member (expected, "outcomes");
  gint64 absent = 0;

  merilo_results_check_norm (results);
  check_items (results, json_object_get_array_member (expected, "items"));
  for (guint i = 0; i < json_array_get_length (faults); i++)
    {
      JsonObject *fault = json_array_get_object_element (faults, i);

      g_assert_true (is_named (results->issues, (guint) json_object_get_int_member (fault, "row"),
                               (guint) json_object_get_int_member (fault, "column"),
                               json_object_get_string_member (fault, "what")));
    }
  g_assert_cmpuint (count_rows (results->issues), ==, json_array_get_length (faults));
  for (guint i = 0; i < results->rows->len; i++)
    {
      const MeriloResultRow *row = g_ptr_array_index (results->rows, i);

      absent += row->absent && !row->faulty ? 1 : 0;
    }
  g_assert_cmpint (absent, ==, json_object_get_int_member (outcomes, "absent"));
  check_totals (results, json_object_get_object_member (expected, "totals_of_clean"));
}

static void
check_printed (const MeriloPrinted *printed, JsonObject *expected)
{
  JsonArray *units = json_object_get_array_member (expected, "units");

  g_assert_cmpuint (printed->issues->len, ==, 0);
  for (guint i = 0; i < printed->units->len; i++)
    {
      const MeriloPrintedUnit *unit = g_ptr_array_index (printed->units, i);
      JsonObject *object = json_array_get_object_element (units, i);
      const char *count
          = json_object_has_member (object, "participants") ? "participants" : "with_journal_mark";

      g_assert_cmpint (unit->row, ==, json_object_get_int_member (object, "row"));
      g_assert_cmpstr (merilo_scope_get_id (unit->scope), ==,
                       json_object_get_string_member (object, "level"));
      g_assert_cmpint (unit->n, ==, json_object_get_int_member (object, count));
      for (guint k = 0; k < printed->columns->len; k++)
        {
          const char *column = g_ptr_array_index (printed->columns, k);

          if (json_object_has_member (object, column))
            g_assert_cmpint (unit->cells[k].count, ==, json_object_get_int_member (object, column));
          if (json_object_has_member (object, "marks"))
            g_assert_cmpint (unit->cells[k].percent, ==,
                             merilo_percent (json_object_get_int_member (
                                                 json_object_get_object_member (object, "marks"),
                                                 column),
                                             unit->n));
        }
    }
}

static void
check_marked (const MeriloMarked *marked, JsonObject *expected)
{
  JsonObject *years = json_object_get_object_member (expected, "years");

  g_assert_cmpuint (marked->issues->len, ==, 0);
  for (int year = 2023; year <= 2025; year++)
    {
      g_autofree char *key = g_strdup_printf ("%d", year);
      JsonObject *object = json_object_get_object_member (years, key);
      JsonObject *by_work = json_object_get_object_member (object, "by_work");
      gint64 schools = 0, again = 0;

      for (guint k = 0; k < marked->works->len; k++)
        {
          gint64 n = 0;

          for (guint i = 0; i < marked->schools->len; i++)
            {
              const MeriloMarkedSchool *school = g_ptr_array_index (marked->schools, i);

              n += school->year == year && school->works[k] ? 1 : 0;
              schools += k == 0 && school->year == year ? 1 : 0;
              again += k == 0 && school->year == year ? school->again : 0;
            }
          g_assert_cmpint (n, ==,
                           json_object_get_int_member (
                               by_work,
                               ((MeriloMarkedWork *) g_ptr_array_index (marked->works, k))->code));
        }
      g_assert_cmpint (schools, ==, json_object_get_int_member (object, "schools"));
      g_assert_cmpint (again, ==, json_object_get_int_member (object, "doubled_rows"));
    }
}

static void
check_specimen (const char *folder, JsonObject *expected)
{
  g_autofree char *path
      = g_build_filename (folder, json_object_get_string_member (expected, "file"), NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloWorkbook) workbook = merilo_workbook_open (path, NULL, &error);

  g_assert_no_error (error);
  g_test_message ("%s", path);
  g_assert_cmpstr (workbook->layout->id, ==, json_object_get_string_member (expected, "layout"));
  g_assert_cmpint (merilo_workbook_get_n_rows (workbook), ==,
                   json_object_get_int_member (expected, "rows"));
  if (workbook->results != NULL)
    {
      check_procedure (&workbook->results->procedure,
                       json_object_get_object_member (expected, "procedure"));
      check_results (workbook->results, expected);
    }
  else if (workbook->printed != NULL)
    {
      check_procedure (&workbook->printed->procedure,
                       json_object_get_object_member (expected, "procedure"));
      check_printed (workbook->printed, expected);
    }
  else
    check_marked (workbook->marked, expected);
}

static void
test_specimens (void)
{
  g_autofree char *shared = sheet_find_shared ();
  g_autofree char *folder = NULL, *path = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray *files;

  if (shared == NULL)
    return;
  folder = g_build_filename (shared, "layouts", NULL);
  path = g_build_filename (folder, "expected.json", NULL);
  g_assert_true (json_parser_load_from_file (parser, path, NULL));
  files = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)),
                                        "files");
  g_assert_cmpuint (json_array_get_length (files), ==, 11);
  for (guint i = 0; i < json_array_get_length (files); i++)
    check_specimen (folder, json_array_get_object_element (files, i));
}

/* Forms */

enum
{
  YEAR,
  SUBJECT,
  GRADE,
  LOGIN,
  SHEET_ROW,
  SHEET_COLUMN,
  VALUE,
  WHAT,
};

static char *
get_text (const MeriloGridRow *row, guint field)
{
  return merilo_cell_to_text (merilo_grid_row_get (row, field + 1));
}

static guint
get_number (const MeriloGridRow *row, guint field)
{
  int value = 0;

  g_assert_true (merilo_cell_get_whole (merilo_grid_row_get (row, field + 1), &value));
  return (guint) value;
}

/* the list speaks of this very file */
static gboolean
is_of (const MeriloGridRow *row, const MeriloResults *results, const char *login)
{
  g_autofree char *subject = get_text (row, SUBJECT), *org = get_text (row, LOGIN);

  return get_number (row, YEAR) == (guint) results->procedure.year
         && get_number (row, GRADE) == (guint) results->procedure.grade
         && g_str_equal (subject, results->procedure.subject_code) && g_str_equal (org, login);
}

/* rows of @dirt that this form has; each is named, and no other row is */
static guint
check_form (const char *path, const char *login, const MeriloGrid *dirt)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloResults) results = merilo_results_open (path, NULL, &error);
  g_autoptr (GHashTable) rows = g_hash_table_new (NULL, NULL);

  g_assert_no_error (error);
  g_assert_cmpstr (results->layout, ==, "form-2026");
  for (guint i = 1; i < dirt->rows->len; i++)
    {
      const MeriloGridRow *row = &g_array_index (dirt->rows, MeriloGridRow, i);
      g_autofree char *what = get_text (row, WHAT);

      if (!is_of (row, results, login))
        continue;
      if (!is_named (results->issues, get_number (row, SHEET_ROW), get_number (row, SHEET_COLUMN),
                     what))
        g_error ("%s, row %u: not found: %s", path, get_number (row, SHEET_ROW), what);
      g_hash_table_add (rows, GUINT_TO_POINTER (get_number (row, SHEET_ROW)));
    }
  g_assert_cmpuint (count_rows (results->issues), ==, g_hash_table_size (rows));
  return g_hash_table_size (rows);
}

static void
check_year (const char *shared, guint year, const MeriloGrid *dirt, guint *files, guint *rows)
{
  g_autofree char *number = g_strdup_printf ("%u", year);
  g_autofree char *folder = g_build_filename (shared, number, "forms", NULL);
  g_autoptr (GDir) schools = g_dir_open (folder, 0, NULL);
  const char *login, *name;

  while ((login = g_dir_read_name (schools)) != NULL)
    {
      g_autofree char *school = g_build_filename (folder, login, NULL);
      g_autoptr (GDir) forms = g_dir_open (school, 0, NULL);

      while ((name = g_dir_read_name (forms)) != NULL)
        {
          g_autofree char *path = g_build_filename (school, name, NULL);

          *rows += check_form (path, login, dirt);
          *files += 1;
        }
    }
}

static void
test_forms (void)
{
  g_autofree char *shared = sheet_find_shared ();
  g_autofree char *path = NULL;
  g_autoptr (MeriloBook) book = NULL;
  const MeriloGrid *dirt;
  guint files = 0, rows = 0;

  if (shared == NULL)
    return;
  path = g_build_filename (shared, "dirt.csv", NULL);
  book = merilo_book_open (path, NULL);
  g_assert_nonnull (book);
  dirt = merilo_book_get_grid (book, 0, NULL);
  g_assert_nonnull (dirt);
  for (guint year = 2023; year <= 2025; year++)
    check_year (shared, year, dirt, &files, &rows);
  g_assert_cmpuint (files, ==, 108);
  g_assert_cmpuint (rows, ==, 185);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layout/shared/specimens", test_specimens);
  g_test_add_func ("/layout/shared/forms", test_forms);
  return g_test_run ();
}
