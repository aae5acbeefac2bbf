#define G_LOG_DOMAIN "merilo-schedule"

#include "schedule/trigger.h"

#include <string.h>

static const Token *
at (const Scan *self, guint pos)
{
  return words_at (self->words, pos);
}

/* ---- «в течение 10 рабочих дней» -------------------------------------------------------- */

static gboolean
read_unit (Scan *self, guint *pos, Trigger *trigger, int n)
{
  guint p = *pos;
  gboolean working = token_is (at (self, p), LEX_WORKING);
  const Token *t;

  p += working || token_is (at (self, p), LEX_PLAIN) || token_is (at (self, p), LEX_STUDY);
  t = at (self, p);
  trigger->offset = n;
  if (token_is (t, LEX_DAY))
    trigger->unit = working ? MERILO_UNIT_WORKING_DAYS : MERILO_UNIT_DAYS;
  else if (token_is (t, LEX_MONTH_WORD))
    trigger->unit = MERILO_UNIT_MONTHS;
  else if (token_is (t, LEX_WEEK))
    {
      trigger->unit = MERILO_UNIT_DAYS;
      trigger->offset = 7 * n;
    }
  else
    return FALSE;
  *pos = p + 1;
  return TRUE;
}

/* «двухнедельный», «десятидневный», «месячный» */
static gboolean
read_long_word (const Token *t, Trigger *trigger)
{
  static const char *const numbers[] = { "одно",  "двух", "трех",   "четырех", "пяти",
                                         "шести", "семи", "восьми", "девяти",  "десяти" };
  static const struct
  {
    const char *stem;
    MeriloUnit unit;
    int length;
  } units[] = { { "дневн", MERILO_UNIT_DAYS, 1 },
                { "недельн", MERILO_UNIT_DAYS, 7 },
                { "месячн", MERILO_UNIT_MONTHS, 1 } };

  if (t->kind != TOKEN_WORD)
    return FALSE;
  for (guint u = 0; u < G_N_ELEMENTS (units); u++)
    {
      const char *stem = strstr (t->text, units[u].stem);
      gsize left = stem != NULL ? (gsize) (stem - t->text) : 0;

      for (int n = 1; stem != NULL && n <= (int) G_N_ELEMENTS (numbers); n++)
        if (left == 0
            || (strlen (numbers[n - 1]) == left && strncmp (t->text, numbers[n - 1], left) == 0))
          {
            trigger->unit = units[u].unit;
            trigger->offset = n * units[u].length;
            return TRUE;
          }
    }
  return FALSE;
}

/* «10-дневный срок», «10 дней», «месяц», «трёх недель» */
gboolean
trigger_read_length (Scan *self, guint *pos, Trigger *trigger)
{
  guint p = *pos;
  int n = 1;

  number_read (self->words, &p, &n);
  if (p > *pos && at (self, p)->kind == TOKEN_DASH)
    p++;
  if (p > *pos && token_is (at (self, p), LEX_DAYLONG) && token_is (at (self, p + 1), LEX_TERM))
    {
      trigger->offset = n;
      trigger->unit = MERILO_UNIT_DAYS;
      *pos = p + 2;
      return TRUE;
    }
  if (p == *pos && token_is (at (self, p + 1), LEX_TERM) && read_long_word (at (self, p), trigger))
    p += 2;
  else if (!read_unit (self, &p, trigger, n))
    return FALSE;
  *pos = p;
  return TRUE;
}

/* does a name of something that happens begin here: «проведения», «утверждении», «ВПР» */
gboolean
token_is_happening (const Token *t)
{
  static const char *const stems[]
      = { "впр",   "экзамен",  "подписани", "объявлени", "анализ", "проведени",
          "начал", "окончани", "завершени", "огэ",       "егэ",    "гиа" };
  static const char *const not_happening[]
      = { "свидани",   "сведени",   "наличи",  "услови",   "участи",  "содействи",
          "отсутстви", "соблюдени", "внимани", "понимани", "умолчани" };
  static const char *const endings[] = { "ния", "нии", "тия", "тии", "ции", "верки", "товки" };

  if (t->kind != TOKEN_WORD)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (not_happening); i++)
    if (token_starts (t, not_happening[i]))
      return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (stems); i++)
    if (token_starts (t, stems[i]))
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (strlen (t->text) > 10 && g_str_has_suffix (t->text, endings[i]))
      return TRUE;
  return FALSE;
}

/* ---- what the term hangs on ------------------------------------------------------------- */

/* «после», «со дня», «с момента», «по итогам» */
static gboolean
read_after (Scan *self, guint *pos, Trigger *trigger)
{
  const Token *t = at (self, *pos), *next = at (self, *pos + 1);

  trigger->when = MERILO_WHEN_AFTER;
  if (token_is (t, LEX_AFTER))
    *pos += 1;
  else if (token_is (t, LEX_FROM) && (token_is (next, LEX_DATE) || token_is (next, LEX_DAY)))
    *pos += 2;
  else if (token_is (t, LEX_BY) && token_is (next, LEX_OUTCOME) && next->value == 0)
    {
      trigger->by_outcome = TRUE;
      *pos += 2;
    }
  else if (token_is (t, LEX_BY) && (token_is (next, LEX_FINISH) || token_is (next, LEX_OUTCOME)))
    *pos += 1; /* the word belongs to the name */
  else
    return FALSE;
  return TRUE;
}

/* «при», «во время», «в день», «в ходе», «в период» */
gboolean
trigger_read_during (Scan *self, guint *pos, Trigger *trigger)
{
  const Token *t = at (self, *pos), *next = at (self, *pos + 1);

  trigger->when = MERILO_WHEN_DURING;
  if (token_is (t, LEX_AT))
    {
      trigger->weak = TRUE;
      *pos += 1;
      return TRUE;
    }
  if (!token_is (t, LEX_IN)
      || (!token_is (next, LEX_TIME) && !token_is (next, LEX_DAY) && !token_is (next, LEX_SPAN)))
    return FALSE;
  *pos += 2;
  return TRUE;
}

static gboolean
read_before (Scan *self, guint *pos, Trigger *trigger)
{
  const Token *t = at (self, *pos);

  trigger->when = MERILO_WHEN_BEFORE;
  if (token_is (t, LEX_EVE))
    {
      trigger->offset = -1;
      trigger->unit = MERILO_UNIT_DAYS;
      *pos += 1;
      return TRUE;
    }
  if (!token_is (t, LEX_TO))
    return FALSE;
  trigger->weak = TRUE;
  *pos += 1;
  *pos += token_is (words_at (self->words, *pos), LEX_DAY)
          && token_is_happening (at (self, *pos + 1));
  return TRUE;
}

/* the words before the event's name: «не позднее чем за 3 дня до», «в течение 10 дней после» */
gboolean
trigger_read (Scan *self, guint *pos, Trigger *trigger)
{
  guint p = *pos, day;
  gboolean limited = FALSE, before;

  if (token_is (at (self, p), LEX_NOT) && token_is (at (self, p + 1), LEX_LATER))
    {
      limited = TRUE;
      p += 2;
      p += token_starts (at (self, p), "чем");
    }
  day = p;
  before = token_is (at (self, p), LEX_FOR);
  if (before || token_is (at (self, p), LEX_THROUGH))
    p++;
  else if (token_is (at (self, p), LEX_IN))
    {
      p++;
      p += token_is (at (self, p), LEX_COURSE);
    }
  else if (token_is (at (self, p), LEX_COURSE))
    p++;
  if (trigger_read_length (self, &p, trigger))
    {
      Trigger length = *trigger;

      if (before ? read_before (self, &p, trigger) : read_after (self, &p, trigger))
        {
          trigger->unit = length.unit;
          trigger->offset = before ? -length.offset : length.offset;
          trigger->weak = FALSE;
          *pos = p;
          return TRUE;
        }
    }
  trigger->unit = MERILO_UNIT_NONE;
  if (limited)
    { /* «не позднее дня подписания» */
      trigger->when = MERILO_WHEN_BEFORE;
      *pos = day + 1;
      return token_is (at (self, day), LEX_DAY) && token_is_happening (at (self, day + 1));
    }
  return read_after (self, pos, trigger) || trigger_read_during (self, pos, trigger)
         || read_before (self, pos, trigger);
}
