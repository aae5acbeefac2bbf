#define G_LOG_DOMAIN "merilo-schedule"

#include <string.h>

#include "schedule/read.h"
#include "schedule/terms.h"

#define MAX_RULES 64

typedef struct
{
  Scan *scan;
  MeriloReading *reading;
  GArray *written;
  gboolean head_names_year; /* a sentence before «Срок» names one single year */
} Reader;

static const Item *
get_item (const Reader *self, guint i)
{
  return &g_array_index (self->scan->items, Item, i);
}

/* ---- what stands before the term -------------------------------------------------------- */

/* «на 2025 год. Срок – ежегодно»: the token at which the term begins */
static guint
find_start (const Words *words)
{
  for (guint i = words->n; i-- > 1;)
    {
      const Token *before = words_at (words, i - 1);

      if (!token_is (words_at (words, i), LEX_TERM))
        continue;
      if (token_is (before, LEX_IN) && i > 1 && words_at (words, i - 2)->kind == TOKEN_STOP)
        return i;
      if (before->kind == TOKEN_STOP || before->stop)
        return i;
    }
  return 0;
}

static gboolean
names_one_year (const Words *words, guint end)
{
  guint n = 0;

  for (guint i = 0; i < end; i++)
    {
      const Token *t = words_at (words, i);

      n += t->kind == TOKEN_NUMBER && t->digits == 4 && t->value >= 1900 && t->value < 2200;
    }
  return n == 1;
}

/* ---- «далее ежегодно» ------------------------------------------------------------------- */

/* the item at which the second term begins: «далее», or «ежегодно» after a term with its year */
static guint
find_then (const Reader *self)
{
  guint n = self->scan->items->len;
  gboolean own = FALSE;

  for (guint i = 0; i < n; i++)
    if (get_item (self, i)->kind == ITEM_THEN)
      return i;
  for (guint i = 0; i < n; i++)
    {
      const Item *item = get_item (self, i);

      if (item->kind == ITEM_REPEAT && item->lex == LEX_YEARLY)
        return own ? i : n;
      own |= item->kind == ITEM_SPAN && item->span.first.grain < GRAIN_YEAR
             && (item->span.first.ref == REF_OWN || item->span.first.ref == REF_SCHOOL);
    }
  return n;
}

static gboolean
is_yearly (const Reader *self, guint first, guint end)
{
  for (guint i = first; i < end; i++)
    {
      const Item *item = get_item (self, i);

      if ((item->kind == ITEM_REPEAT || item->kind == ITEM_THEN) && item->lex == LEX_YEARLY)
        return TRUE;
    }
  return FALSE;
}

/* does a term, and not only «ежегодно», stand there */
static gboolean
has_term (const Reader *self, guint first, guint end)
{
  for (guint i = first; i < end; i++)
    switch (get_item (self, i)->kind)
      {
      case ITEM_SPAN:
      case ITEM_EVERY:
      case ITEM_DAY:
      case ITEM_EVENT:
      case ITEM_ALWAYS:
      case ITEM_NEED:
      case ITEM_HALF_YEARS:
        return TRUE;
      case ITEM_REPEAT:
        if (get_item (self, i)->lex != LEX_YEARLY)
          return TRUE;
        break;
      case ITEM_OWNER:
      case ITEM_THEN:
      case ITEM_TERM:
      case ITEM_SCOPE:
      case ITEM_TIME:
      case ITEM_EXCEPT:
      case ITEM_JOIN:
      case ITEM_BREAK:
      case ITEM_OTHER:
      default:
        break;
      }
  return FALSE;
}

/* the year in which the rules made so far end; 0 if they have none */
static int
find_last_year (const Reader *self)
{
  int year = 0;

  for (guint i = 0; i < self->reading->rules->len; i++)
    {
      const MeriloRule *rule = merilo_reading_get (self->reading, i);

      year = MAX (year, rule->until.month != 0 ? rule->until.year : rule->from.year);
      if (rule->kind == MERILO_RULE_SCHOOL_YEAR)
        year = MAX (year, rule->school_year + 1);
    }
  return year;
}

/* @since < 0: not repeated, unless the words say so */
static gboolean
read_clause (Reader *self, guint first, guint end, int since)
{
  Clause clause;
  gboolean own;

  clause_init (&clause, self->scan, first, end);
  if (since >= 0)
    {
      clause.yearly = clause.silent = TRUE;
      clause.since = since;
    }
  clause_collect (&clause);
  own = clause.has_own_year;
  clause_build (&clause, self->reading->rules, self->written);
  self->reading->warnings |= clause.warnings;
  clause_clear (&clause);
  return own;
}

/* owners in a second term that is nothing but «далее ежегодно» */
static void
add_owners (Reader *self, guint first, guint end)
{
  for (guint i = first; i < end; i++)
    if (get_item (self, i)->kind == ITEM_OWNER)
      {
        MeriloRule *rule = merilo_rule_new (MERILO_RULE_EXTERNAL);

        rule->who = g_strdup (get_item (self, i)->text);
        g_ptr_array_add (self->reading->rules, rule);
        g_array_set_size (self->written, self->written->len + 1);
      }
}

static void
read_clauses (Reader *self)
{
  guint n = self->scan->items->len, then = find_then (self);
  gboolean own;
  int since;

  if (then == n || !is_yearly (self, then, n))
    {
      if (then > 0)
        read_clause (self, 0, then, -1);
      if (then < n)
        read_clause (self, then, n, -1);
      return;
    }
  own = read_clause (self, 0, then, -1);
  since = find_last_year (self);
  since += since > 0;
  if (has_term (self, then, n))
    {
      read_clause (self, then, n, since);
      return;
    }
  if (!own)
    { /* one yearly rule does for both */
      g_ptr_array_set_size (self->reading->rules, 0);
      g_array_set_size (self->written, 0);
      self->reading->warnings = 0;
      read_clause (self, 0, then, 0);
    }
  else
    read_clause (self, 0, then, since);
  add_owners (self, then, n);
}

/* ---- owners ----------------------------------------------------------------------------- */

static gboolean
takes_owner (const Reader *self, MeriloRuleKind kind)
{
  for (guint i = 0; i < self->reading->rules->len; i++)
    {
      const MeriloRule *rule = merilo_reading_get (self->reading, i);

      if (kind == MERILO_RULE_EVENT ? rule->kind == kind : merilo_rule_is_windowed (rule))
        return TRUE;
    }
  return FALSE;
}

static void
remove_rule (Reader *self, guint i)
{
  g_ptr_array_remove_index (self->reading->rules, i);
  g_array_remove_index (self->written, i);
}

static char *
collect_owners (const Reader *self)
{
  GString *who = NULL;

  for (guint i = 0; i < self->reading->rules->len; i++)
    {
      const MeriloRule *rule = merilo_reading_get (self->reading, i);

      if (rule->kind != MERILO_RULE_EXTERNAL)
        continue;
      if (who == NULL)
        who = g_string_new (rule->who);
      else if (*rule->who != '\0' && strcmp (who->str, rule->who) != 0)
        g_string_append_printf (who, "%s%s", who->len > 0 ? "," : "", rule->who);
    }
  return who != NULL ? g_string_free (who, FALSE) : NULL;
}

/* inside a window the day is the owner's: one obligation, so one rule */
static void
settle_owners (Reader *self)
{
  g_autofree char *who = collect_owners (self);
  GPtrArray *rules = self->reading->rules;
  MeriloRuleKind kind = takes_owner (self, MERILO_RULE_ONCE)    ? MERILO_RULE_ONCE
                        : takes_owner (self, MERILO_RULE_EVENT) ? MERILO_RULE_EVENT
                                                                : MERILO_RULE_EXTERNAL;

  if (who == NULL)
    return;
  for (guint i = 0; i < rules->len;)
    {
      MeriloRule *rule = g_ptr_array_index (rules, i);
      gboolean takes
          = kind == MERILO_RULE_EVENT ? rule->kind == kind : merilo_rule_is_windowed (rule);

      if (rule->kind == MERILO_RULE_PERIOD
          || (rule->kind == MERILO_RULE_EXTERNAL && kind != MERILO_RULE_EXTERNAL))
        {
          remove_rule (self, i);
          continue;
        }
      if (takes && kind != MERILO_RULE_EXTERNAL)
        {
          g_free (rule->who);
          rule->who = g_strdup (who);
        }
      i++;
    }
}

/* ---- the reading ------------------------------------------------------------------------ */

static void
drop_doubles (Reader *self)
{
  GPtrArray *rules = self->reading->rules;

  for (guint i = 1; i < rules->len;)
    {
      gboolean seen = FALSE;

      for (guint k = 0; k < i && !seen; k++)
        seen = merilo_rule_equal (rules->pdata[k], rules->pdata[i]);
      if (seen || i >= MAX_RULES)
        remove_rule (self, i);
      else
        i++;
    }
}

static gboolean
is_repeated (const MeriloReading *reading)
{
  for (guint i = 0; i < reading->rules->len; i++)
    {
      MeriloRuleKind kind = merilo_reading_get (reading, i)->kind;

      if (kind == MERILO_RULE_YEARLY || kind == MERILO_RULE_QUARTERLY
          || kind == MERILO_RULE_MONTHLY)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_noun_of_action (const Token *t)
{
  static const char *const endings[] = { "ние", "тие", "ция", "вка", "тка", "рка", "нка", "жка" };
  static const char *const words[]
      = { "анализ", "мониторинг", "контроль", "учет", "сбор", "отбор", "обмен", "выпуск" };

  if (t->kind != TOKEN_WORD)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (t->text, words[i]) == 0)
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (strlen (t->text) >= 12 && g_str_has_suffix (t->text, endings[i]))
      return TRUE;
  return FALSE;
}

/* the text of an activity in the column of dates */
static gboolean
is_column_shift (const Words *words)
{
  guint n = 0;

  for (guint i = 0; i < words->n; i++)
    {
      const Token *t = words_at (words, i);

      if (t->kind == TOKEN_WORD && t->lex != LEX_NONE && t->lex <= LEX_LAST_OF_TIME)
        return FALSE;
      n += t->kind == TOKEN_WORD;
    }
  return n >= 4 && is_noun_of_action (words_at (words, 0));
}

static void
read_words (MeriloReading *reading, const Words *words, const MeriloDeadlineContext *context)
{
  Scan scan;
  guint start = find_start (words);
  Reader self = { .scan = &scan, .reading = reading };

  scan_init (&scan, words, context);
  scan_run (&scan, start);
  self.written = g_array_sized_new (FALSE, TRUE, sizeof (gboolean), 4);
  read_clauses (&self);
  settle_owners (&self);
  drop_doubles (&self);
  if (reading->rules->len == 0)
    reading->warnings = is_column_shift (words) ? MERILO_WARN_COLUMN_SHIFT : 0;
  else
    {
      reading->warnings |= scan.warnings;
      if (names_one_year (words, start) && is_repeated (reading))
        reading->warnings |= MERILO_WARN_NAMES_OTHER_YEAR;
      merilo_reading_check (reading, context, (gboolean *) self.written->data);
    }
  g_array_unref (self.written);
  scan_clear (&scan);
}

static gboolean
is_blank (const char *phrase, gsize length)
{
  for (gsize i = 0; i < length;)
    {
      gunichar c = g_utf8_get_char_validated (phrase + i, (gssize) (length - i));

      if (c >= (gunichar) -2 || !(g_unichar_isspace (c) || c == 0xfeff || c == 0x200b))
        return FALSE;
      i += (gsize) g_unichar_to_utf8 (c, NULL);
    }
  return TRUE;
}

MeriloReading *
merilo_deadline_read_len (const char *phrase, gsize length, const MeriloDeadlineContext *context)
{
  static const MeriloDeadlineContext none = MERILO_DEADLINE_CONTEXT_INIT;
  MeriloReading *reading = merilo_reading_new ();
  g_auto (Words) words = { 0 };

  if (is_blank (phrase, length))
    reading->empty = TRUE;
  else if (length <= WORDS_MAX_BYTES)
    {
      words_init (&words, phrase, length);
      words_strip (&words);
      read_words (reading, &words, context != NULL ? context : &none);
    }
  return reading;
}

MeriloReading *
merilo_deadline_read (const char *phrase, const MeriloDeadlineContext *context)
{
  return merilo_deadline_read_len (phrase, strlen (phrase), context);
}
