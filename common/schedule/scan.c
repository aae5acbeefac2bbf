#define G_LOG_DOMAIN "merilo-schedule"

#include <string.h>

#include "schedule/items.h"

static const Token *
at (const Scan *self, guint pos)
{
  return words_at (self->words, pos);
}

#define MAX_YEARS 99 /* between one time and the next; the canon has two digits */

/* ---- repetition ------------------------------------------------------------------------- */

static gboolean
repeat_by (Item *item, const Token *unit, int n)
{
  item->kind = ITEM_REPEAT;
  if (token_is (unit, LEX_YEAR))
    {
      if (n > MAX_YEARS)
        return FALSE; /* the number of a year, or nonsense */
      item->lex = LEX_YEARLY;
      if (n > 1)
        item->kind = ITEM_EVERY;
    }
  else if (token_is (unit, LEX_QUARTER) && n == 1)
    item->lex = LEX_QUARTERLY;
  else if (token_is (unit, LEX_MONTH_WORD) && n == 1)
    item->lex = LEX_MONTHLY;
  else if (token_is (unit, LEX_HALF) && n == 1)
    item->kind = ITEM_HALF_YEARS;
  else
    return FALSE;
  item->number = n;
  return TRUE;
}

/* «1 раз в 3 года», «не реже раза в квартал», «2 раза в год» */
static gboolean
scan_times (Scan *self, guint *pos, Item *item)
{
  guint p = *pos;
  int times = 1, n = 1;

  number_read (self->words, &p, &times);
  if (!token_is (at (self, p), LEX_TIMES)
      || (!token_is (at (self, p + 1), LEX_IN) && !token_is (at (self, p + 1), LEX_FOR)))
    return FALSE;
  p += 2;
  p += token_is (at (self, p), LEX_COURSE);
  number_read (self->words, &p, &n);
  p += token_is (at (self, p), LEX_PLAIN) || token_is (at (self, p), LEX_STUDY);
  if (!repeat_by (item, at (self, p), n))
    return FALSE;
  if (item->kind == ITEM_REPEAT)
    item->number = times;
  *pos = p + 1;
  return TRUE;
}

gboolean
scan_repeat (Scan *self, guint *pos, Item *item)
{
  const Token *t = at (self, *pos);
  guint p = *pos + 1;
  int n = 1;

  if (token_is (t, LEX_YEARLY) || token_is (t, LEX_QUARTERLY) || token_is (t, LEX_MONTHLY))
    {
      item->kind = ITEM_REPEAT;
      item->lex = t->lex;
      *pos = p;
      return TRUE;
    }
  if (!token_is (t, LEX_EVERY))
    return scan_times (self, pos, item);
  number_read (self->words, &p, &n);
  p += token_is (at (self, p), LEX_STUDY);
  if (!repeat_by (item, at (self, p), n))
    return FALSE;
  *pos = p + 1;
  return TRUE;
}

/* ---- «до 5 числа месяца, следующего за отчётным» ---------------------------------------- */

static gboolean
read_day_word (Scan *self, guint pos, DayFlags *flags)
{
  const Token *t = at (self, pos), *next = at (self, pos + 1);

  switch (t->kind == TOKEN_WORD ? t->lex : LEX_NONE)
    {
    case LEX_EVERY:
      *flags |= DAY_EVERY;
      return TRUE;
    case LEX_NEXT:
      *flags |= DAY_NEXT;
      return TRUE;
    case LEX_REPORTED:
      *flags |= DAY_REPORTED;
      return TRUE;
    case LEX_QUARTER:
      *flags |= DAY_QUARTER;
      return TRUE;
    case LEX_SPAN:
      *flags |= DAY_PERIOD;
      return TRUE;
    case LEX_ORDINAL:
      *flags |= t->value == 5 && token_is (next, LEX_MONTH_WORD) ? DAY_LAST_MONTH : 0;
      return token_is (next, LEX_MONTH_WORD);
    case LEX_CURRENT:
    case LEX_MONTH_WORD:
      return TRUE;
    case LEX_FOR:
    case LEX_AFTER:
      return token_is (next, LEX_REPORTED) || token_is (next, LEX_QUARTER)
             || token_is (next, LEX_MONTH_WORD);
    case LEX_FINISH:
      return token_is (next, LEX_REPORTED) || token_is (next, LEX_QUARTER);
    default:
      return t->kind == TOKEN_COMMA && token_is (next, LEX_NEXT);
    }
}

gboolean
scan_day (Scan *self, guint *pos, Item *item)
{
  guint p = *pos;
  const Token *t;

  if (token_is (at (self, p), LEX_NOT) && token_is (at (self, p + 1), LEX_LATER))
    p += 2;
  else if (token_is (at (self, p), LEX_TO) || token_is (at (self, p), LEX_TOWARDS)
           || token_is (at (self, p), LEX_BY) || token_is (at (self, p), LEX_IN))
    p++;
  t = at (self, p);
  if (token_is (t, LEX_ORDINAL) && t->value == 5 && token_is (at (self, p + 1), LEX_DAY_NUMBER))
    item->number = 31;
  else if (t->kind == TOKEN_NUMBER && t->digits > 0 && t->value >= 1 && t->value <= 31
           && token_is (at (self, p + 1), LEX_DAY_NUMBER))
    item->number = t->value;
  else
    return FALSE;
  p += 2;
  item->kind = ITEM_DAY;
  item->day = 0;
  while (read_day_word (self, p, &item->day))
    p++;
  *pos = p;
  return TRUE;
}

/* ---- classes ---------------------------------------------------------------------------- */

static gboolean
is_grade (const Token *t)
{
  return t->kind == TOKEN_NUMBER && t->digits <= 2 && t->value >= 1 && t->value <= 12;
}

/* «9-е классы», «5–8 классы», «9, 11 классы», «выпускные классы» */
static gboolean
read_classes (Scan *self, guint *pos)
{
  guint p = *pos;

  if (token_starts (at (self, p), "начальн") || token_starts (at (self, p), "выпускн")
      || token_starts (at (self, p), "старш") || token_starts (at (self, p), "младш"))
    p++;
  else
    for (guint i = 0; i < 12; i++)
      {
        if (!is_grade (at (self, p)))
          return FALSE;
        p++;
        if (at (self, p)->kind != TOKEN_COMMA && at (self, p)->kind != TOKEN_DASH
            && !token_is (at (self, p), LEX_AND))
          break;
        p++;
      }
  if (!token_is (at (self, p), LEX_CLASS))
    return FALSE;
  *pos = p + 1;
  return TRUE;
}

gboolean
scan_scope (Scan *self, guint *pos, Item *item)
{
  guint p = *pos, end;

  p += token_is (at (self, p), LEX_FOR_THE);
  p += token_is (at (self, p), LEX_PUPIL);
  if (!read_classes (self, &p))
    return FALSE;
  for (;;)
    { /* «9 класс, 11 класс» are one scope */
      end = p;
      if (at (self, p)->kind != TOKEN_COMMA && !token_is (at (self, p), LEX_AND))
        break;
      p++;
      if (!read_classes (self, &p))
        break;
    }
  item->kind = ITEM_SCOPE;
  item->text = words_quote (self->words, *pos, end);
  *pos = end;
  return TRUE;
}

/* ---- single words ----------------------------------------------------------------------- */

/* «по мере необходимости», «по потребности», «по запросу» */
static gboolean
scan_need (Scan *self, guint *pos, Item *item)
{
  const Token *t = at (self, *pos), *next = at (self, *pos + 1), *third = at (self, *pos + 2);
  gboolean by = token_is (t, LEX_BY);
  guint n = 0;

  if (by && token_is (next, LEX_MEASURE) && token_is (third, LEX_NEED))
    n = 3 + (third->value == 1 && token_is (at (self, *pos + 3), LEX_NEED));
  else if (by && token_is (next, LEX_REQUEST))
    n = 2;
  else if ((by || token_is (t, LEX_AT)) && token_is (next, LEX_NEED) && next->value == 0)
    n = 2;
  if (n == 0)
    return FALSE;
  item->kind = ITEM_NEED;
  *pos += n;
  return TRUE;
}

/* «постоянно», «на протяжении всего срока действия плана», «весь период» */
static gboolean
scan_always (Scan *self, guint *pos, Item *item)
{
  guint p = *pos;
  gboolean course, whole, in;

  item->kind = ITEM_ALWAYS;
  if (token_is (at (self, p), LEX_ALWAYS))
    {
      *pos = p + 1;
      return TRUE;
    }
  if (token_is (at (self, p), LEX_ON) && token_starts (at (self, p + 1), "постоянн")
      && token_starts (at (self, p + 2), "основ"))
    {
      *pos = p + 3;
      return TRUE;
    }
  in = token_is (at (self, p), LEX_IN);
  p += in || token_is (at (self, p), LEX_ON) || token_is (at (self, p), LEX_BY);
  course = token_is (at (self, p), LEX_COURSE);
  p += course;
  whole = token_is (at (self, p), LEX_WHOLE);
  p += whole;
  if (!(whole || course || (in && token_is (at (self, p), LEX_SPAN)))
      || !(token_is (at (self, p), LEX_SPAN) || token_is (at (self, p), LEX_TERM)))
    return FALSE;
  if (!whole && !token_starts (at (self, p + 1), "действи")
      && !token_starts (at (self, p + 1), "реализаци"))
    return FALSE;
  *pos = p + 1;
  return TRUE;
}

/* «далее», «в последующие годы» */
static gboolean
scan_then (Scan *self, guint *pos, Item *item)
{
  guint p = *pos + (token_is (at (self, *pos), LEX_IN));

  item->kind = ITEM_THEN;
  if (token_is (at (self, p), LEX_THEN))
    {
      *pos = p + 1;
      return TRUE;
    }
  if (p == *pos || !token_starts (at (self, p), "последующие")
      || !token_is (at (self, p + 1), LEX_YEAR))
    return FALSE;
  item->lex = LEX_YEARLY; /* these words say themselves that it is repeated */
  *pos = p + 2;
  return TRUE;
}

/* «срок –», «в срок», «срок исполнения:» */
static gboolean
scan_term (Scan *self, guint *pos, Item *item)
{
  guint p = *pos + (token_is (at (self, *pos), LEX_IN));

  if (!token_is (at (self, p), LEX_TERM))
    return FALSE;
  p++;
  while (at (self, p)->kind == TOKEN_DASH || at (self, p)->kind == TOKEN_COLON)
    p++;
  item->kind = ITEM_TERM;
  *pos = p;
  return TRUE;
}

/* «кроме», «за исключением»; «не ведётся» */
static gboolean
scan_except (Scan *self, guint *pos, Item *item)
{
  const Token *t = at (self, *pos), *next = at (self, *pos + 1);
  gsize length = next->kind == TOKEN_WORD ? strlen (next->text) : 0;

  item->kind = ITEM_EXCEPT;
  item->number = token_is (t, LEX_NOT); /* stands after its window */
  if (token_is (t, LEX_FOR) && token_is (next, LEX_EXCEPT))
    *pos += 2;
  else if (token_is (t, LEX_EXCEPT))
    *pos += 1;
  else if (token_is (t, LEX_NOT) && next->lex == LEX_NONE && length > 8
           && (g_str_has_suffix (next->text, "тся") || g_str_has_suffix (next->text, "ются")))
    *pos += 2;
  else
    return FALSE;
  return TRUE;
}

/* ---- spans ------------------------------------------------------------------------------ */

static gboolean
scan_span (Scan *self, guint *pos, Item *item)
{
  const Token *t = at (self, *pos);

  if (t->kind == TOKEN_WORD && t->lex == LEX_NONE && strlen (t->text) > 2)
    return FALSE;
  item->kind = ITEM_SPAN;
  return span_read (self->words, pos, &item->span, self->context->school_years);
}

/* «за I квартал», «от 03.04.2025», «по итогам года» say what a thing is about, not when it is */
static gboolean
scan_about (Scan *self, guint *pos, Item *item)
{
  const Token *t = at (self, *pos);
  guint p = *pos + 1;
  Span span;

  gboolean outcome = token_is (t, LEX_BY) && token_is (at (self, p), LEX_OUTCOME);

  if (!token_is (t, LEX_FOR) && !(token_is (t, LEX_FROM) && t->value == 1) && !outcome)
    return FALSE;
  item->kind = ITEM_OTHER;
  p += outcome;
  p += token_is (at (self, p), LEX_ORDINAL);
  p += at (self, p)->kind == TOKEN_NUMBER && token_is (at (self, p + 1), LEX_YEAR)
       && at (self, p)->digits < 4;
  if (!span_read (self->words, &p, &span, FALSE))
    return FALSE;
  *pos = p;
  return TRUE;
}

static gboolean
scan_time (Scan *self, guint *pos, Item *item)
{
  guint p = *pos;

  if (token_is (at (self, p), LEX_TO) || token_is (at (self, p), LEX_IN))
    p++;
  else if (token_is (at (self, p), LEX_NOT) && token_is (at (self, p + 1), LEX_LATER))
    p += 2;
  item->kind = ITEM_TIME;
  if (!time_read (self->words, &p, &item->span.time, &item->span.zone))
    return FALSE;
  *pos = p;
  return TRUE;
}

static void
scan_other (Scan *self, guint *pos, Item *item)
{
  const Token *t = at (self, *pos);

  item->kind = t->kind == TOKEN_COMMA || token_is (t, LEX_AND) || t->kind == TOKEN_SLASH
                       || t->kind == TOKEN_DASH || t->kind == TOKEN_COLON
                   ? ITEM_JOIN
               : t->kind == TOKEN_STOP || t->kind == TOKEN_SEMICOLON ? ITEM_BREAK
                                                                     : ITEM_OTHER;
  (*pos)++;
}

/* ---- the whole phrase ------------------------------------------------------------------- */

static void
scan_one (Scan *self, guint *pos, Item *item)
{
  typedef gboolean (*Scanner) (Scan *, guint *, Item *);
  static const Scanner scanners[]
      = { scan_scope, scan_repeat, scan_always, scan_then,  scan_need, scan_day, scan_event,
          scan_owner, scan_term,   scan_except, scan_about, scan_span, scan_time };
  Item blank = *item;

  if (at (self, *pos)->quoted)
    {
      scan_other (self, pos, item);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (scanners); i++)
    {
      guint start = *pos;

      *item = blank;
      if (scanners[i](self, pos, item))
        return;
      *pos = start;
    }
  *item = blank;
  scan_other (self, pos, item);
}

/* a word that was guessed is a misprint if it served the reading */
static void
note_misprints (Scan *self, const Item *item)
{
  if (item->kind >= ITEM_JOIN)
    return;
  for (guint i = item->start; i < item->end; i++)
    if (at (self, i)->misspelt && item->kind != ITEM_EVENT && item->kind != ITEM_OWNER)
      self->warnings |= MERILO_WARN_MISPRINT;
}

void
scan_run (Scan *self, guint first)
{
  guint bracket = 0, brackets = 0;

  for (guint pos = first; pos < self->words->n;)
    {
      Item item = { .start = pos, .bracket = bracket };
      TokenKind kind = at (self, pos)->kind;

      if (kind == TOKEN_OPEN || kind == TOKEN_CLOSE || kind == TOKEN_QUOTE)
        {
          if (kind != TOKEN_QUOTE)
            bracket = kind == TOKEN_OPEN ? ++brackets : 0;
          pos++;
          continue;
        }
      scan_one (self, &pos, &item);
      item.end = pos;
      note_misprints (self, &item);
      g_array_append_val (self->items, item);
    }
}

static void
clear_item (gpointer data)
{
  Item *item = data;

  g_free (item->text);
  merilo_rule_free (item->rule);
}

void
scan_init (Scan *self, const Words *words, const MeriloDeadlineContext *context)
{
  self->words = words;
  self->context = context;
  self->warnings = 0;
  self->order = context->order_date != MERILO_NONE ? context->order_date
                : context->today != MERILO_NONE
                    ? context->today
                    : g_get_real_time () / G_USEC_PER_SEC / (24 * 60 * 60);
  self->items = g_array_sized_new (FALSE, FALSE, sizeof (Item), 12);
  g_array_set_clear_func (self->items, clear_item);
}

void
scan_clear (Scan *self)
{
  g_clear_pointer (&self->items, g_array_unref);
}
