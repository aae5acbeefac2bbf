#define G_LOG_DOMAIN "test-score-model"

#include <string.h>

#include "widgets/cells.h"
#include "widgets/score-model.h"

static const char *const codes[] = { "1", "2", "3К1", NULL };
static const gint16 max[] = { 1, 2, 12 };

typedef struct
{
  guint acts, cells, redraws;
} Heard;

static void
edited_cb (AppScoreModel *model, GArray *cells, Heard *heard)
{
  heard->acts++;
  heard->cells += cells->len;
}

static void
changed_cb (AppScoreModel *model, guint r0, guint c0, guint r1, guint c1, Heard *heard)
{
  g_assert_cmpuint (r0, <=, r1);
  g_assert_cmpuint (c0, <=, c1);
  heard->redraws++;
}

static AppScoreModel *
make_model (Heard *heard)
{
  AppScoreModel *model = app_score_model_new (4, codes, max);

  memset (heard, 0, sizeof *heard);
  g_signal_connect (model, "edited", G_CALLBACK (edited_cb), heard);
  g_signal_connect (model, "changed", G_CALLBACK (changed_cb), heard);
  return model;
}

static void
assert_text (AppScoreModel *model, guint row, guint col, const char *expected)
{
  char buffer[8];

  g_assert_cmpstr (app_score_model_get_text (model, row, col, buffer), ==, expected);
}

static void
test_typed (void)
{
  static const struct
  {
    const char *name, *text;
    guint col;
    gint16 value;
    const char *shown;
  } cases[] = {
    { "nought", "0", 0, 0, "0" },
    { "the most", "12", 2, 12, "12" },
    { "with blanks", " 1 ", 0, 1, "1" },
    { "leading nought", "02", 1, 2, "2" },
    { "nothing", "", 0, MERILO_NO_SCORE, "" },
    { "blanks alone", "  ", 0, MERILO_NO_SCORE, "" },
    { "Latin X", "x", 1, MERILO_SCORE_X, "X" },
    { "Cyrillic Х", "Х", 1, MERILO_SCORE_X, "X" },
    { "past the most", "13", 2, APP_SCORE_INVALID, "13" },
    { "below nought", "-1", 1, APP_SCORE_INVALID, "-1" },
    { "plus", "+1", 1, APP_SCORE_INVALID, "+1" },
    { "a half", "1,5", 1, APP_SCORE_INVALID, "1,5" },
    { "a word", "пять", 1, APP_SCORE_INVALID, "пять" },
    { "two numbers", "1 2", 2, APP_SCORE_INVALID, "1 2" },
    { "past long", "99999999999999999999", 2, APP_SCORE_INVALID, "99999999999999999999" },
    { "past sixteen bits", "65537", 2, APP_SCORE_INVALID, "65537" },
    { "two marks", "XX", 2, APP_SCORE_INVALID, "XX" },
    { "a line inside", "1\n2", 2, APP_SCORE_INVALID, "1 2" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Heard heard;
      g_autoptr (AppScoreModel) model = make_model (&heard);
      gboolean ok = app_score_model_set_text (model, 1, cases[i].col, cases[i].text);
      g_autofree char *reason = app_score_model_get_reason (model, 1, cases[i].col);

      g_test_message ("%s", cases[i].name);
      g_assert_cmpint (ok, ==, cases[i].value != APP_SCORE_INVALID);
      g_assert_cmpint (app_score_model_get (model, 1, cases[i].col), ==, cases[i].value);
      assert_text (model, 1, cases[i].col, cases[i].shown);
      g_assert_cmpint (reason == NULL, ==, ok);
      /* an act that changes nothing is none */
      g_assert_cmpuint (heard.acts, ==, *cases[i].shown != 0);
      g_assert_cmpint (app_score_model_can_undo (model), ==, *cases[i].shown != 0);
    }
}

static void
test_reason (void)
{
  Heard heard;
  g_autoptr (AppScoreModel) model = make_model (&heard);
  g_autofree char *reason = NULL;

  app_score_model_set_text (model, 0, 1, "9");
  reason = app_score_model_get_reason (model, 0, 1);
  g_assert_cmpstr (reason, ==, "Введено «9», а в задании 2 бывает балл от 0 до 2 или X");
}

/* a text without end, or bytes that are no text, are cut and mended, not trusted */
static void
test_hostile_text (void)
{
  Heard heard;
  g_autoptr (AppScoreModel) model = make_model (&heard);
  g_autofree char *long_text = g_strnfill (100000, '7');
  char buffer[8];

  app_score_model_set_text (model, 0, 0, long_text);
  g_assert_cmpuint (strlen (app_score_model_get_text (model, 0, 0, buffer)), ==,
                    APP_SCORE_TEXT_MAX);
  app_score_model_set_text (model, 0, 1, "\xff\xfe");
  g_assert_true (g_utf8_validate (app_score_model_get_text (model, 0, 1, buffer), -1, NULL));
  g_assert_cmpuint (app_score_model_count_invalid (model), ==, 2);
}

static void
test_paste (void)
{
  static const struct
  {
    const char *name, *tsv;
    guint row, col, row1, col1, written, invalid;
    const char *copied;
  } cases[] = {
    { "a block", "1\t2\n0\t1\n", 0, 0, 0, 0, 4, 0, "1\t2\t\n0\t1\t\n\t\t\n\t\t\n" },
    { "ends of Windows", "1\t2\r\n0\t1\r\n", 0, 0, 0, 0, 4, 0, "1\t2\t\n0\t1\t\n\t\t\n\t\t\n" },
    { "no last end", "1\t2\n0\t1", 0, 0, 0, 0, 4, 0, "1\t2\t\n0\t1\t\n\t\t\n\t\t\n" },
    { "past the edge", "1\t2\t3\t4\n", 3, 1, 3, 1, 2, 0, "\t\t\n\t\t\n\t\t\n\t1\t2\n" },
    { "past the bottom", "1\n1\n1\n", 3, 0, 3, 0, 1, 0, "\t\t\n\t\t\n\t\t\n1\t\t\n" },
    { "invalid is kept", "7\tX\n", 0, 0, 0, 0, 2, 1, "7\tX\t\n\t\t\n\t\t\n\t\t\n" },
    { "one cell fills", "1", 0, 0, 1, 1, 4, 0, "1\t1\t\n1\t1\t\n\t\t\n\t\t\n" },
    { "empty line within", "1\n\n1\n", 0, 0, 0, 0, 3, 0, "1\t\t\n\t\t\n1\t\t\n\t\t\n" },
    { "empty last cell", "1\t\n", 0, 0, 0, 0, 2, 0, "1\t\t\n\t\t\n\t\t\n\t\t\n" },
    { "nothing", "", 0, 0, 0, 0, 0, 0, "\t\t\n\t\t\n\t\t\n\t\t\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Heard heard;
      g_autoptr (AppScoreModel) model = make_model (&heard);
      g_autoptr (GPtrArray) cells = NULL;
      g_autofree char *tsv = NULL;
      guint invalid = 99;

      g_test_message ("%s", cases[i].name);
      g_assert_cmpuint (app_score_model_paste (model, cases[i].row, cases[i].col, cases[i].row1,
                                               cases[i].col1, cases[i].tsv, &invalid),
                        ==, cases[i].written);
      g_assert_cmpuint (invalid, ==, cases[i].invalid);
      cells = app_score_model_copy (model, 0, 0, 3, 2);
      tsv = app_cells_to_tsv (cells);
      g_assert_cmpstr (tsv, ==, cases[i].copied);
      g_assert_cmpuint (heard.acts, ==, cases[i].written > 0); /* a paste is one act */
    }
}

static void
test_undo (void)
{
  Heard heard;
  g_autoptr (AppScoreModel) model = make_model (&heard);
  AppScoreCell cell;

  g_assert_false (app_score_model_undo (model, NULL));
  app_score_model_set_text (model, 2, 1, "9");
  app_score_model_paste (model, 0, 0, 0, 0, "1\t2\n", NULL);
  app_score_model_clear (model, 0, 0, 3, 2);
  g_assert_cmpuint (app_score_model_count_empty (model), ==, 12);

  g_assert_true (app_score_model_undo (model, &cell));
  assert_text (model, 2, 1, "9");
  g_assert_cmpint (app_score_model_get (model, 2, 1), ==, APP_SCORE_INVALID);
  assert_text (model, 0, 1, "2");
  g_assert_true (app_score_model_undo (model, &cell));
  assert_text (model, 0, 0, "");
  g_assert_true (app_score_model_undo (model, &cell));
  g_assert_cmpuint (cell.row, ==, 2);
  g_assert_cmpuint (cell.col, ==, 1);
  g_assert_cmpuint (app_score_model_count_invalid (model), ==, 0);
  g_assert_false (app_score_model_undo (model, NULL));

  g_assert_true (app_score_model_redo (model, NULL));
  g_assert_true (app_score_model_redo (model, NULL));
  assert_text (model, 0, 1, "2");
  app_score_model_set_text (model, 3, 0, "1"); /* a new act drops what waited for redo */
  g_assert_false (app_score_model_can_redo (model));
  g_assert_cmpuint (heard.acts, ==, 3 + 3 + 2 + 1);
}

static void
test_undo_bounded (void)
{
  Heard heard;
  g_autoptr (AppScoreModel) model = make_model (&heard);
  guint n = 0;

  for (guint i = 0; i < APP_SCORE_UNDO_MAX + 50; i++)
    app_score_model_set_text (model, 0, 0, i % 2 ? "0" : "1");
  while (app_score_model_undo (model, NULL))
    n++;
  g_assert_cmpuint (n, ==, APP_SCORE_UNDO_MAX);
}

static void
test_read_only (void)
{
  Heard heard;
  g_autoptr (AppScoreModel) model = make_model (&heard);

  app_score_model_set_text (model, 1, 1, "2");
  app_score_model_set_row_read_only (model, 1, TRUE);
  app_score_model_set_col_read_only (model, 2, TRUE);
  heard.acts = 0;
  app_score_model_set_text (model, 1, 1, "0");
  app_score_model_set_text (model, 0, 2, "5");
  app_score_model_clear (model, 1, 0, 1, 2);
  g_assert_cmpuint (heard.acts, ==, 0);
  g_assert_cmpuint (app_score_model_paste (model, 0, 1, 0, 1, "1\t1\n1\t1\n", NULL), ==, 1);
  assert_text (model, 1, 1, "2");
  assert_text (model, 0, 2, "");
}

static void
test_totals (void)
{
  Heard heard;
  g_autoptr (AppScoreModel) model = make_model (&heard);
  gboolean complete = TRUE;
  g_autofree MeriloScores *scores = NULL;

  g_assert_cmpint (app_score_model_get_total (model, 0, &complete), ==, -1);
  g_assert_false (complete);
  app_score_model_paste (model, 0, 0, 0, 0, "1\tX\t12\n", NULL);
  g_assert_cmpint (app_score_model_get_total (model, 0, &complete), ==, 13);
  g_assert_true (complete);
  app_score_model_set_text (model, 0, 1, "77");
  g_assert_cmpint (app_score_model_get_total (model, 0, &complete), ==, 13);
  g_assert_false (complete);
  g_assert_cmpint (app_score_model_get_max_total (model), ==, 15);
  scores = app_score_model_dup_scores (model, 0);
  g_assert_cmpint (scores->at[0], ==, 1);
  g_assert_cmpint (scores->at[1], ==, MERILO_NO_SCORE);
}

static void
test_load_and_other (void)
{
  Heard heard;
  g_autoptr (AppScoreModel) model = make_model (&heard);
  const gint16 own[] = { 1, 3, MERILO_SCORE_X }, other[] = { 0, MERILO_NO_SCORE, 2 };
  g_autofree MeriloScores *a = merilo_scores_new (own, 3), *b = merilo_scores_new (other, 3);
  g_autofree MeriloScores *shorter = merilo_scores_new (own, 1);

  app_score_model_load (model, 0, a);
  assert_text (model, 0, 1, "3"); /* past its maximum: shown, and marked */
  g_assert_cmpint (app_score_model_get (model, 0, 1), ==, APP_SCORE_INVALID);
  app_score_model_set_other (model, 0, b);
  g_assert_true (app_score_model_differs (model, 0, 0));
  g_assert_false (app_score_model_differs (model, 0, 1)); /* the other has none yet */
  g_assert_true (app_score_model_differs (model, 0, 2));
  app_score_model_load (model, 0, shorter);
  assert_text (model, 0, 2, "");
  app_score_model_load_text (model, 1, 0, "пять");
  assert_text (model, 1, 0, "пять");
  g_assert_cmpuint (heard.acts, ==, 0);
  g_assert_false (app_score_model_can_undo (model));
}

static void
test_cells (void)
{
  static const struct
  {
    const char *name, *tsv;
    guint rows;
    const char *back;
  } cases[] = {
    { "plain", "а\tб\n", 1, "а\tб\n" },
    { "quoted tab and line", "\"а\tб\nв\"\tг\n", 1, "\"а\tб\nв\"\tг\n" },
    { "doubled quotes", "\"он \"\"сам\"\"\"\n", 1, "он \"сам\"\n" },
    { "quote that stays open", "\"а\tб\n", 1, "\"\"\"а\"\tб\n" },
    { "a quote within", "5\"\tб\n", 1, "5\"\tб\n" },
    { "old Mac", "а\rб\r", 2, "а\nб\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) cells = app_cells_parse (cases[i].tsv);
      g_autofree char *back = app_cells_to_tsv (cells);

      g_test_message ("%s", cases[i].name);
      g_assert_cmpuint (cells->len, ==, cases[i].rows);
      g_assert_cmpstr (back, ==, cases[i].back);
    }
}

static void
test_cells_bounded (void)
{
  g_autofree char *tabs = g_strnfill (100000, '\t'), *lines = g_strnfill (100000, '\n');
  g_autoptr (GPtrArray) wide = app_cells_parse (tabs), high = app_cells_parse (lines);
  g_autoptr (GPtrArray) marked = app_cells_parse ("<b>&\t\"\n");
  g_autofree char *html = app_cells_to_html (marked);

  g_assert_cmpuint (wide->len, ==, 1);
  g_assert_cmpuint (g_strv_length (wide->pdata[0]), ==, APP_CELLS_MAX_COLUMNS);
  g_assert_cmpuint (high->len, ==, APP_CELLS_MAX_ROWS);
  g_assert_nonnull (strstr (html, "<td>&lt;b&gt;&amp;</td><td>&quot;</td>"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/score-model/typed", test_typed);
  g_test_add_func ("/score-model/reason", test_reason);
  g_test_add_func ("/score-model/hostile-text", test_hostile_text);
  g_test_add_func ("/score-model/paste", test_paste);
  g_test_add_func ("/score-model/undo", test_undo);
  g_test_add_func ("/score-model/undo-bounded", test_undo_bounded);
  g_test_add_func ("/score-model/read-only", test_read_only);
  g_test_add_func ("/score-model/totals", test_totals);
  g_test_add_func ("/score-model/load-and-other", test_load_and_other);
  g_test_add_func ("/cells/round-trip", test_cells);
  g_test_add_func ("/cells/bounded", test_cells_bounded);
  return g_test_run ();
}
