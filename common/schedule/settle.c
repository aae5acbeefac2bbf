/* Which year, class and end belong to which of the terms that were collected. */
#define G_LOG_DOMAIN "merilo-schedule"

#include "schedule/terms.h"

static gboolean
has_no_year (const Term *term)
{
  return term_is_span (term) && term->span.first.ref == REF_NONE && term->span.last.ref == REF_NONE
         && term->span.first.grain < GRAIN_YEAR;
}

/* the point that a span's end is read from */
static Point *
end_point (Span *span)
{
  return span->edge == EDGE_UNTIL || span->edge == EDGE_BETWEEN ? &span->last : &span->first;
}

/* ---- years that stand alone ------------------------------------------------------------- */

static void
give_year (Term *term, const Point *year)
{
  Span *span = &term->span;

  span->first.ref = year->ref;
  span->first.year = year->year;
  span->first.last_year = year->last_year;
  if (span->edge == EDGE_UNTIL || span->edge == EDGE_BETWEEN)
    {
      span->last.ref = year->ref;
      span->last.year = year->year;
      span->last.last_year = year->last_year;
    }
}

static gboolean
is_lone_year (const Term *term)
{
  return term_is_span (term) && term->span.edge == EDGE_WHOLE
         && term->span.first.grain >= GRAIN_YEAR && term->span.first.ref != REF_NONE;
}

/* «в 2024 г. (сентябрь–декабрь)», «март, май (2025 год)»: the year goes to its neighbours */
static gboolean
share_year (Clause *self, guint i)
{
  Point year = clause_term (self, i)->span.first;
  guint after = 0, before = 0;

  while (i + 1 + after < self->terms->len && has_no_year (clause_term (self, i + 1 + after)))
    give_year (clause_term (self, i + 1 + after++), &year);
  while (after == 0 && before < i && has_no_year (clause_term (self, i - 1 - before)))
    give_year (clause_term (self, i - 1 - before++), &year);
  return after + before > 0;
}

/* a year beside a repeated term: it says since when, or belongs to something else */
static void
drop_year (Clause *self, const Span *span)
{
  if (span->first.ref > REF_SCHOOL)
    return;
  if (span->edge == EDGE_WHOLE && span->first.last_year == span->first.year)
    {
      self->warnings |= MERILO_WARN_NAMES_OTHER_YEAR;
      return;
    }
  if (span->edge != EDGE_UNTIL)
    self->since = MAX (self->since, span->first.year);
  if (span->edge != EDGE_FROM)
    self->warnings |= MERILO_WARN_AMBIGUOUS;
}

static void
settle_lone_years (Clause *self)
{
  for (guint i = 0; i < self->terms->len;)
    {
      Term *term = clause_term (self, i);
      gboolean years = term_is_span (term) && term->span.first.grain >= GRAIN_YEAR
                       && term->span.first.ref != REF_NONE;
      gboolean gone = FALSE;

      if (years && (self->yearly || self->quarterly))
        {
          drop_year (self, &term->span);
          gone = TRUE;
        }
      else if (is_lone_year (term) && !self->monthly)
        gone = share_year (self, i);
      if (gone)
        g_array_remove_index (self->terms, i);
      else
        i++;
    }
}

/* ---- lists ------------------------------------------------------------------------------ */

/* do only commas and classes stand between two items */
static gboolean
are_neighbours (const Clause *self, guint a, guint b)
{
  for (guint i = a + 1; i < b; i++)
    if (clause_item (self, i)->kind != ITEM_JOIN && clause_item (self, i)->kind != ITEM_SCOPE
        && clause_item (self, i)->kind != ITEM_TERM)
      return FALSE;
  return TRUE;
}

/* «до 1 февраля …, 1 марта …»: «до» holds for both */
static void
carry_until (Clause *self)
{
  for (guint i = 1; i < self->terms->len; i++)
    {
      Term *before = clause_term (self, i - 1), *term = clause_term (self, i);

      if (term_is_span (before) && term_is_span (term) && before->span.edge == EDGE_UNTIL
          && before->span.last.grain == GRAIN_DAY && term->span.edge == EDGE_WHOLE
          && term->span.first.grain == GRAIN_DAY && are_neighbours (self, before->item, term->item))
        {
          term->span.edge = EDGE_UNTIL;
          term->span.last = term->span.first;
        }
    }
}

/* «март, май 2025 г.», «1 февраля 2024 г., 1 марта»: one year for the list */
static void
carry_years (Clause *self)
{
  guint n = self->terms->len;

  for (guint i = n; i-- > 1;)
    {
      Term *before = clause_term (self, i - 1), *term = clause_term (self, i);

      if (has_no_year (before) && term_is_span (term) && term->span.first.ref != REF_NONE
          && term->span.first.grain < GRAIN_YEAR && are_neighbours (self, before->item, term->item))
        give_year (before, &term->span.first);
    }
  for (guint i = 1; i < n; i++)
    {
      Term *before = clause_term (self, i - 1), *term = clause_term (self, i);
      Point year;

      if (!has_no_year (term) || !term_is_span (before) || before->span.first.grain >= GRAIN_YEAR
          || !are_neighbours (self, before->item, term->item))
        continue;
      year = *end_point (&before->span);
      if (year.ref == REF_OWN
          && merilo_day_compare (end_point (&term->span)->until, end_point (&before->span)->from)
                 < 0)
        {
          year.year++;
          year.last_year++;
          self->warnings |= MERILO_WARN_AMBIGUOUS;
        }
      if (year.ref != REF_NONE)
        give_year (term, &year);
    }
}

/* ---- brackets, and one term inside another ---------------------------------------------- */

/* «декабрь, июнь (1 п/г, 2 п/г)»: the bracket explains the months */
static void
drop_explanations (Clause *self)
{
  gboolean fine = FALSE;

  for (guint i = 0; i < self->terms->len;)
    {
      const Term *term = clause_term (self, i);
      gboolean span = term_is_span (term);

      if (span && term->bracket != 0 && fine
          && (term->span.first.grain == GRAIN_QUARTER || term->span.first.grain == GRAIN_HALF))
        {
          g_array_remove_index (self->terms, i);
          continue;
        }
      fine |= span && term->bracket == 0 && term->span.first.grain <= GRAIN_MONTH;
      i++;
    }
}

static gboolean
lies_inside (const Term *outer, const Term *inner, gint64 order)
{
  const Point *first = &outer->span.first;
  const Point *last = outer->span.edge == EDGE_BETWEEN ? &outer->span.last : first;
  MeriloDay from = point_settle (first, first->from, order);
  MeriloDay until = point_settle (last, last->until, order);
  MeriloDay day = point_settle (&inner->span.last, inner->span.last.until, order);

  if (first->grain == GRAIN_YEAR && first->ref == REF_OWN)
    until.year = (gint16) first->last_year;
  if (from.year == 0 && merilo_day_compare (until, from) < 0)
    return merilo_day_compare (day, from) >= 0 || merilo_day_compare (day, until) <= 0;
  return merilo_day_compare (day, from) >= 0 && merilo_day_compare (day, until) <= 0;
}

/* «август 2025 (в срок до 20 августа 2025 года)»: the stricter day wins */
static void
merge_stricter (Clause *self)
{
  for (guint i = 1; i < self->terms->len;)
    {
      Term *outer = clause_term (self, i - 1), *inner = clause_term (self, i);
      Point year;

      if (!term_is_span (outer) || !term_is_span (inner) || inner->span.edge != EDGE_UNTIL
          || inner->span.last.grain != GRAIN_DAY
          || (outer->span.edge != EDGE_WHOLE && outer->span.edge != EDGE_BETWEEN)
          || outer->span.first.grain < GRAIN_PART || outer->blackout || inner->blackout
          || clause_item (self, outer->item + 1)->kind == ITEM_SCOPE)
        {
          i++;
          continue;
        }
      year = inner->span.last;
      if (has_no_year (outer) && year.ref != REF_NONE)
        give_year (outer, &year);
      else if (has_no_year (inner) && outer->span.first.ref != REF_NONE
               && outer->span.first.last_year == outer->span.first.year)
        give_year (inner, end_point (&outer->span));
      if (!lies_inside (outer, inner, self->scan->order))
        {
          i++;
          continue;
        }
      outer->span.edge = EDGE_BETWEEN;
      outer->span.last = inner->span.last;
      outer->span.exclusive = FALSE;
      outer->span.time = inner->span.time;
      outer->span.zone = inner->span.zone;
      self->warnings |= MERILO_WARN_AMBIGUOUS;
      g_array_remove_index (self->terms, i);
    }
}

/* «июнь (до 15 числа)» */
static void
merge_day (Clause *self)
{
  Term *last = self->terms->len > 0 ? clause_term (self, self->terms->len - 1) : NULL;

  if (self->day == NULL || self->day->day != 0 || self->monthly || self->quarterly || last == NULL
      || !term_is_span (last) || last->span.edge != EDGE_WHOLE
      || last->span.first.grain != GRAIN_MONTH)
    return;
  last->span.edge = EDGE_BETWEEN;
  last->span.last = last->span.first;
  last->span.last.grain = GRAIN_DAY;
  last->span.last.until.day = (gint8) self->day->number;
  self->day = NULL;
  self->warnings |= MERILO_WARN_AMBIGUOUS;
}

/* ---- classes ---------------------------------------------------------------------------- */

static void
give_scope (Clause *self, guint after, guint before, const char *scope)
{
  for (guint i = 0; i < self->terms->len; i++)
    {
      Term *term = clause_term (self, i);

      if (term->item >= after && term->item < before && term->scope == NULL)
        term->scope = scope;
    }
}

/* «Февраль 9-е классы Май 10-е классы», «9 класс – февраль, 10 класс – май» */
static void
settle_scopes (Clause *self)
{
  guint boundary = self->first, first_term = self->terms->len > 0 ? clause_term (self, 0)->item : 0;
  gboolean before = FALSE, seen = FALSE;
  const char *scope = NULL;

  for (guint i = self->first; i < self->end; i++)
    {
      const Item *item = clause_item (self, i);

      if (item->kind == ITEM_BREAK && !before)
        boundary = i;
      if (item->kind != ITEM_SCOPE)
        continue;
      if (!seen)
        before = i < first_term;
      seen = TRUE;
      if (before)
        give_scope (self, boundary, i, scope);
      else
        give_scope (self, boundary, i, item->text);
      scope = item->text;
      boundary = i;
    }
  if (before)
    give_scope (self, boundary, G_MAXUINT, scope);
}

/* ---- the clause ------------------------------------------------------------------------- */

static void
note_own_years (Clause *self)
{
  for (guint i = 0; i < self->terms->len; i++)
    {
      Term *term = clause_term (self, i);
      Ref ref = term_is_span (term) ? end_point (&term->span)->ref : REF_NONE;

      self->has_own_year |= ref == REF_OWN || ref == REF_SCHOOL;
    }
}

void
clause_settle (Clause *self)
{
  settle_lone_years (self);
  drop_explanations (self);
  carry_until (self);
  carry_years (self);
  merge_stricter (self);
  merge_day (self);
  settle_scopes (self);
  note_own_years (self);
}
