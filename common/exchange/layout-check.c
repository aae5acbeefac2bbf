#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/layout-private.h"

#include <string.h>

#include "exchange/text.h"

static gboolean
is_one_of (const char *text, const char *const *words)
{
  for (; *words != NULL; words++)
    if (g_str_equal (text, *words))
      return TRUE;
  return FALSE;
}

static gboolean
says (const MeriloCell *cell, const char *const *words)
{
  g_autofree char *folded = NULL;

  if (cell->kind != MERILO_CELL_TEXT)
    return FALSE;
  folded = merilo_text_fold (cell->text);
  return is_one_of (folded, words);
}

/* Cells */

/* what stands for a score and is no number */
static MeriloVerdict
judge_word (const MeriloCell *cell, gint16 *ret_score)
{
  static const char *const not_attempted[] = { "x", "х", NULL }; /* Latin, Cyrillic */
  static const char *const not_studied[] = { "не пройд.", "не пройд", "не пройдено", NULL };
  g_autofree char *folded = NULL;

  if (merilo_cell_is_blank (cell))
    return MERILO_VALUE_BLANK;
  if (cell->kind != MERILO_CELL_TEXT)
    return MERILO_VALUE_BAD;
  folded = merilo_text_fold (cell->text);
  if (is_one_of (folded, not_studied))
    return MERILO_VALUE_NOT_STUDIED;
  if (!is_one_of (folded, not_attempted))
    return MERILO_VALUE_BAD;
  *ret_score = MERILO_SCORE_X;
  return MERILO_VALUE_GOOD;
}

MeriloVerdict
merilo_judge_score (const MeriloCell *cell, int max, gint16 *ret_score)
{
  int value;

  *ret_score = MERILO_NO_SCORE;
  if (!merilo_cell_get_whole (cell, &value)) /* half a million in a large sheet are */
    return judge_word (cell, ret_score);
  if (value < 0)
    return MERILO_VALUE_BAD;
  if (value > (max != MERILO_RESULT_NONE ? max : G_MAXINT16))
    return MERILO_VALUE_ABOVE;
  *ret_score = (gint16) value;
  return MERILO_VALUE_GOOD;
}

MeriloVerdict
merilo_judge_mark (const MeriloCell *cell, int *ret_mark)
{
  static const char *const no_mark[] = { "нет отметки", "нет", "-", "н/а", NULL };
  int value;

  *ret_mark = MERILO_RESULT_NONE;
  if (merilo_cell_is_blank (cell) || says (cell, no_mark))
    return MERILO_VALUE_BLANK;
  if (!merilo_cell_get_whole (cell, &value) || value < 2 || value > 5)
    return MERILO_VALUE_BAD;
  *ret_mark = value;
  return MERILO_VALUE_GOOD;
}

MeriloVerdict
merilo_judge_award (const MeriloCell *cell, const char **ret_award)
{
  static const struct
  {
    const char *pattern, *award;
  } awards[] = {
    { "^победител", "winner" },
    { "^приз[её]р", "prize" },
    { "(^|[^\\pL\\d])(ii|2|втор\\pL*|серебр\\pL*)([^\\pL\\d]|$)", "medal-2" },
    { "(^|[^\\pL\\d])(i|1|перв\\pL*|золот\\pL*)([^\\pL\\d]|$)", "medal-1" },
    { "^(участник\\pL*|нет|без .*|-|—)?$", "" },
  };
  static gsize slots[G_N_ELEMENTS (awards)] = { 0 };
  g_autofree char *text = merilo_cell_to_text (cell);
  g_autofree char *folded = merilo_text_fold (text);

  *ret_award = "";
  for (guint i = 0; i < G_N_ELEMENTS (awards); i++)
    if (g_regex_match (merilo_text_regex (&slots[i], awards[i].pattern, 0), folded, 0, NULL))
      {
        *ret_award = awards[i].award;
        return MERILO_VALUE_GOOD;
      }
  return MERILO_VALUE_BAD;
}

gboolean
merilo_is_variant (const MeriloCell *cell)
{
  int value;

  return merilo_cell_get_whole (cell, &value) && value >= 1 && value <= 999999;
}

gboolean
merilo_is_absent (const MeriloCell *cell)
{
  static const char *const absent[] = { "отсутствовал", "отсутствовала", "отсутствует", NULL };

  return says (cell, absent);
}

char *
merilo_login_dup_digits (const char *login)
{
  gsize letters = strspn (login, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
  gsize digits = strspn (login + letters, "0123456789");

  if (letters < 2 || letters > 5 || digits < 4 || digits > 8 || login[letters + digits] != '\0')
    return NULL;
  return g_strdup (login + letters);
}

/* Rows */

static void
read_score (
    MeriloResults *self, MeriloResultRow *row, const MeriloCell *cell, guint i, guint column)
{
  const MeriloResultItem *item = g_ptr_array_index (self->items, i);

  switch (merilo_judge_score (cell, item->max, &row->scores[i]))
    {
    case MERILO_VALUE_BLANK:
      if (!row->absent)
        merilo_results_add_issue (self, row, column, "empty-item", cell);
      break;
    case MERILO_VALUE_BAD:
      merilo_results_add_issue (self, row, column, "bad-value", cell);
      break;
    case MERILO_VALUE_ABOVE:
      merilo_results_add_issue (self, row, column, "item-above-max", cell);
      break;
    case MERILO_VALUE_NOT_STUDIED:
      merilo_results_add_issue (self, row, column, "not-studied", cell);
      break;
    case MERILO_VALUE_GOOD:
    default:
      if (row->absent && row->scores[i] != MERILO_SCORE_X)
        merilo_results_add_issue (self, row, column, "scored-absent", cell);
      break;
    }
}

void
merilo_row_read_scores (MeriloResults *self,
                        MeriloResultRow *row,
                        const MeriloGridRow *cells,
                        const MeriloTable *table)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      guint column = g_array_index (table->items, guint, i);

      read_score (self, row, merilo_grid_row_get (cells, column), i, column);
    }
}

/* sum of the scores, X counts nothing; MERILO_RESULT_NONE if one of them is not known */
static int
add_scores (const MeriloResults *self, const MeriloResultRow *row)
{
  int sum = 0;

  if (self->items->len == 0)
    return MERILO_RESULT_NONE;
  for (guint i = 0; i < self->items->len; i++)
    {
      if (row->scores[i] == MERILO_NO_SCORE)
        return MERILO_RESULT_NONE;
      sum += MAX (row->scores[i], 0);
    }
  return sum;
}

void
merilo_row_read_total (MeriloResults *self,
                       MeriloResultRow *row,
                       const MeriloGridRow *cells,
                       guint column)
{
  const MeriloCell *cell = merilo_grid_row_get (cells, column);
  int value, max = self->procedure.max, sum = add_scores (self, row);

  row->total = MERILO_RESULT_NONE;
  if (row->absent)
    {
      if (!merilo_cell_is_blank (cell) && (!merilo_cell_get_whole (cell, &value) || value != 0))
        merilo_results_add_issue (self, row, column, "scored-absent", cell);
      return;
    }
  if (merilo_cell_is_blank (cell))
    {
      merilo_results_add_issue (self, row, column, "empty-total", cell);
      return;
    }
  if (!merilo_cell_get_whole (cell, &value) || value < 0)
    {
      merilo_results_add_issue (self, row, column, "bad-total", cell);
      return;
    }
  row->total = value;
  if (max != MERILO_RESULT_NONE && value > max)
    merilo_results_add_issue (self, row, column, "total-above-max", cell);
  else if (sum != MERILO_RESULT_NONE && value != sum)
    merilo_results_add_issue (self, row, column, "total-not-sum", cell);
}

/* who took part has one, who did not has none */
static void
read_mark (MeriloResults *self, MeriloResultRow *row, const MeriloCell *cell, guint column)
{
  MeriloVerdict verdict = merilo_judge_mark (cell, &row->mark);

  if (row->absent && verdict != MERILO_VALUE_BLANK)
    merilo_results_add_issue (self, row, column, "scored-absent", cell);
  else if (!row->absent && verdict != MERILO_VALUE_GOOD)
    merilo_results_add_issue (self, row, column, "bad-mark", cell);
}

void
merilo_row_read_marks (MeriloResults *self,
                       MeriloResultRow *row,
                       const MeriloGridRow *cells,
                       guint mark_column,
                       guint journal_column)
{
  const MeriloCell *mark = merilo_grid_row_get (cells, mark_column);
  const MeriloCell *journal = merilo_grid_row_get (cells, journal_column);

  if (mark_column != 0)
    read_mark (self, row, mark, mark_column);
  if (merilo_judge_mark (journal, &row->journal_mark) == MERILO_VALUE_BAD)
    merilo_results_add_issue (self, row, journal_column, "bad-journal-mark", journal);
}

/* "edu990001", "sch990001": letters change with the years, digits stay */
void
merilo_row_read_org (MeriloResults *self,
                     MeriloResultRow *row,
                     const char *login,
                     const MeriloCell *cell,
                     guint column)
{
  const MeriloResultRow *above
      = self->rows->len > 1 ? g_ptr_array_index (self->rows, self->rows->len - 2) : NULL;
  g_autofree char *digits = NULL;

  row->org_login = login;
  if (above != NULL && above->org_login == login) /* kept once: the same school */
    row->org_digits = above->org_digits;
  else if ((digits = merilo_login_dup_digits (login)) != NULL)
    row->org_digits = merilo_results_keep (self, digits);
  if (row->org_digits[0] == '\0')
    merilo_results_add_issue (self, row, column, "bad-org", cell);
}

/* Doubled codes */

static const char *
get_org (const MeriloResultRow *row)
{
  return row->org_digits[0] != '\0' ? row->org_digits : row->org_login;
}

static guint
hash_participant (gconstpointer data)
{
  const MeriloResultRow *row = data;

  /* codes of a school follow each other: strewn, lest those of many fall into one place */
  return (g_str_hash (get_org (row)) * 31 + g_str_hash (row->code)) * 2654435769u;
}

static gboolean
is_same_participant (gconstpointer a, gconstpointer b)
{
  const MeriloResultRow *one = a, *other = b;

  return g_str_equal (one->code, other->code) && g_str_equal (get_org (one), get_org (other));
}

/* both rows of a doubled code are named: which of them is right only the school knows */
void
merilo_results_find_doubles (MeriloResults *self, const MeriloGrid *grid, guint column)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (hash_participant, is_same_participant);
  g_autoptr (GHashTable) named = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      MeriloResultRow *row = g_ptr_array_index (self->rows, i), *pair[2];

      pair[0] = g_hash_table_lookup (seen, row);
      pair[1] = row;
      if (pair[0] == NULL || row->code[0] == '\0')
        {
          g_hash_table_add (seen, row);
          continue;
        }
      for (guint k = 0; k < G_N_ELEMENTS (pair); k++)
        if (g_hash_table_add (named, pair[k]))
          merilo_results_add_issue (self, pair[k], column, "doubled-code",
                                    merilo_grid_get (grid, pair[k]->row, column));
    }
}
