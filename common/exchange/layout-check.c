#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/layout-private.h"

#include <string.h>

#include "exchange/text.h"
#include "model/value.h"

static gboolean
is_x (const MeriloCell *cell)
{
  g_autofree char *text = merilo_cell_to_text (cell);

  return g_str_equal (text, "X") || g_str_equal (text, "x") || g_str_equal (text, "Х")
         || g_str_equal (text, "х");
}

static void
read_score (
    MeriloResults *self, MeriloResultRow *row, const MeriloCell *cell, guint i, guint column)
{
  const MeriloResultItem *item = g_ptr_array_index (self->items, i);
  int value;

  row->scores[i] = MERILO_NO_SCORE;
  if (is_x (cell))
    row->scores[i] = MERILO_SCORE_X;
  else if (merilo_cell_is_blank (cell))
    {
      if (!row->absent)
        merilo_results_add_issue (self, row, row->row, column, "empty-item", cell);
    }
  else if (!merilo_cell_get_whole (cell, &value) || value < 0)
    merilo_results_add_issue (self, row, row->row, column, "bad-value", cell);
  else if (value > item->max)
    merilo_results_add_issue (self, row, row->row, column, "item-above-max", cell);
  else
    row->scores[i] = (gint16) value;
}

void
merilo_results_read_scores (MeriloResults *self,
                            MeriloResultRow *row,
                            const MeriloGridRow *cells,
                            const guint *columns)
{
  for (guint i = 0; i < self->items->len; i++)
    read_score (self, row, merilo_grid_row_get (cells, columns[i]), i, columns[i]);
}

/* sum of the scores, X counts nothing; MERILO_RESULT_NONE if one of them is not known */
static int
add_scores (const MeriloResults *self, const MeriloResultRow *row)
{
  int sum = 0;

  for (guint i = 0; i < self->items->len; i++)
    {
      if (row->scores[i] == MERILO_NO_SCORE)
        return MERILO_RESULT_NONE;
      sum += MAX (row->scores[i], 0);
    }
  return sum;
}

void
merilo_results_read_total (MeriloResults *self,
                           MeriloResultRow *row,
                           const MeriloGridRow *cells,
                           guint column)
{
  const MeriloCell *cell = merilo_grid_row_get (cells, column);
  int value, sum = add_scores (self, row);

  row->total = MERILO_RESULT_NONE;
  if (row->absent)
    return;
  if (!merilo_cell_get_whole (cell, &value) || value < 0)
    {
      merilo_results_add_issue (self, row, row->row, column, "bad-total", cell);
      return;
    }
  row->total = value;
  if (value > self->max)
    merilo_results_add_issue (self, row, row->row, column, "total-above-max", cell);
  else if (sum != MERILO_RESULT_NONE && value != sum)
    merilo_results_add_issue (self, row, row->row, column, "total-not-sum", cell);
}

static gboolean
is_no_mark (const MeriloCell *cell)
{
  g_autofree char *text = NULL;

  if (merilo_cell_is_blank (cell))
    return TRUE;
  text = merilo_cell_to_text (cell);
  return g_str_equal (text, "нет отметки") || g_str_equal (text, "Нет отметки");
}

static int
read_mark (const MeriloCell *cell)
{
  int value;

  return merilo_cell_get_whole (cell, &value) && value >= 2 && value <= 5 ? value
                                                                          : MERILO_RESULT_NONE;
}

void
merilo_results_read_marks (MeriloResults *self,
                           MeriloResultRow *row,
                           const MeriloGridRow *cells,
                           guint mark_column,
                           guint journal_column)
{
  const MeriloCell *mark = merilo_grid_row_get (cells, mark_column);
  const MeriloCell *journal = merilo_grid_row_get (cells, journal_column);

  row->mark = read_mark (mark);
  if (row->mark == MERILO_RESULT_NONE && !row->absent)
    merilo_results_add_issue (self, row, row->row, mark_column, "bad-mark", mark);
  row->journal_mark = read_mark (journal);
  if (row->journal_mark == MERILO_RESULT_NONE && !is_no_mark (journal))
    merilo_results_add_issue (self, row, row->row, journal_column, "bad-journal-mark", journal);
}

/* "edu990001", "sch990001": letters change with the years, digits stay */
void
merilo_results_read_org (MeriloResults *self,
                         MeriloResultRow *row,
                         const MeriloGridRow *cells,
                         guint column)
{
  const MeriloCell *cell = merilo_grid_row_get (cells, column);
  gsize letters;

  row->org_login = merilo_cell_to_text (cell);
  letters = strcspn (row->org_login, "0123456789");
  if (g_regex_match_simple ("^[a-z]{2,5}\\d{4,8}$", row->org_login, G_REGEX_CASELESS, 0))
    row->org_digits = g_strdup (row->org_login + letters);
  else
    {
      row->org_digits = g_strdup ("");
      merilo_results_add_issue (self, row, row->row, column, "bad-org", cell);
    }
}

/* "4А", "4 а", "4-1", "4": the grade first. Another grade is another procedure's row */
void
merilo_results_read_class (MeriloResults *self,
                           MeriloResultRow *row,
                           const MeriloGridRow *cells,
                           guint column)
{
  const MeriloCell *cell = merilo_grid_row_get (cells, column);
  guint64 grade;

  row->class_name = merilo_cell_to_text (cell);
  grade = g_ascii_strtoull (row->class_name, NULL, 10);
  if (!g_regex_match_simple ("^\\d{1,2}\\s*[-«\"(]?\\s*[\\p{L}\\d]{0,4}[)»\"]?$", row->class_name,
                             0, 0)
      || grade != (guint64) self->grade)
    merilo_results_add_issue (self, row, row->row, column, "unknown-class", cell);
}

/* both rows of a doubled code are named: which of them is right only the school knows */
void
merilo_results_find_doubles (MeriloResults *self, const MeriloGrid *grid, guint column)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) named = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      MeriloResultRow *row = g_ptr_array_index (self->rows, i), *pair[2];
      char *key = g_strconcat (row->org_login, "\n", row->code, NULL);

      pair[0] = g_hash_table_lookup (seen, key);
      pair[1] = row;
      if (pair[0] == NULL || row->code[0] == '\0')
        {
          g_hash_table_replace (seen, key, row);
          continue;
        }
      g_free (key);
      for (guint k = 0; k < G_N_ELEMENTS (pair); k++)
        if (g_hash_table_add (named, pair[k]))
          merilo_results_add_issue (self, pair[k], pair[k]->row, column, "doubled-code",
                                    merilo_grid_get (grid, pair[k]->row, column));
    }
}
