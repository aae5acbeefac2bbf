/* By which day reports are due, and which of them should be in. */
#include <string.h>

#include "schedule/report-due.h"

static void
test_due (void)
{
  static const struct
  {
    const char *quarter;
    int day;
    gboolean keep;
    const char *want; /* NULL: no quarter */
  } rows[] = {
    { "2025-Q1", 5, FALSE, "2025-04-07" }, /* a Saturday */
    { "2025-Q1", 5, TRUE, "2025-04-05" },  { "2025-Q2", 7, FALSE, "2025-07-07" },
    { "2024-Q4", 5, FALSE, "2025-01-09" }, /* the days after New Year */
    { "2024-Q4", 5, TRUE, "2025-01-05" },  { "2025-Q4", 31, TRUE, "2026-01-31" },
    { "2025-Q1", 31, TRUE, "2025-04-30" }, /* past the month's end */
    { "2025-Q3", 0, TRUE, "2025-10-01" },  { "2025-Q3", -4, TRUE, "2025-10-01" },
    { "2025-Q5", 5, FALSE, NULL },         { "2025-Q0", 5, FALSE, NULL },
    { "2025-1", 5, FALSE, NULL },          { "1999-Q1", 5, FALSE, NULL },
    { "2025-Q1 ", 5, FALSE, NULL },        { "", 5, FALSE, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      MeriloReportRule rule = { rows[i].day, rows[i].keep, NULL };
      gint64 due = merilo_report_due (rows[i].quarter, &rule);
      char text[11] = "";

      if (due != MERILO_NONE)
        merilo_date_print (text, due);
      if (g_strcmp0 (text, rows[i].want != NULL ? rows[i].want : "") != 0)
        g_error ("%s by day %d: %s", rows[i].quarter, rows[i].day, text);
    }
}

static void
test_closed (void)
{
  static const struct
  {
    const char *today, *want;
  } rows[] = {
    { "2025-04-07", "2024-Q4" }, /* the very day is in time */
    { "2025-04-08", "2025-Q1" }, { "2025-06-30", "2025-Q1" }, { "2025-07-01", "2025-Q1" },
    { "2025-07-08", "2025-Q2" }, { "2025-01-01", "2024-Q3" }, { "2025-01-10", "2024-Q4" },
    { "2025-05-31", "2025-Q1" },
  };
  MeriloReportRule rule = { MERILO_REPORT_DAY, FALSE, NULL };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      char quarter[MERILO_QUARTER_SIZE];
      gint64 today;

      g_assert_true (merilo_date_parse (rows[i].today, strlen (rows[i].today), &today));
      merilo_report_closed (quarter, today, &rule);
      if (!g_str_equal (quarter, rows[i].want))
        g_error ("%s: %s", rows[i].today, quarter);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report-due/due", test_due);
  g_test_add_func ("/report-due/closed", test_closed);
  return g_test_run ();
}
