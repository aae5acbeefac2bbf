#define G_LOG_DOMAIN "merilo-schedule"

#include "schedule/control-dates.h"

#include <string.h>

#define MAX_DATES   2000 /* of one item: bounds a period of centuries */
#define YEARS_APART 10

typedef struct
{
  const MeriloReading *reading;
  const MeriloScheduleParams *params;
  const MeriloCalendar *calendar;
  gint64 from, until; /* windows that begin here belong to the plan */
  int first_year, last_year;
  const MeriloRule *rule;
  guint nth_rule;
  GArray *dates;
} Maker;

/* ---- making one ------------------------------------------------------------------------- */

/* @reported: the day whose quarter it is reported in */
static void
add_date (Maker *self, gint64 from, gint64 due, gint64 reported)
{
  MeriloControlDate date = { .nominal_from = from, .nominal_due = due, .time = MERILO_NO_TIME };

  if (due == MERILO_NONE || self->dates->len >= MAX_DATES
      || (self->params->order_date != MERILO_NONE && due < self->params->order_date))
    return;
  date.due = self->params->keep_days_off ? due : merilo_calendar_move (self->calendar, due);
  date.rule = self->nth_rule;
  if (self->rule->kind == MERILO_RULE_ONCE || self->rule->kind == MERILO_RULE_EVENT)
    date.time = self->rule->time;
  merilo_quarter_print (date.quarter, reported);
  g_array_append_val (self->dates, date);
}

/* a repeated window belongs to the plan by its first day, or its due day without one */
static void
add_repeated (Maker *self, gint64 from, gint64 due, gint64 reported)
{
  gint64 begin = from != MERILO_NONE ? from : due;

  if (due == MERILO_NONE || begin < self->from || begin > self->until)
    return;
  if (self->rule->since != 0 && begin < merilo_date_join (self->rule->since, 1, 1))
    return;
  add_date (self, from, due, reported);
}

/* ---- dates that were written ------------------------------------------------------------ */

/* an hour of another zone may be on another day here */
static gint64
shift_to_zone (const Maker *self, const MeriloRule *rule, gint64 due, int *ret_time)
{
  int minutes = rule->time;

  *ret_time = rule->time;
  if (due == MERILO_NONE || rule->time == MERILO_NO_TIME || rule->zone == MERILO_NO_TIME)
    return due;
  minutes += self->params->zone - rule->zone;
  if (minutes >= 24 * 60)
    due++;
  else if (minutes < 0)
    due--;
  *ret_time = (minutes + 24 * 60) % (24 * 60);
  return due;
}

/* a date that is surely misspelt makes none until a person has confirmed or mended it */
static gboolean
is_doubtful (const Maker *self, gint64 date)
{
  gint64 order = self->params->order_date;

  return (self->reading->warnings & MERILO_WARN_MISPRINT) && order != MERILO_NONE
         && date != MERILO_NONE
         && (date > merilo_date_add_months (order, 12 * YEARS_APART)
             || date < merilo_date_add_months (order, -12 * YEARS_APART));
}

static void
make_once (Maker *self)
{
  const MeriloRule *rule = self->rule;
  gint64 from = merilo_day_to_date (rule->from, 0);
  gint64 due = merilo_day_to_date (rule->until, 0);
  guint made = self->dates->len;
  int time;

  if ((rule->from.month != 0 && from == MERILO_NONE)
      || (rule->until.month != 0 && due == MERILO_NONE) || is_doubtful (self, from)
      || is_doubtful (self, due))
    return;
  if (rule->until.month == 0)
    due = merilo_date_join (merilo_date_year (from), 12, 31);
  due = shift_to_zone (self, rule, due, &time);
  add_date (self, from, due, due);
  if (self->dates->len > made)
    g_array_index (self->dates, MeriloControlDate, made).time = (gint16) time;
}

static gint64
end_of_school_year (const Maker *self, int year)
{
  static const MeriloDay ends[] = { { 0, 8, 31 }, { 0, 5, 31 }, { 0, 6, 30 } };

  return merilo_day_to_date (ends[self->params->school_year_end], year + 1);
}

static void
make_school_year (Maker *self)
{
  int year = self->rule->school_year;
  gint64 due = end_of_school_year (self, year);

  add_date (self, merilo_date_join (year, 9, 1), due, due);
}

/* ---- repeated --------------------------------------------------------------------------- */

static void
make_window (Maker *self, int year)
{
  const MeriloRule *rule = self->rule;
  gint64 from = merilo_day_to_date (rule->from, year), due;
  gboolean bare = rule->from.month == 0 && rule->until.month == 0;

  if (rule->until.month != 0)
    due = merilo_day_to_date (rule->until, merilo_rule_crosses_year (rule) ? year + 1 : year);
  else if (!self->params->no_date_by_school_year)
    due = merilo_date_join (year, 12, 31);
  else
    {
      int school = bare || from == MERILO_NONE ? year : merilo_school_year_of (from);

      if (bare)
        from = merilo_date_join (year, 9, 1);
      due = end_of_school_year (self, school);
      if (due < from)
        due = end_of_school_year (self, school + 1);
    }
  if (bare && !self->params->no_date_by_school_year)
    from = merilo_date_join (year, 1, 1);
  if (rule->from.month != 0 && from == MERILO_NONE)
    return;
  add_repeated (self, from, due, due);
}

static void
make_months (Maker *self, int year)
{
  for (guint i = 0; i < self->rule->n_months; i++)
    {
      int month = self->rule->months[i];
      gint64 from = merilo_date_join (year, month, 1);
      gint64 due = from + merilo_month_length (year, month) - 1;

      add_repeated (self, from, due, due);
    }
}

/* the n-th one that is a working day, or simply the n-th */
static void
make_nth (Maker *self, int year)
{
  MeriloNth on = self->rule->on;
  gint64 found = MERILO_NONE;
  int seen = 0;

  if (!on.working)
    found = merilo_nth_weekday (year, on.month, on.nth, on.weekday);
  for (int n = 1; on.working && n <= 5; n++)
    {
      gint64 date = merilo_nth_weekday (year, on.month, n, on.weekday);

      if (n == 5 && date == merilo_nth_weekday (year, on.month, 4, on.weekday))
        break; /* there is no fifth: the last is the fourth */
      if (date == MERILO_NONE || merilo_calendar_is_off (self->calendar, date))
        continue;
      seen++;
      if (seen == on.nth || on.nth == 5)
        found = date;
    }
  add_repeated (self, found, found, found);
}

static void
make_yearly (Maker *self)
{
  for (int year = self->first_year; year <= self->last_year; year++)
    if (self->rule->n_months > 0)
      make_months (self, year);
    else if (self->rule->on.nth != 0)
      make_nth (self, year);
    else
      make_window (self, year);
}

/* @day of the month; its last one where it has none, or is shorter */
static gint64
day_of_month (gint64 month, int day)
{
  int year, number, unused, length;

  merilo_date_split (month, &year, &number, &unused);
  length = merilo_month_length (year, number);
  return merilo_date_join (year, number, day == MERILO_NO_ARG ? length : MIN (day, length));
}

static void
make_quarterly (Maker *self)
{
  int day = self->rule->day;

  for (int year = self->first_year; year <= self->last_year; year++)
    for (int month = 1; month <= 12; month += 3)
      {
        gint64 from = merilo_date_join (year, month, 1);
        gint64 last = merilo_date_add_months (from, day == MERILO_NO_ARG ? 2 : 3);

        add_repeated (self, from, day_of_month (last, day), from);
      }
}

static void
make_monthly (Maker *self)
{
  const MeriloRule *rule = self->rule;
  gint64 first = merilo_day_to_date (rule->from, 0), last = merilo_day_to_date (rule->until, 0);
  gboolean lag = rule->lag == 1;

  for (int year = self->first_year; year <= self->last_year; year++)
    for (int month = 1; month <= 12; month++)
      {
        gint64 from = merilo_date_join (year, month, 1);
        gint64 due = day_of_month (lag ? merilo_date_add_months (from, 1) : from, rule->day);

        if ((first == MERILO_NONE || day_of_month (from, MERILO_NO_ARG) >= first)
            && (last == MERILO_NONE || from <= last))
          add_repeated (self, from, due, lag ? from : due);
      }
}

/* 31 December of the n-th year after the last execution; else of the plan's n-th year */
static void
make_every (Maker *self)
{
  const MeriloScheduleParams *params = self->params;
  int year;

  if (params->executed != MERILO_NONE)
    year = merilo_date_year (params->executed) + self->rule->years;
  else if (params->period_from != MERILO_NONE)
    year = merilo_date_year (params->period_from) + self->rule->years - 1;
  else if (params->order_date != MERILO_NONE)
    year = merilo_date_year (params->order_date) + self->rule->years - 1;
  else
    return;
  add_date (self, MERILO_NONE, merilo_date_join (year, 12, 31), merilo_date_join (year, 12, 31));
}

/* ---- events ----------------------------------------------------------------------------- */

static gboolean
is_event (const MeriloRule *rule, const MeriloRecordedEvent *event)
{
  int year = merilo_date_year (event->first);

  return event->event == rule->event
         && (rule->event != MERILO_EVENT_OTHER || g_strcmp0 (event->name, rule->name) == 0)
         && (rule->year == 0 || rule->year == year) && year >= rule->since;
}

static gint64
shift_by_offset (const Maker *self, gint64 date)
{
  int offset = self->rule->offset;

  switch (self->rule->unit)
    {
    case MERILO_UNIT_DAYS:
      return date + offset;
    case MERILO_UNIT_WORKING_DAYS:
      return merilo_calendar_add_working (self->calendar, date, offset);
    case MERILO_UNIT_MONTHS:
      return merilo_date_add_months (date, offset);
    case MERILO_UNIT_NONE:
    default:
      return date;
    }
}

static void
make_recorded (Maker *self, const MeriloRecordedEvent *event)
{
  gboolean offset = self->rule->unit != MERILO_UNIT_NONE;
  gint64 due;

  switch (self->rule->when)
    {
    case MERILO_WHEN_BEFORE:
      due = shift_by_offset (self, event->first);
      add_date (self, MERILO_NONE, due, due);
      break;
    case MERILO_WHEN_DURING:
      due = offset ? shift_by_offset (self, event->first) : event->last;
      add_date (self, event->first, due, due);
      break;
    case MERILO_WHEN_AFTER:
    case MERILO_N_WHENS:
    default:
      due = offset ? shift_by_offset (self, event->last) : event->due;
      add_date (self, event->last, due, due);
      break;
    }
}

/* the recorded event whose term ends with @latest: the first one after the latest day before it */
static const MeriloRecordedEvent *
find_event (const Maker *self, gint64 before, gint64 latest)
{
  for (guint i = 0; i < self->params->n_events; i++)
    {
      const MeriloRecordedEvent *event = &self->params->events[i];

      if (is_event (self->rule, event) && event->last > before && event->last <= latest)
        return event;
    }
  return NULL;
}

static void
make_latest (Maker *self, int year)
{
  gint64 due = merilo_day_to_date (self->rule->latest, year);
  const MeriloRecordedEvent *event;

  if (due == MERILO_NONE || (self->rule->year != 0 && self->rule->year != year)
      || year < self->rule->since || due < self->from || due > self->until)
    return;
  event = find_event (self, merilo_day_to_date (self->rule->latest, year - 1), due);
  if (event != NULL && self->rule->unit != MERILO_UNIT_NONE)
    due = MIN (due, shift_by_offset (self, event->last));
  add_date (self, event != NULL ? event->last : MERILO_NONE, due, due);
}

static void
make_event (Maker *self)
{
  if (self->rule->latest.month != 0)
    {
      for (int year = self->first_year; year <= self->last_year; year++)
        make_latest (self, year);
      return;
    }
  for (guint i = 0; i < self->params->n_events; i++)
    if (is_event (self->rule, &self->params->events[i]))
      make_recorded (self, &self->params->events[i]);
}

/* ---- all together ----------------------------------------------------------------------- */

static void
make_rule (Maker *self)
{
  switch (self->rule->kind)
    {
    case MERILO_RULE_ONCE:
    case MERILO_RULE_PERIOD: /* in a date cell */
      make_once (self);
      break;
    case MERILO_RULE_YEARLY:
      make_yearly (self);
      break;
    case MERILO_RULE_QUARTERLY:
      make_quarterly (self);
      break;
    case MERILO_RULE_MONTHLY:
      make_monthly (self);
      break;
    case MERILO_RULE_SCHOOL_YEAR:
      make_school_year (self);
      break;
    case MERILO_RULE_EVERY:
      make_every (self);
      break;
    case MERILO_RULE_EVENT:
      make_event (self);
      break;
    case MERILO_RULE_EXTERNAL:
    case MERILO_RULE_CONTINUOUS:
    case MERILO_RULE_ON_DEMAND:
    case MERILO_RULE_BLACKOUT:
    case MERILO_N_RULE_KINDS:
    default:
      break;
    }
}

/* the plan's period; a standing plan has the school year at hand and the next */
static void
settle_period (Maker *self)
{
  const MeriloScheduleParams *params = self->params;
  gint64 today = params->today != MERILO_NONE ? params->today : params->order_date;

  if (params->period_from != MERILO_NONE && params->period_until != MERILO_NONE)
    {
      self->from = params->period_from;
      self->until = params->period_until;
    }
  else
    {
      int year;

      if (today == MERILO_NONE)
        today = g_get_real_time () / G_USEC_PER_SEC / (24 * 60 * 60);
      year = merilo_school_year_of (today);
      self->from = merilo_date_join (year, 9, 1);
      self->until = merilo_date_join (year + 2, 8, 31);
    }
  self->first_year = merilo_date_year (self->from);
  self->last_year = merilo_date_year (self->until);
}

static int
compare_dates (gconstpointer a, gconstpointer b)
{
  const MeriloControlDate *first = a, *second = b;

  if (first->nominal_due != second->nominal_due)
    return first->nominal_due < second->nominal_due ? -1 : 1;
  return (first->rule > second->rule) - (first->rule < second->rule);
}

/* dates of one item with the same nominal due day are one; the earliest beginning is kept */
static void
join_same_days (GArray *dates)
{
  for (guint i = 1; i < dates->len;)
    {
      MeriloControlDate *before = &g_array_index (dates, MeriloControlDate, i - 1);
      const MeriloControlDate *date = &g_array_index (dates, MeriloControlDate, i);

      if (before->nominal_due != date->nominal_due)
        {
          i++;
          continue;
        }
      if (before->nominal_from == MERILO_NONE
          || (date->nominal_from != MERILO_NONE && date->nominal_from < before->nominal_from))
        before->nominal_from = date->nominal_from;
      if (before->time == MERILO_NO_TIME
          || (date->time != MERILO_NO_TIME && date->time < before->time))
        before->time = date->time;
      g_array_remove_index (dates, i);
    }
}

GArray *
merilo_control_dates (const MeriloReading *reading, const MeriloScheduleParams *params)
{
  Maker self = { .reading = reading, .params = params };

  self.calendar = params->calendar != NULL ? params->calendar : merilo_calendar_get_default ();
  self.dates = g_array_new (FALSE, TRUE, sizeof (MeriloControlDate));
  settle_period (&self);
  for (guint i = 0; i < reading->rules->len; i++)
    {
      self.rule = merilo_reading_get (reading, i);
      self.nth_rule = i;
      make_rule (&self);
    }
  g_array_sort (self.dates, compare_dates);
  join_same_days (self.dates);
  return self.dates;
}
