#define G_LOG_DOMAIN "merilo-schedule"

#include <string.h>

#include "schedule/span.h"

typedef enum
{
  PART_NONE,
  PART_BEGIN,
  PART_MIDDLE,
  PART_END,
} Part;

/* what stands before the first point */
typedef struct
{
  Edge edge;
  Part part;
  gboolean exclusive, on, in, course, latest;
} Opening;

/* ---- openings --------------------------------------------------------------------------- */

static gboolean
read_edge (const Words *words, guint *pos, Opening *ret)
{
  const Token *t = words_at (words, *pos), *next = words_at (words, *pos + 1);

  if (token_is (t, LEX_NOT) && token_is (next, LEX_LATER))
    {
      *pos += 2;
      *pos += token_starts (words_at (words, *pos), "чем");
      ret->edge = EDGE_UNTIL;
      return TRUE;
    }
  if (token_is (t, LEX_NOT) && token_is (next, LEX_EARLIER))
    {
      *pos += 2;
      ret->edge = EDGE_FROM;
      return TRUE;
    }
  if (token_is (t, LEX_FROM) && t->value == 2)
    t = words_at (words, ++*pos); /* начиная с */
  if (!token_is (t, LEX_TO) && !token_is (t, LEX_BY) && !token_is (t, LEX_TOWARDS)
      && (!token_is (t, LEX_FROM) || t->value != 0))
    return FALSE;
  ret->edge = t->lex == LEX_FROM ? EDGE_FROM : EDGE_UNTIL;
  ret->exclusive = t->lex == LEX_TO || t->lex == LEX_TOWARDS;
  (*pos)++;
  return TRUE;
}

static void
read_part (const Words *words, guint *pos, Opening *ret)
{
  const Token *t = words_at (words, *pos);

  if (token_is (t, LEX_BEGIN))
    ret->part = PART_BEGIN;
  else if (token_is (t, LEX_MIDDLE))
    ret->part = PART_MIDDLE;
  else if (token_is (t, LEX_END) || (token_is (t, LEX_FINISH) && t->value == 0 && ret->exclusive))
    ret->part = PART_END;
  else
    return;
  (*pos)++;
}

static void
read_opening (const Words *words, guint *pos, Opening *ret)
{
  if (token_is (words_at (words, *pos), LEX_IN) || token_is (words_at (words, *pos), LEX_ON))
    {
      ret->on = words_at (words, *pos)->lex == LEX_ON;
      ret->in = TRUE;
      (*pos)++;
      if (token_is (words_at (words, *pos), LEX_SPAN)
          && token_is (words_at (words, *pos + 1), LEX_FROM))
        (*pos)++;
    }
  if (token_is (words_at (words, *pos), LEX_COURSE))
    {
      ret->course = TRUE;
      (*pos)++;
    }
  else
    read_edge (words, pos, ret);
  if (token_is (words_at (words, *pos), LEX_WHOLE))
    {
      ret->course = TRUE; /* «весь год» */
      (*pos)++;
    }
  read_part (words, pos, ret);
}

/* ---- points that need their opening ----------------------------------------------------- */

/* «года», «учебного года», «текущего года»: only after words that make it a term */
static gboolean
read_year_word (const Words *words, guint *pos, const Opening *opening, Span *span, Point *ret)
{
  gboolean part = opening->part != PART_NONE, bare = opening->course || part;
  guint p = *pos + token_is (words_at (words, *pos), LEX_PLAIN);
  gboolean study = token_is (words_at (words, p), LEX_STUDY);
  const Token *year = words_at (words, p + study);

  memset (ret, 0, sizeof *ret);
  if (bare && token_is (year, LEX_YEAR) && year->value == 0)
    {
      *ret = study ? point_of_school_year () : point_of_year (0, 0);
      *pos = p + study + 1;
      ref_read (words, pos, ret, &span->every_year);
      return TRUE;
    }
  if (!bare && !opening->in && opening->edge == EDGE_WHOLE && *pos > 0)
    return FALSE;
  p = *pos;
  if (!ref_read (words, &p, ret, &span->every_year)
      || (ret->ref < REF_THIS_SCHOOL && !(bare && span->every_year)))
    return FALSE;
  {
    Ref ref = ret->ref;

    *ret = ref >= REF_THIS_SCHOOL && ref <= REF_PREVIOUS_SCHOOL ? point_of_school_year ()
                                                                : point_of_year (0, 0);
    ret->ref = ref;
  }
  *pos = p;
  return TRUE;
}

/* the day of «с 1 по 10 марта», «1–10 марта», «5, 10 и 15 марта»: its month stands further on */
static gboolean
read_lone_day (const Words *words, guint *pos, Point *ret)
{
  const Token *t = words_at (words, *pos);
  guint p = *pos;

  for (guint i = 0; i < 8; i++)
    {
      const Token *sign = words_at (words, p + 1);

      if (words_at (words, p)->kind != TOKEN_NUMBER || words_at (words, p)->digits > 2
          || words_at (words, p)->digits == 0 || words_at (words, p)->value == 0)
        return FALSE;
      p += 1 + (token_is (sign, LEX_DAY_NUMBER));
      sign = words_at (words, p);
      if (sign->kind != TOKEN_DASH && sign->kind != TOKEN_COMMA && !token_is (sign, LEX_AND)
          && !token_is (sign, LEX_BY) && !token_is (sign, LEX_TO))
        return FALSE;
      p++;
      if (point_read (words, &(guint){ p }, ret) && ret->grain == GRAIN_DAY)
        {
          ret->from.day = ret->until.day = (gint8) t->value;
          ret->ref = REF_NONE;
          (*pos) += 1 + token_is (words_at (words, *pos + 1), LEX_DAY_NUMBER);
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
read_point (const Words *words, guint *pos, const Opening *opening, Span *span, Point *ret)
{
  if (point_read (words, pos, ret))
    {
      if (ret->ref == REF_NONE)
        ref_read (words, pos, ret, &span->every_year);
      if (ret->grain == GRAIN_HALF && ret->ref >= REF_SCHOOL && ret->ref <= REF_PREVIOUS_SCHOOL)
        {
          ret->from.month = ret->from.month == 1 ? 9 : 1; /* halves of the school year */
          ret->until = ret->from.month == 9 ? (MeriloDay){ 0, 12, 31 } : (MeriloDay){ 0, 8, 31 };
          span->ambiguous = TRUE;
        }
      return TRUE;
    }
  return read_lone_day (words, pos, ret) || read_year_word (words, pos, opening, span, ret);
}

/* ---- the other end ---------------------------------------------------------------------- */

static gboolean
may_join (const Point *first, const Point *last)
{
  gboolean years = first->grain >= GRAIN_YEAR;

  return years == (last->grain >= GRAIN_YEAR) && first->grain != GRAIN_NTH
         && last->grain != GRAIN_NTH;
}

static gboolean
read_other_end (const Words *words, guint *pos, const Opening *opening, Span *span)
{
  guint p = *pos + (words_at (words, *pos)->kind == TOKEN_COMMA);
  const Token *t = words_at (words, p);
  Opening closing = { .edge = EDGE_UNTIL, .part = PART_NONE };
  gboolean joined;

  if (t->kind == TOKEN_DASH && p == *pos)
    p++;
  else if (opening->edge == EDGE_FROM || token_is (t, LEX_BY))
    {
      p += token_is (t, LEX_AND);
      closing.edge = EDGE_WHOLE;
      if (!read_edge (words, &p, &closing) || closing.edge != EDGE_UNTIL)
        return FALSE;
    }
  else
    return FALSE;
  read_part (words, &p, &closing);
  joined
      = read_point (words, &p, &closing, span, &span->last) && may_join (&span->first, &span->last);
  if (!joined)
    return FALSE;
  if (span->first.grain == GRAIN_DAY && span->first.ref == REF_NONE && span->last.grain != GRAIN_DAY
      && span->first.grain != GRAIN_DAY)
    return FALSE;
  span->edge = EDGE_BETWEEN;
  span->exclusive = closing.exclusive && closing.part != PART_END;
  *pos = p;
  return TRUE;
}

/* ---- hours ------------------------------------------------------------------------------ */

static gboolean
read_clock (const Words *words, guint *pos, gint16 *ret)
{
  const Token *hour = words_at (words, *pos), *sign = words_at (words, *pos + 1);
  const Token *minute = words_at (words, *pos + 2);
  gboolean named = token_is (words_at (words, *pos + 3), LEX_HOUR), split;

  if (hour->kind != TOKEN_NUMBER || hour->digits == 0 || hour->digits > 2 || hour->value > 24)
    return FALSE;
  split = minute->kind == TOKEN_NUMBER && minute->digits == 2 && minute->value < 60
          && (sign->kind == TOKEN_COLON
              || (sign->kind == TOKEN_STOP && (minute->value == 0 || minute->value > 12 || named)
                  && words_at (words, *pos + 3)->kind != TOKEN_STOP)
              || (sign->kind == TOKEN_DASH && (minute->value == 0 || named)));
  if (split)
    {
      *ret = (gint16) (hour->value * 60 + minute->value);
      *pos += 3 + named;
      return TRUE;
    }
  if (!token_is (sign, LEX_HOUR))
    return FALSE;
  *ret = (gint16) (hour->value * 60);
  *pos += 2;
  if (minute->kind == TOKEN_NUMBER && minute->value < 60
      && token_is (words_at (words, *pos + 1), LEX_MINUTE))
    {
      *ret = (gint16) (*ret + minute->value);
      *pos += 2;
    }
  return TRUE;
}

static void
read_zone (const Words *words, guint *pos, gint16 *ret)
{
  guint p = *pos;
  gboolean bracket = words_at (words, p)->kind == TOKEN_OPEN;

  p += bracket;
  p += token_is (words_at (words, p), LEX_BY);
  if (!token_is (words_at (words, p), LEX_MOSCOW) && !token_is (words_at (words, p), LEX_LOCAL))
    return;
  *ret = words_at (words, p)->lex == LEX_MOSCOW ? 180 : MERILO_NO_TIME;
  p++;
  p += token_is (words_at (words, p), LEX_TIME) || token_starts (words_at (words, p), "времен");
  p += bracket && words_at (words, p)->kind == TOKEN_CLOSE;
  *pos = p;
}

gboolean
time_read (const Words *words, guint *pos, gint16 *ret_time, gint16 *ret_zone)
{
  if (!read_clock (words, pos, ret_time))
    return FALSE;
  read_zone (words, pos, ret_zone);
  return TRUE;
}

/* «…, до 15:00», «… в 15:00» after a day */
static void
read_time_after (const Words *words, guint *pos, Span *span)
{
  guint p = *pos + (words_at (words, *pos)->kind == TOKEN_COMMA);
  Opening opening = { 0 };

  if (token_is (words_at (words, p), LEX_IN))
    p++;
  else
    read_edge (words, &p, &opening);
  if (time_read (words, &p, &span->time, &span->zone))
    *pos = p;
}

/* ---- the span --------------------------------------------------------------------------- */

static void
apply_part (Span *span, const Opening *opening)
{
  Point *point = &span->first;

  if (opening->part == PART_END)
    span->exclusive = FALSE;
  if (opening->part != PART_NONE && span->edge == EDGE_WHOLE && point->grain >= GRAIN_YEAR)
    { /* «на начало учебного года» */
      span->ambiguous = TRUE;
      if (opening->part == PART_END)
        span->edge = EDGE_UNTIL;
      if (opening->part == PART_BEGIN)
        {
          point->until = point->from;
          point->grain = GRAIN_DAY;
        }
    }
  if (opening->part == PART_MIDDLE && span->edge == EDGE_UNTIL && point->grain == GRAIN_MONTH)
    {
      point->until.day = 15;
      span->exclusive = FALSE;
      span->ambiguous = TRUE;
    }
}

gboolean
span_read (const Words *words, guint *pos, Span *ret, gboolean school_years)
{
  Opening opening = { .edge = EDGE_WHOLE };
  guint p = *pos;

  memset (ret, 0, sizeof *ret);
  ret->time = ret->zone = MERILO_NO_TIME;
  read_opening (words, &p, &opening);
  if (opening.edge == EDGE_UNTIL && time_read (words, &p, &ret->time, &ret->zone))
    p += words_at (words, p)->kind == TOKEN_COMMA;
  if (!read_point (words, &p, &opening, ret, &ret->first))
    return FALSE;
  ret->edge = opening.edge;
  ret->exclusive = opening.exclusive;
  ret->on = opening.on;
  if (opening.edge != EDGE_UNTIL && !read_other_end (words, &p, &opening, ret))
    memset (&ret->last, 0, sizeof ret->last);
  apply_part (ret, &opening);
  if (ret->edge == EDGE_UNTIL)
    ret->last = ret->first;
  if (token_is (words_at (words, p), LEX_INCLUDING))
    {
      ret->exclusive = FALSE;
      p++;
    }
  if (ret->time == MERILO_NO_TIME && ret->first.grain == GRAIN_DAY)
    read_time_after (words, &p, ret);
  else if (ret->time != MERILO_NO_TIME && ret->zone == MERILO_NO_TIME)
    read_zone (words, &p, &ret->zone);
  if (ret->first.grain == GRAIN_YEAR && ret->first.ref == REF_NONE && school_years
      && ret->edge == EDGE_WHOLE)
    {
      ret->first = point_of_school_year ();
      ret->first.grain = GRAIN_YEAR;
    }
  *pos = p;
  return TRUE;
}

static gboolean
is_year_number (const Token *t)
{
  return t->kind == TOKEN_NUMBER && t->digits == 4 && t->value >= 1900 && t->value < 2200;
}

gboolean
words_start_time (const Words *words, guint pos)
{
  const Token *t = words_at (words, pos);
  Span span;

  switch (t->kind)
    {
    case TOKEN_NUMBER:
      return is_year_number (t) || span_read (words, &pos, &span, FALSE)
             || token_is (words_at (words, pos + 1), LEX_TIMES);
    case TOKEN_WORD:
      if (t->quoted)
        return FALSE;
      if ((t->lex >= LEX_YEARLY && t->lex <= LEX_TERM) || t->lex == LEX_THEN || t->lex == LEX_COURSE
          || t->lex == LEX_BUT || t->lex == LEX_MONTH || t->lex == LEX_EVERY || t->lex == LEX_TIMES)
        return TRUE;
      if (t->lex == LEX_NOT && token_is (words_at (words, pos + 1), LEX_LATER))
        return TRUE;
      if (t->lex == LEX_IN && token_is (words_at (words, pos + 1), LEX_COURSE))
        return TRUE;
      if (t->lex == LEX_IN && token_is (words_at (words, pos + 1), LEX_TERM))
        return TRUE;
      return t->lex != LEX_NONE && span_read (words, &pos, &span, FALSE);
    default:
      return FALSE;
    }
}
