#define G_LOG_DOMAIN "merilo-schedule"

#include <string.h>

#include "schedule/lexicon.h"

#define SOFT      "ь|я|ю|е|ем|и|ей|ям|ями|ях"
#define HARD      "|а|у|е|ом|ы|ов|ам|ами|ах"
#define NEUTER    "е|я|ю|и|ем|й|ям|ями|ях"
#define ADJECTIVE "ый|ого|ому|ом|ым|ая|ой|ую|ое|ые|ых|ыми"
#define SOFT_ADJ  "ий|его|ему|ем|им|яя|ей|юю|ее|ие|их|ими"
#define STRONG    (WORD_STRONG | WORD_FUZZY)

/* a stem, its endings, what it is */
static const struct
{
  const char *stem, *endings;
  Lexeme lex;
  int value;
  WordFlags flags;
} stems[] = {
  { "январ", SOFT, LEX_MONTH, 1, STRONG },
  { "феврал", SOFT, LEX_MONTH, 2, STRONG },
  { "март", HARD, LEX_MONTH, 3, WORD_STRONG },
  { "апрел", SOFT, LEX_MONTH, 4, STRONG },
  { "ма", "й|я|ю|е|ем", LEX_MONTH, 5, WORD_STRONG },
  { "июн", SOFT, LEX_MONTH, 6, WORD_STRONG },
  { "июл", SOFT, LEX_MONTH, 7, WORD_STRONG },
  { "август", HARD, LEX_MONTH, 8, STRONG },
  { "сентябр", SOFT, LEX_MONTH, 9, STRONG },
  { "октябр", SOFT, LEX_MONTH, 10, STRONG },
  { "ноябр", SOFT, LEX_MONTH, 11, STRONG },
  { "декабр", SOFT, LEX_MONTH, 12, STRONG },
  { "янв", "", LEX_MONTH, 1, WORD_SHORT },
  { "фев", "|р", LEX_MONTH, 2, WORD_SHORT },
  { "мар", "", LEX_MONTH, 3, WORD_SHORT },
  { "апр", "", LEX_MONTH, 4, WORD_SHORT },
  { "авг", "", LEX_MONTH, 8, WORD_SHORT },
  { "сен", "|т", LEX_MONTH, 9, WORD_SHORT },
  { "окт", "", LEX_MONTH, 10, WORD_SHORT },
  { "ноя", "|б", LEX_MONTH, 11, WORD_SHORT },
  { "дек", "", LEX_MONTH, 12, WORD_SHORT },
  { "год", "|а|у|е|ом|ы|ов|ам|ами|ах", LEX_YEAR, 0, 0 },
  { "лет", "", LEX_YEAR, 1, 0 },
  { "г", "|г", LEX_YEAR, 0, WORD_SHORT },
  { "учебн", ADJECTIVE, LEX_STUDY, 0, STRONG },
  { "уч", "|еб", LEX_STUDY, 0, WORD_SHORT },
  { "квартал", HARD, LEX_QUARTER, 0, STRONG },
  { "кв", "", LEX_QUARTER, 0, WORD_SHORT },
  { "полугоди", NEUTER, LEX_HALF, 0, STRONG },
  { "декад", "а|ы|е|у|ой", LEX_DECADE, 0, 0 },
  { "д", "ень|ня|ню|ней|не|ни|ням", LEX_DAY, 0, 0 },
  { "сут", "ки|ок", LEX_DAY, 0, 0 },
  { "дневн", ADJECTIVE, LEX_DAYLONG, 0, 0 },
  { "недел", "я|и|ю|е|ь|ей|ям", LEX_WEEK, 0, 0 },
  { "месяц", "|а|у|е|ем|ы|ев|ам|ами|ах", LEX_MONTH_WORD, 0, 0 },
  { "мес", "", LEX_MONTH_WORD, 0, WORD_SHORT },
  { "чис", "ло|ла|лу|ле|лом|ел|лам|лах", LEX_DAY_NUMBER, 0, 0 },
  { "понедельник", HARD, LEX_WEEKDAY, 1, WORD_FUZZY },
  { "вторник", HARD, LEX_WEEKDAY, 2, WORD_FUZZY },
  { "сред", "а|у|ы|е|ой", LEX_WEEKDAY, 3, 0 },
  { "четверг", HARD, LEX_WEEKDAY, 4, WORD_FUZZY },
  { "пятниц", "а|у|ы|е|ей", LEX_WEEKDAY, 5, WORD_FUZZY },
  { "суббот", "а|у|ы|е|ой", LEX_WEEKDAY, 6, WORD_FUZZY },
  { "воскресень", "е|я|ю|ем", LEX_WEEKDAY, 7, WORD_FUZZY },
  { "ежегодно", "", LEX_YEARLY, 0, STRONG },
  { "ежеквартально", "", LEX_QUARTERLY, 0, STRONG },
  { "поквартально", "", LEX_QUARTERLY, 0, STRONG },
  { "ежемесячно", "", LEX_MONTHLY, 0, STRONG },
  { "помесячно", "", LEX_MONTHLY, 0, STRONG },
  { "постоянно", "", LEX_ALWAYS, 0, STRONG },
  { "непрерывно", "", LEX_ALWAYS, 0, STRONG },
  { "бессрочно", "", LEX_ALWAYS, 0, STRONG },
  { "срок", "|и", LEX_TERM, 0, WORD_STRONG },
  /* numerals */
  { "перв", ADJECTIVE, LEX_ORDINAL, 1, 0 },
  { "втор", ADJECTIVE, LEX_ORDINAL, 2, 0 },
  { "трет", "ий|ьего|ьему|ьем|ьим|ья|ьей|ью|ье|ьи|ьих", LEX_ORDINAL, 3, 0 },
  { "четверт", ADJECTIVE, LEX_ORDINAL, 4, 0 },
  { "последн", SOFT_ADJ, LEX_ORDINAL, 5, 0 },
  { "од", "ин|ного|ной|на|ну|ному", LEX_CARDINAL, 1, 0 },
  { "дв", "а|е|ух|ум", LEX_CARDINAL, 2, 0 },
  { "тр", "и|ех|ем", LEX_CARDINAL, 3, 0 },
  { "четыр", "е|ех|ем", LEX_CARDINAL, 4, 0 },
  { "пят", "ь|и", LEX_CARDINAL, 5, 0 },
  { "шест", "ь|и", LEX_CARDINAL, 6, 0 },
  { "сем", "ь|и", LEX_CARDINAL, 7, 0 },
  { "вос", "емь|ьми", LEX_CARDINAL, 8, 0 },
  { "девят", "ь|и", LEX_CARDINAL, 9, 0 },
  { "десят", "ь|и", LEX_CARDINAL, 10, 0 },
  { "четырнадцат", "ь|и", LEX_CARDINAL, 14, 0 },
  { "пятнадцат", "ь|и", LEX_CARDINAL, 15, 0 },
  { "двадцат", "ь|и", LEX_CARDINAL, 20, 0 },
  { "тридцат", "ь|и", LEX_CARDINAL, 30, 0 },
  { "раз", "|а|у", LEX_TIMES, 0, 0 },
  { "кажд", ADJECTIVE, LEX_EVERY, 0, 0 },
  { "текущ", SOFT_ADJ, LEX_CURRENT, 0, STRONG },
  { "следующ", SOFT_ADJ, LEX_NEXT, 0, STRONG },
  { "будущ", SOFT_ADJ, LEX_NEXT, 0, 0 },
  { "последующ", SOFT_ADJ, LEX_NEXT, 0, 0 },
  { "предыдущ", SOFT_ADJ, LEX_PREVIOUS, 0, STRONG },
  { "прошл", ADJECTIVE, LEX_PREVIOUS, 0, 0 },
  { "отчетн", ADJECTIVE, LEX_REPORTED, 0, WORD_FUZZY },
  { "далее", "", LEX_THEN, 0, WORD_FUZZY },
  { "затем", "", LEX_THEN, 0, 0 },
  { "впоследствии", "", LEX_THEN, 0, 0 },
  { "дальнейшем", "", LEX_THEN, 0, 0 },
  /* little words */
  { "до", "", LEX_TO, 0, 0 },
  { "по", "", LEX_BY, 0, 0 },
  { "с", "|о", LEX_FROM, 0, 0 },
  { "от", "", LEX_FROM, 1, 0 },
  { "начиная", "", LEX_FROM, 2, 0 },
  { "в", "|о", LEX_IN, 0, 0 },
  { "на", "", LEX_ON, 0, 0 },
  { "к", "|о", LEX_TOWARDS, 0, 0 },
  { "за", "", LEX_FOR, 0, 0 },
  { "при", "", LEX_AT, 0, 0 },
  { "после", "", LEX_AFTER, 0, 0 },
  { "накануне", "", LEX_EVE, 0, 0 },
  { "через", "", LEX_THROUGH, 0, 0 },
  { "спустя", "", LEX_THROUGH, 0, 0 },
  { "не", "", LEX_NOT, 0, 0 },
  { "поз", "днее|же", LEX_LATER, 0, 0 },
  { "ран", "ее|ьше", LEX_EARLIER, 0, 0 },
  { "включительно", "", LEX_INCLUDING, 0, WORD_FUZZY },
  { "и", "", LEX_AND, 0, 0 },
  { "или", "", LEX_OR, 0, 0 },
  { "но", "", LEX_BUT, 0, 0 },
  { "кроме", "", LEX_EXCEPT, 0, 0 },
  { "исключением", "", LEX_EXCEPT, 0, 0 },
  { "для", "", LEX_FOR_THE, 0, 0 },
  { "течени", "е|и", LEX_COURSE, 0, WORD_STRONG },
  { "теч", "", LEX_COURSE, 0, WORD_SHORT },
  { "протяжении", "", LEX_COURSE, 1, WORD_STRONG },
  { "период", HARD, LEX_SPAN, 0, 0 },
  { "срока", "", LEX_SPAN, 1, 0 },
  { "вес", "ь", LEX_WHOLE, 0, 0 },
  { "круглый", "", LEX_WHOLE, 0, 0 },
  { "все", "го|му|м|й", LEX_WHOLE, 0, 0 },
  { "нач", "ало|ала|алу|але|алом", LEX_BEGIN, 0, 0 },
  { "кон", "ец|ца|цу|це|цом", LEX_END, 0, 0 },
  { "окончани", NEUTER, LEX_FINISH, 0, 0 },
  { "завершени", NEUTER, LEX_FINISH, 1, 0 },
  { "середин", "а|ы|е|у", LEX_MIDDLE, 0, 0 },
  { "рабоч", SOFT_ADJ, LEX_WORKING, 0, 0 },
  { "раб", "", LEX_WORKING, 0, WORD_SHORT },
  { "календарн", ADJECTIVE, LEX_PLAIN, 0, 0 },
  { "дат", "ы|а", LEX_DATE, 0, 0 },
  { "момента", "", LEX_DATE, 0, 0 },
  { "врем", "я|ени", LEX_TIME, 0, 0 },
  { "ход", "е", LEX_TIME, 1, 0 },
  { "час", HARD, LEX_HOUR, 0, 0 },
  { "ч", "", LEX_HOUR, 0, WORD_SHORT },
  { "мин", "|ут|уты|уту", LEX_MINUTE, 0, WORD_SHORT },
  { "мск", "", LEX_MOSCOW, 0, WORD_SHORT },
  { "московск", "ому|ого|ое", LEX_MOSCOW, 0, 0 },
  { "местн", "ому|ого|ое", LEX_LOCAL, 0, 0 },
  /* need */
  { "мере", "", LEX_MEASURE, 0, 0 },
  { "необходимости", "", LEX_NEED, 0, WORD_FUZZY },
  { "потребност", "и|ям", LEX_NEED, 0, WORD_FUZZY },
  { "надобности", "", LEX_NEED, 0, 0 },
  { "возникновени", "я|ю", LEX_NEED, 1, 0 },
  { "поступлени", "я|ю", LEX_NEED, 1, 0 },
  { "запрос", "у|ам|а|ов", LEX_REQUEST, 0, 0 },
  { "требовани", "ю|ям", LEX_REQUEST, 0, 0 },
  /* plans */
  { "соответств", "ии|ие", LEX_ACCORDANCE, 0, STRONG },
  { "согласно", "", LEX_ACCORDING, 0, STRONG },
  { "план", HARD, LEX_PLAN, 0, 0 },
  { "график", "|а|у|е|ом|и|ов|ам|ами|ах", LEX_PLAN, 0, STRONG },
  { "расписани", NEUTER, LEX_PLAN, 0, 0 },
  { "акт", HARD, LEX_PLAN, 0, 0 },
  { "сроков", "", LEX_PLAN, 1, 0 },
  { "срок", "у|ом|е|ам|ами|ах", LEX_PLAN, 1, 0 },
  { "приказ", HARD, LEX_PLAN, 2, 0 },
  { "распоряжени", NEUTER, LEX_PLAN, 2, 0 },
  { "циклограмм", "а|е|ы|ой|ам|ами", LEX_PLAN, 0, 0 },
  { "утвержд", "енный|енного|енному|енным|енными|енном|енная|енной|енных|аемым|аемому|аемыми",
    LEX_PLAN_WORD, 0, 0 },
  { "установл", "енный|енного|енному|енным|енными|енном|енная|енной|енные|енных", LEX_PLAN_WORD, 0,
    0 },
  { "определ", "енный|енному|енным|енными|енные|енных|яемым|яемыми", LEX_PLAN_WORD, 0, 0 },
  { "отдельн", ADJECTIVE, LEX_PLAN_WORD, 0, 0 },
  { "работы", "", LEX_PLAN_WORD, 0, 0 },
  { "проведени", NEUTER, LEX_PROCEDURE, 0, 0 },
  { "класс", HARD, LEX_CLASS, 0, 0 },
  { "кл", "", LEX_CLASS, 0, WORD_SHORT },
  { "обучающ", "иеся|ихся|имся|имися", LEX_PUPIL, 0, 0 },
  { "учащ", "иеся|ихся|имся|имися", LEX_PUPIL, 0, 0 },
  { "выпускник", "и|ов|ам|ами", LEX_PUPIL, 0, 0 },
  { "ученик", "и|ов|ам|ами", LEX_PUPIL, 0, 0 },
  { "итогам", "", LEX_OUTCOME, 0, 0 },
  { "результатам", "", LEX_OUTCOME, 0, 0 },
  { "получени", "и|ю", LEX_OUTCOME, 1, 0 },
};

/* ---- the table of forms ----------------------------------------------------------------- */

typedef struct
{
  const char *word;
  gunichar2 letters[20];
  guint n;
  Entry entry;
} Guess;

static GHashTable *forms;
static GArray *guesses; /* of Guess */

static guint
spell_out (const char *word, gunichar2 *letters, guint max)
{
  guint n = 0;

  for (const char *p = word; *p != '\0' && n < max; p = g_utf8_next_char (p))
    letters[n++] = (gunichar2) g_utf8_get_char (p);
  return n;
}

static void
add_form (char *word, const Entry *entry)
{
  Guess guess = { .word = word, .entry = *entry };

  if (!g_hash_table_insert (forms, word, (gpointer) entry))
    g_error ("lexicon: “%s” stands twice", word);
  guess.n = spell_out (word, guess.letters, G_N_ELEMENTS (guess.letters));
  if ((entry->flags & WORD_FUZZY) && guess.n >= 6)
    g_array_append_val (guesses, guess);
}

static gpointer
build_forms (gpointer unused)
{
  static Entry entries[G_N_ELEMENTS (stems)];

  forms = g_hash_table_new (g_str_hash, g_str_equal);
  guesses = g_array_new (FALSE, FALSE, sizeof (Guess));
  for (guint i = 0; i < G_N_ELEMENTS (stems); i++)
    {
      g_auto (GStrv) endings = g_strsplit (stems[i].endings, "|", -1);

      entries[i] = (Entry){ stems[i].lex, stems[i].value, stems[i].flags };
      if (endings[0] == NULL)
        add_form (g_strdup (stems[i].stem), &entries[i]);
      for (guint e = 0; endings[e] != NULL; e++)
        add_form (g_strconcat (stems[i].stem, endings[e], NULL), &entries[i]);
    }
  return forms;
}

static void
ensure_forms (void)
{
  static GOnce once = G_ONCE_INIT;

  g_once (&once, build_forms, NULL);
}

const Entry *
lexicon_find (const char *word)
{
  ensure_forms ();
  return g_hash_table_lookup (forms, word);
}

/* ---- misspelt words --------------------------------------------------------------------- */

/* one letter wrong, missing, or too many, or two neighbours exchanged; the last letter holds */
static gboolean
is_near (const gunichar2 *a, guint na, const gunichar2 *b, guint nb)
{
  guint i = 0, j = 0;

  while (i < na && i < nb && a[i] == b[i])
    i++;
  while (j < na - i && j < nb - i && a[na - 1 - j] == b[nb - 1 - j])
    j++;
  if (j == 0)
    return FALSE;
  if (na == nb)
    return na - i - j <= 1 || (na - i - j == 2 && a[i] == b[i + 1] && a[i + 1] == b[i]);
  return na > nb ? nb - i - j == 0 && na == nb + 1 : na - i - j == 0 && nb == na + 1;
}

gboolean
lexicon_is_near (const char *a, const char *b)
{
  gunichar2 first[40], second[40];
  guint na = spell_out (a, first, G_N_ELEMENTS (first));
  guint nb = spell_out (b, second, G_N_ELEMENTS (second));

  return na > 0 && nb > 0 && is_near (first, na, second, nb);
}

const Entry *
lexicon_guess (const char *word)
{
  gunichar2 letters[24];
  guint n = spell_out (word, letters, G_N_ELEMENTS (letters));

  if (n < 5 || n > 20)
    return NULL;
  ensure_forms ();
  for (guint i = 0; i < guesses->len; i++)
    {
      const Guess *guess = &g_array_index (guesses, Guess, i);

      if (guess->n + 1 >= n && n + 1 >= guess->n
          && (letters[0] == guess->letters[0] || letters[1] == guess->letters[1])
          && is_near (letters, n, guess->letters, guess->n))
        return &guess->entry;
    }
  return NULL;
}

/* ---- glued words ------------------------------------------------------------------------ */

static gboolean
may_stand_first (const Entry *entry)
{
  switch (entry->lex)
    {
    case LEX_TO:
    case LEX_BY:
    case LEX_FROM:
    case LEX_IN:
    case LEX_TOWARDS:
    case LEX_ON:
      return TRUE;
    default:
      return (entry->flags & WORD_STRONG) != 0;
    }
}

gboolean
lexicon_split (const char *word, gsize *ret_left)
{
  char left[64];
  gsize length = strlen (word);

  ensure_forms ();
  if (length < 6 || length >= sizeof left)
    return FALSE;
  for (const char *p = g_utf8_next_char (word); *p != '\0'; p = g_utf8_next_char (p))
    {
      const Entry *first, *second = lexicon_find (p);

      if (second == NULL)
        continue;
      memcpy (left, word, (gsize) (p - word));
      left[p - word] = '\0';
      first = lexicon_find (left);
      if (first != NULL && may_stand_first (first)
          && ((second->flags & WORD_STRONG)
              || ((first->flags & WORD_STRONG)
                  && (second->lex == LEX_TO
                      || (second->lex == LEX_YEAR && second->value == 0
                          && !(second->flags & WORD_SHORT))))))
        {
          *ret_left = (gsize) (p - word);
          return TRUE;
        }
    }
  return FALSE;
}
