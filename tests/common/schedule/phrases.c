/* Phrases and their canons: the project's own table and the shared one; and what may change in a
 * phrase without changing its canon. */
#include <locale.h>
#include <string.h>

#include "common/schedule/lines.h"
#include "schedule/canon.h"
#include "schedule/read.h"

static char *
read_phrase (const char *phrase, const char *words)
{
  g_autoptr (GError) error = NULL;
  MeriloDeadlineContext context = MERILO_DEADLINE_CONTEXT_INIT;
  g_autoptr (MeriloReading) reading = NULL;

  g_assert_true (merilo_deadline_context_parse (&context, words, &error));
  g_assert_no_error (error);
  reading = merilo_deadline_read (phrase, &context);
  return merilo_reading_to_canon (reading);
}

static void
test_lines (const GPtrArray *lines)
{
  guint wrong = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = g_ptr_array_index (lines, i);
      g_autofree char *canon = read_phrase (line->phrase, line->context);

      if (strcmp (canon, line->canon) == 0)
        continue;
      g_test_message ("«%s»\n  want %s\n  got  %s", line->phrase, line->canon, canon);
      wrong++;
    }
  g_assert_cmpuint (wrong, ==, 0);
}

static void
test_own (void)
{
  g_autoptr (GPtrArray) lines = lines_load_own ();

  test_lines (lines);
}

static void
test_shared (void)
{
  g_autofree char *path = lines_find_shared ("deadline-phrases.tsv");
  g_autoptr (GPtrArray) lines = NULL;

  if (path == NULL)
    {
      g_test_skip ("the shared phrases are not here");
      return;
    }
  lines = lines_load (path);
  test_lines (lines);
}

/* ---- what changes nothing --------------------------------------------------------------- */

static char *
replace (const char *text, const char *what, const char *with)
{
  g_auto (GStrv) parts = g_strsplit (text, what, -1);

  return g_strjoinv (with, parts);
}

static char *
change_dashes (const char *phrase)
{
  g_autofree char *en = replace (phrase, "–", "—");

  return replace (en, " - ", " − ");
}

static char *
change_blanks (const char *phrase)
{
  return replace (phrase, " ", "\302\240 ");
}

static char *
add_stop (const char *phrase)
{
  gboolean blank = *phrase == '\0' || *phrase == ' ';

  return g_strconcat (phrase, blank || g_str_has_suffix (phrase, ".") ? "" : ".", NULL);
}

static char *
add_brackets (const char *phrase)
{
  gboolean blank = *phrase == '\0' || *phrase == ' ';

  return blank ? g_strdup (phrase) : g_strconcat ("(", phrase, ")", NULL);
}

static char *
add_ends (const char *phrase)
{
  return g_strconcat ("\n ", phrase, "\t ", NULL);
}

static char *
spell_yo (const char *phrase)
{
  return replace (phrase, "ё", "е");
}

static char *
glue_commas (const char *phrase)
{
  return replace (phrase, ", ", ",");
}

static char *
glue_numbers (const char *phrase)
{
  char *text = replace (phrase, " г.", "г.");

  for (char digit = '0'; digit <= '9'; digit++)
    {
      const char spaced[] = { digit, ' ', '\0' }, glued[] = { digit, '\0' };
      g_autofree char *what = g_strconcat (spaced, "года", NULL);
      g_autofree char *with = g_strconcat (glued, "года", NULL);
      g_autofree char *before = text;

      text = replace (before, what, with);
    }
  return text;
}

static char *
make_lower (const char *phrase)
{
  return g_utf8_strdown (phrase, -1);
}

static char *
make_upper (const char *phrase)
{
  return g_utf8_strup (phrase, -1);
}

typedef struct
{
  const char *name;
  char *(*change) (const char *);
  gboolean keeps_text; /* names and classes in the canon stay letter for letter */
} Change;

static const Change changes[] = {
  { "dashes", change_dashes, FALSE },
  { "blanks", change_blanks, TRUE },
  { "closing stop", add_stop, TRUE },
  { "brackets", add_brackets, TRUE },
  { "blanks around", add_ends, TRUE },
  { "ё", spell_yo, FALSE },
  { "blanks after commas", glue_commas, FALSE },
  { "blanks before the year", glue_numbers, TRUE },
  { "lower case", make_lower, FALSE },
  { "upper case", make_upper, FALSE },
};

/* a canon without what its texts say */
static char *
drop_texts (const char *canon)
{
  g_auto (GStrv) parts = g_strsplit (canon, "\"", -1);
  GString *out = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    g_string_append (out, i % 2 == 0 ? parts[i] : "…");
  return g_string_free (out, FALSE);
}

static void
test_change (gconstpointer data)
{
  const Change *change = data;
  g_autoptr (GPtrArray) lines = lines_load_own ();
  guint wrong = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = g_ptr_array_index (lines, i);
      g_autofree char *phrase = change->change (line->phrase);
      g_autofree char *got = read_phrase (phrase, line->context);
      g_autofree char *got_bare = drop_texts (got), *want_bare = drop_texts (line->canon);
      gboolean same
          = change->keeps_text ? strcmp (got, line->canon) == 0 : strcmp (got_bare, want_bare) == 0;

      if (same)
        continue;
      g_test_message ("«%s»\n  want %s\n  got  %s", phrase, line->canon, got);
      wrong++;
    }
  g_assert_cmpuint (wrong, ==, 0);
}

/* ---- settings --------------------------------------------------------------------------- */

static void
test_settings (void)
{
  MeriloDeadlineContext context = MERILO_DEADLINE_CONTEXT_INIT;
  g_autoptr (MeriloReading) school = NULL, today = NULL;
  g_autofree char *school_canon = NULL, *today_canon = NULL;

  context.school_years = TRUE;
  school = merilo_deadline_read ("в течение года", &context);
  school_canon = merilo_reading_to_canon (school);
  g_assert_cmpstr (school_canon, ==, "yearly(from=09-01,until=08-31); warn=cross-year");
  context.today = merilo_date_join (2030, 2, 1);
  today = merilo_deadline_read ("май текущего учебного года", &context);
  today_canon = merilo_reading_to_canon (today);
  g_assert_cmpstr (today_canon, ==, "once(from=2030-05-01,until=2030-05-31)");
}

static void
test_bad_contexts (void)
{
  static const char *const bad[] = {
    "date=2024-13-01", "date=", "period=2024-01-01", "order=1", "period=2024-12-31..2024-01-01",
    "date=2024-01-01x"
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      MeriloDeadlineContext context = MERILO_DEADLINE_CONTEXT_INIT;

      g_assert_false (merilo_deadline_context_parse (&context, bad[i], &error));
      g_assert_nonnull (error);
      g_assert_cmpint (context.order_date, ==, MERILO_NONE);
      g_assert_cmpint (context.period_from, ==, MERILO_NONE);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/schedule/phrases/own", test_own);
  g_test_add_func ("/schedule/phrases/shared", test_shared);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *path = g_strdup_printf ("/schedule/phrases/change/%s", changes[i].name);

      g_test_add_data_func (path, &changes[i], test_change);
    }
  g_test_add_func ("/schedule/phrases/settings", test_settings);
  g_test_add_func ("/schedule/phrases/bad-contexts", test_bad_contexts);
  return g_test_run ();
}
