/* All the way from the words of a real plan to its control dates, where the shared data are: each
 * item has the canon, the dates and, without a date, the reason that are expected. */
#include <string.h>

#include "exchange/csv.h"
#include "exchange/roadmap.h"
#include "schedule/canon.h"
#include "schedule/control-dates.h"

enum
{
  ITEM = 1,
  REPORTER,
  CANON,
  FROM,
  NOMINAL,
  DUE,
  QUARTER,
  NOTE,
};

static char *
find_shared (const char *name)
{
  const char *named = g_getenv ("MERILO_SHARED");
  char *path = named != NULL
                   ? g_build_filename (named, "data", name, NULL)
                   : g_test_build_filename (G_TEST_DIST, "..", "..", "shared", "data", name, NULL);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return path;
  g_free (path);
  return NULL;
}

static MeriloGrid *
load_dates (const char *path)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  MeriloGrid *grid;
  gsize size;

  g_file_get_contents (path, &text, &size, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new_take (g_steal_pointer (&text), size);
  grid = merilo_csv_read_grid (bytes, &error);
  g_assert_no_error (error);
  return grid;
}

static void
put_day (GString *out, gint64 day)
{
  char text[11];

  if (day == MERILO_NONE)
    return;
  merilo_date_print (text, day);
  g_string_append (out, text);
}

static gint64
parse_day (const char *iso)
{
  gint64 day;

  g_assert_true (merilo_date_parse (iso, strlen (iso), &day));
  return day;
}

/* a line a date: from..nominal>due:quarter */
static char *
show_dates (const MeriloReading *reading, const MeriloRoadmap *roadmap)
{
  MeriloScheduleParams params = MERILO_SCHEDULE_PARAMS_INIT;
  g_autoptr (GArray) dates = NULL;
  GString *out = g_string_new (NULL);

  params.order_date = parse_day (roadmap->act_date);
  params.period_from = parse_day ("2024-01-01");
  params.period_until = parse_day ("2026-12-31");
  dates = merilo_control_dates (reading, &params);
  for (guint i = 0; i < dates->len; i++)
    {
      const MeriloControlDate *date = &g_array_index (dates, MeriloControlDate, i);

      put_day (out, date->nominal_from);
      g_string_append (out, "..");
      put_day (out, date->nominal_due);
      g_string_append_c (out, '>');
      put_day (out, date->due);
      g_string_append_printf (out, ":%s\n", date->quarter);
    }
  return g_string_free (out, FALSE);
}

/* why rules have no date, in the words of the table */
static char *
show_reasons (const MeriloReading *reading)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < reading->rules->len; i++)
    {
      const MeriloRule *rule = merilo_reading_get (reading, i);

      if (rule->kind == MERILO_RULE_EXTERNAL)
        g_string_append_printf (out, "date stands in the schedule of %s: typed in when known\n",
                                rule->who);
      if (rule->kind == MERILO_RULE_EVENT && rule->latest.month == 0)
        g_string_append_printf (
            out, "opens with the event «%s»; no date until it is recorded (from %d)\n",
            merilo_event_name (rule->event), rule->since);
    }
  return g_string_free (out, FALSE);
}

typedef struct
{
  char *canon;
  GString *dates, *reasons;
} Want;

static void
free_want (gpointer data)
{
  Want *want = data;

  g_free (want->canon);
  g_string_free (want->dates, TRUE);
  g_string_free (want->reasons, TRUE);
  g_free (want);
}

static const char *
get_text (const MeriloGridRow *row, guint column)
{
  const char *text = merilo_grid_row_get (row, column)->text;

  return text != NULL ? text : "";
}

/* of «3.2 УО» and so on */
static GHashTable *
collect (const MeriloGrid *grid)
{
  GHashTable *wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_want);

  for (guint i = 0; i < grid->rows->len; i++)
    {
      const MeriloGridRow *row = &g_array_index (grid->rows, MeriloGridRow, i);
      g_autofree char *key
          = g_strdup_printf ("%s %s", get_text (row, ITEM), get_text (row, REPORTER));
      Want *want;

      if (!g_ascii_isdigit (key[0]))
        continue; /* the heading and what is said above it */
      want = g_hash_table_lookup (wanted, key);
      if (want == NULL)
        {
          want = g_new0 (Want, 1);
          want->canon = g_strdup (get_text (row, CANON));
          want->dates = g_string_new (NULL);
          want->reasons = g_string_new (NULL);
          g_hash_table_insert (wanted, g_steal_pointer (&key), want);
        }
      if (get_text (row, NOMINAL)[0] == '\0')
        g_string_append_printf (want->reasons, "%s\n", get_text (row, NOTE));
      else
        g_string_append_printf (want->dates, "%s..%s>%s:%s\n", get_text (row, FROM),
                                get_text (row, NOMINAL), get_text (row, DUE),
                                get_text (row, QUARTER));
    }
  return wanted;
}

static guint
compare (const char *key, const char *what, const char *want, const char *got)
{
  if (g_str_equal (want, got))
    return 0;
  g_test_message ("%s, %s:\n%s\nexpected\n%s", key, what, got, want);
  g_test_fail ();
  return 1;
}

static guint
check_item (const MeriloRoadmap *roadmap,
            const MeriloPlan *plan,
            const MeriloPlanRow *row,
            GHashTable *wanted)
{
  g_autofree char *canon
      = merilo_roadmap_read_canon (roadmap, plan, merilo_plan_get_cell (plan, row, "deadline"),
                                   NULL);
  g_autoptr (MeriloReading) reading = merilo_reading_from_canon (canon, NULL);
  g_autofree char *dates = show_dates (reading, roadmap);
  g_autofree char *reasons = show_reasons (reading);
  g_autofree char *prefix = g_strconcat (row->no, " ", NULL);
  GHashTableIter iter;
  gpointer key, value;
  guint found = 0;

  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const Want *want = value;

      if (!g_str_has_prefix (key, prefix))
        continue;
      found++;
      compare (key, "canon", want->canon, canon);
      compare (key, "dates", want->dates->str, dates);
      compare (key, "reasons", want->reasons->str, reasons);
    }
  return found;
}

static void
test_pokachi (void)
{
  g_autofree char *document = find_shared ("roadmaps/pokachi-2024-2026.docx");
  g_autofree char *table = find_shared ("control-dates-pokachi.csv");
  g_autoptr (MeriloGrid) grid = NULL;
  g_autoptr (GHashTable) wanted = NULL;
  g_autoptr (MeriloRoadmap) roadmap = NULL;
  g_autoptr (GError) error = NULL;
  const MeriloPlan *plan;
  guint items = 0, reporters = 0;

  if (document == NULL || table == NULL)
    {
      g_test_skip ("the shared data are not here");
      return;
    }
  grid = load_dates (table);
  wanted = collect (grid);
  roadmap = merilo_roadmap_open (document, NULL, &error);
  g_assert_no_error (error);
  plan = roadmap->plans->pdata[0];
  for (guint s = 0; s < plan->sections->len; s++)
    {
      const MeriloPlanSection *section = plan->sections->pdata[s];

      for (guint i = 0; i < section->rows->len; i++, items++)
        {
          guint found = check_item (roadmap, plan, section->rows->pdata[i], wanted);

          g_assert_cmpuint (found, >, 0);
          reporters += found;
        }
    }
  g_assert_cmpuint (items, ==, 34);
  g_assert_cmpuint (reporters, ==, g_hash_table_size (wanted));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/roadmap/dates/pokachi", test_pokachi);
  return g_test_run ();
}
