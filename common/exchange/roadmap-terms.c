#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/roadmap-private.h"

#include <string.h>

#include "schedule/canon.h"

/* Terms inside running text. A term is searched only where words announce one: «срок», the end of a
 * sentence after a dash, brackets with nothing else in them, «до» with a day. A year in the name of
 * a programme or of an exam announces nothing. */

#define MONTH                                                                                      \
  "(?:январ|феврал|март|апрел|ма[йяе]|июн|июл|август|сентябр|октябр|ноябр|декабр)\\p{L}*"
#define DAY "(?:\\d{1,2}\\.\\d{1,2}\\.\\d{2,4}|\\d{1,2} " MONTH ")"

/* with what a term begins after a dash or a bracket */
#define OPENERS                                                                                                                                                       \
  "(?:в течение|до|с|со|к|не позднее|по (?:плану|графику|мере|итогам)|согласно|в соответствии с" \
  "|в период|в срок|в (?:" MONTH "|20\\d\\d)|на протяжении|весь|ежегодно|ежеквартально"                                          \
  "|ежемесячно|еженедельно|постоянно|систематически|после|при необходимости|" MONTH                                                                                   \
  "|\\d{1,2}\\.\\d{1,2}\\.\\d{2,4}|\\d{1,2} " MONTH                                                                                                                   \
  "|[IVХ]+\\b.{0,12} (?:квартал|полугод)\\p{L}*)(?!\\p{L})"

typedef enum
{
  TERM_REST, /* to the end of the sentence, without the words that add nothing */
  TERM_WHOLE /* nothing but the term */
} TermKind;

/* in this order: where two meet, the first stands */
static const struct
{
  const char *pattern; /* group 1 is the term */
  TermKind kind;
  gboolean alone; /* only in a text in which «срок» announces none */
} announcers[] = {
  { "((?:на 20\\d\\d год\\p{L}*\\.\\s+)?(?<!\\p{L})(?:в\\s+)?срок(?!\\p{L}).*?)"
    "(?=;|\\.\\s+\\p{Lu}|$)",
    TERM_REST, FALSE },
  { "(?<!\\p{L})((?:при проведении|во время|в период проведения) [^.;,]{1,60} в 20\\d\\d "
    "(?:году|г\\.))(?=\\s*(?:[;.,]|$))",
    TERM_WHOLE, FALSE },
  { "(?:^|[\\s,])[-–—] (" OPENERS "[^;]*?)(?=;|\\.\\s+\\p{Lu}|$)", TERM_WHOLE, TRUE },
  { "(?<!\\p{L})(в 20\\d\\d (?:г\\.|году) \\(" MONTH "[^)]{0,40}\\))", TERM_WHOLE, TRUE },
  { "(\\(" OPENERS "[^()]{0,80}\\))", TERM_WHOLE, TRUE },
  { "(?<!\\p{L})((?:(?:ежегодно|ежеквартально|ежемесячно),? )?(?:до|не позднее|к) (?:" DAY
    "|\\d{1,2} числа)(?:\\s*20\\d\\d)?(?:\\s*(?:года|г\\.))?)",
    TERM_WHOLE, TRUE },
};

static const char *const closing_words[]
    = { "года", "год", "году", "г", "гг", "г.", "гг.", "учебного", "включительно", "числа", NULL };

typedef struct
{
  const MeriloRoadmap *roadmap;
  const MeriloPlan *plan;
  GArray *found; /* of Term, by place */
} Finder;

typedef struct
{
  int from, until;
  char *words;
} Term;

static void
clear_term (gpointer data)
{
  g_free (((Term *) data)->words);
}

/* canon without its warnings; NULL if nothing was read */
static char *
read_bare (const Finder *self, const char *words)
{
  g_autoptr (MeriloReading) reading = merilo_roadmap_read_words (self->roadmap, self->plan, words);

  reading->warnings = 0;
  return reading->rules->len > 0 ? merilo_reading_to_canon (reading) : NULL;
}

/* bytes of the shortest beginning of @words, in whole words, that says as much as all of it */
static gsize
find_needed (const Finder *self, const char *words, const char *canon)
{
  for (const char *p = words; (p = strchr (p, ' ')) != NULL; p++)
    {
      g_autofree char *head = g_strndup (words, (gsize) (p - words));
      g_autofree char *read = read_bare (self, head);

      if (g_strcmp0 (read, canon) == 0)
        return (gsize) (p - words);
    }
  return strlen (words);
}

/* words behind the needed ones that belong to them: «2023-2024 учебного» «года» */
static gsize
take_closing_words (const char *words, gsize needed)
{
  while (words[needed] == ' ')
    {
      const char *next = words + needed + 1;
      gsize length = strcspn (next, " ");
      g_autofree char *word = g_strndup (next, length);

      for (gsize n = strlen (word); n > 0 && strchr (",;", word[n - 1]) != NULL; n--)
        word[n - 1] = '\0';
      if (!g_strv_contains (closing_words, word) && !g_str_has_prefix (word, "учебн"))
        break;
      needed += 1 + strlen (word);
      if (word[0] == '\0')
        break;
    }
  return needed;
}

static guint
count_words (const char *text)
{
  guint n = 0;

  for (const char *p = text; *p != '\0'; p++)
    n += *p != ' ' && (p == text || p[-1] == ' ');
  return n;
}

/* the end of a sentence is not the term's; the dot of «г.» is */
static void
strip_end (char *words)
{
  for (gsize n = strlen (words); n > 0 && strchr (".,;: ", words[n - 1]) != NULL; n--)
    {
      if (words[n - 1] == '.' && g_str_has_suffix (words, "г."))
        return;
      words[n - 1] = '\0';
    }
}

/* takes @words; NULL if they are no term */
static char *
settle (const Finder *self, char *words, TermKind kind)
{
  g_autofree char *given = words;
  g_autofree char *canon = NULL;
  gsize needed;

  strip_end (given);
  canon = read_bare (self, given);
  if (canon == NULL)
    return NULL;
  needed = take_closing_words (given, find_needed (self, given, canon));
  if (count_words (given + needed) <= 2)
    return g_steal_pointer (&given);
  if (kind == TERM_WHOLE)
    return NULL;
  given[needed] = '\0';
  strip_end (given);
  return g_steal_pointer (&given);
}

static gboolean
overlaps (const Finder *self, int from, int until)
{
  for (guint i = 0; i < self->found->len; i++)
    {
      const Term *term = &g_array_index (self->found, Term, i);

      if (from < term->until && term->from < until)
        return TRUE;
    }
  return FALSE;
}

static void
search (Finder *self, const char *text, guint announcer)
{
  g_autoptr (GRegex) regex
      = g_regex_new (announcers[announcer].pattern, G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      Term term = { 0 };

      g_match_info_fetch_pos (match, 1, &term.from, &term.until);
      if (overlaps (self, term.from, term.until))
        continue;
      term.words = settle (self, g_match_info_fetch (match, 1), announcers[announcer].kind);
      if (term.words != NULL)
        g_array_append_val (self->found, term);
    }
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  return ((const Term *) a)->from - ((const Term *) b)->from;
}

void
merilo_plan_find_terms (const MeriloRoadmap *roadmap,
                        const MeriloPlan *plan,
                        const char *text,
                        GStrvBuilder *terms)
{
  Finder self = { roadmap, plan, g_array_new (FALSE, FALSE, sizeof (Term)) };
  gboolean named;

  g_array_set_clear_func (self.found, clear_term);
  search (&self, text, 0);
  named = self.found->len > 0;
  for (guint i = 1; i < G_N_ELEMENTS (announcers); i++)
    if (!announcers[i].alone || (!named && self.found->len == 0))
      search (&self, text, i);
  g_array_sort (self.found, compare_places);
  for (guint i = 0; i < self.found->len; i++)
    g_strv_builder_add (terms, g_array_index (self.found, Term, i).words);
  g_array_unref (self.found);
}
