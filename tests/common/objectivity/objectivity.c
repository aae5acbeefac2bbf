#include <math.h>
#include <string.h>

#include "objectivity/agreement.h"
#include "objectivity/journal.h"

/* expected values by R 4.2: prop.test (x, n, correct = FALSE)$conf.int */
static void
test_wilson (void)
{
  static const struct
  {
    gint64 x, n;
    double low, high;
  } cases[] = {
    { 55, 120, 0.371861287825259, 0.5473903093763 },
    { 7, 120, 0.0285410100002203, 0.115525920336301 },
    { 12, 60, 0.118285053228975, 0.317818058056279 },
    { 9, 60, 0.0809744058016774, 0.261145890697785 },
    { 0, 10, 0, 0.277532799862889 },
    { 10, 10, 0.722467200137111, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      MeriloInterval got = merilo_proportion_wilson (cases[i].x, cases[i].n, 0.95);

      g_test_message ("%d of %d", (int) cases[i].x, (int) cases[i].n);
      g_assert_cmpfloat_with_epsilon (got.low, cases[i].low, 1e-12);
      g_assert_cmpfloat_with_epsilon (got.high, cases[i].high, 1e-12);
    }
  g_assert_true (isnan (merilo_proportion_wilson (0, 0, 0.95).low));
}

static char *
shared_file (const char *name)
{
  const char *shared = g_getenv ("MERILO_SHARED");
  const char *src = g_getenv ("G_TEST_SRCDIR");

  return shared != NULL
             ? g_build_filename (shared, name, NULL)
             : g_build_filename (src != NULL ? src : ".", "..", "..", "shared", name, NULL);
}

static void
check_line (char **cell)
{
  MeriloJournalCounts counts
      = { g_ascii_strtoll (cell[2], NULL, 10), g_ascii_strtoll (cell[3], NULL, 10),
          g_ascii_strtoll (cell[4], NULL, 10), g_ascii_strtoll (cell[5], NULL, 10) };
  MeriloJournalIntervals got = merilo_journal_intervals (&counts);
  const double *bounds
      = (const double *) &got; /* lowered, confirmed, raised: low and high of each */

  for (guint i = 0; i < 6; i++)
    if (!g_str_equal (cell[6 + i], "NA"))
      g_assert_cmpfloat_with_epsilon (bounds[i], g_ascii_strtod (cell[6 + i], NULL), 1e-9);
}

static void
test_reference (void)
{
  g_autofree char *path = shared_file ("reference/dev/b_journal.csv");
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    {
      g_test_skip ("the reference table is not beside the project");
      return;
    }
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[i] != NULL && *lines[i] != 0; i++, n++)
    {
      g_autofree char *bare = g_strdup (lines[i] + 1);
      g_auto (GStrv) cell = NULL;

      bare[strlen (bare) - 1] = 0;
      cell = g_strsplit (bare, "\",\"", -1);
      g_assert_cmpuint (g_strv_length (cell), >=, 12);
      check_line (cell);
    }
  g_assert_cmpuint (n, >, 5);
}

static void
test_journal (void)
{
  const gint8 marks[] = { 3, 4, 5, 2, 0, 4 }, journal[] = { 4, 4, 4, 0, 3, 5 };
  MeriloJournalCounts got = merilo_journal_count (marks, journal, G_N_ELEMENTS (marks));

  g_assert_cmpint (got.n, ==, 4);
  g_assert_cmpint (got.lowered, ==, 2);
  g_assert_cmpint (got.confirmed, ==, 1);
  g_assert_cmpint (got.raised, ==, 1);
  merilo_journal_add (&got, &got);
  g_assert_cmpint (got.lowered, ==, 4);
}

static void
test_agreement (void)
{
  static const struct
  {
    const char *name;
    gint16 first, second, max, expected;
    gint tolerance;
  } cases[] = {
    { "equal", 2, 2, 3, 2, 1 },
    { "one apart: up", 1, 2, 3, 2, 1 },
    { "two apart within two: the middle", 1, 3, 4, 2, 2 },
    { "past the tolerance", 0, 2, 3, MERILO_ITEM_OPEN, 1 },
    { "no tolerance", 1, 2, 3, MERILO_ITEM_OPEN, 0 },
    { "one point item", 0, 1, 1, MERILO_ITEM_OPEN, 1 },
    { "X is no points", MERILO_SCORE_X, 0, 1, 0, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].name);
      g_assert_cmpint (merilo_agreement_item (cases[i].first, cases[i].second, cases[i].max,
                                              cases[i].tolerance),
                       ==, cases[i].expected);
    }
}

static void
test_marks (void)
{
  const gint totals[] = { 0, 9, 10, 15, 16, 20, 21, 24 }, marks[] = { 2, 2, 3, 3, 4, 4, 5, 5 };

  for (guint i = 0; i < G_N_ELEMENTS (totals); i++)
    g_assert_cmpint (merilo_mark_of_total (totals[i], 10, 16, 21), ==, marks[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/proportion/wilson", test_wilson);
  g_test_add_func ("/journal/reference", test_reference);
  g_test_add_func ("/journal/counts", test_journal);
  g_test_add_func ("/agreement/items", test_agreement);
  g_test_add_func ("/agreement/marks", test_marks);
  return g_test_run ();
}
