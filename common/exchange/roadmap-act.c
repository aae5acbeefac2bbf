#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/roadmap-private.h"

#include <string.h>

#include "exchange/text.h"

#define FIRST_PARAGRAPHS 40  /* an act names itself at the top */
#define LINES_OF_ACT     4   /* number and date stand within so many lines of the act's name */
#define LONGEST_LINE     120 /* characters of a line of a letterhead */
#define LINES_OF_TITLE   10

static const struct
{
  const char *kind;
  const char *stem; /* in «введен в действие приказом», «утвержден распоряжением» */
} act_kinds[] = {
  { "приказ", "приказ" },  { "распоряжение", "распоряжени" }, { "постановление", "постановлени" },
  { "решение", "решени" }, { "протокол", "протокол" },
};

#define MONTHS "(?:январ|феврал|март|апрел|ма|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-я]{1,2}"

/* Paragraphs */

static const MeriloBlock *
get_block (const MeriloDocx *docx, guint i)
{
  return g_ptr_array_index (docx->blocks, i);
}

/* the act whose name the line is («ПРИКАЗ»), ends with («Введен в действие приказом») or begins
 * with («приказом отдела от …», «Приложение к приказу от …»); NULL */
static const char *
find_act_kind (const char *folded)
{
  for (guint i = 0; i < G_N_ELEMENTS (act_kinds); i++)
    {
      g_autofree char *pattern
          = g_strdup_printf ("^(%s( (от|№).*)?|(введен|утвержден)[оаы]? .*%s[а-я]{1,2}( (от|№).*)?"
                             "|(приложение.* к )?%s[а-я]{1,2} .*(от|№).*)$",
                             act_kinds[i].kind, act_kinds[i].stem, act_kinds[i].stem);

      if (g_regex_match_simple (pattern, folded, 0, 0))
        return act_kinds[i].kind;
    }
  return NULL;
}

/* 1 … 12 of «12» or «декабря»; 0 for nothing of the kind */
static guint
read_month (const char *word)
{
  static const char *const stems[] = { "январ", "феврал", "март",    "апрел",  "ма",    "июн",
                                       "июл",   "август", "сентябр", "октябр", "ноябр", "декабр" };

  for (guint i = 0; i < G_N_ELEMENTS (stems); i++)
    if (g_str_has_prefix (word, stems[i]))
      return i + 1;
  return (guint) g_ascii_strtoull (word, NULL, 10);
}

/* «17.12.2024» or «17 декабря 2024»: "2024-12-17"; NULL if the line has no date */
static char *
find_date (const char *folded)
{
  g_autoptr (GRegex) regex
      = g_regex_new ("(?<!\\d)(\\d{1,2})(?:\\.(\\d{1,2})\\.|»? (" MONTHS ") )(\\d{4})(?!\\d)", 0, 0,
                     NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *day = NULL, *digits = NULL, *word = NULL, *year = NULL;
  guint d, m, y;

  if (!g_regex_match (regex, folded, 0, &match))
    return NULL;
  day = g_match_info_fetch (match, 1);
  digits = g_match_info_fetch (match, 2);
  word = g_match_info_fetch (match, 3);
  year = g_match_info_fetch (match, 4);
  d = (guint) g_ascii_strtoull (day, NULL, 10);
  m = read_month (digits[0] != '\0' ? digits : word);
  y = (guint) g_ascii_strtoull (year, NULL, 10);
  if (!g_date_valid_dmy ((GDateDay) d, (GDateMonth) m, (GDateYear) y))
    return NULL;
  return g_strdup_printf ("%04u-%02u-%02u", y, m, d);
}

/* what follows «№»: "486-О"; NULL if there is none */
static char *
find_number (const char *line)
{
  g_autoptr (GRegex) regex
      = g_regex_new ("(?<!приложение )(?<!приложения )№\\s*([^\\s,;)«»_]*\\d[^\\s,;)«»_]*)",
                     G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  if (!g_regex_match (regex, line, 0, &match))
    return NULL;
  return g_match_info_fetch (match, 1);
}

/* puts @found, which may be NULL, into an empty *@field */
static void
fill_field (char **field, char *found)
{
  if (found == NULL || *field[0] != '\0')
    {
      g_free (found);
      return;
    }
  g_free (*field);
  *field = found;
}

/* number and date from the line that names the act and those right after it */
static void
read_act_lines (MeriloRoadmap *self, const MeriloDocx *docx, guint from)
{
  guint lines = 0;

  for (guint i = from; i < docx->blocks->len && lines < LINES_OF_ACT; i++)
    {
      const MeriloBlock *block = get_block (docx, i);
      g_autofree char *line = NULL, *folded = NULL;

      if (block->text == NULL)
        return;
      line = merilo_text_squeeze (block->text);
      if (line[0] == '\0')
        continue;
      lines++;
      if (g_utf8_strlen (line, -1) > LONGEST_LINE)
        continue; /* what the act is about */
      folded = merilo_text_fold (line);
      fill_field (&self->act_date, find_date (folded));
      fill_field (&self->act_number, find_number (line));
    }
}

void
merilo_roadmap_find_act (MeriloRoadmap *self, const MeriloDocx *docx)
{
  for (guint i = 0; i < docx->blocks->len && i < FIRST_PARAGRAPHS; i++)
    {
      const MeriloBlock *block = get_block (docx, i);
      g_autofree char *folded = NULL;
      const char *kind;

      if (block->text == NULL && block->rows->len == 0)
        continue; /* a hidden sheet */
      if (block->text == NULL)
        return;
      folded = merilo_text_fold (block->text);
      if (g_utf8_strlen (folded, -1) > LONGEST_LINE)
        continue;
      kind = find_act_kind (folded);
      if (kind == NULL)
        continue;
      read_act_lines (self, docx, i);
      if (self->act_number[0] != '\0' || self->act_date[0] != '\0')
        {
          g_free (self->act_kind);
          self->act_kind = g_strdup (kind);
          return;
        }
    }
}

/* Title and period */

gboolean
merilo_plan_is_title (const char *text)
{
  g_autofree char *folded = merilo_text_fold (text);

  return g_regex_match_simple (
      "^(план|дорожная карта|«дорожная карта»|комплексный план|программа)\\b", folded, 0, 0);
}

/* joins paragraphs @first … @last */
static char *
join_paragraphs (const MeriloDocx *docx, guint first, guint last)
{
  g_autoptr (GString) title = g_string_new (NULL);

  for (guint i = first; i <= last; i++)
    {
      g_string_append (title, get_block (docx, i)->text);
      g_string_append_c (title, ' ');
    }
  return merilo_text_squeeze (title->str);
}

char *
merilo_plan_find_title (const MeriloDocx *docx, guint table_block)
{
  guint lines = 0, nearest = table_block, first = table_block;

  for (guint i = table_block; i > 0 && lines < LINES_OF_TITLE; i--)
    {
      const MeriloBlock *block = get_block (docx, i - 1);

      if (block->text == NULL)
        break;
      if (merilo_text_is_blank (block->text))
        continue;
      lines++;
      if (nearest == table_block)
        nearest = i - 1;
      if (merilo_plan_is_title (block->text))
        first = i - 1;
      else if (first != table_block)
        break; /* the line above the title is another matter */
    }
  if (nearest == table_block)
    return g_strdup ("");
  return join_paragraphs (docx, first != table_block ? first : nearest, nearest);
}

/* «О …», «Об …» above the paragraph @end, with the lines that go on with it */
char *
merilo_decision_find_title (const MeriloDocx *docx, guint end)
{
  g_autoptr (GString) title = g_string_new (NULL);

  for (guint i = 0; i < docx->blocks->len; i++)
    {
      const MeriloBlock *block = get_block (docx, i);
      g_autofree char *line = block->text != NULL ? merilo_text_squeeze (block->text) : NULL;

      if (line == NULL || line[0] == '\0')
        continue;
      if (block->number >= end)
        break;
      if (title->len > 0 && !merilo_text_begins_small (line))
        break;
      if (title->len == 0 && !g_regex_match_simple ("^об? \\S", line, G_REGEX_CASELESS, 0))
        continue;
      g_string_append_printf (title, "%s%s", title->len > 0 ? " " : "", line);
    }
  return g_string_free (g_steal_pointer (&title), FALSE);
}

char *
merilo_plan_find_period (const char *title)
{
  g_autoptr (GRegex) pair
      = g_regex_new ("(20\\d\\d)\\s*[-/–—]\\s*(20\\d\\d)\\s*(уч|г)", G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GRegex) single = g_regex_new ("на\\s+(20\\d\\d)\\s*г", G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL, one = NULL;

  if (g_regex_match (pair, title, 0, &match))
    {
      g_autofree char *from = g_match_info_fetch (match, 1);
      g_autofree char *until = g_match_info_fetch (match, 2);
      g_autofree char *unit = g_match_info_fetch (match, 3);

      if (g_str_equal (unit, "г") || g_str_equal (unit, "Г"))
        return g_strdup_printf ("%s-01-01..%s-12-31", from, until);
      return g_strdup_printf ("%s-09-01..%s-08-31", from, until);
    }
  if (g_regex_match (single, title, 0, &one))
    {
      g_autofree char *year = g_match_info_fetch (one, 1);

      return g_strdup_printf ("%s-01-01..%s-12-31", year, year);
    }
  return g_strdup ("");
}
