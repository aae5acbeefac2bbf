/* Marks of an assessment against marks of the journal: lowered, confirmed, raised, as ФИС ОКО
 * counts them: only participants who have both marks. */
#pragma once

#include "objectivity/proportion.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 n;         /* participants with both marks */
  gint64 lowered;   /* mark < journal mark */
  gint64 confirmed; /* equal */
  gint64 raised;    /* mark > journal mark */
} MeriloJournalCounts;

typedef struct
{
  MeriloInterval lowered, confirmed, raised; /* of shares, Wilson, 95 % */
} MeriloJournalIntervals;

/* marks are 2…5; 0: none, the pair is left out */
MeriloJournalCounts merilo_journal_count (const gint8 *marks, const gint8 *journal_marks, gsize n);

/* counts add up: the municipality is the sum of its schools */
void merilo_journal_add (MeriloJournalCounts *sum, const MeriloJournalCounts *more);

MeriloJournalIntervals merilo_journal_intervals (const MeriloJournalCounts *counts);

G_END_DECLS
