#define G_LOG_DOMAIN "test-figures"

#include <locale.h>

#include "client/pages/results-sample.h"
#include "model/error.h"
#include "net/json.h"
#include "pages/results/completeness.h"
#include "pages/results/figure-words.h"
#include "pages/results/results-dynamics.h"
#include "pages/results/results-node.h"
#include "pages/results/rule-hits.h"

/* What pages of results are made of, without a display: documents of the server, good and bad. */

static JsonNode *
parse (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  JsonNode *node = app_json_parse (bytes, &error);

  g_assert_no_error (error);
  return node;
}

static JsonNode *
sample (const char *name)
{
  g_autofree char *text = results_sample_text (g_getenv ("MERILO_RESULTS"), name);

  return parse (text);
}

static AppFigures *
read_figures (const char *name)
{
  g_autoptr (JsonNode) node = sample (name);
  g_autoptr (GError) error = NULL;
  AppFigures *figures = app_figures_read (node, &error);

  g_assert_no_error (error);
  return figures;
}

/* Figures */

static void
test_school (void)
{
  g_autoptr (AppFigures) f = read_figures ("school");
  const AppFigureLevel *school = app_figures_get_level (f, APP_LEVEL_SCHOOL);
  const AppFigureLevel *sample_level = app_figures_get_level (f, APP_LEVEL_SAMPLE);
  gint64 count, all = 0, marks = 0;
  int sum = 0;

  g_assert_cmpuint (f->levels->len, ==, 4);
  g_assert_cmpuint (f->items->len, ==, 20);
  g_assert_true (app_figures_has_marks (f));
  g_assert_null (app_figures_get_level (f, APP_LEVEL_CLASS));
  g_assert_cmpint (school->n, ==, 89);
  for (guint i = 0; i < APP_FIGURES_MARKS; i++)
    {
      sum += app_level_mark (school, i, &count);
      marks += count;
    }
  g_assert_cmpint (marks, ==, 89);
  g_assert_cmpint (ABS (sum - 10000), <=, 2);
  for (guint i = 0; i < app_level_n_scores (school); i++)
    {
      app_level_score (school, i, &count);
      all += count;
    }
  g_assert_cmpint (all, ==, 89);
  app_level_scores (school, 0, 999, &count);
  g_assert_cmpint (count, ==, 89);
  /* of others: percents as printed, and how many they are */
  g_assert_cmpint (app_level_mark (sample_level, 0, &count), ==, 506);
  g_assert_cmpint (count, ==, -1);
  g_assert_cmpint (app_level_quality (sample_level, NULL), ==, 4433 + 1769);
  g_assert_cmpint (app_level_shift (sample_level, 0, NULL), ==, MERILO_NO_PERCENT);
  g_assert_cmpint (app_level_item (sample_level, f, 0), ==, MERILO_NO_PERCENT);
  g_assert_cmpint (app_level_mean (sample_level), ==, G_MININT);
}

static void
test_exam (void)
{
  g_autoptr (AppFigures) f = read_figures ("exam");
  const AppFigureLevel *town = app_figures_get_level (f, APP_LEVEL_MUNICIPALITY);
  gint64 low, high, all;

  g_assert_false (app_figures_has_marks (f));
  g_assert_cmpint (f->minimum, ==, 27);
  app_level_scores (town, 0, 27, &low);
  app_level_scores (town, 27, 101, &high);
  app_level_scores (town, 0, 101, &all);
  g_assert_cmpint (low + high, ==, all);
  g_assert_cmpint (all, ==, town->n);
  app_level_score (town, 100, &high);
  g_assert_cmpint (high, ==, 2);
}

/* numbers that can be checked by hand */
static void
test_shares (void)
{
  g_autoptr (JsonNode) node = parse (
      "{\"procedure\":{\"id\":1,\"max\":3,\"items\":[{\"code\":\"1\",\"max\":2,\"level\":\"Б\","
      "\"skill\":\"а\"},{\"code\":\"2\",\"max\":1,\"level\":\"П\",\"skill\":\"а\"},"
      "{\"code\":\"3\",\"max\":1,\"level\":\"\",\"codifier\":\"б\"}]},"
      "\"levels\":[{\"level\":\"school\",\"name\":\"Школа\",\"n\":8,\"marks\":[1,2,3,2],"
      "\"journal\":{\"n\":6,\"lowered\":1,\"confirmed\":4,\"raised\":1},\"score_sum\":19,"
      "\"histogram\":[1,1,3,3],\"item_sums\":[9,2,1],\"item_x\":[1,0,3],"
      "\"groups\":[{\"mark\":2,\"n\":9,\"item_sums\":[4,1,0]},"
      "{\"mark\":3,\"n\":10,\"item_sums\":[11,2,1]},{\"mark\":7,\"n\":10,\"item_sums\":[1,1,1]}]}]}");
  g_autoptr (AppFigures) f = app_figures_read (node, NULL);
  const AppFigureLevel *school = app_figures_get_level (f, APP_LEVEL_SCHOOL);
  g_autoptr (GPtrArray) skills = app_figures_list_skills (f);
  gint64 count;
  guint judged;

  g_assert_cmpint (app_level_mark (school, 0, &count), ==, 1250);
  g_assert_cmpint (app_level_quality (school, &count), ==, 6250);
  g_assert_cmpint (count, ==, 5);
  g_assert_cmpint (app_level_shift (school, 1, &count), ==, 6667); /* of six, not of eight */
  g_assert_cmpint (app_level_mean (school), ==, 238);              /* 2,375 */
  g_assert_cmpint (app_level_item (school, f, 0), ==, 5625);
  g_assert_cmpint (app_level_item (school, f, 9), ==, MERILO_NO_PERCENT);
  g_assert_cmpint (app_level_item_x (school, 2, &count), ==, 3750);
  g_assert_cmpint (app_level_group_item (school, f, 0, 0), ==, MERILO_NO_PERCENT); /* nine */
  g_assert_cmpint (app_level_group_item (school, f, 1, 0), ==, 5500);
  g_assert_cmpuint (skills->len, ==, 2);
  g_assert_cmpuint (app_skill_count_low (skills->pdata[0], f, school, &judged), ==, 2);
  g_assert_cmpuint (judged, ==, 2);
  g_assert_true (app_skill_is_deficit (skills->pdata[0], f, school));
  g_assert_false (app_skill_is_deficit (skills->pdata[1], f, school)); /* its level is not known */
  g_assert_cmpint (app_skill_percent (skills->pdata[0], f, school), ==, 4583); /* 11 of 24 */
}

static void
test_zones (void)
{
  static const struct
  {
    AppItemLevel level;
    int percent;
    AppZone zone;
  } cases[] = {
    { APP_ITEM_BASIC, 5699, APP_ZONE_LOW },    { APP_ITEM_BASIC, 5700, APP_ZONE_BORDER },
    { APP_ITEM_BASIC, 5999, APP_ZONE_BORDER }, { APP_ITEM_BASIC, 6000, APP_ZONE_ENOUGH },
    { APP_ITEM_ADVANCED, 2849, APP_ZONE_LOW }, { APP_ITEM_ADVANCED, 2850, APP_ZONE_BORDER },
    { APP_ITEM_HIGH, 2999, APP_ZONE_BORDER },  { APP_ITEM_HIGH, 3000, APP_ZONE_ENOUGH },
    { APP_ITEM_UNKNOWN, 100, APP_ZONE_NONE },  { APP_ITEM_BASIC, MERILO_NO_PERCENT, APP_ZONE_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AppFigureItem item = { .level = cases[i].level };

      g_test_message ("%d at %d", cases[i].level, cases[i].percent);
      g_assert_cmpint (app_item_zone (&item, cases[i].percent), ==, cases[i].zone);
    }
}

static void
test_hidden (void)
{
  g_autoptr (AppFigures) f = read_figures ("observer");
  guint hidden = 0;

  for (guint i = 0; i < f->rows->len; i++)
    {
      const AppFigureLevel *row = f->rows->pdata[i];

      hidden += row->suppressed;
      if (!row->suppressed)
        continue;
      g_assert_cmpint (row->n, ==, -1);
      g_assert_cmpint (app_level_mark (row, 0, NULL), ==, MERILO_NO_PERCENT);
      g_assert_cmpuint (app_level_n_scores (row), ==, 0);
    }
  g_assert_cmpuint (hidden, ==, 2);
}

/* a server of another time, or a broken one: no figure is made up, nothing is read past its end */
static void
test_bad_figures (void)
{
  static const char *const refused[] = { "[]",
                                         "7",
                                         "{}",
                                         "{\"procedure\":{}}",
                                         "{\"procedure\":[],\"levels\":[]}",
                                         "{\"procedure\":{},\"levels\":{}}",
                                         "null" };
  static const char *const odd[] = {
    "{\"n\":-5}",
    "{\"n\":\"восемь\",\"marks\":[1,2]}",
    "{\"n\":3,\"marks\":{\"2\":1}}",
    "{\"n\":3,\"marks\":[null,\"1\",2.5,-1]}",
    "{\"n\":0,\"marks\":[0,0,0,0],\"item_sums\":[]}",
    "{\"n\":9223372036854775807,\"marks\":[9223372036854775807,1,1,1]}",
    "{\"n\":3,\"marks_percent\":[\"5.06\",\"x\",\"\",\"101\"]}",
    "{\"n\":3,\"marks_percent\":[\"5,0\",\"-1\",\"5..1\",7]}",
    "{\"level\":\"планета\",\"histogram\":[1,2,3],\"groups\":[1,{\"mark\":3},null]}",
    "[1]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (JsonNode) node = parse (refused[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (app_figures_read (node, &error));
      g_assert_error (error, MERILO_ERROR, MERILO_ERROR_BAD_JSON);
    }
  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "{\"procedure\":{\"max\":\"много\",\"items\":[3,{\"max\":-7},{\"code\":\"2\"}]},"
          "\"levels\":[%s],\"rows\":[%s,7]}",
          odd[i], odd[i]);
      g_autoptr (JsonNode) node = parse (text);
      g_autoptr (AppFigures) f = app_figures_read (node, NULL);

      g_test_message ("%s", odd[i]);
      g_assert_nonnull (f);
      for (guint l = 0; l < f->levels->len; l++)
        {
          const AppFigureLevel *level = f->levels->pdata[l];

          for (guint m = 0; m < APP_FIGURES_MARKS; m++)
            {
              int percent = app_level_mark (level, m, NULL);

              g_assert_true (percent == MERILO_NO_PERCENT || percent >= 0);
            }
          g_assert_cmpint (app_level_item (level, f, 0), ==, MERILO_NO_PERCENT);
          app_level_scores (level, 0, G_MAXUINT, NULL);
          app_level_mean (level);
        }
    }
}

/* Dynamics */

static void
test_dynamics (void)
{
  g_autoptr (JsonNode) node = sample ("dynamics");
  g_autoptr (GPtrArray) years = app_dynamics_read (node, NULL);
  gint64 count, n;

  g_assert_cmpuint (years->len, ==, 5);
  g_assert_true (((AppDynamicsYear *) years->pdata[3])->broken);
  g_assert_cmpint (app_measure_of (APP_MEASURE_QUALITY,
                                   app_dynamics_get (years, 0, APP_LEVEL_SCHOOL), &count, &n),
                   ==, 6543);
  g_assert_cmpint (count, ==, 53);
  g_assert_cmpint (n, ==, 81);
  g_assert_cmpint (app_measure_of (APP_MEASURE_RAISED,
                                   app_dynamics_get (years, 0, APP_LEVEL_SCHOOL), &count, &n),
                   ==, 625);
  g_assert_cmpint (n, ==, 80);
  g_assert_null (app_dynamics_get (years, 0, APP_LEVEL_REGION));
  /* «2» 10,59 % → 22,47 %; across the break of 2025 nothing is compared */
  g_assert_true (app_dynamics_is_worse (years, 4, APP_LEVEL_SCHOOL));
  g_assert_false (app_dynamics_is_worse (years, 3, APP_LEVEL_SCHOOL));
  g_assert_false (app_dynamics_is_worse (years, 0, APP_LEVEL_SCHOOL));
  g_assert_false (app_dynamics_is_worse (years, 4, APP_LEVEL_SAMPLE));
}

/* without marks: mean scores and who did not reach the minimum; of a year without one nobody knows
 */
static void
test_exam_dynamics (void)
{
  g_autoptr (JsonNode) exam = sample ("exam_dynamics"), vpr = sample ("dynamics");
  g_autoptr (GPtrArray) years = app_dynamics_read (exam, NULL), marked = NULL;
  const AppFigureLevel *level;
  AppMeasure measures[APP_N_MEASURES];
  gint64 count, n;

  g_assert_cmpuint (app_dynamics_list_measures (years, measures), ==, 2);
  g_assert_cmpint (measures[0], ==, APP_MEASURE_MEAN);
  g_assert_cmpint (measures[1], ==, APP_MEASURE_BELOW);
  level = app_dynamics_get (years, 1, APP_LEVEL_MUNICIPALITY);
  g_assert_cmpint (app_measure_of (APP_MEASURE_MEAN, level, &count, &n), ==, 5895);
  g_assert_cmpint (n, ==, 151);
  g_assert_cmpint (app_measure_of (APP_MEASURE_BELOW, level, &count, &n), ==, 795);
  g_assert_cmpint (count, ==, 12);
  level = app_dynamics_get (years, 2, APP_LEVEL_SCHOOL);
  g_assert_cmpint (app_measure_of (APP_MEASURE_BELOW, level, &count, &n), ==, MERILO_NO_PERCENT);
  g_assert_cmpint (count, ==, -1);
  for (guint i = 0; i < years->len; i++)
    ((AppDynamicsYear *) years->pdata[i])->minimum = -1;
  g_assert_cmpuint (app_dynamics_list_measures (years, measures), ==, 1);
  marked = app_dynamics_read (vpr, NULL);
  g_assert_cmpuint (app_dynamics_list_measures (marked, measures), ==, 5);
  g_assert_cmpint (measures[4], ==, APP_MEASURE_RAISED);
}

static void
test_bad_dynamics (void)
{
  g_autoptr (JsonNode) object = parse ("{}"), odd = parse ("[1,{\"levels\":[2,{}]},null,{}]");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) years = NULL;

  g_assert_null (app_dynamics_read (object, &error));
  g_assert_error (error, MERILO_ERROR, MERILO_ERROR_BAD_JSON);
  years = app_dynamics_read (odd, NULL);
  g_assert_cmpuint (years->len, ==, 2);
  g_assert_false (app_dynamics_is_worse (years, 1, APP_LEVEL_SCHOOL));
}

/* Completeness */

static void
test_completeness (void)
{
  g_autoptr (JsonNode) node = sample ("completeness");
  g_autoptr (AppCompleteness) found = app_completeness_read (node, NULL);
  g_autoptr (JsonNode) bad = parse ("[]");
  g_autoptr (JsonNode) odd = parse ("{\"procedures\":[7,{\"id\":1}],\"rows\":[3,{\"cells\":[1]},"
                                    "{\"cells\":[{\"state\":\"sent\"},{\"state\":\"expected\"},"
                                    "{\"state\":\"sent\"}]}]}");
  g_autoptr (AppCompleteness) strange = app_completeness_read (odd, NULL);
  g_autoptr (GError) error = NULL;
  guint cells;

  g_assert_cmpuint (app_completeness_count_missing (found, &cells), ==, 3);
  g_assert_cmpuint (cells, ==, 5);
  g_assert_cmpint (app_completeness_get (found, 0, 0)->state, ==, APP_SENT_HERE);
  g_assert_null (app_completeness_read (bad, &error));
  g_assert_error (error, MERILO_ERROR, MERILO_ERROR_BAD_JSON);
  /* a procedure that cannot be read keeps its place: cells stand under the right ones */
  g_assert_cmpuint (strange->procedures->len, ==, 2);
  g_assert_cmpuint (strange->rows->len, ==, 2);
  g_assert_cmpint (app_completeness_get (strange, 0, 1)->state, ==, APP_SENT_NONE);
  g_assert_cmpint (app_completeness_get (strange, 1, 1)->state, ==, APP_SENT_EXPECTED);
}

/* Rules */

static void
test_hits (void)
{
  g_autoptr (JsonNode) node = sample ("hits");
  g_autoptr (GPtrArray) hits = app_rule_hits_read (node, NULL);
  g_autoptr (JsonNode) bad = parse ("{}");
  g_autoptr (JsonNode) odd
      = parse ("[7,{\"values\":[1,{\"n\":0,\"count\":0},{\"year\":2026,\"n\":5,\"count\":9}]}]");
  g_autoptr (GPtrArray) strange = app_rule_hits_read (odd, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL, *nothing = NULL;

  g_assert_cmpuint (hits->len, ==, 3);
  /* those of one rule beside each other */
  g_assert_cmpint (((AppRuleHit *) hits->pdata[0])->rule_id, ==, 1);
  g_assert_cmpint (((AppRuleHit *) hits->pdata[1])->rule_id, ==, 1);
  g_assert_cmpstr (((AppRuleHit *) hits->pdata[2])->kind, ==, "oge");
  text = app_rule_hit_text (hits->pdata[0]);
  g_assert_cmpstr (text, ==, "2025: 36,67 % (22 из 60); 2026: 32,81 % (21 из 64)");
  g_assert_null (app_rule_hits_read (bad, &error));
  g_assert_error (error, MERILO_ERROR, MERILO_ERROR_BAD_JSON);
  g_assert_cmpuint (strange->len, ==, 1);
  nothing = app_rule_hit_text (strange->pdata[0]);
  g_assert_cmpstr (nothing, ==, "0: –; 2026: –");
}

/* The outline and its tree */

static guint
count (gpointer node)
{
  return g_list_model_get_n_items (G_LIST_MODEL (node));
}

static void
test_outline (void)
{
  static const struct
  {
    const char *text;
    guint shown;
  } cases[] = {
    { "", 10 },
    { "русский", 4 },
    { "РУССКИЙ 2026", 2 },
    { "лицей", 8 },
    { "лицей русский 2025", 1 },
    { "  математика   4 ", 5 },
    { "химия", 0 },
    { "гимназия окружающий", 1 },
  };
  g_autoptr (JsonNode) node = sample ("tree");
  g_autoptr (AppOutline) outline = app_outline_read (node, NULL);

  g_assert_cmpuint (outline->years->len, ==, 3);
  g_assert_cmpuint (outline->n_procedures, ==, 10);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("«%s»", cases[i].text);
      app_outline_filter (outline, cases[i].text);
      g_assert_cmpuint (outline->n_shown, ==, cases[i].shown);
    }
  g_assert_nonnull (app_outline_find_school (app_outline_find (outline, 54), 12));
  g_assert_null (app_outline_find (outline, 999));
}

static void
test_tree (void)
{
  g_autoptr (JsonNode) node = sample ("tree");
  g_autoptr (AppOutline) outline = app_outline_read (node, NULL);
  g_autoptr (AppResultsNode) root = app_results_node_new_root (outline);
  g_autoptr (AppResultsNode) year = g_list_model_get_item (G_LIST_MODEL (root), 0);
  g_autoptr (AppResultsNode) procedure = g_list_model_get_item (G_LIST_MODEL (year), 0);
  g_autoptr (AppResultsNode) school = g_list_model_get_item (G_LIST_MODEL (procedure), 2);
  g_autoptr (AppResultsNode) class = g_list_model_get_item (G_LIST_MODEL (school), 0);
  g_autoptr (AppResultsNode) found = NULL;
  AppResultsChoice choice;

  g_assert_cmpuint (count (root), ==, 3);
  g_assert_cmpstr (app_results_node_get_label (year), ==, "2026 год");
  g_assert_cmpstr (app_results_node_get_label (procedure), ==, "Русский язык, 4 класс");
  g_assert_cmpstr (app_results_node_get_label (class), ==, "4А");
  g_assert_true (app_results_node_is_leaf (class));
  g_assert_false (app_results_node_get_choice (year, &choice));
  g_assert_true (app_results_node_get_choice (class, &choice));
  g_assert_cmpint (choice.procedure_id, ==, 54);
  g_assert_cmpint (choice.org_id, ==, 12);
  g_assert_cmpuint (app_results_node_find (root, &choice), ==, 0);
  g_assert_cmpuint (app_results_node_find (procedure, &choice), ==, 2);
  g_assert_true (app_results_node_is (class, &choice));
  app_outline_filter (outline, "интернат русский 2025");
  found = app_results_node_new_root (outline);
  g_assert_cmpuint (count (found), ==, 1);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (found), 1));
}

/* works whose file says no class are the school's, and of no class */
static void
test_classless (void)
{
  g_autoptr (JsonNode) node = parse (
      "[{\"year\":2026,\"procedures\":[{\"id\":1,\"schools\":[{\"org_id\":5,\"name\":\"Ш\","
      "\"n\":5,\"classes\":[{\"class\":\"\",\"n\":3},{\"class\":\"9А\",\"n\":2}]}]}]}]");
  g_autoptr (JsonNode) line = parse ("{\"level\":\"class\",\"class\":\"\",\"name\":\"\"}");
  g_autoptr (AppOutline) outline = app_outline_read (node, NULL);
  const AppOutlineSchool *school = app_outline_find_school (app_outline_find (outline, 1), 5);
  AppFigureLevel *level = app_figure_level_read (json_node_get_object (line));

  g_assert_cmpuint (school->classes->len, ==, 1);
  g_assert_cmpstr (((AppOutlineClass *) school->classes->pdata[0])->name, ==, "9А");
  g_assert_cmpstr (app_level_text (level), ==, "Без класса");
  app_figure_level_free (level);
}

static void
test_bad_outline (void)
{
  g_autoptr (JsonNode) object = parse ("{\"year\":2026}");
  g_autoptr (JsonNode) odd = parse ("[1,{\"year\":2026,\"procedures\":[null,{\"schools\":[7,"
                                    "{\"classes\":[{},3]}]}]},{}]");
  g_autoptr (GError) error = NULL;
  g_autoptr (AppOutline) outline = NULL;
  g_autoptr (AppResultsNode) root = NULL;

  g_assert_null (app_outline_read (object, &error));
  g_assert_error (error, MERILO_ERROR, MERILO_ERROR_BAD_JSON);
  outline = app_outline_read (odd, NULL);
  g_assert_cmpuint (outline->n_procedures, ==, 1);
  root = app_results_node_new_root (outline);
  g_assert_cmpuint (count (root), ==, 1); /* a year without procedures is not shown */
}

/* Words */

static void
test_words (void)
{
  static const struct
  {
    int percent;
    const char *text;
  } percents[] = {
    { 506, "5,06 %" },
    { 0, "0,00 %" },
    { 10000, "100,00 %" },
    { MERILO_NO_PERCENT, "–" },
  };
  static const struct
  {
    gint64 n;
    const char *text;
  } counts[] = {
    { 0, "0" },
    { 999, "999" },
    { 2310, "2310" },
    { 30216, "30\u202F216" },
    { 1722202, "1\u202F722\u202F202" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (percents); i++)
    {
      g_autofree char *text = app_percent_text (percents[i].percent);

      g_assert_cmpstr (text, ==, percents[i].text);
    }
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autofree char *text = app_count_text (counts[i].n);

      g_assert_cmpstr (text, ==, counts[i].text);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figures/school", test_school);
  g_test_add_func ("/figures/exam", test_exam);
  g_test_add_func ("/figures/shares", test_shares);
  g_test_add_func ("/figures/zones", test_zones);
  g_test_add_func ("/figures/hidden", test_hidden);
  g_test_add_func ("/figures/bad", test_bad_figures);
  g_test_add_func ("/figures/dynamics", test_dynamics);
  g_test_add_func ("/figures/classless", test_classless);
  g_test_add_func ("/figures/exam-dynamics", test_exam_dynamics);
  g_test_add_func ("/figures/dynamics-bad", test_bad_dynamics);
  g_test_add_func ("/figures/completeness", test_completeness);
  g_test_add_func ("/figures/hits", test_hits);
  g_test_add_func ("/figures/outline", test_outline);
  g_test_add_func ("/figures/outline-bad", test_bad_outline);
  g_test_add_func ("/figures/tree", test_tree);
  g_test_add_func ("/figures/words", test_words);
  return g_test_run ();
}
