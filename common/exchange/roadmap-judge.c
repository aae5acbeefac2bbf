#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/roadmap-private.h"

#include <string.h>

#define MAX_GAP   50 /* a longer jump between numbers is no gap but another numbering */
#define FAR_YEARS 10 /* a day so far from the order's date is a misprint */

gboolean
merilo_plan_is_number (const char *text)
{
  return g_regex_match_simple ("^\\d+(\\s*\\.\\s*\\d+)*\\s*\\.?$", text, 0, 0);
}

void
merilo_plan_doubt (MeriloPlanRow *row, const char *why)
{
  if (row->state == MERILO_ROW_DOUBTFUL)
    return; /* the first reason stands */
  row->state = MERILO_ROW_DOUBTFUL;
  row->why = why;
}

/* numbers missing between two neighbours with the same beginning: 1.1, 1.3 -> 1.2 */
static void
find_gaps (MeriloPlanSection *section)
{
  for (guint i = 1; i < section->rows->len; i++)
    {
      const MeriloPlanRow *a = g_ptr_array_index (section->rows, i - 1);
      const MeriloPlanRow *b = g_ptr_array_index (section->rows, i);
      const char *dot_a = strrchr (a->no, '.'), *dot_b = strrchr (b->no, '.');
      gsize head_a = dot_a != NULL ? (gsize) (dot_a - a->no) + 1 : 0;
      gsize head_b = dot_b != NULL ? (gsize) (dot_b - b->no) + 1 : 0;
      guint64 from, until;

      if (!merilo_plan_is_number (a->no) || !merilo_plan_is_number (b->no) || head_a != head_b
          || strncmp (a->no, b->no, head_a) != 0)
        continue;
      from = g_ascii_strtoull (a->no + head_a, NULL, 10);
      until = g_ascii_strtoull (b->no + head_b, NULL, 10);
      if (until <= from || until - from > MAX_GAP)
        continue;
      for (guint64 missing = from + 1; missing < until; missing++)
        g_ptr_array_add (section->gaps,
                         g_strdup_printf ("%.*s%" G_GUINT64_FORMAT, (int) head_a, a->no, missing));
    }
}

static void
find_doubles (MeriloPlanSection *section)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < section->rows->len; i++)
    {
      MeriloPlanRow *row = g_ptr_array_index (section->rows, i), *other;

      if (row->no[0] == '\0')
        continue;
      other = g_hash_table_lookup (seen, row->no);
      if (other != NULL)
        {
          merilo_plan_doubt (other, "doubled-number");
          merilo_plan_doubt (row, "doubled-number");
        }
      g_hash_table_insert (seen, row->no, row);
    }
}

/* keys of blank cells that the object's first row fills */
static void
find_inherited (const MeriloPlan *plan, const MeriloPlanRow *first, MeriloPlanRow *row)
{
  static const char *const keys[] = { "responsible", "deadline", "document" };
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gboolean any = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (merilo_plan_get_cell (plan, row, keys[i])[0] == '\0'
        && merilo_plan_get_cell (plan, first, keys[i])[0] != '\0')
      {
        g_strv_builder_add (builder, keys[i]);
        any = TRUE;
      }
  if (any)
    row->inherits = g_strv_builder_end (builder);
}

static gboolean
is_wrong_day (MeriloDay day, int order_year)
{
  return day.month != 0
         && (!g_date_valid_dmy ((GDateDay) day.day, (GDateMonth) day.month,
                                (GDateYear) MAX (day.year, 1))
             || (order_year > 0 && ABS (day.year - order_year) >= FAR_YEARS));
}

/* a misprint of a day, not of a name */
static gboolean
has_wrong_day (const MeriloRoadmap *roadmap, const MeriloPlan *plan, const char *words)
{
  g_autoptr (MeriloReading) reading = merilo_roadmap_read_words (roadmap, plan, words);
  int order_year = (int) g_ascii_strtoull (roadmap->act_date, NULL, 10);

  if ((reading->warnings & MERILO_WARN_MISPRINT) == 0)
    return FALSE;
  for (guint i = 0; i < reading->rules->len; i++)
    {
      const MeriloRule *rule = merilo_reading_get (reading, i);

      if (rule->kind == MERILO_RULE_ONCE
          && (is_wrong_day (rule->from, order_year) || is_wrong_day (rule->until, order_year)))
        return TRUE;
    }
  return FALSE;
}

static void
judge_deadline (const MeriloRoadmap *roadmap, const MeriloPlan *plan, MeriloPlanRow *row)
{
  const char *words = merilo_plan_get_cell (plan, row, "deadline");

  if (merilo_plan_find_column (plan, "deadline") < 0)
    return;
  if (row->inherits != NULL && g_strv_contains ((const char *const *) row->inherits, "deadline"))
    return;
  if (words[0] == '\0')
    merilo_plan_doubt (row, "blank-deadline");
  else if (merilo_plan_words_are_no_deadline (words))
    merilo_plan_doubt (row, "column-shift");
  else if (has_wrong_day (roadmap, plan, words))
    merilo_plan_doubt (row, "misprint");
}

/* a sub-point gives a task, and a task has a term; a point that stands for itself need not */
static void
judge_terms (const MeriloRoadmap *roadmap, const MeriloPlan *plan, MeriloPlanRow *row)
{
  for (guint i = 0; row->deadlines[i] != NULL; i++)
    if (has_wrong_day (roadmap, plan, row->deadlines[i]))
      merilo_plan_doubt (row, "misprint");
  if (row->deadlines[0] == NULL && strchr (row->no, '.') != NULL)
    merilo_plan_doubt (row, "blank-deadline");
}

void
merilo_plan_judge (const MeriloRoadmap *roadmap, MeriloPlan *plan)
{
  const MeriloPlanRow *first = NULL;

  for (guint i = 0; i < plan->sections->len; i++)
    {
      MeriloPlanSection *section = g_ptr_array_index (plan->sections, i);

      for (guint k = 0; k < section->rows->len; k++)
        {
          MeriloPlanRow *row = g_ptr_array_index (section->rows, k);

          if (row->object > 0 && !row->new_object && first != NULL)
            find_inherited (plan, first, row);
          else
            first = row;
          if (row->deadlines != NULL)
            judge_terms (roadmap, plan, row);
          else
            judge_deadline (roadmap, plan, row);
        }
      find_gaps (section);
      find_doubles (section);
    }
}
