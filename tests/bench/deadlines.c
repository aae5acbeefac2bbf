/* Phrases read a second of CPU time: words to a canon, as an import of plans does. A line of TAP;
 * the goal holds for a plain build, under sanitizers the figure is only shown. */
#include <time.h>

#include "common/schedule/lines.h"
#include "schedule/canon.h"
#include "schedule/read.h"

#define ROUNDS 7
#define GOAL   100000.0 /* phrases a second */

static double
get_cpu_seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

static gsize
read_all (const GPtrArray *lines, const MeriloDeadlineContext *context)
{
  g_autoptr (GString) canon = g_string_new (NULL);
  gsize bytes = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = g_ptr_array_index (lines, i);
      g_autoptr (MeriloReading) reading = merilo_deadline_read (line->phrase, context);

      g_string_truncate (canon, 0);
      merilo_reading_put_canon (reading, canon);
      bytes += canon->len;
    }
  return bytes;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return (first > second) - (first < second);
}

/* the median rate of ROUNDS, each of some tenths of a second */
static double
measure (const GPtrArray *lines, const MeriloDeadlineContext *context)
{
  double rates[ROUNDS];

  for (guint round = 0; round < ROUNDS; round++)
    {
      double begin = get_cpu_seconds (), spent;
      guint n = 0;

      do
        {
          g_assert_cmpuint (read_all (lines, context), >, lines->len);
          n += lines->len;
        }
      while ((spent = get_cpu_seconds () - begin) < 0.2);
      rates[round] = n / spent;
    }
  qsort (rates, ROUNDS, sizeof (double), compare_doubles);
  return rates[ROUNDS / 2];
}

static void
test_rate (void)
{
  MeriloDeadlineContext context = MERILO_DEADLINE_CONTEXT_INIT;
  g_autoptr (GPtrArray) lines = lines_load_own ();
  double rate;

  g_assert_true (merilo_deadline_context_parse (&context,
                                                "date=2024-12-17 period=2024-01-01..2026-12-31",
                                                NULL));
  rate = measure (lines, &context);
  g_test_message ("%.0f phrases/s CPU (goal %.0f), %u phrases", rate, GOAL, lines->len);
  if (!SANITIZED)
    g_assert_cmpfloat (rate, >=, GOAL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bench/deadlines", test_rate);
  return g_test_run ();
}
