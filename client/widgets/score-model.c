#define G_LOG_DOMAIN "app-score-model"

#include "config.h"

#include "widgets/score-model.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "widgets/cells.h"

/* a cell's content: @text is there only when @value is APP_SCORE_INVALID */
typedef struct
{
  gint16 value;
  char *text;
} Content;

typedef struct
{
  guint at;
  Content before, after;
} Change;

struct _AppScoreModel
{
  GObject parent_instance;
  guint n_rows, n_cols;
  char **codes;
  gint16 *max;
  char **titles;
  gint16 *values;
  gint16 *others;
  GHashTable *invalid; /* place → text */
  gboolean *row_read_only, *col_read_only;
  GPtrArray *steps; /* of GArray of Change */
  guint done;       /* steps before this one are done, later ones wait for redo */
  GArray *step;     /* the act going on */
};

enum
{
  CHANGED,
  EDITED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AppScoreModel, app_score_model, G_TYPE_OBJECT)

/* Reading what was typed */

static gboolean
is_x (const char *text)
{
  /* Latin and Cyrillic look the same and are typed in whichever layout is on; not for the screen */
  static const char *const forms[] = { "X", "x", "Х", "х", NULL };

  return g_strv_contains (forms, text);
}

/* MERILO_NO_SCORE, MERILO_SCORE_X, a score of 0..@max, or APP_SCORE_INVALID */
static gint16
read_score (const char *text, int max)
{
  char *end;
  long v;

  if (*text == 0)
    return MERILO_NO_SCORE;
  if (is_x (text))
    return MERILO_SCORE_X;
  if (!g_ascii_isdigit (*text))
    return APP_SCORE_INVALID;
  v = strtol (text, &end, 10);
  return *end == 0 && v <= max ? (gint16) v : APP_SCORE_INVALID;
}

static Content
read_content (AppScoreModel *self, guint at, const char *typed)
{
  g_autofree char *text = g_utf8_make_valid (typed, (gssize) strnlen (typed, APP_SCORE_TEXT_MAX));
  Content content;

  g_strdelimit (g_strstrip (text), "\t\r\n", ' ');
  content.value = read_score (text, self->max[at % self->n_cols]);
  content.text = content.value == APP_SCORE_INVALID ? g_steal_pointer (&text) : NULL;
  return content;
}

/* Cells */

static guint
place (AppScoreModel *self, guint row, guint col)
{
  g_assert (row < self->n_rows && col < self->n_cols);
  return row * self->n_cols + col;
}

static Content
peek (AppScoreModel *self, guint at)
{
  return (Content){ self->values[at], g_hash_table_lookup (self->invalid, GUINT_TO_POINTER (at)) };
}

static void
put (AppScoreModel *self, guint at, const Content *content)
{
  self->values[at] = content->value;
  if (content->text != NULL)
    g_hash_table_insert (self->invalid, GUINT_TO_POINTER (at), g_strdup (content->text));
  else
    g_hash_table_remove (self->invalid, GUINT_TO_POINTER (at));
}

static void
tell_changed (AppScoreModel *self, guint row0, guint col0, guint row1, guint col1)
{
  g_signal_emit (self, signals[CHANGED], 0, row0, col0, row1, col1);
}

/* Steps */

static void
clear_change (Change *change)
{
  g_free (change->before.text);
  g_free (change->after.text);
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
change_cell (AppScoreModel *self, guint at, Content after)
{
  Content before = peek (self, at);
  Change change;

  if (before.value == after.value && g_strcmp0 (before.text, after.text) == 0)
    {
      g_free (after.text);
      return;
    }
  change = (Change){ at, { before.value, g_strdup (before.text) }, after };
  put (self, at, &after);
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
  tell_changed (self, low.row, low.col, high.row, high.col);
  g_signal_emit (self, signals[EDITED], 0, cells);
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

      put (self, change->at, back ? &change->before : &change->after);
    }
  if (ret_cell != NULL)
    *ret_cell = (AppScoreCell){ first / self->n_cols, first % self->n_cols };
  tell_step (self, step);
  return TRUE;
}

/* Class */

static void
app_score_model_finalize (GObject *object)
{
  AppScoreModel *self = APP_SCORE_MODEL (object);

  for (guint r = 0; r < self->n_rows; r++)
    g_free (self->titles[r]);
  g_free (self->titles);
  g_strfreev (self->codes);
  g_free (self->max);
  g_free (self->values);
  g_free (self->others);
  g_free (self->row_read_only);
  g_free (self->col_read_only);
  g_hash_table_unref (self->invalid);
  g_ptr_array_unref (self->steps);
  G_OBJECT_CLASS (app_score_model_parent_class)->finalize (object);
}

static void
app_score_model_class_init (AppScoreModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = app_score_model_finalize;
  signals[CHANGED]
      = g_signal_new ("changed", APP_TYPE_SCORE_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 4, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_UINT);
  signals[EDITED] = g_signal_new ("edited", APP_TYPE_SCORE_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_ARRAY | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
app_score_model_init (AppScoreModel *self)
{
  self->invalid = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
}

/* Public API */

AppScoreModel *
app_score_model_new (guint n_rows, const char *const *codes, const gint16 *max)
{
  AppScoreModel *self = g_object_new (APP_TYPE_SCORE_MODEL, NULL);
  guint n;

  self->n_rows = n_rows;
  self->codes = g_strdupv ((char **) codes);
  self->n_cols = g_strv_length (self->codes);
  self->max = g_memdup2 (max, self->n_cols * sizeof *max);
  self->titles = g_new0 (char *, n_rows);
  self->row_read_only = g_new0 (gboolean, n_rows);
  self->col_read_only = g_new0 (gboolean, self->n_cols);
  n = n_rows * self->n_cols;
  self->values = g_new (gint16, n);
  self->others = g_new (gint16, n);
  for (guint i = 0; i < n; i++)
    self->values[i] = self->others[i] = MERILO_NO_SCORE;
  for (guint r = 0; r < n_rows; r++)
    self->titles[r] = g_strdup_printf (_ ("Работа %u"), r + 1);
  return self;
}

guint
app_score_model_get_n_rows (AppScoreModel *self)
{
  return self->n_rows;
}

guint
app_score_model_get_n_tasks (AppScoreModel *self)
{
  return self->n_cols;
}

const char *
app_score_model_get_code (AppScoreModel *self, guint col)
{
  g_return_val_if_fail (col < self->n_cols, NULL);
  return self->codes[col];
}

int
app_score_model_get_max (AppScoreModel *self, guint col)
{
  g_return_val_if_fail (col < self->n_cols, 0);
  return self->max[col];
}

void
app_score_model_set_title (AppScoreModel *self, guint row, const char *title)
{
  g_return_if_fail (row < self->n_rows);
  g_free (self->titles[row]);
  self->titles[row] = g_strdup (title);
  tell_changed (self, row, 0, row, 0);
}

const char *
app_score_model_get_title (AppScoreModel *self, guint row)
{
  g_return_val_if_fail (row < self->n_rows, NULL);
  return self->titles[row];
}

static void
load_score (AppScoreModel *self, guint at, gint16 score)
{
  gboolean fits = score == MERILO_NO_SCORE || score == MERILO_SCORE_X
                  || (score >= 0 && score <= self->max[at % self->n_cols]);
  g_autofree char *text = fits ? NULL : g_strdup_printf ("%d", score);
  Content content = { fits ? score : APP_SCORE_INVALID, text };

  put (self, at, &content);
}

void
app_score_model_load (AppScoreModel *self, guint row, const MeriloScores *scores)
{
  guint n = scores != NULL ? scores->n : 0;

  g_return_if_fail (row < self->n_rows);
  if (self->n_cols == 0)
    return;
  for (guint c = 0; c < self->n_cols; c++)
    load_score (self, place (self, row, c), c < n ? scores->at[c] : MERILO_NO_SCORE);
  tell_changed (self, row, 0, row, self->n_cols - 1);
}

void
app_score_model_load_text (AppScoreModel *self, guint row, guint col, const char *text)
{
  Content content;

  g_return_if_fail (row < self->n_rows && col < self->n_cols);
  content = read_content (self, place (self, row, col), text);
  put (self, place (self, row, col), &content);
  g_free (content.text);
  tell_changed (self, row, col, row, col);
}

void
app_score_model_set_other (AppScoreModel *self, guint row, const MeriloScores *scores)
{
  guint n = scores != NULL ? scores->n : 0;

  g_return_if_fail (row < self->n_rows);
  for (guint c = 0; c < self->n_cols; c++)
    self->others[place (self, row, c)] = c < n ? scores->at[c] : MERILO_NO_SCORE;
  if (self->n_cols > 0)
    tell_changed (self, row, 0, row, self->n_cols - 1);
}

gint16
app_score_model_get_other (AppScoreModel *self, guint row, guint col)
{
  g_return_val_if_fail (row < self->n_rows && col < self->n_cols, MERILO_NO_SCORE);
  return self->others[place (self, row, col)];
}

gboolean
app_score_model_differs (AppScoreModel *self, guint row, guint col)
{
  gint16 other = app_score_model_get_other (self, row, col);
  gint16 own = app_score_model_get (self, row, col);

  return other != MERILO_NO_SCORE && own != MERILO_NO_SCORE && other != own;
}

void
app_score_model_set_row_read_only (AppScoreModel *self, guint row, gboolean read_only)
{
  g_return_if_fail (row < self->n_rows);
  self->row_read_only[row] = read_only;
  tell_changed (self, row, 0, row, MAX (self->n_cols, 1) - 1);
}

void
app_score_model_set_col_read_only (AppScoreModel *self, guint col, gboolean read_only)
{
  g_return_if_fail (col < self->n_cols);
  self->col_read_only[col] = read_only;
  tell_changed (self, 0, col, MAX (self->n_rows, 1) - 1, col);
}

gboolean
app_score_model_is_read_only (AppScoreModel *self, guint row, guint col)
{
  g_return_val_if_fail (row < self->n_rows && col < self->n_cols, TRUE);
  return self->row_read_only[row] || self->col_read_only[col];
}

gint16
app_score_model_get (AppScoreModel *self, guint row, guint col)
{
  g_return_val_if_fail (row < self->n_rows && col < self->n_cols, MERILO_NO_SCORE);
  return self->values[place (self, row, col)];
}

const char *
app_score_model_get_text (AppScoreModel *self, guint row, guint col, char buffer[8])
{
  gint16 v = app_score_model_get (self, row, col);

  if (v == MERILO_NO_SCORE)
    return "";
  if (v == MERILO_SCORE_X)
    return "X";
  if (v == APP_SCORE_INVALID)
    return g_hash_table_lookup (self->invalid, GUINT_TO_POINTER (place (self, row, col)));
  g_snprintf (buffer, 8, "%d", v);
  return buffer;
}

char *
app_score_model_get_reason (AppScoreModel *self, guint row, guint col)
{
  char buffer[8];

  if (app_score_model_get (self, row, col) != APP_SCORE_INVALID)
    return NULL;
  return g_strdup_printf (_ ("Введено «%s», а в задании %s бывает балл от 0 до %d или X"),
                          app_score_model_get_text (self, row, col, buffer), self->codes[col],
                          self->max[col]);
}

gboolean
app_score_model_set_text (AppScoreModel *self, guint row, guint col, const char *text)
{
  g_return_val_if_fail (row < self->n_rows && col < self->n_cols, FALSE);
  if (app_score_model_is_read_only (self, row, col))
    return TRUE;
  begin_step (self);
  change_cell (self, place (self, row, col), read_content (self, place (self, row, col), text));
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
        change_cell (self, place (self, r, c), (Content){ MERILO_NO_SCORE, NULL });
  end_step (self);
}

static gboolean
paste_cell (AppScoreModel *self, guint row, guint col, const char *text, guint *invalid)
{
  Content content;

  if (app_score_model_is_read_only (self, row, col))
    return FALSE;
  content = read_content (self, place (self, row, col), text);
  *invalid += content.value == APP_SCORE_INVALID;
  change_cell (self, place (self, row, col), content);
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

GPtrArray *
app_score_model_copy (AppScoreModel *self, guint row0, guint col0, guint row1, guint col1)
{
  GPtrArray *cells = app_cells_new ();
  char buffer[8];

  for (guint r = row0; r <= row1 && r < self->n_rows; r++)
    {
      g_autoptr (GStrvBuilder) line = g_strv_builder_new ();

      for (guint c = col0; c <= col1 && c < self->n_cols; c++)
        g_strv_builder_add (line, app_score_model_get_text (self, r, c, buffer));
      g_ptr_array_add (cells, g_strv_builder_end (line));
    }
  return cells;
}

int
app_score_model_get_total (AppScoreModel *self, guint row, gboolean *ret_complete)
{
  int total = 0;
  guint filled = 0, empty = 0;

  g_return_val_if_fail (row < self->n_rows, -1);
  for (guint c = 0; c < self->n_cols; c++)
    {
      gint16 v = self->values[place (self, row, c)];

      if (v == MERILO_NO_SCORE || v == APP_SCORE_INVALID)
        empty++;
      else
        filled++, total += MAX (v, 0);
    }
  if (ret_complete != NULL)
    *ret_complete = empty == 0;
  return filled > 0 ? total : -1;
}

int
app_score_model_get_max_total (AppScoreModel *self)
{
  int total = 0;

  for (guint c = 0; c < self->n_cols; c++)
    total += self->max[c];
  return total;
}

MeriloScores *
app_score_model_dup_scores (AppScoreModel *self, guint row)
{
  MeriloScores *scores;

  g_return_val_if_fail (row < self->n_rows, NULL);
  scores = merilo_scores_new (self->values + row * self->n_cols, self->n_cols);
  for (guint c = 0; c < self->n_cols; c++)
    if (scores->at[c] == APP_SCORE_INVALID)
      scores->at[c] = MERILO_NO_SCORE;
  return scores;
}

guint
app_score_model_count_invalid (AppScoreModel *self)
{
  return g_hash_table_size (self->invalid);
}

guint
app_score_model_count_empty (AppScoreModel *self)
{
  guint n = 0;

  for (guint i = 0; i < self->n_rows * self->n_cols; i++)
    n += self->values[i] == MERILO_NO_SCORE;
  return n;
}
