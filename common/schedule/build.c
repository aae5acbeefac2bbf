/* From terms to rules: spans become windows, months without a year become one list. */
#define G_LOG_DOMAIN "merilo-schedule"

#include <string.h>

#include "schedule/build.h"

#define MAX_YEARS 12 /* of «сентябрь 2024–2026 гг.» */

void
builder_add (Builder *self, MeriloRule *rule, const char *scope, gboolean written)
{
  self->months = NULL;
  if (merilo_rule_is_windowed (rule) || rule->kind == MERILO_RULE_EVENT)
    rule->scope = g_strdup (scope);
  g_ptr_array_add (self->rules, rule);
  g_array_append_val (self->written, written);
}

/* ---- the ends of a span ----------------------------------------------------------------- */

static MeriloDay
day_before (MeriloDay day)
{
  gint64 date = merilo_day_to_date (day, 2023);
  MeriloDay before;

  if (date == MERILO_NONE)
    return day;
  before = merilo_day_from_date (date - 1);
  if (day.year == 0)
    {
      before.year = 0;
      if (day.day == 1 && before.month == 2)
        before.day = MERILO_DAY_LAST;
    }
  return before;
}

gboolean
span_is_exclusive (const Span *span)
{
  const Point *last = span->edge == EDGE_BETWEEN ? &span->last : &span->first;

  return span->exclusive && last->grain != GRAIN_DAY && last->grain != GRAIN_YEAR
         && last->grain != GRAIN_NTH;
}

/* «октябрь предыдущего года – март следующего» only says that the window crosses 1 January */
void
builder_settle_refs (Builder *self, Span *span)
{
  Point *first = &span->first, *last = &span->last;

  if (span->edge != EDGE_BETWEEN)
    return;
  if (first->ref == REF_PREVIOUS && (last->ref == REF_NEXT || last->ref == REF_THIS))
    {
      if (last->ref == REF_NEXT)
        self->clause->warnings |= MERILO_WARN_AMBIGUOUS; /* literally it is 18 months */
      first->ref = last->ref = REF_NONE;
    }
  else if (first->ref == REF_NONE && last->ref != REF_NONE)
    {
      first->ref = last->ref;
      first->year = last->year;
      first->last_year = last->last_year;
      if (merilo_day_compare (last->until, first->from) < 0
          && (last->ref == REF_OWN || last->ref == REF_THIS || last->ref == REF_NEXT))
        {
          if (last->ref == REF_OWN)
            first->last_year = --first->year;
          else
            first->ref = last->ref == REF_NEXT ? REF_THIS : REF_PREVIOUS;
          self->clause->warnings |= MERILO_WARN_AMBIGUOUS;
        }
    }
  else if (first->ref != REF_NONE && last->ref == REF_NONE)
    {
      last->ref = first->ref;
      last->year = first->year;
      last->last_year = first->last_year;
      if (merilo_day_compare (last->until, first->from) < 0 && first->ref == REF_OWN)
        last->last_year = ++last->year;
    }
}

void
builder_fill_window (Builder *self, const Span *span, MeriloRule *rule)
{
  gint64 order = self->clause->scan->order;
  const Point *first = &span->first;
  const Point *last = span->edge == EDGE_WHOLE ? &span->first : &span->last;

  if (span->edge != EDGE_UNTIL)
    rule->from = point_settle (first, first->from, order);
  if (span->edge == EDGE_FROM)
    return;
  if (span_is_exclusive (span))
    rule->until = day_before (point_settle (last, last->from, order));
  else
    {
      rule->until = point_settle (last, last->until, order);
      if (last->ref == REF_OWN && last->grain == GRAIN_YEAR)
        rule->until.year = (gint16) last->last_year;
      if (last->ref == REF_SCHOOL && last->grain == GRAIN_SCHOOL)
        rule->until.year = (gint16) (last->last_year + 1);
    }
  if (rule->kind == MERILO_RULE_ONCE && rule->until.year != 0)
    {
      rule->time = span->time;
      rule->zone = span->zone;
    }
}

/* ---- repeated --------------------------------------------------------------------------- */

static gboolean
holds_month (const MeriloRule *rule, int month)
{
  return memchr (rule->months, month, rule->n_months) != NULL;
}

static void
build_month (Builder *self, const Term *term)
{
  int month = term->span.first.from.month;
  MeriloRule *rule = self->months;

  if (rule == NULL || g_strcmp0 (rule->scope, term->scope) != 0)
    {
      rule = merilo_rule_new (MERILO_RULE_YEARLY);
      rule->since = self->clause->since;
      builder_add (self, rule, term->scope, FALSE);
    }
  if (!holds_month (rule, month) && rule->n_months < G_N_ELEMENTS (rule->months))
    rule->months[rule->n_months++] = (guint8) month;
  self->months = rule;
}

static void
build_yearly (Builder *self, Term *term)
{
  Span *span = &term->span;
  MeriloRule *rule;

  if (!self->clause->silent && span->first.ref == REF_OWN && self->clause->since == 0)
    {
      self->clause->since = span->first.year;
      self->clause->warnings |= MERILO_WARN_AMBIGUOUS;
    }
  span->first.ref = span->last.ref = REF_NONE;
  if (span->edge == EDGE_WHOLE && span->first.grain == GRAIN_MONTH)
    {
      build_month (self, term);
      return;
    }
  rule = merilo_rule_new (MERILO_RULE_YEARLY);
  rule->since = self->clause->since;
  if (span->first.grain == GRAIN_NTH)
    rule->on = span->first.nth;
  else
    builder_fill_window (self, span, rule);
  builder_add (self, rule, term->scope, FALSE);
}

/* ---- once ------------------------------------------------------------------------------- */

static void
build_school_years (Builder *self, const Term *term)
{
  const Point *point = &term->span.first;
  int year = point_settle (point, point->from, self->clause->scan->order).year;
  int last = point->ref == REF_SCHOOL ? MIN (point->last_year, year + MAX_YEARS) : year;

  for (; year <= last; year++)
    {
      MeriloRule *rule = merilo_rule_new (MERILO_RULE_SCHOOL_YEAR);

      rule->school_year = year;
      builder_add (self, rule, term->scope, FALSE);
    }
}

static void
build_nth (Builder *self, const Term *term)
{
  const Point *point = &term->span.first;
  int year = point_settle (point, point->from, self->clause->scan->order).year;
  gint64 date = merilo_nth_weekday (year, point->nth.month, point->nth.nth, point->nth.weekday);
  MeriloRule *rule;

  if (date == MERILO_NONE)
    return;
  rule = merilo_rule_new (MERILO_RULE_ONCE);
  rule->from = rule->until = merilo_day_from_date (date);
  builder_add (self, rule, term->scope, TRUE);
}

static void
build_once (Builder *self, const Term *term)
{
  const Span *span = &term->span;
  const Point *last = span->edge == EDGE_WHOLE ? &span->first : &span->last;
  gboolean year = span->first.grain == GRAIN_YEAR;
  gboolean period = span->on && year && span->edge == EDGE_WHOLE;
  MeriloRule *rule;

  rule = merilo_rule_new (term->blackout ? MERILO_RULE_BLACKOUT
                          : period       ? MERILO_RULE_PERIOD
                                         : MERILO_RULE_ONCE);
  builder_fill_window (self, span, rule);
  if (year && span->edge == EDGE_UNTIL && span->exclusive)
    self->clause->warnings |= MERILO_WARN_AMBIGUOUS;
  if (rule->kind == MERILO_RULE_BLACKOUT && (rule->from.month == 0 || rule->until.month == 0))
    merilo_rule_free (rule);
  else
    builder_add (self, rule, term->scope, last->grain == GRAIN_DAY);
}

static void
build_dated (Builder *self, Term *term)
{
  Span *span = &term->span;
  int first = span->first.year, n = 1;

  if (span->first.grain == GRAIN_SCHOOL && span->edge == EDGE_WHOLE)
    {
      build_school_years (self, term);
      return;
    }
  if (span->first.ref == REF_OWN && span->first.grain < GRAIN_YEAR)
    n = CLAMP (span->first.last_year - first + 1, 1, MAX_YEARS);
  for (int i = 0; i < n; i++)
    {
      if (n > 1)
        span->first.year = span->last.year = first + i;
      if (span->first.grain == GRAIN_NTH)
        build_nth (self, term);
      else
        build_once (self, term);
    }
}

static void
build_span (Builder *self, Term *term)
{
  Span *span = &term->span;
  gboolean repeated = self->clause->yearly || self->clause->quarterly;

  builder_settle_refs (self, span);
  if (repeated || (span->first.ref == REF_NONE && span->last.ref == REF_NONE))
    {
      if (!term->blackout)
        build_yearly (self, term);
    }
  else
    build_dated (self, term);
}

/* ---- the clause ------------------------------------------------------------------------- */

static void
build_half_years (Builder *self)
{
  for (int half = 0; half < 2; half++)
    {
      MeriloRule *rule = merilo_rule_new (MERILO_RULE_YEARLY);

      rule->from = half == 0 ? (MeriloDay){ 0, 1, 1 } : (MeriloDay){ 0, 7, 1 };
      rule->until = half == 0 ? (MeriloDay){ 0, 6, 30 } : (MeriloDay){ 0, 12, 31 };
      rule->since = self->clause->since;
      builder_add (self, rule, NULL, FALSE);
    }
}

static gboolean
is_whole_year (const Term *term)
{
  return term->rule == NULL && term->span.first.grain >= GRAIN_YEAR
         && term->span.first.ref == REF_NONE;
}

static void
build_terms (Builder *self)
{
  Clause *clause = self->clause;

  for (guint i = 0; i < clause->terms->len; i++)
    {
      Term *term = &g_array_index (clause->terms, Term, i);

      if (clause->day != NULL
          && clause->day->start < g_array_index (clause->scan->items, Item, term->item).start)
        builder_add_day (self);
      if (term->rule != NULL)
        {
          if (term->rule->kind == MERILO_RULE_EVENT)
            term->rule->since = clause->since;
          builder_add (self, g_steal_pointer (&term->rule), term->scope, FALSE);
        }
      else if (!clause->quarterly || !is_whole_year (term))
        build_span (self, term);
    }
  if (clause->day != NULL)
    builder_add_day (self);
}

static void
add_bare_yearly (Builder *self)
{
  Clause *clause = self->clause;
  MeriloRule *rule = merilo_rule_new (MERILO_RULE_YEARLY);
  const char *scope = NULL;

  for (guint i = clause->first; i < clause->end && scope == NULL; i++)
    scope = g_array_index (clause->scan->items, Item, i).kind == ITEM_SCOPE
                ? g_array_index (clause->scan->items, Item, i).text
                : NULL;
  rule->since = clause->since;
  if (clause->times > 1)
    clause->warnings |= MERILO_WARN_AMBIGUOUS; /* when in the year, nobody knows */
  builder_add (self, rule, scope, FALSE);
}

/* does nothing but somebody's schedule stand in the rules from @first on */
static gboolean
has_only_owners (const Builder *self, guint first)
{
  for (guint i = first; i < self->rules->len; i++)
    if (((MeriloRule *) g_ptr_array_index (self->rules, i))->kind != MERILO_RULE_EXTERNAL)
      return FALSE;
  return TRUE;
}

void
clause_build (Clause *clause, GPtrArray *rules, GArray *written)
{
  Builder self = { .clause = clause, .rules = rules, .written = written };
  guint first = rules->len;

  if (clause->quarterly && clause_names_quarters (clause))
    {
      clause->quarterly = FALSE;
      clause->yearly = TRUE;
    }
  if (clause->monthly)
    {
      builder_add_monthly (&self);
      for (guint i = clause->terms->len; i-- > 0;)
        if (g_array_index (clause->terms, Term, i).rule == NULL)
          g_array_remove_index (clause->terms, i);
    }
  else if (clause->quarterly && clause->day == NULL)
    builder_add_periodic (&self, MERILO_RULE_QUARTERLY, MERILO_NO_ARG, MERILO_NO_ARG);
  build_terms (&self);
  if (clause->half_years && has_only_owners (&self, first))
    build_half_years (&self);
  else if (clause->yearly && has_only_owners (&self, first))
    add_bare_yearly (&self);
}
