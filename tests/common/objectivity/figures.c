/* Figures as they are in memory, a line each, to be laid beside those of another system. */
#include <stdio.h>

#include "objectivity/journal.h"
#include "objectivity/proportion.h"

static const gint64 trials[]
    = { 0, 1, 2, 3, 7, 10, 25, 29, 31, 57, 60, 100, 333, 1000, 12345, 1000000 };
static const double confidences[] = { 0.5, 0.8, 0.9, 0.95, 0.99, 0.999 };

static void
show_wilson (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (trials); i++)
    for (guint part = 0; part <= 12; part++)
      for (guint c = 0; c < G_N_ELEMENTS (confidences); c++)
        {
          gint64 x = trials[i] * part / 12;
          MeriloInterval interval = merilo_proportion_wilson (x, trials[i], confidences[c]);

          printf ("wilson %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT " at %g: %.17g %.17g\n", x,
                  trials[i], confidences[c], interval.low, interval.high);
        }
}

static void
show_journal (void)
{
  for (gint64 n = 1; n <= 60; n++)
    {
      MeriloJournalCounts counts = { n, n / 3, n - n / 3 - n / 5, n / 5 };
      MeriloJournalIntervals found = merilo_journal_intervals (&counts);

      printf ("journal %" G_GINT64_FORMAT ": %.17g %.17g %.17g %.17g %.17g %.17g\n", n,
              found.lowered.low, found.lowered.high, found.confirmed.low, found.confirmed.high,
              found.raised.low, found.raised.high);
    }
}

int
main (void)
{
  show_wilson ();
  show_journal ();
  return 0;
}
