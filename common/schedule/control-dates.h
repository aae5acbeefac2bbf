/* From the rules of one item to the days by which it must be done. Pure: everything it depends on
 * is a parameter. */
#pragma once

#include "schedule/calendar.h"
#include "schedule/rule.h"

G_BEGIN_DECLS

/**
 * MeriloRecordedEvent:
 * @event, @name: which one; the name only of MERILO_EVENT_OTHER
 * @first, @last: its days
 * @due: the due day that was typed for a rule without an offset, or MERILO_NONE
 */
typedef struct
{
  MeriloEvent event;
  const char *name;
  gint64 first, last;
  gint64 due;
} MeriloRecordedEvent;

typedef enum
{
  MERILO_SCHOOL_YEAR_ENDS_AUGUST,
  MERILO_SCHOOL_YEAR_ENDS_MAY,
  MERILO_SCHOOL_YEAR_ENDS_JUNE,
} MeriloSchoolYearEnd;

/**
 * MeriloScheduleParams:
 * @order_date: of the order that approved the plan, or MERILO_NONE
 * @period_from, @period_until: the plan's, or MERILO_NONE for a standing plan
 * @today: which school year is at hand for a plan without a period
 * @executed: the reporter's last execution of the item, for «1 раз в 3 года»; or MERILO_NONE
 * @school_year_end: a setting of the municipality
 * @no_date_by_school_year: «ежегодно» is due at the end of the school year, not of the year
 * @keep_days_off: due days are not moved to working days
 * @zone: minutes east of UTC of the municipality, for hours written by Moscow time
 * @calendar: (nullable): the shipped one if NULL
 * @events: (array length=n_events): what has been recorded; not owned
 */
typedef struct
{
  gint64 order_date;
  gint64 period_from, period_until;
  gint64 today;
  gint64 executed;
  MeriloSchoolYearEnd school_year_end;
  gboolean no_date_by_school_year;
  gboolean keep_days_off;
  int zone;
  const MeriloCalendar *calendar;
  const MeriloRecordedEvent *events;
  guint n_events;
} MeriloScheduleParams;

#define MERILO_SCHEDULE_PARAMS_INIT                                                                \
  {                                                                                                \
    .order_date = MERILO_NONE, .period_from = MERILO_NONE, .period_until = MERILO_NONE,            \
    .today = MERILO_NONE, .executed = MERILO_NONE, .zone = 180                                     \
  }

/**
 * MeriloControlDate:
 * @nominal_from: the window's first day, or MERILO_NONE: none, or not known yet
 * @nominal_due: its last day, by the words
 * @due: the day it is really due
 * @time: minutes of the day, or MERILO_NO_TIME
 * @rule: the index of the rule that made it
 * @quarter: in whose report it stands: 2025-Q1
 */
typedef struct
{
  gint64 nominal_from, nominal_due, due;
  gint16 time;
  guint rule;
  char quarter[MERILO_QUARTER_SIZE];
} MeriloControlDate;

/* in the order of their nominal due days, no two with the same one; may be empty, and is for
 * readings without a date (external, continuous, events not recorded).
 * (element-type MeriloControlDate), transfer full */
GArray *merilo_control_dates (const MeriloReading *reading, const MeriloScheduleParams *params);

G_END_DECLS
