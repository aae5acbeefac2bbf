/* Rules: what the words of a deadline mean; and a reading: the rules of one phrase with its
 * warnings. A reading is a plain value; it knows nothing of the phrase it came from. */
#pragma once

#include "schedule/day.h"

G_BEGIN_DECLS

typedef enum
{
  MERILO_RULE_ONCE,
  MERILO_RULE_YEARLY,
  MERILO_RULE_QUARTERLY,
  MERILO_RULE_MONTHLY,
  MERILO_RULE_SCHOOL_YEAR,
  MERILO_RULE_EVERY,
  MERILO_RULE_EVENT,
  MERILO_RULE_EXTERNAL,
  MERILO_RULE_CONTINUOUS,
  MERILO_RULE_ON_DEMAND,
  MERILO_RULE_PERIOD,
  MERILO_RULE_BLACKOUT,
  MERILO_N_RULE_KINDS,
} MeriloRuleKind;

typedef enum
{
  MERILO_EVENT_VPR,
  MERILO_EVENT_VPR_RESULTS,
  MERILO_EVENT_FEDERAL_LIST,
  MERILO_EVENT_EXAM,
  MERILO_EVENT_RESULTS,
  MERILO_EVENT_PROCEDURE_DAY,
  MERILO_EVENT_MEASURE_END,
  MERILO_EVENT_ANALYSIS,
  MERILO_EVENT_SIGNING,
  MERILO_EVENT_OTHER,
  MERILO_N_EVENTS,
} MeriloEvent;

typedef enum
{
  MERILO_WHEN_BEFORE,
  MERILO_WHEN_DURING,
  MERILO_WHEN_AFTER,
  MERILO_N_WHENS,
} MeriloWhen;

typedef enum
{
  MERILO_UNIT_NONE, /* no offset */
  MERILO_UNIT_DAYS,
  MERILO_UNIT_WORKING_DAYS,
  MERILO_UNIT_MONTHS,
} MeriloUnit;

/* the n-th weekday of a month; nth 5 is the last, 0: none */
typedef struct
{
  gint8 nth;
  gint8 weekday; /* Monday is 1 */
  gint8 month;
  gint8 working; /* the n-th one that is a working day */
} MeriloNth;

#define MERILO_NO_TIME G_MININT16
#define MERILO_NO_ARG  (-1)

/**
 * MeriloRule:
 * @from, @until: the window; month 0: open. Days with a year in once, monthly, period, blackout,
 *   without one in yearly
 * @time: minutes of the day of @until (once) or of the event, or MERILO_NO_TIME
 * @zone: minutes east of UTC of @time, or MERILO_NO_TIME: the local time
 * @months: each a window of its own, in the order of the words
 * @day: of the month, or MERILO_NO_ARG
 * @lag: 1: due in the month after
 * @years: every so many years
 * @name: the words of an event other than the known ones
 * @latest: day of the year by which an event's term ends at the latest
 * @year, @since, @school_year: 0: none
 * @scope: the pupils or classes it is for, or NULL
 * @who: owners, joined with commas; "": somebody not named; NULL: nobody
 */
typedef struct
{
  MeriloRuleKind kind;
  MeriloDay from, until, latest;
  gint16 time, zone;
  guint8 n_months, months[12];
  MeriloNth on;
  int day, lag, years;
  int school_year, year, since;
  MeriloEvent event;
  MeriloWhen when;
  MeriloUnit unit;
  int offset;
  char *name, *scope, *who;
} MeriloRule;

typedef enum
{ /* in the order of their codes */
  MERILO_WARN_AMBIGUOUS = 1 << 0,
  MERILO_WARN_BEFORE_ORDER = 1 << 1,
  MERILO_WARN_COLUMN_SHIFT = 1 << 2,
  MERILO_WARN_CROSS_YEAR = 1 << 3,
  MERILO_WARN_DAY_OFF = 1 << 4,
  MERILO_WARN_MISPRINT = 1 << 5,
  MERILO_WARN_NAMES_OTHER_YEAR = 1 << 6,
  MERILO_WARN_NO_DATE = 1 << 7,
  MERILO_WARN_OUTSIDE_PERIOD = 1 << 8,
} MeriloWarnings;

#define MERILO_N_WARNINGS 9

/**
 * MeriloReading:
 * @rules: (element-type MeriloRule): none if nothing was read
 * @warnings: what a person should look at
 * @empty: the cell was blank
 */
typedef struct
{
  GPtrArray *rules;
  MeriloWarnings warnings;
  gboolean empty;
} MeriloReading;

MeriloRule *merilo_rule_new (MeriloRuleKind kind);
MeriloRule *merilo_rule_copy (const MeriloRule *self);
void merilo_rule_free (MeriloRule *self);
gboolean merilo_rule_equal (const MeriloRule *a, const MeriloRule *b);

/* has it a window, so that an owner may set the day inside: once, yearly, school year */
gboolean merilo_rule_is_windowed (const MeriloRule *self);

/* does the window of a yearly rule end in the next year */
gboolean merilo_rule_crosses_year (const MeriloRule *self);

MeriloReading *merilo_reading_new (void);
void merilo_reading_free (MeriloReading *self);
const MeriloRule *merilo_reading_get (const MeriloReading *self, guint i);

/* the names that the canon and the JSON use; static */
const char *merilo_rule_kind_name (MeriloRuleKind kind);
const char *merilo_event_name (MeriloEvent event);
const char *merilo_when_name (MeriloWhen when);
const char *merilo_weekday_name (int weekday);
const char *merilo_warning_name (guint i); /* the i-th bit */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MeriloRule, merilo_rule_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MeriloReading, merilo_reading_free)

G_END_DECLS
