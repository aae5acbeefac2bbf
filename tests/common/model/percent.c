/* percents as ФИС ОКО prints them */
#include "model/percent.h"

static const struct
{
  gint64 count, whole;
  int percent;
  const char *printed;
} cases[] = {
  { 0, 7, 0, "0.00" },
  { 7, 7, 10000, "100.00" },
  { 1, 3, 3333, "33.33" },
  { 2, 3, 6667, "66.67" },
  { 1, 800, 13, "0.13" },    /* 0.125: half away from zero */
  { 3, 800, 38, "0.38" },    /* 0.375 */
  { -1, 800, -13, "-0.13" }, /* away on the other side too */
  { 1, 1600, 6, "0.06" },    /* 0.0625 */
  { 229358, 1671742, 1372, "13.72" },
  { 400000000000, 800000000000, 5000, "50.00" },
  { 1, 0, MERILO_NO_PERCENT, "" },
  { 0, -1, MERILO_NO_PERCENT, "" },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int percent = merilo_percent (cases[i].count, cases[i].whole);
      g_autofree char *printed = merilo_percent_print (percent);

      g_assert_cmpint (percent, ==, cases[i].percent);
      g_assert_cmpstr (printed, ==, cases[i].printed);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/percent/cases", test_cases);
  return g_test_run ();
}
