/* Counts of a cell of results: procedure × unit. The municipality is the sum of its schools;
 * percents come out of counts when they are shown (model/percent.h). Absent participants count
 * nowhere; the comparison with the journal knows only those who have a mark in it, as ФИС ОКО's
 * does. */
#pragma once

#include "exchange/results.h"

G_BEGIN_DECLS

#define MERILO_N_MARKS 4 /* 2…5 */

typedef struct
{
  gint64 n; /* works */
  gint64 marks[MERILO_N_MARKS];
  gint64 journal_n; /* works with both marks */
  gint64 lowered, confirmed, raised;
  gint64 score_sum;
  guint n_totals;    /* maximum + 1 */
  gint64 *histogram; /* works by total */
  guint n_items;
  gint64 *item_sums; /* X counts 0 */
  gint64 *item_x;    /* works that did not attempt the item */
} MeriloAggregate;

MeriloAggregate *merilo_aggregate_new (int max, guint n_items);
void merilo_aggregate_free (MeriloAggregate *self);

/* a work; faulty and absent rows are passed over */
void merilo_aggregate_add_row (MeriloAggregate *self, const MeriloResultRow *row);

/* of the same procedure */
void merilo_aggregate_add (MeriloAggregate *self, const MeriloAggregate *more);

/* of each school: digits of its login (char *) -> MeriloAggregate */
GHashTable *merilo_aggregate_by_school (const MeriloResults *results);

/* hundredths; MERILO_NO_PERCENT where nobody is counted */
int merilo_aggregate_get_mark_percent (const MeriloAggregate *self, int mark);
int merilo_aggregate_get_total_percent (const MeriloAggregate *self, guint total);

/* what all works got together of what they could get */
int merilo_aggregate_get_item_percent (const MeriloAggregate *self, guint item, int max);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MeriloAggregate, merilo_aggregate_free)

G_END_DECLS
