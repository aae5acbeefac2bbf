/* Days as deadlines write them: with a year (2024-05-10) or without one (05-10), and the last of
 * February; and the periods a town's department lives by: quarters, school years. */
#pragma once

#include "model/value.h"

G_BEGIN_DECLS

#define MERILO_DAY_LAST 127 /* the last day of a February whose year is not known */

/**
 * MeriloDay:
 * @year: 0 for a day of every year
 * @month: 1 for January; 0: there is no day at all
 * @day: 1…31, or MERILO_DAY_LAST. Month and day may be impossible: a misprint is kept as written
 */
typedef struct
{
  gint16 year;
  gint8 month;
  gint8 day;
} MeriloDay;

MeriloDay merilo_day_from_date (gint64 date);
gboolean merilo_day_is_possible (MeriloDay day);
gboolean merilo_day_equal (MeriloDay a, MeriloDay b);

/* before, the same (0), after in the calendar; days without a year: within one year */
int merilo_day_compare (MeriloDay a, MeriloDay b);

/* the date of @day, in @year if it has none of its own; 29 February of other years is the 28th;
 * MERILO_NONE if there is no such day */
gint64 merilo_day_to_date (MeriloDay day, int year);

/* 28…31; @month 1…12 */
int merilo_month_length (int year, int month);

/* Monday is 1, Sunday 7 */
int merilo_date_weekday (gint64 date);
int merilo_date_year (gint64 date);

/* the same day so many months away; the last day where that month is shorter */
gint64 merilo_date_add_months (gint64 date, int months);

/* the @nth (5: the last) @weekday of a month; MERILO_NONE if there is no fifth */
gint64 merilo_nth_weekday (int year, int month, int nth, int weekday);

/* A school year begins on 1 September and is named by the year in which it begins. */
int merilo_school_year_of (gint64 date);

/* 2025-Q1 of the day */
#define MERILO_QUARTER_SIZE 12
void merilo_quarter_print (char out[MERILO_QUARTER_SIZE], gint64 date);

G_END_DECLS
