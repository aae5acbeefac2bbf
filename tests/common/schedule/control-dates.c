/* Control dates: a table of canons with their dates, and the shared dates of a real plan. */
#include <string.h>

#include <gio/gio.h>

#include "model/error.h"
#include "schedule/canon.h"
#include "schedule/control-dates.h"

/* ---- one line a date: from..nominal>due quarter ----------------------------------------- */

static void
put_date (GString *out, gint64 date)
{
  char text[11];

  if (date == MERILO_NONE)
    return;
  merilo_date_print (text, date);
  g_string_append (out, text);
}

static char *
show_dates (const char *canon, const MeriloScheduleParams *params)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloReading) reading = merilo_reading_from_canon (canon, &error);
  g_autoptr (GArray) dates = NULL;
  GString *out = g_string_new (NULL);

  g_assert_no_error (error);
  dates = merilo_control_dates (reading, params);
  for (guint i = 0; i < dates->len; i++)
    {
      const MeriloControlDate *date = &g_array_index (dates, MeriloControlDate, i);

      g_string_append (out, i > 0 ? " " : "");
      put_date (out, date->nominal_from);
      g_string_append (out, "..");
      put_date (out, date->nominal_due);
      g_string_append_c (out, '>');
      put_date (out, date->due);
      g_string_append_printf (out, ":%s", date->quarter);
    }
  return g_string_free (out, FALSE);
}

static gint64
parse_date (const char *iso)
{
  gint64 date = MERILO_NONE;

  g_assert_true (*iso == '\0' || merilo_date_parse (iso, strlen (iso), &date));
  return date;
}

/* ---- the project's own table ------------------------------------------------------------ */

typedef struct
{
  const char *name, *canon, *order, *from, *until, *today, *want;
} Case;

static const Case cases[] = {
  { "once moves forward from a Sunday", "once(until=2025-06-01)", "2025-01-10", "", "", "",
    "..2025-06-01>2025-06-02:2025-Q2" },
  { "the end of the year stays in the year", "once(until=2024-12-31)", "2024-01-10", "", "", "",
    "..2024-12-31>2024-12-28:2024-Q4" },
  { "30 December of 2024 was off too", "once(until=2024-12-30)", "2024-01-10", "", "", "",
    "..2024-12-30>2024-12-28:2024-Q4" },
  { "a nominal 5 January moves forward", "once(until=2025-01-05)", "2024-12-17", "", "", "",
    "..2025-01-05>2025-01-09:2025-Q1" },
  { "a working Saturday works", "once(until=2024-11-02)", "2024-01-10", "", "", "",
    "..2024-11-02>2024-11-02:2024-Q4" },
  { "a year the calendar has not: art. 112", "once(until=2035-06-12)", "2030-01-10", "", "", "",
    "..2035-06-12>2035-06-13:2035-Q2" },
  { "wholly before the order: none", "once(from=2024-01-01,until=2024-03-31)", "2024-04-01", "", "",
    "", "" },
  { "the order inside the window: whole", "once(from=2024-01-01,until=2024-04-01)", "2024-04-01",
    "", "", "", "2024-01-01..2024-04-01>2024-04-01:2024-Q2" },
  { "once without an end is due on 31.12", "once(from=2025-03-01); warn=no-date", "2025-01-10", "",
    "", "", "2025-03-01..2025-12-31>2025-12-30:2025-Q4" },
  { "a misprint makes none", "once(until=2004-03-01); warn=misprint", "2023-12-07", "", "", "",
    "" },
  { "a confirmed one does not come before its order", "once(until=2004-03-01)", "2003-12-07", "",
    "", "", "..2004-03-01>2004-03-01:2004-Q1" },
  { "an impossible day makes none", "once(until=2025-06-31); warn=misprint", "2025-01-10", "", "",
    "", "" },
  { "yearly over two years", "yearly(from=12-01,until=03-31); warn=cross-year,outside-period",
    "2024-12-17", "2024-01-01", "2025-12-31", "",
    "2024-12-01..2025-03-31>2025-03-31:2025-Q1 2025-12-01..2026-03-31>2026-03-31:2026-Q1" },
  { "only an end: the due day lies in the period", "yearly(until=05-31)", "2024-12-17",
    "2024-01-01", "2025-12-31", "", "..2025-05-31>2025-06-02:2025-Q2" },
  { "the end of February", "yearly(from=01-01,until=02-last)", "2023-12-17", "2024-01-01",
    "2025-12-31", "",
    "2024-01-01..2024-02-29>2024-02-29:2024-Q1 2025-01-01..2025-02-28>2025-02-28:2025-Q1" },
  { "29 February of a common year", "yearly(until=02-29)", "2024-12-17", "2025-01-01", "2025-12-31",
    "", "..2025-02-28>2025-02-28:2025-Q1" },
  { "since cuts the beginnings before it",
    "yearly(from=12-01,until=03-31,since=2025); warn=cross-year", "2024-01-01", "2024-01-01",
    "2025-12-31", "", "2025-12-01..2026-03-31>2026-03-31:2026-Q1" },
  { "since cuts the due days where nothing begins", "yearly(until=12-31,since=2025)", "2024-01-01",
    "2024-01-01", "2025-12-31", "", "..2025-12-31>2025-12-30:2025-Q4" },
  { "months, each a window", "yearly(months=12,6)", "2025-01-10", "2025-01-01", "2025-12-31", "",
    "2025-06-01..2025-06-30>2025-06-30:2025-Q2 2025-12-01..2025-12-31>2025-12-30:2025-Q4" },
  { "a standing plan: this school year and the next", "yearly(months=6)", "2025-04-03", "", "",
    "2025-04-03",
    "2025-06-01..2025-06-30>2025-06-30:2025-Q2 2026-06-01..2026-06-30>2026-06-30:2026-Q2" },
  { "the second Tuesday", "yearly(on=2.tue.10)", "2025-01-10", "2025-01-01", "2025-12-31", "",
    "2025-10-14..2025-10-14>2025-10-14:2025-Q4" },
  { "the last Friday", "yearly(on=last.fri.05)", "2025-01-10", "2025-01-01", "2025-12-31", "",
    "2025-05-30..2025-05-30>2025-05-30:2025-Q2" },
  { "the first Friday that works: 2 May 2025 was off", "yearly(on=1.fri.05.working)", "2025-01-10",
    "2025-01-01", "2025-12-31", "", "2025-05-16..2025-05-16>2025-05-16:2025-Q2" },
  { "a quarter is reported in itself", "quarterly(day=5)", "2024-12-17", "2024-07-01", "2024-12-31",
    "", "2024-10-01..2025-01-05>2025-01-09:2024-Q4" },
  { "a quarter without a day", "quarterly; warn=no-date", "2025-07-01", "2025-01-01", "2025-12-31",
    "", "2025-07-01..2025-09-30>2025-09-30:2025-Q3 2025-10-01..2025-12-31>2025-12-30:2025-Q4" },
  { "a month", "monthly(day=31)", "2025-11-15", "2025-01-01", "2025-12-31", "",
    "2025-11-01..2025-11-30>2025-12-01:2025-Q4 2025-12-01..2025-12-31>2025-12-30:2025-Q4" },
  { "a month, due in the next", "monthly(day=7,lag=1)", "2025-12-15", "2025-01-01", "2025-12-31",
    "", "2025-12-01..2026-01-07>2026-01-12:2025-Q4" },
  { "months between dates", "monthly(day=20,from=2025-02-01,until=2025-03-31)", "2025-01-10",
    "2025-01-01", "2025-12-31", "",
    "2025-02-01..2025-02-20>2025-02-20:2025-Q1 2025-03-01..2025-03-20>2025-03-20:2025-Q1" },
  { "a school year", "sy(2023/2024)", "2023-12-07", "", "", "",
    "2023-09-01..2024-08-31>2024-09-02:2024-Q3" },
  { "once in three years of the period", "every(years=3,per=school)", "2021-02-01", "2021-01-01",
    "2021-12-31", "", "..2023-12-31>2023-12-29:2023-Q4" },
  { "a period in a date cell", "period(from=2024-01-01,until=2025-12-31)", "2024-01-10", "", "", "",
    "2024-01-01..2025-12-31>2025-12-30:2025-Q4" },
  { "no dates", "all(continuous | ondemand | external(who=\"\"))", "2024-01-10", "2024-01-01",
    "2025-12-31", "", "" },
  { "a blackout", "blackout(from=2025-07-01,until=2025-07-15)", "2024-01-10", "", "", "", "" },
  { "nothing read", "none", "2024-01-10", "2024-01-01", "2025-12-31", "", "" },
  { "an event not recorded", "event(id=vpr,when=during)", "2024-01-10", "2024-01-01", "2025-12-31",
    "", "" },
  { "latest holds without the event", "event(id=vpr-results,when=after,latest=12-31)", "2024-12-17",
    "2024-01-01", "2025-12-31", "",
    "..2024-12-31>2024-12-28:2024-Q4 ..2025-12-31>2025-12-30:2025-Q4" },
  { "the same due day is one date, the earliest beginning",
    "all(once(until=2025-06-30) | yearly(from=06-01,until=06-30) | yearly(months=6))", "2025-01-10",
    "2025-01-01", "2025-12-31", "", "2025-06-01..2025-06-30>2025-06-30:2025-Q2" },
};

static MeriloScheduleParams
make_params (const char *order, const char *from, const char *until, const char *today)
{
  MeriloScheduleParams params = MERILO_SCHEDULE_PARAMS_INIT;

  params.order_date = parse_date (order);
  params.period_from = parse_date (from);
  params.period_until = parse_date (until);
  params.today = parse_date (today);
  return params;
}

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  MeriloScheduleParams params = make_params (c->order, c->from, c->until, c->today);
  g_autofree char *got = show_dates (c->canon, &params);

  g_assert_cmpstr (got, ==, c->want);
}

/* ---- settings and events ---------------------------------------------------------------- */

static void
test_settings (void)
{
  MeriloScheduleParams params = make_params ("2024-01-10", "2024-01-01", "2024-12-31", "");
  g_autofree char *may = NULL, *bare = NULL, *kept = NULL, *zone = NULL, *executed = NULL;

  params.school_year_end = MERILO_SCHOOL_YEAR_ENDS_MAY;
  may = show_dates ("sy(2023/2024)", &params);
  g_assert_cmpstr (may, ==, "2023-09-01..2024-05-31>2024-05-31:2024-Q2");
  params.no_date_by_school_year = TRUE;
  bare = show_dates ("yearly; warn=no-date", &params);
  g_assert_cmpstr (bare, ==, "2024-09-01..2025-05-31>2025-06-02:2025-Q2");
  params.keep_days_off = TRUE;
  kept = show_dates ("once(until=2024-05-01)", &params);
  g_assert_cmpstr (kept, ==, "..2024-05-01>2024-05-01:2024-Q2");
  params.zone = 5 * 60;
  zone = show_dates ("once(until=2024-05-13T23:00+03:00)", &params);
  g_assert_cmpstr (zone, ==, "..2024-05-14>2024-05-14:2024-Q2");
  params.executed = parse_date ("2022-03-01");
  executed = show_dates ("every(years=3,per=school)", &params);
  g_assert_cmpstr (executed, ==, "..2025-12-31>2025-12-31:2025-Q4");
}

typedef struct
{
  const char *name, *canon, *want;
} EventCase;

static const EventCase event_cases[] = {
  { "so many days after", "event(id=vpr-results,when=after,offset=+10d)",
    "2025-06-02..2025-06-12>2025-06-16:2025-Q2" },
  { "so many working days after", "event(id=vpr-results,when=after,offset=+10wd)",
    "2025-06-02..2025-06-18>2025-06-18:2025-Q2" },
  { "so many months after", "event(id=vpr-results,when=after,offset=+1m)",
    "2025-06-02..2025-07-02>2025-07-02:2025-Q3" },
  { "after, due as typed", "event(id=signing,when=after)",
    "2025-03-03..2025-03-20>2025-03-20:2025-Q1" },
  { "after, nothing typed", "event(id=vpr-results,when=after)", "" },
  { "the eve", "event(id=signing,when=before,offset=-1d)", "..2025-03-02>2025-03-03:2025-Q1" },
  { "during", "event(id=vpr,when=during)",
    "2024-03-04..2024-03-29>2024-03-29:2024-Q1 2025-04-11..2025-05-16>2025-05-16:2025-Q2" },
  { "during, that year", "event(id=vpr,when=during,year=2025)",
    "2025-04-11..2025-05-16>2025-05-16:2025-Q2" },
  { "during, since", "event(id=vpr,when=during,since=2026)", "" },
  { "another name", "event(id=other,name=\"утверждения плана\",when=after,offset=+1d)",
    "2025-02-03..2025-02-04>2025-02-04:2025-Q1" },
  { "a name nobody recorded", "event(id=other,name=\"утверждения сметы\",when=after,offset=+1d)",
    "" },
  { "latest, opened by the event", "event(id=vpr-results,when=after,latest=12-31)",
    "..2024-12-31>2024-12-28:2024-Q4 2025-06-02..2025-12-31>2025-12-30:2025-Q4" },
  { "latest, but the offset ends sooner",
    "event(id=vpr-results,when=after,offset=+10d,latest=12-31)",
    "..2024-12-31>2024-12-28:2024-Q4 2025-06-02..2025-06-12>2025-06-16:2025-Q2" },
};

static void
test_event (gconstpointer data)
{
  const EventCase *c = data;
  MeriloRecordedEvent events[] = {
    { MERILO_EVENT_VPR, NULL, parse_date ("2024-03-04"), parse_date ("2024-03-29"), MERILO_NONE },
    { MERILO_EVENT_VPR, NULL, parse_date ("2025-04-11"), parse_date ("2025-05-16"), MERILO_NONE },
    { MERILO_EVENT_VPR_RESULTS, NULL, parse_date ("2025-06-02"), parse_date ("2025-06-02"),
      MERILO_NONE },
    { MERILO_EVENT_SIGNING, NULL, parse_date ("2025-03-03"), parse_date ("2025-03-03"),
      parse_date ("2025-03-20") },
    { MERILO_EVENT_OTHER, "утверждения плана", parse_date ("2025-02-03"), parse_date ("2025-02-03"),
      MERILO_NONE },
  };
  MeriloScheduleParams params = make_params ("2024-01-10", "2024-01-01", "2025-12-31", "");
  g_autofree char *got = NULL;

  params.events = events;
  params.n_events = G_N_ELEMENTS (events);
  got = show_dates (c->canon, &params);
  g_assert_cmpstr (got, ==, c->want);
}

/* ---- the shared dates of a real plan ---------------------------------------------------- */

static GPtrArray *
split_csv (const char *line)
{
  GPtrArray *fields = g_ptr_array_new_with_free_func (g_free);
  GString *field = g_string_new (NULL);
  gboolean quoted = FALSE;

  for (const char *p = line;; p++)
    {
      if (*p == '"' && quoted && p[1] == '"')
        g_string_append_c (field, *p++);
      else if (*p == '"')
        quoted = !quoted;
      else if (*p == '\0' || (*p == ',' && !quoted))
        {
          g_ptr_array_add (fields, g_string_free (field, FALSE));
          if (*p == '\0')
            return fields;
          field = g_string_new (NULL);
        }
      else
        g_string_append_c (field, *p);
    }
}

static void
append_row (GString *want, const GPtrArray *row)
{
  if (*(const char *) row->pdata[4] == '\0')
    return;
  g_string_append_printf (want, "%s%s..%s>%s:%s", want->len > 0 ? " " : "",
                          (const char *) row->pdata[3], (const char *) row->pdata[4],
                          (const char *) row->pdata[5], (const char *) row->pdata[6]);
}

static guint
compare_item (const char *item, const char *canon, const char *want)
{
  MeriloScheduleParams params = make_params ("2024-12-17", "2024-01-01", "2026-12-31", "");
  g_autofree char *got = show_dates (canon, &params);

  if (strcmp (got, want) == 0)
    return 0;
  g_test_message ("%s %s\n  want %s\n  got  %s", item, canon, want, got);
  return 1;
}

static void
test_shared (void)
{
  const char *shared = g_getenv ("MERILO_SHARED");
  g_autofree char *beside = g_test_build_filename (G_TEST_DIST, "..", "..", "shared", NULL);
  g_autofree char *path = g_build_filename (shared != NULL ? shared : beside, "data",
                                            "control-dates-pokachi.csv", NULL);
  g_autofree char *text = NULL, *item = NULL, *canon = NULL;
  g_autoptr (GString) want = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;
  guint wrong = 0, items = 0;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    {
      g_test_skip ("the shared control dates are not here");
      return;
    }
  lines = g_strsplit (g_strchomp (text), "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) row = NULL;
      g_autofree char *key = NULL;

      if (*lines[i] == '#' || g_str_has_prefix (lines[i], "item_no"))
        continue;
      row = split_csv (lines[i]);
      g_assert_cmpuint (row->len, ==, 8);
      key = g_strdup_printf ("%s %s", (char *) row->pdata[0], (char *) row->pdata[1]);
      if (g_strcmp0 (item, key) != 0)
        {
          wrong += item != NULL ? compare_item (item, canon, want->str) : 0;
          items++;
          g_string_truncate (want, 0);
          g_free (item);
          item = g_strdup (key);
          g_free (canon);
          canon = g_strdup (row->pdata[2]);
        }
      append_row (want, row);
    }
  wrong += compare_item (item, canon, want->str);
  g_assert_cmpuint (items, >, 34);
  g_assert_cmpuint (wrong, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/schedule/dates/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  for (guint i = 0; i < G_N_ELEMENTS (event_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/schedule/dates/event/%s", event_cases[i].name);

      g_test_add_data_func (path, &event_cases[i], test_event);
    }
  g_test_add_func ("/schedule/dates/settings", test_settings);
  g_test_add_func ("/schedule/dates/shared", test_shared);
  return g_test_run ();
}
