#define G_LOG_DOMAIN "app-score-model"

#include "config.h"

#include "widgets/score-model-private.h"

#include "widgets/cells.h"

/* of one cell by an act */
typedef struct
{
  guint at;
  ScoreContent before, after;
} Change;

/* Steps */

static void
clear_change (Change *change)
{
  g_free (change->before.text);
  g_free (change->after.text);
}

static ScoreContent
peek (AppScoreModel *self, guint at)
{
  return (ScoreContent){ self->values[at],
                         g_hash_table_lookup (self->invalid, GUINT_TO_POINTER (at)) };
}

static void
begin_step (AppScoreModel *self)
{
  g_assert (self->step == NULL);
  self->step = g_array_new (FALSE, FALSE, sizeof (Change));
  g_array_set_clear_func (self->step, (GDestroyNotify) clear_change);
}

/* takes the text of @after */
static void
change_cell (AppScoreModel *self, guint at, ScoreContent after)
{
  ScoreContent before = peek (self, at);
  Change change;

  if (before.value == after.value && g_strcmp0 (before.text, after.text) == 0)
    {
      g_free (after.text);
      return;
    }
  change = (Change){ at, { before.value, g_strdup (before.text) }, after };
  _app_score_model_put (self, at, &after);
  g_array_append_val (self->step, change);
}

static void
tell_step (AppScoreModel *self, GArray *step)
{
  g_autoptr (GArray) cells = g_array_sized_new (FALSE, FALSE, sizeof (AppScoreCell), step->len);
  AppScoreCell low = { G_MAXUINT, G_MAXUINT }, high = { 0, 0 };

  for (guint i = 0; i < step->len; i++)
    {
      guint at = g_array_index (step, Change, i).at;
      AppScoreCell cell = { at / self->n_cols, at % self->n_cols };

      low = (AppScoreCell){ MIN (low.row, cell.row), MIN (low.col, cell.col) };
      high = (AppScoreCell){ MAX (high.row, cell.row), MAX (high.col, cell.col) };
      g_array_append_val (cells, cell);
    }
  _app_score_model_tell_changed (self, low.row, low.col, high.row, high.col);
  _app_score_model_tell_edited (self, cells);
}

static void
end_step (AppScoreModel *self)
{
  GArray *step = g_steal_pointer (&self->step);

  if (step->len == 0)
    {
      g_array_unref (step);
      return;
    }
  g_ptr_array_set_size (self->steps, (int) self->done);
  if (self->steps->len == APP_SCORE_UNDO_MAX)
    g_ptr_array_remove_index (self->steps, 0);
  g_ptr_array_add (self->steps, step);
  self->done = self->steps->len;
  tell_step (self, step);
}

static gboolean
walk_step (AppScoreModel *self, guint i, gboolean back, AppScoreCell *ret_cell)
{
  g_autoptr (GArray) step = g_array_ref (self->steps->pdata[i]);
  guint first = g_array_index (step, Change, 0).at;

  for (guint k = 0; k < step->len; k++)
    {
      Change *change = &g_array_index (step, Change, back ? step->len - 1 - k : k);

      _app_score_model_put (self, change->at, back ? &change->before : &change->after);
    }
  if (ret_cell != NULL)
    *ret_cell = (AppScoreCell){ first / self->n_cols, first % self->n_cols };
  tell_step (self, step);
  return TRUE;
}

/* Public API */

gboolean
app_score_model_set_text (AppScoreModel *self, guint row, guint col, const char *text)
{
  g_return_val_if_fail (row < self->n_rows && col < self->n_cols, FALSE);
  if (app_score_model_is_read_only (self, row, col))
    return TRUE;
  begin_step (self);
  change_cell (self, _app_score_model_place (self, row, col),
               _app_score_model_read (self, _app_score_model_place (self, row, col), text));
  end_step (self);
  return app_score_model_get (self, row, col) != APP_SCORE_INVALID;
}

void
app_score_model_clear (AppScoreModel *self, guint row0, guint col0, guint row1, guint col1)
{
  begin_step (self);
  for (guint r = row0; r <= row1 && r < self->n_rows; r++)
    for (guint c = col0; c <= col1 && c < self->n_cols; c++)
      if (!app_score_model_is_read_only (self, r, c))
        change_cell (self, _app_score_model_place (self, r, c),
                     (ScoreContent){ MERILO_NO_SCORE, NULL });
  end_step (self);
}

static gboolean
paste_cell (AppScoreModel *self, guint row, guint col, const char *text, guint *invalid)
{
  ScoreContent content;

  if (app_score_model_is_read_only (self, row, col))
    return FALSE;
  content = _app_score_model_read (self, _app_score_model_place (self, row, col), text);
  *invalid += content.value == APP_SCORE_INVALID;
  change_cell (self, _app_score_model_place (self, row, col), content);
  return TRUE;
}

guint
app_score_model_paste (AppScoreModel *self,
                       guint row,
                       guint col,
                       guint row1,
                       guint col1,
                       const char *tsv,
                       guint *ret_invalid)
{
  g_autoptr (GPtrArray) cells = app_cells_parse (tsv);
  gboolean fill = cells->len == 1 && g_strv_length (cells->pdata[0]) == 1;
  guint n = 0, invalid = 0;

  begin_step (self);
  if (fill)
    {
      for (guint r = row; r <= row1 && r < self->n_rows; r++)
        for (guint c = col; c <= col1 && c < self->n_cols; c++)
          n += paste_cell (self, r, c, *(char **) cells->pdata[0], &invalid);
    }
  else
    for (guint i = 0; i < cells->len && row + i < self->n_rows; i++)
      {
        char **line = cells->pdata[i];

        for (guint k = 0; line[k] != NULL && col + k < self->n_cols; k++)
          n += paste_cell (self, row + i, col + k, line[k], &invalid);
      }
  end_step (self);
  if (ret_invalid != NULL)
    *ret_invalid = invalid;
  return n;
}

gboolean
app_score_model_can_undo (AppScoreModel *self)
{
  return self->done > 0;
}

gboolean
app_score_model_can_redo (AppScoreModel *self)
{
  return self->done < self->steps->len;
}

gboolean
app_score_model_undo (AppScoreModel *self, AppScoreCell *ret_cell)
{
  return self->done > 0 && walk_step (self, --self->done, TRUE, ret_cell);
}

gboolean
app_score_model_redo (AppScoreModel *self, AppScoreCell *ret_cell)
{
  return self->done < self->steps->len && walk_step (self, self->done++, FALSE, ret_cell);
}
