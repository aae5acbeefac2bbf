/* By which day a quarter's report is due: a day of the month after the quarter, moved by the
 * working calendar. */
#pragma once

#include "schedule/calendar.h"

G_BEGIN_DECLS

/**
 * MeriloReportRule:
 * @day: of the month after the quarter; past its end: the month's last day
 * @keep_days_off: the day is not moved to a working one
 * @calendar: (nullable): the shipped one if NULL
 */
typedef struct
{
  int day;
  gboolean keep_days_off;
  const MeriloCalendar *calendar;
} MeriloReportRule;

#define MERILO_REPORT_DAY 5

/* 2025-Q1; MERILO_NONE for what is no quarter */
gint64 merilo_report_due (const char *quarter, const MeriloReportRule *rule);

/* the newest quarter whose report should have been in before @today */
void
merilo_report_closed (char out[MERILO_QUARTER_SIZE], gint64 today, const MeriloReportRule *rule);

/* 2025-Q1 and nothing else */
gboolean merilo_quarter_is_good (const char *text);

G_END_DECLS
