/* Days, quarters, school years, and the working calendar. */
#include <string.h>

#include "model/error.h"
#include "schedule/calendar.h"

static gint64
parse_date (const char *iso)
{
  gint64 date;

  g_assert_true (merilo_date_parse (iso, strlen (iso), &date));
  return date;
}

static void
assert_date (gint64 date, const char *want)
{
  char text[11];

  merilo_date_print (text, date);
  g_assert_cmpstr (text, ==, want);
}

static void
test_months (void)
{
  g_assert_cmpint (merilo_month_length (2024, 2), ==, 29);
  g_assert_cmpint (merilo_month_length (2025, 2), ==, 28);
  g_assert_cmpint (merilo_month_length (1900, 2), ==, 28);
  g_assert_cmpint (merilo_month_length (2000, 2), ==, 29);
  assert_date (merilo_date_add_months (parse_date ("2024-01-31"), 1), "2024-02-29");
  assert_date (merilo_date_add_months (parse_date ("2024-03-31"), -1), "2024-02-29");
  assert_date (merilo_date_add_months (parse_date ("2024-01-15"), -1), "2023-12-15");
  assert_date (merilo_date_add_months (parse_date ("2024-01-15"), -25), "2021-12-15");
  assert_date (merilo_date_add_months (parse_date ("2024-12-15"), 1), "2025-01-15");
  assert_date (merilo_date_add_months (parse_date ("2024-06-15"), 120), "2034-06-15");
}

static void
test_weekdays (void)
{
  g_assert_cmpint (merilo_date_weekday (parse_date ("1970-01-01")), ==, 4);
  g_assert_cmpint (merilo_date_weekday (parse_date ("1969-12-28")), ==, 7);
  g_assert_cmpint (merilo_date_weekday (parse_date ("2025-09-01")), ==, 1);
  assert_date (merilo_nth_weekday (2025, 10, 2, 2), "2025-10-14");
  assert_date (merilo_nth_weekday (2025, 5, 5, 5), "2025-05-30");
  assert_date (merilo_nth_weekday (2025, 2, 5, 1), "2025-02-24");
  assert_date (merilo_nth_weekday (2025, 9, 1, 1), "2025-09-01");
}

static void
test_periods (void)
{
  char quarter[MERILO_QUARTER_SIZE];

  g_assert_cmpint (merilo_school_year_of (parse_date ("2024-08-31")), ==, 2023);
  g_assert_cmpint (merilo_school_year_of (parse_date ("2024-09-01")), ==, 2024);
  merilo_quarter_print (quarter, parse_date ("2025-03-31"));
  g_assert_cmpstr (quarter, ==, "2025-Q1");
  merilo_quarter_print (quarter, parse_date ("2025-10-01"));
  g_assert_cmpstr (quarter, ==, "2025-Q4");
}

static void
test_possible (void)
{
  static const struct
  {
    MeriloDay day;
    gboolean possible;
  } days[] = {
    { { 0, 2, 29 }, TRUE },
    { { 2023, 2, 29 }, FALSE },
    { { 2024, 2, 29 }, TRUE },
    { { 0, 2, 30 }, FALSE },
    { { 0, 6, 31 }, FALSE },
    { { 0, 13, 1 }, FALSE },
    { { 0, 0, 0 }, FALSE },
    { { 0, 5, 0 }, FALSE },
    { { 0, 2, MERILO_DAY_LAST }, TRUE },
    { { 0, 3, MERILO_DAY_LAST }, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_assert_cmpint (merilo_day_is_possible (days[i].day), ==, days[i].possible);
      g_assert_cmpint (merilo_day_to_date (days[i].day, 2024) != MERILO_NONE, ==, days[i].possible);
    }
  assert_date (merilo_day_to_date ((MeriloDay){ 0, 2, MERILO_DAY_LAST }, 2025), "2025-02-28");
}

/* ---- the calendar ----------------------------------------------------------------------- */

static void
test_shipped (void)
{
  static const struct
  {
    const char *day;
    gboolean off;
  } days[] = {
    { "2024-11-02", FALSE }, /* a working Saturday */
    { "2024-11-03", TRUE },  { "2024-12-31", TRUE },  { "2024-12-28", FALSE },
    { "2025-05-02", TRUE },  { "2025-05-05", FALSE }, { "2026-01-09", TRUE },
    { "2035-01-08", TRUE }, /* the law alone */
    { "2035-01-09", FALSE }, { "2035-02-23", TRUE },  { "2035-11-04", TRUE },
    { "2035-11-10", TRUE },  { "2035-11-12", FALSE }, { "1965-05-09", TRUE },
  };
  const MeriloCalendar *calendar = merilo_calendar_get_shipped ();

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    if (merilo_calendar_is_off (calendar, parse_date (days[i].day)) != days[i].off)
      g_error ("%s", days[i].day);
  g_assert_true (merilo_calendar_covers (calendar, 2025));
  g_assert_false (merilo_calendar_covers (calendar, 2035));
  g_assert_false (merilo_calendar_covers (calendar, -5));
}

static void
test_moves (void)
{
  const MeriloCalendar *calendar = merilo_calendar_get_shipped ();

  assert_date (merilo_calendar_move (calendar, parse_date ("2024-05-10")), "2024-05-13");
  assert_date (merilo_calendar_move (calendar, parse_date ("2024-05-13")), "2024-05-13");
  assert_date (merilo_calendar_move (calendar, parse_date ("2024-12-31")), "2024-12-28");
  assert_date (merilo_calendar_move (calendar, parse_date ("2025-01-01")), "2025-01-09");
  assert_date (merilo_calendar_add_working (calendar, parse_date ("2025-04-30"), 1), "2025-05-05");
  assert_date (merilo_calendar_add_working (calendar, parse_date ("2025-05-05"), -1), "2025-04-30");
  assert_date (merilo_calendar_add_working (calendar, parse_date ("2025-05-03"), 0), "2025-05-03");
}

static void
test_own_file (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloCalendar) calendar = merilo_calendar_parse (
      "# ours\r\ndate,kind,note\r\n2030-03-04,holiday,\"a, b\"\r\n2030-03-09,working_saturday", -1,
      &error);

  g_assert_no_error (error);
  g_assert_true (merilo_calendar_is_off (calendar, parse_date ("2030-03-04")));
  g_assert_false (merilo_calendar_is_off (calendar, parse_date ("2030-03-09")));
  g_assert_false (merilo_calendar_is_off (calendar, parse_date ("2030-03-10"))); /* not listed */
  g_assert_true (merilo_calendar_is_off (calendar, parse_date ("2031-03-08")));  /* by the law */
}

static void
test_bad_files (void)
{
  static const char *const bad[] = {
    "",
    "date,kind,note\n",
    "2030-02-30,holiday,x\n",
    "2030-03-04\n",
    "2030-03-04,feast,x\n",
    "2030-03-04,,x\n",
    "1800-03-04,holiday,x\n",
    "2030-03-04,holiday,x\n?\n",
    "\x00\x01",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MeriloCalendar) calendar = merilo_calendar_parse (bad[i], -1, &error);

      g_assert_null (calendar);
      g_assert_error (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE);
    }
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (MeriloCalendar) calendar = merilo_calendar_load ("/nonexistent/calendar", &error);

    g_assert_null (calendar);
    g_assert_error (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/schedule/calendar/months", test_months);
  g_test_add_func ("/schedule/calendar/weekdays", test_weekdays);
  g_test_add_func ("/schedule/calendar/periods", test_periods);
  g_test_add_func ("/schedule/calendar/possible", test_possible);
  g_test_add_func ("/schedule/calendar/shipped", test_shipped);
  g_test_add_func ("/schedule/calendar/moves", test_moves);
  g_test_add_func ("/schedule/calendar/own-file", test_own_file);
  g_test_add_func ("/schedule/calendar/bad-files", test_bad_files);
  return g_test_run ();
}
