#define G_LOG_DOMAIN "app-score-model"

#include "config.h"

#include "widgets/score-model-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "widgets/cells.h"
#include "widgets/score-text.h"

enum
{
  CHANGED,
  EDITED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AppScoreModel, app_score_model, G_TYPE_OBJECT)

/* Reading what was typed */

ScoreContent
_app_score_model_read (AppScoreModel *self, guint at, const char *typed)
{
  g_autofree char *text = g_utf8_make_valid (typed, (gssize) strnlen (typed, APP_SCORE_TEXT_MAX));
  ScoreContent content;

  g_strdelimit (g_strstrip (text), "\t\r\n", ' ');
  content.value = app_score_read (text, self->max[at % self->n_cols]);
  content.text = content.value == APP_SCORE_INVALID ? g_steal_pointer (&text) : NULL;
  return content;
}

/* Cells */

guint
_app_score_model_place (AppScoreModel *self, guint row, guint col)
{
  g_assert (row < self->n_rows && col < self->n_cols);
  return row * self->n_cols + col;
}

void
_app_score_model_put (AppScoreModel *self, guint at, const ScoreContent *content)
{
  self->values[at] = content->value;
  if (content->text != NULL)
    g_hash_table_insert (self->invalid, GUINT_TO_POINTER (at), g_strdup (content->text));
  else
    g_hash_table_remove (self->invalid, GUINT_TO_POINTER (at));
}

void
_app_score_model_tell_changed (AppScoreModel *self, guint row0, guint col0, guint row1, guint col1)
{
  g_signal_emit (self, signals[CHANGED], 0, row0, col0, row1, col1);
}

void
_app_score_model_tell_edited (AppScoreModel *self, GArray *cells)
{
  g_signal_emit (self, signals[EDITED], 0, cells);
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
  _app_score_model_tell_changed (self, row, 0, row, 0);
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
  ScoreContent content = { fits ? score : APP_SCORE_INVALID, text };

  _app_score_model_put (self, at, &content);
}

void
app_score_model_load (AppScoreModel *self, guint row, const MeriloScores *scores)
{
  guint n = scores != NULL ? scores->n : 0;

  g_return_if_fail (row < self->n_rows);
  if (self->n_cols == 0)
    return;
  for (guint c = 0; c < self->n_cols; c++)
    load_score (self, _app_score_model_place (self, row, c),
                c < n ? scores->at[c] : MERILO_NO_SCORE);
  _app_score_model_tell_changed (self, row, 0, row, self->n_cols - 1);
}

void
app_score_model_load_text (AppScoreModel *self, guint row, guint col, const char *text)
{
  ScoreContent content;

  g_return_if_fail (row < self->n_rows && col < self->n_cols);
  content = _app_score_model_read (self, _app_score_model_place (self, row, col), text);
  _app_score_model_put (self, _app_score_model_place (self, row, col), &content);
  g_free (content.text);
  _app_score_model_tell_changed (self, row, col, row, col);
}

void
app_score_model_set_other (AppScoreModel *self, guint row, const MeriloScores *scores)
{
  guint n = scores != NULL ? scores->n : 0;

  g_return_if_fail (row < self->n_rows);
  for (guint c = 0; c < self->n_cols; c++)
    self->others[_app_score_model_place (self, row, c)] = c < n ? scores->at[c] : MERILO_NO_SCORE;
  if (self->n_cols > 0)
    _app_score_model_tell_changed (self, row, 0, row, self->n_cols - 1);
}

gint16
app_score_model_get_other (AppScoreModel *self, guint row, guint col)
{
  g_return_val_if_fail (row < self->n_rows && col < self->n_cols, MERILO_NO_SCORE);
  return self->others[_app_score_model_place (self, row, col)];
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
  _app_score_model_tell_changed (self, row, 0, row, MAX (self->n_cols, 1) - 1);
}

void
app_score_model_set_col_read_only (AppScoreModel *self, guint col, gboolean read_only)
{
  g_return_if_fail (col < self->n_cols);
  self->col_read_only[col] = read_only;
  _app_score_model_tell_changed (self, 0, col, MAX (self->n_rows, 1) - 1, col);
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
  return self->values[_app_score_model_place (self, row, col)];
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
    return g_hash_table_lookup (self->invalid,
                                GUINT_TO_POINTER (_app_score_model_place (self, row, col)));
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
      gint16 v = self->values[_app_score_model_place (self, row, c)];

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
