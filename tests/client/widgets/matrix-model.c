#define G_LOG_DOMAIN "test-matrix-model"

#include "widgets/cells.h"
#include "widgets/matrix-model.h"

static AppMatrixModel *
make_model (void)
{
  AppMatrixModel *model = app_matrix_model_new ();

  app_matrix_model_add_reporter (model, 10, "Школа № 1");
  app_matrix_model_add_reporter (model, 11, "Школа № 2");
  app_matrix_model_add_reporter (model, 12, "Школа № 3");
  app_matrix_model_add_item (model, 101, "1.1", "Приказ о наблюдении", "Раздел 1", "dl?");
  app_matrix_model_add_item (model, 102, "1.2", "Работа школ с результатами", "Раздел 1", "x-.");
  app_matrix_model_add_item (model, 201, "2.1", "Видеонаблюдение", "Раздел 2", "onr");
  app_matrix_model_filter (model, NULL, 0, APP_MATRIX_N_STATES, NULL);
  return model;
}

static void
assert_count (AppMatrixCount count, guint done, guint due)
{
  g_assert_cmpuint (count.done, ==, done);
  g_assert_cmpuint (count.due, ==, due);
}

static void
test_rows (void)
{
  g_autoptr (AppMatrixModel) model = make_model ();

  g_assert_cmpuint (app_matrix_model_get_n_rows (model), ==, 5); /* two headings of sections */
  g_assert_cmpuint (app_matrix_model_get_n_items (model, FALSE), ==, 3);
  g_assert_true (app_matrix_model_is_section (model, 0));
  g_assert_cmpstr (app_matrix_model_get_title (model, 0), ==, "Раздел 1");
  g_assert_cmpint (app_matrix_model_get_lineage (model, 0), ==, 0);
  g_assert_cmpint (app_matrix_model_get_lineage (model, 2), ==, 102);
  g_assert_cmpint (app_matrix_model_get (model, 1, 1), ==, APP_MATRIX_LATE);
  g_assert_cmpint (app_matrix_model_get (model, 0, 1), ==, APP_MATRIX_NOTHING);
  /* past the end there is nothing, and nothing is read */
  g_assert_cmpint (app_matrix_model_get (model, 99, 99), ==, APP_MATRIX_NOTHING);
  g_assert_cmpstr (app_matrix_model_get_name (model, 99), ==, "");
}

/* done of due: what is ahead, not concerned or not applicable is in neither */
static void
test_counts (void)
{
  g_autoptr (AppMatrixModel) model = make_model ();

  assert_count (app_matrix_model_count_row (model, 1), 2, 3);
  assert_count (app_matrix_model_count_row (model, 2), 0, 0);
  assert_count (app_matrix_model_count_row (model, 0), 2, 3);
  assert_count (app_matrix_model_count_row (model, 3), 0, 3);
  assert_count (app_matrix_model_count_col (model, 0), 1, 2);
  assert_count (app_matrix_model_count_col (model, 1), 1, 2);
  assert_count (app_matrix_model_count_all (model), 2, 6);
  g_assert_cmpuint (app_matrix_model_count_state (model, APP_MATRIX_OVERDUE), ==, 1);
  g_assert_cmpuint (app_matrix_model_count_state (model, APP_MATRIX_NOTHING), ==, 1);
}

static void
test_filter (void)
{
  g_autoptr (AppMatrixModel) model = make_model ();

  app_matrix_model_filter (model, "Раздел 2", 0, APP_MATRIX_N_STATES, NULL);
  g_assert_cmpuint (app_matrix_model_get_n_items (model, FALSE), ==, 1);
  g_assert_cmpuint (app_matrix_model_get_n_items (model, TRUE), ==, 3);
  assert_count (app_matrix_model_count_all (model), 0, 3);
  app_matrix_model_filter (model, NULL, 11, APP_MATRIX_N_STATES, NULL);
  g_assert_cmpuint (app_matrix_model_get_n_cols (model), ==, 1);
  g_assert_cmpstr (app_matrix_model_get_name (model, 0), ==, "Школа № 2");
  assert_count (app_matrix_model_count_all (model), 1, 2);
  /* rows and columns that have such a cell */
  app_matrix_model_filter (model, NULL, 0, APP_MATRIX_RETURNED, NULL);
  g_assert_cmpuint (app_matrix_model_get_n_items (model, FALSE), ==, 1);
  g_assert_cmpuint (app_matrix_model_get_n_cols (model), ==, 1);
  g_assert_cmpint (app_matrix_model_get_reporter (model, 0), ==, 12);
  app_matrix_model_filter (model, NULL, 10, APP_MATRIX_RETURNED, NULL);
  g_assert_cmpuint (app_matrix_model_get_n_items (model, FALSE), ==, 0);
  g_assert_cmpuint (app_matrix_model_get_n_rows (model), ==, 0);
  app_matrix_model_filter (model, NULL, 0, APP_MATRIX_N_STATES, "ШКОЛ");
  g_assert_cmpuint (app_matrix_model_get_n_items (model, FALSE), ==, 1);
}

static void
test_find (void)
{
  g_autoptr (AppMatrixModel) model = make_model ();
  guint row = 0;

  g_assert_true (app_matrix_model_find (model, 0, "1.2", &row));
  g_assert_cmpuint (row, ==, 2);
  g_assert_true (app_matrix_model_find (model, 4, "прик", &row)); /* round the end */
  g_assert_cmpuint (row, ==, 1);
  g_assert_false (app_matrix_model_find (model, 0, "Раздел", &row)); /* headings are no items */
}

static void
test_words (void)
{
  /* every state has its own letter, its own glyph but the empty one, and its own code */
  for (guint i = 0; i < APP_MATRIX_N_STATES; i++)
    {
      g_assert_cmpint (app_matrix_state_of (app_matrix_words[i].letter), ==, i);
      g_assert_cmpint (app_matrix_state_by_code (app_matrix_words[i].code), ==, i);
      for (guint k = 0; k < i; k++)
        g_assert_cmpstr (app_matrix_words[i].glyph, !=, app_matrix_words[k].glyph);
    }
  g_assert_cmpint (app_matrix_state_of ('Z'), ==, APP_MATRIX_NO_ANSWER);
  g_assert_cmpint (app_matrix_state_by_code ("what"), ==, APP_MATRIX_N_STATES);
  g_assert_cmpint (app_matrix_state_by_code (NULL), ==, APP_MATRIX_N_STATES);
}

static void
test_short_cells (void)
{
  g_autoptr (AppMatrixModel) model = app_matrix_model_new ();

  app_matrix_model_add_reporter (model, 10, NULL);
  app_matrix_model_add_reporter (model, 11, "Школа");
  app_matrix_model_add_item (model, 1, NULL, NULL, NULL, "d");
  app_matrix_model_add_item (model, 2, "2", "Б", NULL, "dddddd");
  app_matrix_model_filter (model, NULL, 0, APP_MATRIX_N_STATES, "");
  g_assert_cmpuint (app_matrix_model_get_n_rows (model), ==, 2); /* no section, no heading */
  g_assert_cmpint (app_matrix_model_get (model, 0, 1), ==, APP_MATRIX_NOTHING);
  g_assert_cmpint (app_matrix_model_get (model, 1, 1), ==, APP_MATRIX_DONE);
}

static void
test_copy (void)
{
  g_autoptr (AppMatrixModel) model = make_model ();
  g_autoptr (GPtrArray) cells = app_matrix_model_copy (model, 0, 1, 1, 2);
  g_autofree char *tsv = app_cells_to_tsv (cells);

  g_assert_cmpstr (tsv, ==,
                   "№\tМероприятие\tШкола № 2\tШкола № 3\n"
                   "\tРаздел 1\t\t\n"
                   "1.1\tПриказ о наблюдении\tисполнено с опозданием\tнет ответа\n");
}

/* counts in place of states: sums, words of a cell, what is left out */
static void
test_bars (void)
{
  g_autoptr (AppMatrixModel) model = app_matrix_model_new ();
  const AppMatrixBar bars[] = { { 19, 50, 3 }, { 0, 0, 0 }, { 8, 8, 0 } };
  const AppMatrixHeads heads = { .title = "Организация" };
  g_autoptr (GPtrArray) cells = NULL;
  g_autofree char *tsv = NULL;

  for (guint i = 0; i < 3; i++)
    app_matrix_model_add_reporter (model, i + 1, "м");
  app_matrix_model_set_heads (model, &heads);
  app_matrix_model_add_bars (model, 7, "1.1", "Приказ", "", bars);
  app_matrix_model_filter (model, NULL, 0, APP_MATRIX_N_STATES, NULL);
  g_assert_true (app_matrix_model_has_bars (model));
  assert_count (app_matrix_model_count_row (model, 0), 27, 58);
  assert_count (app_matrix_model_count_col (model, 1), 0, 0);
  g_assert_cmpint (app_matrix_model_get (model, 0, 0), ==, APP_MATRIX_OVERDUE);
  g_assert_cmpint (app_matrix_model_get (model, 0, 1), ==, APP_MATRIX_NOTHING);
  g_assert_cmpint (app_matrix_model_get (model, 0, 2), ==, APP_MATRIX_DONE);
  cells = app_matrix_model_copy (model, 0, 0, G_MAXUINT - 1, G_MAXUINT - 1);
  tsv = app_cells_to_tsv (cells);
  g_assert_cmpstr (tsv, ==, "№\tОрганизация\tм\tм\tм\n1.1\tПриказ\t19 из 50\t\t8 из 8\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/matrix-model/rows", test_rows);
  g_test_add_func ("/matrix-model/counts", test_counts);
  g_test_add_func ("/matrix-model/filter", test_filter);
  g_test_add_func ("/matrix-model/find", test_find);
  g_test_add_func ("/matrix-model/words", test_words);
  g_test_add_func ("/matrix-model/short-cells", test_short_cells);
  g_test_add_func ("/matrix-model/copy", test_copy);
  g_test_add_func ("/matrix-model/bars", test_bars);
  return g_test_run ();
}
