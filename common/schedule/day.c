#define G_LOG_DOMAIN "merilo-schedule"

#include "schedule/day.h"

MeriloDay
merilo_day_from_date (gint64 date)
{
  int year, month, day;

  merilo_date_split (date, &year, &month, &day);
  return (MeriloDay){ (gint16) year, (gint8) month, (gint8) day };
}

gboolean
merilo_day_is_possible (MeriloDay day)
{
  if (day.month < 1 || day.month > 12 || day.day < 1)
    return FALSE;
  if (day.day == MERILO_DAY_LAST)
    return day.month == 2;
  return day.day <= merilo_month_length (day.year != 0 ? day.year : 2024, day.month);
}

gboolean
merilo_day_equal (MeriloDay a, MeriloDay b)
{
  return a.year == b.year && a.month == b.month && a.day == b.day;
}

int
merilo_day_compare (MeriloDay a, MeriloDay b)
{
  if (a.year != b.year && a.year != 0 && b.year != 0)
    return a.year - b.year;
  return a.month != b.month ? a.month - b.month : a.day - b.day;
}

gint64
merilo_day_to_date (MeriloDay day, int year)
{
  int y = day.year != 0 ? day.year : year;
  int length;

  if (!merilo_day_is_possible (day))
    return MERILO_NONE;
  length = merilo_month_length (y, day.month);
  return merilo_date_join (y, day.month, MIN (day.day, length));
}

int
merilo_month_length (int year, int month)
{
  static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  if (month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0))
    return 29;
  return lengths[month - 1];
}

int
merilo_date_weekday (gint64 date)
{
  return (int) (((date + 3) % 7 + 7) % 7) + 1; /* 1970-01-01 was a Thursday */
}

int
merilo_date_year (gint64 date)
{
  int year, month, day;

  merilo_date_split (date, &year, &month, &day);
  return year;
}

gint64
merilo_date_add_months (gint64 date, int months)
{
  int year, month, day, length;

  merilo_date_split (date, &year, &month, &day);
  month += months - 1;
  year += month >= 0 ? month / 12 : -((11 - month) / 12);
  month = (month % 12 + 12) % 12 + 1;
  length = merilo_month_length (year, month);
  return merilo_date_join (year, month, MIN (day, length));
}

gint64
merilo_nth_weekday (int year, int month, int nth, int weekday)
{
  gint64 first = merilo_date_join (year, month, 1);
  int day = 1 + (weekday - merilo_date_weekday (first) + 7) % 7 + 7 * (nth - 1);
  int length = merilo_month_length (year, month);

  if (nth == 5)
    day -= day > length ? 7 : 0;
  return day > length ? MERILO_NONE : first + day - 1;
}

int
merilo_school_year_of (gint64 date)
{
  int year, month, day;

  merilo_date_split (date, &year, &month, &day);
  return month >= 9 ? year : year - 1;
}

void
merilo_quarter_print (char out[MERILO_QUARTER_SIZE], gint64 date)
{
  int year, month, day;

  merilo_date_split (date, &year, &month, &day);
  g_snprintf (out, MERILO_QUARTER_SIZE, "%04d-Q%d", CLAMP (year, 0, 99999), (month + 2) / 3);
}
