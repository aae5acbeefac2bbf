/* The terms of one clause, put together from the items: which span has which year, class, end.
 * Private to the reader. */
#pragma once

#include "schedule/items.h"

G_BEGIN_DECLS

/**
 * Term:
 * @item: its item's index, which is its place among the words
 * @rule: what it is already (an event, an owner …), or NULL: the span tells
 * @scope: owned by the item of its class
 */
typedef struct
{
  guint item;
  guint bracket;
  Span span;
  MeriloRule *rule;
  const char *scope;
  gboolean blackout;
} Term;

/**
 * Clause:
 * @yearly, @quarterly, @monthly, @half_years: the words of repetition in it
 * @times: «2 раза в год»
 * @silent: do not wonder that a repeated term has a year: it was said once already
 * @day: «до 5 числа …», or NULL
 * @since: the year from which repeated windows are made
 */
typedef struct
{
  Scan *scan;
  guint first, end; /* items */
  GArray *terms;
  const Item *day;
  gboolean yearly, quarterly, monthly, half_years, silent;
  gboolean has_own_year;
  int times;
  int since;
  MeriloWarnings warnings;
} Clause;

void clause_init (Clause *self, Scan *scan, guint first, guint end);
void clause_clear (Clause *self);

/* collects the terms and settles what belongs to which */
void clause_collect (Clause *self);

/* settle.c: the second half of it */
void clause_settle (Clause *self);

const Item *clause_item (const Clause *self, guint i);
Term *clause_term (const Clause *self, guint i);
gboolean term_is_span (const Term *term);

/* adds the rules of the clause; @written: for each rule, whether its end was written as a day */
void clause_build (Clause *self, GPtrArray *rules, GArray *written);

G_END_DECLS
