/* What the rules alone tell to look at, wherever they come from. */
#define G_LOG_DOMAIN "merilo-schedule"

#include "model/error.h"
#include "schedule/read.h"

#include <string.h>

#define YEARS_APART 10 /* a date farther from the order is a misprint */

static gboolean
is_dated (const MeriloRule *rule)
{
  return rule->kind == MERILO_RULE_ONCE || rule->kind == MERILO_RULE_PERIOD
         || rule->kind == MERILO_RULE_BLACKOUT;
}

static gboolean
is_misprint (MeriloDay day, gint64 order)
{
  gint64 date;

  if (day.month == 0)
    return FALSE;
  date = merilo_day_to_date (day, 2024);
  if (date == MERILO_NONE)
    return TRUE;
  return day.year != 0 && order != MERILO_NONE
         && (date > merilo_date_add_months (order, 12 * YEARS_APART)
             || date < merilo_date_add_months (order, -12 * YEARS_APART));
}

static gboolean
has_misprint (const MeriloRule *rule, gint64 order)
{
  return is_misprint (rule->from, order) || is_misprint (rule->until, order)
         || is_misprint (rule->latest, order);
}

static gboolean
has_no_date (const MeriloRule *rule)
{
  switch (rule->kind)
    {
    case MERILO_RULE_ONCE:
    case MERILO_RULE_YEARLY:
      return rule->until.month == 0 && rule->n_months == 0 && rule->on.nth == 0;
    case MERILO_RULE_QUARTERLY:
    case MERILO_RULE_MONTHLY:
      return rule->day == MERILO_NO_ARG;
    case MERILO_RULE_SCHOOL_YEAR:
    case MERILO_RULE_EVERY:
    case MERILO_RULE_EVENT:
    case MERILO_RULE_EXTERNAL:
    case MERILO_RULE_CONTINUOUS:
    case MERILO_RULE_ON_DEMAND:
    case MERILO_RULE_PERIOD:
    case MERILO_RULE_BLACKOUT:
    case MERILO_N_RULE_KINDS:
    default:
      return FALSE;
    }
}

static gboolean
is_once_outside (const MeriloRule *rule, const MeriloDeadlineContext *context)
{
  gint64 from = merilo_day_to_date (rule->from, 0), until = merilo_day_to_date (rule->until, 0);

  return (from != MERILO_NONE && (from < context->period_from || from > context->period_until))
         || (until != MERILO_NONE
             && (until < context->period_from || until > context->period_until));
}

/* does a window begin in the plan's period and end after it */
static gboolean
is_yearly_outside (const MeriloRule *rule, const MeriloDeadlineContext *context)
{
  int first = merilo_date_year (context->period_from);
  int last = merilo_date_year (context->period_until);
  gboolean bare = rule->from.month == 0 && rule->until.month == 0;
  MeriloDay from = bare ? (MeriloDay){ 0, 1, 1 } : rule->from;
  MeriloDay until = rule->until.month == 0 ? (MeriloDay){ 0, 12, 31 } : rule->until;

  if (rule->on.nth != 0 || from.month == 0)
    return FALSE;
  for (int year = MAX (first, rule->since); year <= last; year++)
    for (guint i = 0; i < MAX (rule->n_months, 1); i++)
      {
        gint64 begin, end;

        if (rule->n_months > 0)
          {
            from = (MeriloDay){ 0, (gint8) rule->months[i], 1 };
            until = (MeriloDay){ 0, (gint8) rule->months[i],
                                 (gint8) merilo_month_length (year, rule->months[i]) };
          }
        begin = merilo_day_to_date (from, year);
        end = merilo_day_to_date (until, merilo_day_compare (until, from) < 0 ? year + 1 : year);
        if (begin != MERILO_NONE && end != MERILO_NONE && begin >= context->period_from
            && begin <= context->period_until && end > context->period_until)
          return TRUE;
      }
  return FALSE;
}

static gboolean
is_outside (const MeriloRule *rule, const MeriloDeadlineContext *context)
{
  if (context->period_from == MERILO_NONE || context->period_until == MERILO_NONE)
    return FALSE;
  if (rule->kind == MERILO_RULE_ONCE)
    return is_once_outside (rule, context);
  return rule->kind == MERILO_RULE_YEARLY && is_yearly_outside (rule, context);
}

static gboolean
is_before_order (const MeriloRule *rule, const MeriloDeadlineContext *context)
{
  gint64 until = merilo_day_to_date (rule->until, 0);

  return context->order_date != MERILO_NONE && until != MERILO_NONE && until < context->order_date;
}

static gboolean
is_day_off (const MeriloRule *rule, const MeriloDeadlineContext *context)
{
  const MeriloCalendar *calendar
      = context->calendar != NULL ? context->calendar : merilo_calendar_get_default ();
  gint64 until = merilo_day_to_date (rule->until, 0);

  return until != MERILO_NONE && merilo_calendar_covers (calendar, rule->until.year)
         && merilo_calendar_is_off (calendar, until);
}

static MeriloWarnings
check_rule (const MeriloRule *rule, const MeriloDeadlineContext *context, gboolean written)
{
  MeriloWarnings warnings = 0;
  gboolean misprint = has_misprint (rule, is_dated (rule) ? context->order_date : MERILO_NONE);

  if (misprint)
    warnings |= MERILO_WARN_MISPRINT;
  if (rule->kind == MERILO_RULE_ONCE && rule->until.month != 0 && !misprint)
    {
      if (is_before_order (rule, context))
        warnings |= MERILO_WARN_BEFORE_ORDER;
      if (written && is_day_off (rule, context))
        warnings |= MERILO_WARN_DAY_OFF;
    }
  if (has_no_date (rule))
    warnings |= MERILO_WARN_NO_DATE;
  if (merilo_rule_crosses_year (rule))
    warnings |= MERILO_WARN_CROSS_YEAR;
  if (is_outside (rule, context))
    warnings |= MERILO_WARN_OUTSIDE_PERIOD;
  return warnings;
}

void
merilo_reading_check (MeriloReading *self,
                      const MeriloDeadlineContext *context,
                      const gboolean *written)
{
  for (guint i = 0; i < self->rules->len; i++)
    self->warnings
        |= check_rule (merilo_reading_get (self, i), context, written == NULL || written[i]);
}

/* ---- the context of a line -------------------------------------------------------------- */

static gboolean
parse_word (MeriloDeadlineContext *context, const char *word)
{
  if (g_str_has_prefix (word, "date="))
    return merilo_date_parse (word + 5, strlen (word + 5), &context->order_date);
  if (!g_str_has_prefix (word, "period=") || strlen (word + 7) != 22
      || strncmp (word + 17, "..", 2) != 0)
    return FALSE;
  return merilo_date_parse (word + 7, 10, &context->period_from)
         && merilo_date_parse (word + 19, 10, &context->period_until)
         && context->period_from <= context->period_until;
}

gboolean
merilo_deadline_context_parse (MeriloDeadlineContext *context, const char *text, GError **error)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \t\r\n", -1);
  MeriloDeadlineContext parsed = *context;

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && !parse_word (&parsed, words[i]))
      {
        g_set_error (error, MERILO_ERROR, MERILO_ERROR_INVALID,
                     "“%s” is neither date=YYYY-MM-DD nor period=YYYY-MM-DD..YYYY-MM-DD", words[i]);
        return FALSE;
      }
  *context = parsed;
  return TRUE;
}
