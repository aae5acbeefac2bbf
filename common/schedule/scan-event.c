/* «в течение 10 дней после …», «при проведении ВПР», «за месяц до начала учебного года»: terms that
 * hang on something that happens. */
#define G_LOG_DOMAIN "merilo-schedule"

#include <string.h>

#include "schedule/trigger.h"

static const Token *
at (const Scan *self, guint pos)
{
  return words_at (self->words, pos);
}

/* ---- the name --------------------------------------------------------------------------- */

/* which event the words from @first to @end name */
static MeriloEvent
name_event (Scan *self, guint first, guint end)
{
  gboolean vpr = FALSE, results = FALSE, list = FALSE, federal = FALSE, procedure = FALSE;
  gboolean exam = FALSE, declared = FALSE, analysis = FALSE, signing = FALSE, ended = FALSE;
  gboolean measure = FALSE;

  for (guint i = first; i < end; i++)
    {
      const Token *t = at (self, i);
      gboolean head = i <= first + 1;

      vpr |= token_starts (t, "впр") || token_starts (t, "всероссийск");
      results |= token_starts (t, "результат");
      federal |= token_starts (t, "федеральн");
      list |= token_starts (t, "списк") || token_starts (t, "переч");
      procedure |= token_starts (t, "процедур");
      exam |= token_starts (t, "экзамен");
      declared |= head && (token_starts (t, "объявлени") || token_starts (t, "опубликовани"));
      analysis |= head && token_starts (t, "анализ");
      signing |= head && token_starts (t, "подписани");
      ended |= head && token_is (t, LEX_FINISH);
      measure |= token_starts (t, "мероприяти");
    }
  if (analysis)
    return MERILO_EVENT_ANALYSIS;
  if (signing)
    return MERILO_EVENT_SIGNING;
  if (federal && list)
    return MERILO_EVENT_FEDERAL_LIST;
  if (vpr)
    return results ? MERILO_EVENT_VPR_RESULTS : MERILO_EVENT_VPR;
  if (declared && results)
    return MERILO_EVENT_RESULTS;
  if (ended && measure)
    return MERILO_EVENT_MEASURE_END;
  if (exam)
    return MERILO_EVENT_EXAM;
  return procedure ? MERILO_EVENT_PROCEDURE_DAY : MERILO_EVENT_OTHER;
}

static gboolean
starts_length (Scan *self, guint pos)
{
  Trigger trigger = { 0 };

  pos += token_is (at (self, pos), LEX_IN);
  pos += token_is (at (self, pos), LEX_COURSE);
  return trigger_read_length (self, &pos, &trigger);
}

/* a word that no longer is of the name, but of the time or of the next part */
static gboolean
is_end_word (Scan *self, guint pos)
{
  const Token *t = at (self, pos), *next = at (self, pos + 1);
  gboolean year = token_is (t, LEX_IN) && next->kind == TOKEN_NUMBER && next->digits == 4;
  Item item = { 0 };
  guint p = pos;

  if (t->quoted)
    return FALSE;
  if (year || token_is (t, LEX_THEN) || token_is (t, LEX_BUT) || token_is (t, LEX_YEARLY)
      || token_is (t, LEX_QUARTERLY) || token_is (t, LEX_MONTHLY))
    return TRUE;
  if (token_is (t, LEX_NOT) && token_is (next, LEX_LATER))
    return TRUE;
  if (token_is (t, LEX_IN) && (token_is (next, LEX_COURSE) || token_is (next, LEX_TERM)))
    return TRUE;
  if (token_is (t, LEX_IN) && starts_length (self, pos + 1))
    return TRUE;
  if (token_is (t, LEX_TO) || (token_is (t, LEX_BY) && token_is (next, LEX_PLAN)))
    return scan_day (self, &p, &item) || words_start_time (self->words, pos) || token_is (t, LEX_BY)
           || time_read (self->words, &(guint){ pos + 1 }, &item.span.time, &item.span.zone);
  return FALSE;
}

static gboolean
is_name_end (Scan *self, guint pos)
{
  const Token *t = at (self, pos), *next = at (self, pos + 1);

  switch (t->kind)
    {
    case TOKEN_END:
    case TOKEN_SEMICOLON:
    case TOKEN_OPEN:
    case TOKEN_CLOSE:
      return TRUE;
    case TOKEN_STOP:
      return next->blank || next->kind == TOKEN_END;
    case TOKEN_WORD:
      return is_end_word (self, pos);
    case TOKEN_COMMA:
      return !token_is (next, LEX_CURRENT) && words_start_time (self->words, pos + 1);
    case TOKEN_DASH:
      return t->blank && words_start_time (self->words, pos + 1);
    case TOKEN_NUMBER:
    case TOKEN_SLASH:
    case TOKEN_COLON:
    case TOKEN_QUOTE:
    case TOKEN_SIGN:
    default:
      return FALSE;
    }
}

/* ---- what follows the name -------------------------------------------------------------- */

static gboolean
take_latest (Scan *self, guint *pos, MeriloRule *rule)
{
  guint p = *pos + (at (self, *pos)->kind == TOKEN_COMMA);
  Span span;

  p += token_is (at (self, p), LEX_BUT);
  p += at (self, p)->kind == TOKEN_DASH;
  if (token_is (at (self, p), LEX_IN) && token_is (at (self, p + 1), LEX_TERM))
    p += 2;
  if (!span_read (self->words, &p, &span, FALSE) || span.edge != EDGE_UNTIL
      || span.last.grain >= GRAIN_YEAR || span.last.grain == GRAIN_NTH)
    return FALSE;
  rule->latest = span.last.until;
  if (span.exclusive && span.last.grain != GRAIN_DAY)
    {
      gint64 day = merilo_day_to_date (span.last.from, 2023) - 1;

      rule->latest = merilo_day_from_date (day);
      rule->latest.year = 0;
      if (rule->latest.month == 2)
        rule->latest.day = MERILO_DAY_LAST;
    }
  if (span.last.ref == REF_OWN)
    rule->year = span.last.year;
  if (!merilo_day_is_possible (rule->latest))
    self->warnings |= MERILO_WARN_MISPRINT;
  *pos = p;
  return TRUE;
}

static gboolean
take_event_year (Scan *self, guint *pos, MeriloRule *rule)
{
  guint p = *pos + token_is (at (self, *pos), LEX_IN);
  const Token *t = at (self, p);

  if (t->kind != TOKEN_NUMBER || t->digits != 4 || t->value < 1900 || t->value > 2199)
    return FALSE;
  rule->year = t->value;
  p++;
  *pos = p + token_is (at (self, p), LEX_YEAR);
  return TRUE;
}

static gboolean
take_length_after (Scan *self, guint *pos, MeriloRule *rule)
{
  guint p = *pos + (at (self, *pos)->kind == TOKEN_COMMA);
  Trigger trigger = { 0 };

  if (rule->unit != MERILO_UNIT_NONE || !token_is (at (self, p), LEX_IN))
    return FALSE;
  p += 1 + token_is (at (self, p + 1), LEX_COURSE);
  if (!trigger_read_length (self, &p, &trigger))
    return FALSE;
  rule->unit = trigger.unit;
  rule->offset = trigger.offset;
  *pos = p;
  return TRUE;
}

static void
take_limits (Scan *self, guint *pos, MeriloRule *rule)
{
  while (take_latest (self, pos, rule) || take_event_year (self, pos, rule)
         || take_length_after (self, pos, rule))
    ;
}

/* ---- events that are days --------------------------------------------------------------- */

static MeriloDay
shift_day (const Trigger *trigger, MeriloDay day)
{
  gint64 date = merilo_day_to_date (day, 2023);
  MeriloDay shifted;

  if (date == MERILO_NONE)
    return day;
  date = trigger->unit == MERILO_UNIT_MONTHS ? merilo_date_add_months (date, trigger->offset)
         : trigger->unit == MERILO_UNIT_WORKING_DAYS
             ? merilo_calendar_add_working (merilo_calendar_get_default (), date, trigger->offset)
             : date + trigger->offset;
  shifted = merilo_day_from_date (date);
  if (day.year == 0)
    shifted.year = 0;
  return shifted;
}

/* «за месяц до начала учебного года», «за 10 дней до 1 сентября», «после 1 сентября» */
static gboolean
scan_known_day (Scan *self, guint *pos, const Trigger *trigger, Item *item)
{
  guint p = *pos;
  Span *span = &item->span;
  gboolean school = token_is (at (self, p), LEX_BEGIN) && token_is (at (self, p + 1), LEX_STUDY)
                    && token_is (at (self, p + 2), LEX_YEAR);

  memset (span, 0, sizeof *span);
  span->time = span->zone = MERILO_NO_TIME;
  if (school)
    {
      span->first.grain = GRAIN_DAY;
      span->first.from = span->first.until = (MeriloDay){ 0, 9, 1 };
      p += 2;
      p++;
    }
  else if (!point_read (self->words, &p, &span->first) || span->first.grain != GRAIN_DAY)
    return FALSE;
  if (span->first.ref == REF_NONE)
    ref_read (self->words, &p, &span->first, &span->every_year);
  span->last = span->first;
  if (trigger->when == MERILO_WHEN_BEFORE)
    {
      span->edge = EDGE_UNTIL;
      if (span->last.ref == REF_OWN)
        span->last.until.year = (gint16) span->last.year;
      span->last.until = shift_day (trigger, span->last.until);
      if (span->last.ref == REF_OWN)
        span->last.year = span->last.until.year;
      span->last.until.year = 0;
    }
  else
    {
      span->edge = trigger->unit == MERILO_UNIT_NONE ? EDGE_FROM : EDGE_BETWEEN;
      span->last.until = shift_day (trigger, span->last.until);
    }
  item->kind = ITEM_SPAN;
  *pos = p;
  return TRUE;
}

/* «в течение 5 дней после окончания квартала»: the quarter's end is known */
static gboolean
scan_after_quarter (Scan *self, guint *pos, const Trigger *trigger, Item *item)
{
  guint p = *pos;
  const Token *t;

  if (!token_is (at (self, p), LEX_FINISH))
    return FALSE;
  p++;
  p += token_is (at (self, p), LEX_REPORTED) || token_is (at (self, p), LEX_EVERY);
  t = at (self, p);
  if (trigger->unit != MERILO_UNIT_DAYS || trigger->offset < 1 || trigger->offset > 31
      || (!token_is (t, LEX_QUARTER) && !token_is (t, LEX_MONTH_WORD)))
    return FALSE;
  item->kind = ITEM_DAY;
  item->number = trigger->offset;
  item->day = token_is (t, LEX_QUARTER) ? DAY_QUARTER : DAY_NEXT;
  *pos = p + 1;
  return TRUE;
}

/* ---- the event -------------------------------------------------------------------------- */

/* «начала проекта», but not «начала IV» */
static gboolean
is_happening_of (Scan *self, guint pos)
{
  const Token *t = at (self, pos), *next = at (self, pos + 1);

  if (!token_is_happening (t))
    return FALSE;
  if (!token_is (t, LEX_BEGIN) && !token_is (t, LEX_FINISH))
    return TRUE;
  return next->kind == TOKEN_QUOTE
         || (next->kind == TOKEN_WORD
             && (next->lex == LEX_NONE || next->lex == LEX_PROCEDURE || next->lex == LEX_PLAN
                 || next->lex == LEX_PLAN_WORD
                 || (next->lex == LEX_STUDY && !token_is (at (self, pos + 2), LEX_YEAR))));
}

static gboolean
may_be_name (Scan *self, guint pos, const Trigger *trigger)
{
  const Token *t = at (self, pos);

  if (t->kind != TOKEN_WORD && t->kind != TOKEN_QUOTE)
    return FALSE;
  if (trigger->weak)
    return is_happening_of (self, pos);
  if (trigger->by_outcome)
    return !token_is (t, LEX_YEAR) && !token_is (t, LEX_QUARTER) && !token_is (t, LEX_HALF)
           && !token_is (t, LEX_MONTH_WORD) && !token_is (t, LEX_STUDY)
           && trigger_read_during (self, &(guint){ pos }, &(Trigger){ 0 }) == FALSE;
  return !words_start_time (self->words, pos) && !token_is (t, LEX_TERM);
}

static void
note_guessed_words (Scan *self, guint first, guint end)
{
  for (guint i = first; i < end; i++)
    if (at (self, i)->misspelt)
      self->warnings |= MERILO_WARN_MISPRINT;
}

/* by the name from @name to @end */
static MeriloRule *
make_event (Scan *self, guint name, guint end, const Trigger *trigger)
{
  MeriloRule *rule = merilo_rule_new (MERILO_RULE_EVENT);

  rule->event = name_event (self, name, end);
  if (rule->event == MERILO_EVENT_VPR && token_starts (at (self, name - 1), "результат"))
    rule->event = MERILO_EVENT_VPR_RESULTS; /* «по результатам ВПР» */
  if (rule->event == MERILO_EVENT_OTHER && token_is (at (self, name), LEX_PROCEDURE)
      && end == name + 1 && trigger->when == MERILO_WHEN_DURING)
    rule->event = MERILO_EVENT_PROCEDURE_DAY; /* «в день проведения» */
  rule->when = trigger->when;
  rule->unit = trigger->unit;
  rule->offset = trigger->unit != MERILO_UNIT_NONE ? trigger->offset : 0;
  while (end > name + 1 && at (self, end - 1)->kind != TOKEN_WORD
         && at (self, end - 1)->kind != TOKEN_NUMBER && at (self, end - 1)->kind != TOKEN_QUOTE)
    end--;
  if (rule->event == MERILO_EVENT_OTHER)
    rule->name = words_quote (self->words, name, end);
  else
    for (guint i = name; i < end; i++)
      if (at (self, i)->kind == TOKEN_NUMBER && at (self, i)->digits == 4)
        take_event_year (self, &(guint){ i }, rule);
  return rule;
}

gboolean
scan_event (Scan *self, guint *pos, Item *item)
{
  Trigger trigger = { 0 };
  guint p = *pos, name, end;

  if (!trigger_read (self, &p, &trigger))
    return FALSE;
  if ((trigger.unit != MERILO_UNIT_NONE || trigger.when == MERILO_WHEN_AFTER) && !trigger.by_outcome
      && (scan_known_day (self, &p, &trigger, item)
          || scan_after_quarter (self, &p, &trigger, item)))
    {
      *pos = p;
      return TRUE;
    }
  name = p;
  if (!may_be_name (self, name, &trigger)
      || (token_is (at (self, *pos), LEX_TO) && words_start_time (self->words, *pos)))
    return FALSE;
  for (end = name + 1; !is_name_end (self, end);)
    end++;
  note_guessed_words (self, *pos, name);
  item->kind = ITEM_EVENT;
  item->rule = make_event (self, name, end, &trigger);
  p = end;
  take_limits (self, &p, item->rule);
  *pos = p;
  return TRUE;
}
