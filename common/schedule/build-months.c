/* What comes every quarter or every month, and the day of it. */
#define G_LOG_DOMAIN "merilo-schedule"

#include "schedule/build.h"

void
builder_add_periodic (Builder *self, MeriloRuleKind kind, int day, int lag)
{
  MeriloRule *rule = merilo_rule_new (kind);

  rule->day = day;
  rule->lag = lag;
  builder_add (self, rule, NULL, FALSE);
}

/* ---- the day ---------------------------------------------------------------------------- */

/* «до 15 числа последнего месяца квартала» */
static void
build_last_months (Builder *self, int day)
{
  for (int month = 3; month <= 12; month += 3)
    {
      MeriloRule *rule = merilo_rule_new (MERILO_RULE_YEARLY);

      rule->until
          = (MeriloDay){ 0, (gint8) month, (gint8) MIN (day, merilo_month_length (2023, month)) };
      rule->since = self->clause->since;
      builder_add (self, rule, NULL, FALSE);
    }
}

/* «до 5 числа …»: deadlines.md calls this the fifteenth way of reading */
void
builder_add_day (Builder *self)
{
  Clause *clause = self->clause;
  DayFlags flags = clause->day->day;
  int day = clause->day->number;
  gboolean next = (flags & (DAY_NEXT | DAY_REPORTED)) != 0;
  gboolean unnamed = (flags & DAY_REPORTED) && (flags & DAY_PERIOD);

  if (flags & DAY_LAST_MONTH && (clause->quarterly || flags & DAY_QUARTER))
    build_last_months (self, day);
  else if (clause->quarterly || (flags & DAY_QUARTER) || (unnamed && !clause->monthly))
    {
      if (!clause->quarterly && !(flags & DAY_QUARTER))
        clause->warnings |= MERILO_WARN_AMBIGUOUS;
      builder_add_periodic (self, MERILO_RULE_QUARTERLY, day, MERILO_NO_ARG);
    }
  else
    {
      if (flags == 0 && !clause->monthly)
        clause->warnings |= MERILO_WARN_AMBIGUOUS;
      builder_add_periodic (self, MERILO_RULE_MONTHLY, day, next ? 1 : MERILO_NO_ARG);
    }
  clause->quarterly = clause->monthly = FALSE;
  clause->day = NULL;
}

/* ---- every month ------------------------------------------------------------------------ */

/* the windows that a monthly term is bounded by: dated ones go into the rule */
static void
bound_monthly (Builder *self, MeriloRule *rule)
{
  GArray *terms = self->clause->terms;

  for (guint i = 0; i < terms->len;)
    {
      Term *term = &g_array_index (terms, Term, i);
      gboolean dated, year;

      if (term->rule != NULL || term->blackout)
        {
          i++;
          continue;
        }
      builder_settle_refs (self, &term->span);
      dated = term->span.first.ref != REF_NONE && term->span.first.grain != GRAIN_NTH;
      year = term->span.first.grain >= GRAIN_YEAR;
      if (dated)
        builder_fill_window (self, &term->span, rule);
      if (dated || year)
        g_array_remove_index (terms, i);
      else
        i++;
    }
}

/* «ежемесячно с сентября по май»: without years each month is a window of its own */
static gboolean
build_months_between (Builder *self, int day)
{
  GArray *terms = self->clause->terms;
  Term *term = NULL;
  int month, last;

  for (guint i = 0; i < terms->len && term == NULL; i++)
    if (g_array_index (terms, Term, i).rule == NULL)
      term = &g_array_index (terms, Term, i);
  if (term == NULL || term->span.edge != EDGE_BETWEEN)
    return FALSE;
  month = term->span.first.from.month;
  last = span_is_exclusive (&term->span) ? (term->span.last.from.month + 10) % 12 + 1
                                         : term->span.last.until.month;
  if (month < 1 || month > 12 || last < 1 || last > 12)
    return FALSE;
  for (;; month = month % 12 + 1)
    {
      MeriloRule *rule = self->months;

      if (rule == NULL || day != MERILO_NO_ARG)
        {
          rule = merilo_rule_new (MERILO_RULE_YEARLY);
          rule->since = self->clause->since;
          builder_add (self, rule, term->scope, FALSE);
        }
      if (day != MERILO_NO_ARG)
        rule->until
            = (MeriloDay){ 0, (gint8) month, (gint8) MIN (day, merilo_month_length (2023, month)) };
      else
        rule->months[rule->n_months++] = (guint8) month;
      self->months = rule;
      if (month == last)
        break;
    }
  term->blackout = TRUE; /* spent */
  return TRUE;
}

void
builder_add_monthly (Builder *self)
{
  Clause *clause = self->clause;
  guint first = self->rules->len;
  gboolean lag = clause->day != NULL && (clause->day->day & (DAY_NEXT | DAY_REPORTED));
  int day = clause->day != NULL ? clause->day->number : MERILO_NO_ARG;
  MeriloRule *rule = merilo_rule_new (MERILO_RULE_MONTHLY);

  bound_monthly (self, rule);
  if (!lag && build_months_between (self, day))
    merilo_rule_free (rule);
  else
    {
      rule->day = day;
      rule->lag = lag ? 1 : MERILO_NO_ARG;
      builder_add (self, rule, NULL, FALSE);
    }
  clause->monthly = self->rules->len == first;
  clause->day = NULL;
}

/* ---- every quarter ---------------------------------------------------------------------- */

/* «ежеквартально (март, июнь, сентябрь, декабрь)»: the months are the better rule */
gboolean
clause_names_quarters (const Clause *clause)
{
  guint n = 0;

  for (guint i = 0; i < clause->terms->len; i++)
    {
      const Term *term = &g_array_index (clause->terms, Term, i);

      n += term->rule == NULL && term->span.first.grain <= GRAIN_QUARTER;
    }
  return n > 1;
}
