/* One point of time: a day, a month, a quarter, a year, and the year it is in. */
#define G_LOG_DOMAIN "merilo-schedule"

#include <string.h>

#include "schedule/span.h"

static MeriloDay
make_day (int month, int day)
{
  return (MeriloDay){ 0, (gint8) MIN (month, 99), (gint8) MIN (day, 99) };
}

static MeriloDay
end_of_month (int month)
{
  if (month == 2)
    return (MeriloDay){ 0, 2, MERILO_DAY_LAST };
  return make_day (month, merilo_month_length (2023, month));
}

static void
set_months (Point *point, Grain grain, int first, int last)
{
  point->grain = grain;
  point->from = make_day (first, 1);
  point->until = end_of_month (last);
}

static void
set_day (Point *point, int month, int day)
{
  point->grain = GRAIN_DAY;
  point->from = point->until = make_day (month, day);
}

Point
point_of_year (int year, int last_year)
{
  Point point = { .ref = year != 0 ? REF_OWN : REF_NONE, .year = year, .last_year = last_year };

  set_months (&point, GRAIN_YEAR, 1, 12);
  return point;
}

Point
point_of_school_year (void)
{
  Point point = { .grain = GRAIN_SCHOOL };

  point.from = make_day (9, 1);
  point.until = make_day (8, 31);
  return point;
}

/* ---- numbers ---------------------------------------------------------------------------- */

static gboolean
is_number (const Token *token, guint max_digits)
{
  return token->kind == TOKEN_NUMBER && token->digits >= 1 && token->digits <= max_digits
         && !token->quoted;
}

/* nearly any four digits: beside a day even 2204 is a year, if a misspelt one; but the years around
 * it must have four digits too */
static gboolean
is_year (const Token *token)
{
  return token->kind == TOKEN_NUMBER && token->digits == 4 && token->value >= 100
         && token->value < 9000 && !token->quoted;
}

gboolean
number_read (const Words *words, guint *pos, int *ret)
{
  const Token *t = words_at (words, *pos);
  guint next = *pos + 1;

  if (!is_number (t, 3) && !token_is (t, LEX_CARDINAL))
    return FALSE;
  if (words_at (words, next)->kind == TOKEN_OPEN && words_at (words, next + 2)->kind == TOKEN_CLOSE
      && (token_is (words_at (words, next + 1), LEX_CARDINAL)
          || is_number (words_at (words, next + 1), 3)))
    next += 3;
  *pos = next;
  *ret = t->value;
  return TRUE;
}

/* I…IV, 1…4, first…fourth; people also type the Russian letters П and Ш */
static int
read_part_number (const Token *token)
{
  if (token->kind == TOKEN_NUMBER)
    return token->value <= 12 && token->digits <= 2 ? token->value : 0;
  if (token_is (token, LEX_ORDINAL))
    return token->value;
  if (token->kind != TOKEN_WORD)
    return 0;
  return strcmp (token->text, "п") == 0 ? 2 : strcmp (token->text, "ш") == 0 ? 3 : 0;
}

/* ---- which year ------------------------------------------------------------------------- */

/* «2024», «2024-2025», «2023/24»; @study: «учебный» follows; moves past «г.» */
static gboolean
read_years (const Words *words, guint *pos, int *ret_first, int *ret_last, gboolean *ret_study)
{
  guint p = *pos;
  int first = words_at (words, p)->value, last = first;
  TokenKind sign = words_at (words, p + 1)->kind;
  const Token *second = words_at (words, p + 2);

  if (!is_year (words_at (words, p)))
    return FALSE;
  p++;
  if ((sign == TOKEN_DASH || sign == TOKEN_SLASH) && second->kind == TOKEN_NUMBER)
    {
      int value = second->digits == 2 ? first / 100 * 100 + second->value : second->value;

      if ((is_year (second) || (second->digits == 2 && !second->blank)) && value > first
          && value < first + 50 && !token_is (words_at (words, p + 2), LEX_MONTH))
        {
          last = value;
          p += 2;
        }
    }
  if (last == first && token_is (words_at (words, p), LEX_YEAR)
      && !token_is (words_at (words, p + 1), LEX_STUDY))
    p++;
  *ret_study = token_is (words_at (words, p), LEX_STUDY)
               && (token_is (words_at (words, p + 1), LEX_YEAR) || words_at (words, p)->stop);
  p += *ret_study;
  p += token_is (words_at (words, p), LEX_YEAR) && words_at (words, p)->value == 0;
  *ret_first = first;
  *ret_last = last;
  *pos = p;
  return TRUE;
}

/* «текущего учебного года» */
static gboolean
read_relative (const Words *words, guint *pos, Ref *ret)
{
  const Token *t = words_at (words, *pos);
  guint p = *pos + 1;
  gboolean study = token_is (words_at (words, p), LEX_STUDY);

  p += study || token_is (words_at (words, p), LEX_PLAIN);
  if (!token_is (words_at (words, p), LEX_YEAR))
    return FALSE;
  if (token_is (t, LEX_CURRENT))
    *ret = study ? REF_THIS_SCHOOL : REF_THIS;
  else if (token_is (t, LEX_NEXT))
    *ret = study ? REF_NEXT_SCHOOL : REF_NEXT;
  else if (token_is (t, LEX_PREVIOUS))
    *ret = study ? REF_PREVIOUS_SCHOOL : REF_PREVIOUS;
  else
    return FALSE;
  *pos = p + 1;
  return TRUE;
}

gboolean
ref_read (const Words *words, guint *pos, Point *point, gboolean *ret_every_year)
{
  guint p = *pos;
  int first, last;
  gboolean study;

  if (read_years (words, &p, &first, &last, &study))
    {
      study = study && last > first; /* «май 2026 уч. года» is that May */
      point->ref = study ? REF_SCHOOL : REF_OWN;
      point->year = first;
      point->last_year = study ? last - 1 : last;
    }
  else if (token_is (words_at (words, p), LEX_EVERY)
           && (token_is (words_at (words, p + 1), LEX_YEAR)
               || (token_is (words_at (words, p + 1), LEX_STUDY)
                   && token_is (words_at (words, p + 2), LEX_YEAR))))
    {
      p += token_is (words_at (words, p + 1), LEX_STUDY) ? 3 : 2;
      *ret_every_year = TRUE;
    }
  else if (token_is (words_at (words, p), LEX_STUDY)
           && token_is (words_at (words, p + 1), LEX_YEAR))
    p += 2;
  else if (!read_relative (words, &p, &point->ref))
    return FALSE;
  *pos = p;
  return TRUE;
}

/* ---- dates ------------------------------------------------------------------------------ */

static gboolean
is_date_sign (TokenKind kind)
{
  return kind == TOKEN_STOP || kind == TOKEN_SLASH || kind == TOKEN_DASH;
}

/* 2024-05-10 */
static gboolean
read_iso (const Words *words, guint *pos, Point *ret)
{
  const Token *t = words_at (words, *pos);

  if (*pos + 4 >= words->n || !is_year (t) || t[1].kind != TOKEN_DASH || !is_number (&t[2], 2)
      || t[2].digits != 2 || t[2].value == 0 || t[4].value == 0 || t[3].kind != TOKEN_DASH
      || !is_number (&t[4], 2) || t[2].blank)
    return FALSE;
  set_day (ret, t[2].value, t[4].value);
  ret->ref = REF_OWN;
  ret->year = ret->last_year = t->value;
  *pos += 5;
  return TRUE;
}

/* 10.05.2024, 10.05.24, 10/05/2024, 10.05 */
static gboolean
read_numeric (const Words *words, guint *pos, Point *ret)
{
  const Token *day = words_at (words, *pos), *month = words_at (words, *pos + 2),
              *year = words_at (words, *pos + 4);
  TokenKind sign = words_at (words, *pos + 1)->kind;
  gboolean has_year;

  if (!is_number (day, 2) || !is_date_sign (sign) || !is_number (month, 2) || day->ordinal
      || day->value == 0 || month->value == 0)
    return FALSE;
  has_year = words_at (words, *pos + 3)->kind == sign && year->kind == TOKEN_NUMBER
             && (is_year (year) || (year->digits == 2 && sign == TOKEN_STOP));
  if (!has_year
      && (sign != TOKEN_STOP || month->digits != 2 || month->value > 12 || day->value > 31
          || month->blank))
    return FALSE;
  set_day (ret, month->value, day->value);
  if (has_year)
    {
      ret->ref = REF_OWN;
      ret->year = ret->last_year = year->value < 100 ? 2000 + year->value : year->value;
    }
  *pos += has_year ? 5 : 3;
  *pos += has_year && token_is (words_at (words, *pos), LEX_YEAR);
  return TRUE;
}

/* 10 мая, 10-го числа мая */
static gboolean
read_day_of_month (const Words *words, guint *pos, Point *ret)
{
  const Token *t = words_at (words, *pos);
  guint p = *pos + 1;

  p += token_is (words_at (words, p), LEX_DAY_NUMBER);
  if (!is_number (t, 2) || t->value == 0 || !token_is (words_at (words, p), LEX_MONTH))
    return FALSE;
  set_day (ret, words_at (words, p)->value, t->value);
  *pos = p + 1;
  return TRUE;
}

/* второй (рабочий) вторник октября */
static gboolean
read_nth (const Words *words, guint *pos, Point *ret)
{
  const Token *t = words_at (words, *pos);
  int nth = read_part_number (t);
  guint p = *pos + 1;
  gboolean working = token_is (words_at (words, p), LEX_WORKING);
  const Token *weekday = words_at (words, p + working), *month;

  p += working + 1;
  if (nth < 1 || nth > 5 || !token_is (weekday, LEX_WEEKDAY))
    return FALSE;
  month = words_at (words, p);
  if (!token_is (month, LEX_MONTH))
    return FALSE;
  set_months (ret, GRAIN_NTH, month->value, month->value);
  ret->nth
      = (MeriloNth){ (gint8) nth, (gint8) weekday->value, (gint8) month->value, (gint8) working };
  *pos = p + 1;
  return TRUE;
}

/* ---- parts of the year ------------------------------------------------------------------ */

/* вторая декада мая, первая половина мая */
static gboolean
read_part_of_month (const Words *words, guint *pos, Point *ret)
{
  int part = read_part_number (words_at (words, *pos));
  const Token *unit = words_at (words, *pos + 1), *month = words_at (words, *pos + 2);
  gboolean decade = token_is (unit, LEX_DECADE), half = token_starts (unit, "половин");
  int n = decade ? 3 : 2, days = decade ? 10 : 15;

  if (part == 5)
    part = n;
  if ((!decade && !half) || part < 1 || part > n || !token_is (month, LEX_MONTH))
    return FALSE;
  set_months (ret, GRAIN_PART, month->value, month->value);
  ret->from.day = (gint8) (1 + (part - 1) * days);
  if (part < n)
    ret->until.day = (gint8) (part * days);
  *pos += 3;
  return TRUE;
}

/* the unit that a number stands before, past a list of numbers: «I, II и IV кварталы» */
static Lexeme
find_unit (const Words *words, guint pos)
{
  for (guint i = 0; i < 8; i++)
    {
      const Token *t = words_at (words, pos);

      if (token_is (t, LEX_QUARTER) || token_is (t, LEX_HALF))
        return t->lex;
      if (t->kind != TOKEN_COMMA && t->kind != TOKEN_DASH && !token_is (t, LEX_AND)
          && read_part_number (t) == 0)
        return LEX_NONE;
      pos++;
    }
  return LEX_NONE;
}

/* I квартал, I–III кварталы, второе полугодие */
static gboolean
read_quarter (const Words *words, guint *pos, Point *ret)
{
  int part = read_part_number (words_at (words, *pos)), last = part;
  Lexeme unit = part != 0 ? find_unit (words, *pos) : LEX_NONE;
  guint p = *pos + 1;
  int n = unit == LEX_QUARTER ? 4 : 2, length = unit == LEX_QUARTER ? 3 : 6;

  if (unit == LEX_NONE)
    return FALSE;
  if (words_at (words, p)->kind == TOKEN_DASH && read_part_number (words_at (words, p + 1)) != 0)
    {
      last = read_part_number (words_at (words, p + 1));
      p += 2;
    }
  if (part > n || last > n || last < part)
    return FALSE;
  set_months (ret, unit == LEX_QUARTER ? GRAIN_QUARTER : GRAIN_HALF, 1 + (part - 1) * length,
              last * length);
  p += token_is (words_at (words, p), unit);
  *pos = p;
  return TRUE;
}

/* is the year a part of a broken date: «01.00.2024», «2024-00-01» */
static gboolean
is_in_broken_date (const Words *words, guint first, guint end)
{
  const Token *year = words_at (words, first), *sign = words_at (words, end);
  const Token *after = words_at (words, end + 1);

  if (first > 1 && !year->blank && is_date_sign (words_at (words, first - 1)->kind)
      && words_at (words, first - 2)->kind == TOKEN_NUMBER)
    return TRUE;
  return is_date_sign (sign->kind) && !sign->blank && after->kind == TOKEN_NUMBER && !after->blank
         && after->digits > 0 && after->digits <= 2;
}

static gboolean
read_years_alone (const Words *words, guint *pos, Point *ret)
{
  int first, last;
  gboolean study;

  guint p = *pos;

  if (!read_years (words, &p, &first, &last, &study) || first < 1900 || first >= 2200
      || is_in_broken_date (words, *pos, p))
    return FALSE;
  *pos = p;
  *ret = study ? point_of_school_year () : point_of_year (first, last);
  ret->ref = study ? REF_SCHOOL : REF_OWN;
  ret->year = first;
  ret->last_year = study ? MAX (last - 1, first) : last;
  return TRUE;
}

gboolean
point_read (const Words *words, guint *pos, Point *ret)
{
  const Token *t = words_at (words, *pos);

  memset (ret, 0, sizeof *ret);
  if (t->quoted)
    return FALSE;
  if (token_is (t, LEX_MONTH))
    {
      set_months (ret, GRAIN_MONTH, t->value, t->value);
      (*pos)++;
      return TRUE;
    }
  if (t->kind == TOKEN_NUMBER
      && (read_iso (words, pos, ret) || read_numeric (words, pos, ret)
          || read_day_of_month (words, pos, ret)))
    return TRUE;
  if (read_part_number (t) != 0
      && (read_nth (words, pos, ret) || read_part_of_month (words, pos, ret)
          || read_quarter (words, pos, ret)))
    return TRUE;
  return t->kind == TOKEN_NUMBER && read_years_alone (words, pos, ret);
}

/* ---- settling --------------------------------------------------------------------------- */

static int
find_year (const Point *point, MeriloDay day, gint64 order)
{
  int school = merilo_school_year_of (order), calendar = merilo_date_year (order);
  int spring = day.month < 9; /* of a school year */

  switch (point->ref)
    {
    case REF_OWN:
      return point->year;
    case REF_SCHOOL:
      return point->year + spring;
    case REF_THIS_SCHOOL:
      return school + spring;
    case REF_NEXT_SCHOOL:
      return school + 1 + spring;
    case REF_PREVIOUS_SCHOOL:
      return school - 1 + spring;
    case REF_THIS:
      return calendar;
    case REF_NEXT:
      return calendar + 1;
    case REF_PREVIOUS:
      return calendar - 1;
    case REF_NONE:
    default:
      return 0;
    }
}

MeriloDay
point_settle (const Point *point, MeriloDay day, gint64 order)
{
  day.year = (gint16) find_year (point, day, order);
  if (day.year != 0 && day.day == MERILO_DAY_LAST)
    day.day = (gint8) merilo_month_length (day.year, day.month);
  return day;
}
