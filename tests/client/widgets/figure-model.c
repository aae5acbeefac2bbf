#define G_LOG_DOMAIN "test-figure-model"

#include <locale.h>

#include "widgets/cells.h"
#include "widgets/figure-model.h"

static const AppFigureColumn columns[] = {
  { "Кто", NULL, FALSE },
  { "n", NULL, TRUE },
  { "«2»", "«2», чел.", TRUE },
};

static AppFigureModel *
make (void)
{
  AppFigureModel *model = app_figure_model_new (columns, G_N_ELEMENTS (columns));
  guint row = app_figure_model_add_row (model, APP_FIGURE_STRONG);

  app_figure_model_set (model, row, 0, "Лицей № 5", NULL, APP_TONE_PLAIN);
  app_figure_model_set (model, row, 1, "89", NULL, APP_TONE_PLAIN);
  app_figure_model_set (model, row, 2, "5,62 %", "5", APP_TONE_BAD);
  app_figure_model_set_id (model, row, 14);
  row = app_figure_model_add_row (model, APP_FIGURE_SECTION);
  app_figure_model_set (model, row, 0, "Классы", NULL, APP_TONE_PLAIN);
  row = app_figure_model_add_row (model, APP_FIGURE_ROW);
  app_figure_model_set (model, row, 0, "4А", NULL, APP_TONE_PLAIN);
  app_figure_model_set (model, row, 2, "скрыто: меньше 10", NULL, APP_TONE_DIM);
  app_figure_model_set_tip (model, row, 2, "Так никого нельзя узнать");
  return model;
}

static void
assert_copy (AppFigureModel *model, guint r0, guint c0, guint r1, guint c1, const char *tsv)
{
  g_autoptr (GPtrArray) cells = app_figure_model_copy (model, r0, c0, r1, c1);
  g_autofree char *text = app_cells_to_tsv (cells);

  g_assert_cmpstr (text, ==, tsv);
}

static void
test_copy (void)
{
  g_autoptr (AppFigureModel) model = make ();

  assert_copy (model, 0, 0, G_MAXUINT - 1, G_MAXUINT - 1,
               "Кто\tn\t«2»\t«2», чел.\nЛицей № 5\t89\t5,62 %\t5\nКлассы\t\t\t\n"
               "4А\t\tскрыто: меньше 10\t\n");
  assert_copy (model, 0, 2, 0, 2, "«2»\t«2», чел.\n5,62 %\t5\n");
  assert_copy (model, 7, 7, 9, 9, "\n");
}

static void
test_words (void)
{
  g_autoptr (AppFigureModel) model = make ();
  static const struct
  {
    guint row, column;
    const char *text;
  } cases[] = {
    { 0, 0, "Лицей № 5" },
    { 0, 2, "Лицей № 5, «2»: 5,62 %, 5" },
    { 2, 2, "4А, «2»: скрыто: меньше 10\nТак никого нельзя узнать" },
    { 9, 1, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = app_figure_model_describe (model, cases[i].row, cases[i].column);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
  g_assert_cmpint (app_figure_model_get_id (model, 0), ==, 14);
  g_assert_cmpint (app_figure_model_get_kind (model, 1), ==, APP_FIGURE_SECTION);
}

/* what is not there is no place to write to, and too many rows are not taken */
static void
test_bounds (void)
{
  g_autoptr (AppFigureModel) model = make ();

  app_figure_model_set (model, 99, 0, "нет", NULL, APP_TONE_PLAIN);
  app_figure_model_set (model, 0, 99, "нет", NULL, APP_TONE_PLAIN);
  app_figure_model_set_tip (model, 99, 99, "нет");
  app_figure_model_set_id (model, 99, 1);
  g_assert_cmpstr (app_figure_model_get_text (model, 99, 0), ==, "");
  while (app_figure_model_get_n_rows (model) < APP_FIGURE_MAX_ROWS)
    app_figure_model_add_row (model, APP_FIGURE_ROW);
  g_assert_cmpuint (app_figure_model_add_row (model, APP_FIGURE_ROW), ==, G_MAXUINT);
  g_assert_cmpuint (app_figure_model_get_n_rows (model), ==, APP_FIGURE_MAX_ROWS);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figure-model/copy", test_copy);
  g_test_add_func ("/figure-model/words", test_words);
  g_test_add_func ("/figure-model/bounds", test_bounds);
  return g_test_run ();
}
