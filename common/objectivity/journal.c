#define G_LOG_DOMAIN "merilo-objectivity"

#include "objectivity/journal.h"

MeriloJournalCounts
merilo_journal_count (const gint8 *marks, const gint8 *journal_marks, gsize n)
{
  MeriloJournalCounts counts = { 0 };

  for (gsize i = 0; i < n; i++)
    {
      if (marks[i] == 0 || journal_marks[i] == 0)
        continue;
      counts.n++;
      counts.lowered += marks[i] < journal_marks[i];
      counts.confirmed += marks[i] == journal_marks[i];
      counts.raised += marks[i] > journal_marks[i];
    }
  return counts;
}

void
merilo_journal_add (MeriloJournalCounts *sum, const MeriloJournalCounts *more)
{
  sum->n += more->n;
  sum->lowered += more->lowered;
  sum->confirmed += more->confirmed;
  sum->raised += more->raised;
}

MeriloJournalIntervals
merilo_journal_intervals (const MeriloJournalCounts *counts)
{
  return (MeriloJournalIntervals){
    .lowered = merilo_proportion_wilson (counts->lowered, counts->n, 0.95),
    .confirmed = merilo_proportion_wilson (counts->confirmed, counts->n, 0.95),
    .raised = merilo_proportion_wilson (counts->raised, counts->n, 0.95),
  };
}
