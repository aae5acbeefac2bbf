#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/layout-private.h"

/* A row whose cells stand one column aside of their headings, because a cell was inserted or
 * deleted in the middle of it. That is believed only if the row makes sense when read so: every
 * score within its maximum, the total the sum, marks and class such as there are. */

typedef struct
{
  const MeriloResults *results;
  const MeriloResultRow *row;
  const MeriloGridRow *cells;
  const MeriloTable *table;
  guint from; /* columns from here on are moved */
  int by;     /* 1: to the right; -1: to the left, and what stood at @from is lost */
} Shift;

static gboolean
is_lost (const Shift *self, guint column)
{
  return self->by < 0 && column == self->from;
}

static const MeriloCell *
get_cell (const Shift *self, guint column)
{
  guint there = column < self->from ? column : self->by > 0 ? column + 1 : column - 1;

  return merilo_grid_row_get (self->cells, there);
}

/* sum of the scores into @ret_sum; what a lost item may have had into @ret_lost */
static gboolean
add_scores (const Shift *self, int *ret_sum, int *ret_lost)
{
  *ret_sum = *ret_lost = 0;
  for (guint i = 0; i < self->results->items->len; i++)
    {
      const MeriloResultItem *item = g_ptr_array_index (self->results->items, i);
      guint column = g_array_index (self->table->items, guint, i);
      gint16 score;

      if (is_lost (self, column))
        {
          *ret_lost = item->max != MERILO_RESULT_NONE ? item->max : 0;
          continue;
        }
      if (merilo_judge_score (get_cell (self, column), item->max, &score) != MERILO_VALUE_GOOD)
        return FALSE;
      *ret_sum += MAX (score, 0);
    }
  return TRUE;
}

static gboolean
has_class (const Shift *self)
{
  guint column = self->table->at[MERILO_COLUMN_CLASS];
  g_autofree char *text = NULL;

  if (column == 0 || is_lost (self, column))
    return TRUE;
  text = merilo_cell_to_text (get_cell (self, column));
  return merilo_classes_judge (self->table->classes, self->row->org_digits, self->row->code, text)
         != NULL;
}

static gboolean
has_marks (const Shift *self)
{
  guint mark = self->table->at[MERILO_COLUMN_MARK];
  guint journal = self->table->at[MERILO_COLUMN_JOURNAL];
  int value;

  if (mark != 0 && !is_lost (self, mark)
      && merilo_judge_mark (get_cell (self, mark), &value) != MERILO_VALUE_GOOD)
    return FALSE;
  return journal == 0 || is_lost (self, journal)
         || merilo_judge_mark (get_cell (self, journal), &value) != MERILO_VALUE_BAD;
}

static gboolean
makes_sense (const Shift *self)
{
  guint total = self->table->at[MERILO_COLUMN_TOTAL];
  guint variant = self->table->at[MERILO_COLUMN_VARIANT];
  int sum, lost, value;

  if (self->by > 0 ? !merilo_cell_is_blank (merilo_grid_row_get (self->cells, self->from))
                   : !merilo_cell_is_blank (merilo_grid_row_get (self->cells, self->table->last)))
    return FALSE;
  if (total == 0 || is_lost (self, total) || !merilo_cell_get_whole (get_cell (self, total), &value)
      || !add_scores (self, &sum, &lost) || value < sum || value > sum + lost)
    return FALSE;
  if (variant != 0 && !is_lost (self, variant) && !merilo_is_variant (get_cell (self, variant))
      && self->table->at[MERILO_COLUMN_VARIANT_2] == 0)
    return FALSE;
  return has_class (self) && has_marks (self);
}

/* one cell is wrong and the total is the sum of the others, or the total alone is missing: nothing
 * has moved, unless something stands behind the table */
static gboolean
is_simple (const Shift *self, guint first_issue)
{
  const MeriloResults *results = self->results;
  const MeriloResultIssue *issue;
  int sum = 0;

  if (results->issues->len != first_issue + 1
      || !merilo_cell_is_blank (merilo_grid_row_get (self->cells, self->table->last + 1)))
    return FALSE;
  issue = &g_array_index (results->issues, MeriloResultIssue, first_issue);
  for (guint i = 0; i < results->items->len; i++)
    sum += MAX (self->row->scores[i], 0);
  return self->row->total == sum || g_str_equal (issue->code, "empty-total");
}

/* nobody knows what the cells were: none of them is taken */
static void
replace_issues (MeriloResults *results, MeriloResultRow *row, const Shift *shift, guint first_issue)
{
  g_array_set_size (results->issues, first_issue);
  for (guint i = 0; i < results->items->len; i++)
    row->scores[i] = MERILO_NO_SCORE;
  row->total = row->mark = row->journal_mark = MERILO_RESULT_NONE;
  merilo_results_add_issue (results, row, shift->from, "shifted-columns",
                            merilo_grid_row_get (shift->cells, shift->from));
}

void
merilo_row_find_shift (MeriloResults *results,
                       MeriloResultRow *row,
                       const MeriloGridRow *cells,
                       const MeriloTable *table,
                       guint first_issue)
{
  static const int ways[] = { 1, -1 };
  guint until = g_array_index (table->items, guint, table->items->len - 1);
  Shift shift = { .results = results, .row = row, .cells = cells, .table = table };

  if (is_simple (&shift, first_issue))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    for (shift.from = table->first; shift.from <= until; shift.from++)
      {
        shift.by = ways[i];
        if (!makes_sense (&shift))
          continue;
        replace_issues (results, row, &shift, first_issue);
        return;
      }
}
