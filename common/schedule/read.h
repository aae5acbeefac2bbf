/* The door to the deadline language: a phrase in, a reading out. Any thread; never fails: what is
 * not understood is a reading without rules. */
#pragma once

#include "schedule/calendar.h"
#include "schedule/rule.h"

G_BEGIN_DECLS

/**
 * MeriloDeadlineContext:
 * @order_date: the date of the order, or MERILO_NONE
 * @period_from, @period_until: the plan's period, or MERILO_NONE
 * @today: for «текущего учебного года» without an order; MERILO_NONE: by the clock
 * @school_years: the plan's setting «год = учебный»
 * @calendar: (nullable): the shipped one if NULL
 */
typedef struct
{
  gint64 order_date;
  gint64 period_from, period_until;
  gint64 today;
  gboolean school_years;
  const MeriloCalendar *calendar;
} MeriloDeadlineContext;

#define MERILO_DEADLINE_CONTEXT_INIT                                                               \
  {                                                                                                \
    MERILO_NONE, MERILO_NONE, MERILO_NONE, MERILO_NONE, FALSE, NULL                                \
  }

/* @phrase may be anything; @context may be NULL; transfer full */
MeriloReading *merilo_deadline_read (const char *phrase, const MeriloDeadlineContext *context);

/* the same for a phrase with a length, that need not be UTF-8 or end with a zero */
MeriloReading *
merilo_deadline_read_len (const char *phrase, gsize length, const MeriloDeadlineContext *context);

/* `date=2024-12-17 period=2024-01-01..2026-12-31`, each may be missing: laid over @context.
 * Error: MERILO_ERROR_INVALID, and @context stays as it was */
gboolean merilo_deadline_context_parse (MeriloDeadlineContext *context,
                                        const char *text,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* checks that hold for rules from anywhere (words, the rule editor): adds the warnings that the
 * rules, the order's date, the period and the calendar alone give; @written tells for each rule
 * whether its last day was written as a day (NULL: it was) */
void merilo_reading_check (MeriloReading *self,
                           const MeriloDeadlineContext *context,
                           const gboolean *written);

G_END_DECLS
