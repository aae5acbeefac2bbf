#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/aggregate.h"

#include "model/percent.h"

MeriloAggregate *
merilo_aggregate_new (int max, guint n_items)
{
  MeriloAggregate *self = g_new0 (MeriloAggregate, 1);

  self->n_totals = (guint) MAX (max, 0) + 1;
  self->histogram = g_new0 (gint64, self->n_totals);
  self->n_items = n_items;
  self->item_sums = g_new0 (gint64, n_items + 1);
  self->item_x = g_new0 (gint64, n_items + 1);
  return self;
}

void
merilo_aggregate_free (MeriloAggregate *self)
{
  g_free (self->histogram);
  g_free (self->item_sums);
  g_free (self->item_x);
  g_free (self);
}

static void
add_marks (MeriloAggregate *self, int mark, int journal)
{
  if (mark == MERILO_RESULT_NONE)
    return;
  self->marks[mark - 2]++;
  if (journal == MERILO_RESULT_NONE)
    return;
  self->journal_n++;
  if (mark < journal)
    self->lowered++;
  else if (mark > journal)
    self->raised++;
  else
    self->confirmed++;
}

void
merilo_aggregate_add_row (MeriloAggregate *self, const MeriloResultRow *row)
{
  if (row->absent || row->faulty)
    return;
  self->n++;
  add_marks (self, row->mark, row->journal_mark);
  if (row->total != MERILO_RESULT_NONE && (guint) row->total < self->n_totals)
    {
      self->score_sum += row->total;
      self->histogram[row->total]++;
    }
  for (guint i = 0; i < self->n_items; i++)
    if (row->scores[i] == MERILO_SCORE_X)
      self->item_x[i]++;
    else if (row->scores[i] != MERILO_NO_SCORE)
      self->item_sums[i] += row->scores[i];
}

void
merilo_aggregate_add (MeriloAggregate *self, const MeriloAggregate *more)
{
  g_return_if_fail (self->n_totals == more->n_totals && self->n_items == more->n_items);
  self->n += more->n;
  self->journal_n += more->journal_n;
  self->lowered += more->lowered;
  self->confirmed += more->confirmed;
  self->raised += more->raised;
  self->score_sum += more->score_sum;
  for (guint i = 0; i < MERILO_N_MARKS; i++)
    self->marks[i] += more->marks[i];
  for (guint i = 0; i < self->n_totals; i++)
    self->histogram[i] += more->histogram[i];
  for (guint i = 0; i < self->n_items; i++)
    {
      self->item_sums[i] += more->item_sums[i];
      self->item_x[i] += more->item_x[i];
    }
}

GHashTable *
merilo_aggregate_by_school (const MeriloResults *results)
{
  GHashTable *schools = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                               (GDestroyNotify) merilo_aggregate_free);

  for (guint i = 0; i < results->rows->len; i++)
    {
      const MeriloResultRow *row = g_ptr_array_index (results->rows, i);
      MeriloAggregate *school = g_hash_table_lookup (schools, row->org_digits);

      if (school == NULL)
        {
          school = merilo_aggregate_new (results->procedure.max, results->items->len);
          g_hash_table_insert (schools, g_strdup (row->org_digits), school);
        }
      merilo_aggregate_add_row (school, row);
    }
  return schools;
}

int
merilo_aggregate_get_mark_percent (const MeriloAggregate *self, int mark)
{
  g_return_val_if_fail (mark >= 2 && mark <= 5, MERILO_NO_PERCENT);
  return merilo_percent (self->marks[mark - 2], self->n);
}

int
merilo_aggregate_get_total_percent (const MeriloAggregate *self, guint total)
{
  g_return_val_if_fail (total < self->n_totals, MERILO_NO_PERCENT);
  return merilo_percent (self->histogram[total], self->n);
}

int
merilo_aggregate_get_item_percent (const MeriloAggregate *self, guint item, int max)
{
  g_return_val_if_fail (item < self->n_items, MERILO_NO_PERCENT);
  return merilo_percent (self->item_sums[item], self->n * max);
}
