#define G_LOG_DOMAIN "merilo-schedule"

#include <string.h>

#include "schedule/terms.h"

#define MAX_OTHER_WORDS 6 /* more, and a year among them is part of a text, not a term */

const Item *
clause_item (const Clause *self, guint i)
{
  return &g_array_index (self->scan->items, Item, i);
}

Term *
clause_term (const Clause *self, guint i)
{
  return &g_array_index (self->terms, Term, i);
}

gboolean
term_is_span (const Term *term)
{
  return term->rule == NULL;
}

/* ---- collecting ------------------------------------------------------------------------- */

static gboolean
is_content (const Token *t)
{
  return t->kind == TOKEN_WORD && (t->lex < LEX_TO || t->lex > LEX_FOR_THE);
}

static guint
count_others (const Clause *self, guint first, guint end)
{
  guint n = 0;

  for (guint i = first; i < end; i++)
    n += clause_item (self, i)->kind == ITEM_OTHER
         && is_content (words_at (self->scan->words, clause_item (self, i)->start));
  return n;
}

/* a year in the name of a programme or in an item's text is no deadline */
static gboolean
is_part_of_text (const Clause *self, guint i)
{
  const Item *item = clause_item (self, i);
  const Token *t = words_at (self->scan->words, item->start);

  if (item->span.first.grain < GRAIN_YEAR || item->span.first.ref == REF_NONE)
    return FALSE;
  if (item->span.first.grain == GRAIN_SCHOOL && !item->span.on)
    return FALSE;
  if (count_others (self, 0, i) == 0)
    return FALSE;
  return (!token_is (t, LEX_IN) && !token_is (t, LEX_COURSE))
         || count_others (self, 0, self->scan->items->len) > MAX_OTHER_WORDS;
}

static void
add_rule (Clause *self, guint i, MeriloRule *rule)
{
  Term term = { .item = i, .bracket = clause_item (self, i)->bracket, .rule = rule };
  Term *last = self->terms->len > 0 ? clause_term (self, self->terms->len - 1) : NULL;

  /* a bracket that only names the same event more exactly decides */
  if (rule->kind == MERILO_RULE_EVENT && term.bracket != 0 && last != NULL && last->rule != NULL
      && last->rule->kind == MERILO_RULE_EVENT && last->bracket == 0)
    {
      merilo_rule_free (last->rule);
      *last = term;
      return;
    }
  g_array_append_val (self->terms, term);
}

static void
add_span (Clause *self, guint i, gboolean due)
{
  const Item *item = clause_item (self, i);
  Term term = { .item = i, .bracket = item->bracket, .span = item->span };

  if (is_part_of_text (self, i))
    return;
  self->yearly |= term.span.every_year;
  if (term.span.ambiguous)
    self->warnings |= MERILO_WARN_AMBIGUOUS;
  if (due && term.span.edge == EDGE_WHOLE && term.span.first.grain == GRAIN_DAY)
    {
      term.span.edge = EDGE_UNTIL;
      term.span.last = term.span.first;
    }
  g_array_append_val (self->terms, term);
}

static MeriloRule *
make_rule (const Item *item)
{
  MeriloRule *rule;

  switch (item->kind)
    {
    case ITEM_EVENT:
      return merilo_rule_copy (item->rule);
    case ITEM_OWNER:
      rule = merilo_rule_new (MERILO_RULE_EXTERNAL);
      rule->who = g_strdup (item->text);
      return rule;
    case ITEM_EVERY:
      rule = merilo_rule_new (MERILO_RULE_EVERY);
      rule->years = item->number;
      return rule;
    case ITEM_ALWAYS:
      return merilo_rule_new (MERILO_RULE_CONTINUOUS);
    default:
      return merilo_rule_new (MERILO_RULE_ON_DEMAND);
    }
}

static void
collect_repeat (Clause *self, const Item *item)
{
  self->yearly |= item->lex == LEX_YEARLY;
  self->quarterly |= item->lex == LEX_QUARTERLY;
  self->monthly |= item->lex == LEX_MONTHLY;
  self->times = MAX (self->times, item->number);
}

static void
collect_item (Clause *self, guint i, gboolean *due, gboolean *except)
{
  const Item *item = clause_item (self, i);
  Term *last = self->terms->len > 0 ? clause_term (self, self->terms->len - 1) : NULL;

  switch (item->kind)
    {
    case ITEM_SPAN:
      add_span (self, i, *due);
      if (*except && self->terms->len > 0)
        clause_term (self, self->terms->len - 1)->blackout = TRUE;
      *except = FALSE;
      break;
    case ITEM_REPEAT:
      collect_repeat (self, item);
      break;
    case ITEM_HALF_YEARS:
      self->yearly = self->half_years = TRUE;
      break;
    case ITEM_DAY:
      if (self->day == NULL)
        self->day = item;
      break;
    case ITEM_TERM:
      *due = TRUE;
      break;
    case ITEM_TIME:
      if (last != NULL && last->rule != NULL && last->rule->kind == MERILO_RULE_EVENT)
        last->rule->time = item->span.time;
      break;
    case ITEM_EXCEPT:
      if (item->number && last != NULL && term_is_span (last))
        last->blackout = TRUE;
      *except = !item->number;
      break;
    case ITEM_EVERY:
    case ITEM_ALWAYS:
    case ITEM_NEED:
    case ITEM_EVENT:
    case ITEM_OWNER:
      add_rule (self, i, make_rule (item));
      break;
    case ITEM_THEN:
    case ITEM_SCOPE:
    case ITEM_JOIN:
    case ITEM_BREAK:
    case ITEM_OTHER:
    default:
      break;
    }
}

/* ---- the clause ------------------------------------------------------------------------- */

void
clause_init (Clause *self, Scan *scan, guint first, guint end)
{
  memset (self, 0, sizeof *self);
  self->scan = scan;
  self->first = first;
  self->end = end;
  self->terms = g_array_sized_new (FALSE, FALSE, sizeof (Term), 8);
}

void
clause_clear (Clause *self)
{
  for (guint i = 0; i < self->terms->len; i++)
    merilo_rule_free (clause_term (self, i)->rule);
  g_array_unref (self->terms);
}

void
clause_collect (Clause *self)
{
  gboolean due = FALSE, except = FALSE;

  for (guint i = self->first; i < self->end; i++)
    collect_item (self, i, &due, &except);
  clause_settle (self);
}
