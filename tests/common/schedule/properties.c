/* What holds for every phrase, sensible or not. */
#include <locale.h>
#include <string.h>

#include "common/schedule/lines.h"
#include "schedule/canon.h"
#include "schedule/control-dates.h"
#include "schedule/explain.h"
#include "schedule/read.h"
#include "schedule/reading-json.h"

#define N_RANDOM 20000

static const MeriloDeadlineContext *
get_context (void)
{
  static MeriloDeadlineContext context = MERILO_DEADLINE_CONTEXT_INIT;

  g_assert_true (merilo_deadline_context_parse (&context,
                                                "date=2024-12-17 period=2024-01-01..2026-12-31",
                                                NULL));
  return &context;
}

/* a reading is whole: its canon parses to the same rules; everything made of it can be made */
static MeriloReading *
check_phrase (const char *phrase, gsize length)
{
  g_autoptr (GError) error = NULL;
  MeriloReading *reading = merilo_deadline_read_len (phrase, length, get_context ());
  g_autofree char *canon = merilo_reading_to_canon (reading);
  g_autoptr (MeriloReading) again = merilo_reading_from_canon (canon, &error);
  g_autoptr (GString) json = g_string_new (NULL);
  MeriloScheduleParams params = MERILO_SCHEDULE_PARAMS_INIT;
  g_autoptr (GArray) dates = NULL;
  g_autofree char *words = NULL;

  if (again == NULL)
    g_error ("“%.*s” gives %s: %s", (int) length, phrase, canon, error->message);
  g_assert_cmpuint (again->rules->len, ==, reading->rules->len);
  for (guint i = 0; i < again->rules->len; i++)
    g_assert_true (
        merilo_rule_equal (merilo_reading_get (again, i), merilo_reading_get (reading, i)));
  params.order_date = get_context ()->order_date;
  params.period_from = get_context ()->period_from;
  params.period_until = get_context ()->period_until;
  dates = merilo_control_dates (reading, &params);
  for (guint i = 1; i < dates->len; i++)
    g_assert_cmpint (g_array_index (dates, MeriloControlDate, i - 1).nominal_due, <,
                     g_array_index (dates, MeriloControlDate, i).nominal_due);
  words = merilo_reading_explain (reading);
  merilo_reading_put_json (reading, phrase, length, json);
  g_assert_true (g_utf8_validate (json->str, -1, NULL));
  return reading;
}

static void
test_table (void)
{
  g_autoptr (GPtrArray) lines = lines_load_own ();

  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = g_ptr_array_index (lines, i);

      merilo_reading_free (check_phrase (line->phrase, strlen (line->phrase)));
    }
}

/* every beginning and every end of a phrase is a phrase too, cut inside a letter or not */
static void
test_cuts (void)
{
  g_autoptr (GPtrArray) lines = lines_load_own ();

  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = g_ptr_array_index (lines, i);
      gsize length = strlen (line->phrase);

      for (gsize cut = 0; cut <= length; cut++)
        {
          merilo_reading_free (check_phrase (line->phrase, cut));
          merilo_reading_free (check_phrase (line->phrase + cut, length - cut));
        }
    }
}

static void
test_bytes (void)
{
  for (guint i = 0; i < N_RANDOM; i++)
    {
      char bytes[48];
      gsize length = (gsize) g_test_rand_int_range (0, sizeof bytes);

      for (gsize k = 0; k < length; k++)
        bytes[k] = (char) g_test_rand_int_range (0, 256);
      merilo_reading_free (check_phrase (bytes, length));
    }
}

static char *
join_words (const char *const *words, guint n, gboolean glued)
{
  GString *phrase = g_string_new (NULL);
  int count = g_test_rand_int_range (1, 12);

  for (int i = 0; i < count; i++)
    {
      g_string_append (phrase, words[g_test_rand_int_range (0, (gint32) n)]);
      if (!glued || g_test_rand_int_range (0, 4) > 0)
        g_string_append_c (phrase, ' ');
    }
  return g_string_free (phrase, FALSE);
}

static const char *const time_words[] = {
  "до",         "по",         "с",           "не позднее", "в",
  "на",         "к",          "мая",         "декабрь",    "января",
  "сентябрь",   "февраль",    "5",           "31",         "2024",
  "2025",       "01.03.2025", "31.02.2025",  "I",          "IV",
  "квартал",    "полугодие",  "года",        "г.",         "учебного года",
  "текущего",   "следующего", "предыдущего", "ежегодно",   "ежеквартально",
  "ежемесячно", "далее",      "числа",       "месяца",     "отчётным",
  "вторник",    "последний",  "второй",      "срок",       "–",
  "-",          ",",          ".",           ";",          "(",
  ")",          "/",          ":",           "и",          "включительно",
  "класс",      "9",          "11-е",        "15:00",      "раз",
  "каждого",    "конца",      "начала",      "середины",   "рабочий",
  "недели",     "декада",     "год",
};

static const char *const other_words[] = {
  "после",
  "при",
  "накануне",
  "в течение",
  "10 дней",
  "рабочих",
  "результатов",
  "ВПР",
  "экзамена",
  "по плану",
  "графику",
  "УО",
  "и",
  "Рособнадзора",
  "«",
  "»",
  "\"",
  "|",
  "постоянно",
  "кроме",
  "по мере необходимости",
  "всего",
  "периода",
  "не ведётся",
  "в соответствии с",
  "утверждённым",
  "мероприятий",
  "дорожная карта",
  "проведения",
  "за",
  "месяц",
  "до",
  "начала учебного года",
  "1 раз в",
  "3",
  "но не позднее",
  "марта",
  "2025",
  "далее",
  "ежегодно",
  ",",
  ";",
  "(",
  ")",
};

static void
test_shuffled (void)
{
  const char *all[G_N_ELEMENTS (time_words) + G_N_ELEMENTS (other_words)];

  memcpy (all, time_words, sizeof time_words);
  memcpy (all + G_N_ELEMENTS (time_words), other_words, sizeof other_words);
  for (guint i = 0; i < N_RANDOM; i++)
    {
      g_autofree char *phrase = join_words (all, G_N_ELEMENTS (all), TRUE);

      merilo_reading_free (check_phrase (phrase, strlen (phrase)));
    }
}

/* external, ondemand, continuous, event stand only where a word says so */
static void
test_nothing_invented (void)
{
  for (guint i = 0; i < N_RANDOM; i++)
    {
      g_autofree char *phrase = join_words (time_words, G_N_ELEMENTS (time_words), FALSE);
      g_autoptr (MeriloReading) reading = check_phrase (phrase, strlen (phrase));

      for (guint k = 0; k < reading->rules->len; k++)
        {
          MeriloRuleKind kind = merilo_reading_get (reading, k)->kind;

          if (kind == MERILO_RULE_EXTERNAL || kind == MERILO_RULE_ON_DEMAND
              || kind == MERILO_RULE_CONTINUOUS || kind == MERILO_RULE_EVENT)
            g_error ("“%s” was read as %s", phrase, merilo_rule_kind_name (kind));
        }
    }
}

static void
test_bounds (void)
{
  GString *many = g_string_new (NULL);
  g_autoptr (MeriloReading) reading = NULL, too_long = NULL;

  for (guint i = 0; i < 300; i++)
    g_string_append_printf (many, "%u.%u.2025 ", i % 28 + 1, i % 12 + 1);
  reading = check_phrase (many->str, many->len);
  g_assert_cmpuint (reading->rules->len, >, 10);
  g_assert_cmpuint (reading->rules->len, <=, 64);
  while (many->len <= 8192)
    g_string_append (many, "01.01.2025 ");
  too_long = check_phrase (many->str, many->len);
  g_assert_cmpuint (too_long->rules->len, ==, 0);
  g_string_free (many, TRUE);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/schedule/properties/table", test_table);
  g_test_add_func ("/schedule/properties/cuts", test_cuts);
  g_test_add_func ("/schedule/properties/bytes", test_bytes);
  g_test_add_func ("/schedule/properties/shuffled", test_shuffled);
  g_test_add_func ("/schedule/properties/nothing-invented", test_nothing_invented);
  g_test_add_func ("/schedule/properties/bounds", test_bounds);
  return g_test_run ();
}
