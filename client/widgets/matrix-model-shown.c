#define G_LOG_DOMAIN "app-matrix-model"

#include "config.h"

#include "widgets/matrix-model-private.h"

#include <string.h>

static gboolean
item_has (AppMatrixModel *self, const MatrixItem *item, AppMatrixState state, gint64 reporter)
{
  for (guint i = 0; i < self->reporters->len; i++)
    {
      const MatrixReporter *r = self->reporters->pdata[i];

      if ((reporter == 0 || r->id == reporter) && item->states[i] == state)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_kept (AppMatrixModel *self,
         const MatrixItem *item,
         const char *section,
         gint64 reporter,
         AppMatrixState state,
         const char *text)
{
  if (section != NULL && !g_str_equal (item->section, section))
    return FALSE;
  if (text != NULL && *text != 0 && strstr (item->folded, text) == NULL)
    return FALSE;
  return state == APP_MATRIX_N_STATES || item_has (self, item, state, reporter);
}

static void
choose_rows (AppMatrixModel *self,
             const char *section,
             gint64 reporter,
             AppMatrixState state,
             const char *text)
{
  const char *last = NULL;

  g_array_set_size (self->rows, 0);
  self->n_shown = 0;
  for (guint i = 0; i < self->items->len; i++)
    {
      const MatrixItem *item = self->items->pdata[i];

      if (!is_kept (self, item, section, reporter, state, text))
        continue;
      if (*item->section != 0 && item->section != last)
        g_array_append_val (self->rows, ((MatrixRow){ NULL, item->section, { 0, 0 } }));
      last = item->section;
      g_array_append_val (self->rows, ((MatrixRow){ item, item->section, { 0, 0 } }));
      self->n_shown++;
    }
}

static gboolean
col_has (AppMatrixModel *self, guint reporter, AppMatrixState state)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      const MatrixRow *row = &g_array_index (self->rows, MatrixRow, i);

      if (row->item != NULL && row->item->states[reporter] == state)
        return TRUE;
    }
  return FALSE;
}

static void
choose_cols (AppMatrixModel *self, gint64 reporter, AppMatrixState state)
{
  g_array_set_size (self->cols, 0);
  for (guint i = 0; i < self->reporters->len; i++)
    {
      const MatrixReporter *r = self->reporters->pdata[i];

      if ((reporter == 0 || r->id == reporter)
          && (state == APP_MATRIX_N_STATES || col_has (self, i, state)))
        g_array_append_val (self->cols, i);
    }
}

/* Counting */

static void
count_cell (const MatrixItem *item, guint reporter, AppMatrixCount *count)
{
  AppMatrixState state = item->states[reporter];

  if (item->bars != NULL)
    {
      count->done += item->bars[reporter].done;
      count->due += item->bars[reporter].total;
      return;
    }
  if (state == APP_MATRIX_AHEAD || state == APP_MATRIX_NOTHING
      || state == APP_MATRIX_NOT_APPLICABLE)
    return;
  count->due++;
  count->done += state == APP_MATRIX_DONE || state == APP_MATRIX_LATE;
}

static void
add_count (AppMatrixCount *to, AppMatrixCount more)
{
  to->done += more.done;
  to->due += more.due;
}

static void
count_rows (AppMatrixModel *self)
{
  MatrixRow *section = NULL;

  self->all = (AppMatrixCount){ 0, 0 };
  memset (self->states, 0, sizeof self->states);
  g_array_set_size (self->col_counts, 0);
  g_array_set_size (self->col_counts, self->cols->len);
  for (guint i = 0; i < self->rows->len; i++)
    {
      MatrixRow *row = &g_array_index (self->rows, MatrixRow, i);

      if (row->item == NULL)
        {
          section = row;
          continue;
        }
      for (guint c = 0; c < self->cols->len; c++)
        {
          guint reporter = g_array_index (self->cols, guint, c);

          self->states[row->item->states[reporter]]++;
          count_cell (row->item, reporter, &row->count);
          count_cell (row->item, reporter, &g_array_index (self->col_counts, AppMatrixCount, c));
        }
      add_count (&self->all, row->count);
      if (section != NULL)
        add_count (&section->count, row->count);
    }
}

void
_app_matrix_model_choose (AppMatrixModel *self,
                          const char *section,
                          gint64 reporter,
                          AppMatrixState state,
                          const char *folded)
{
  choose_rows (self, section, reporter, state, folded);
  choose_cols (self, reporter, state);
  count_rows (self);
}
