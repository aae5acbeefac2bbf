#define G_LOG_DOMAIN "app-score-grid"

#include "config.h"

#include "widgets/score-grid-private.h"

#include <glib/gi18n-lib.h>

static char *
describe_score (AppScoreGrid *self)
{
  guint row = self->cursor.row, col = self->cursor.col;
  gint16 v = app_score_model_get (self->model, row, col);
  int max = app_score_model_get_max (self->model, col);

  if (v == MERILO_NO_SCORE)
    return g_strdup_printf (_ ("балла нет, наибольший %d"), max);
  if (v == MERILO_SCORE_X)
    return g_strdup (_ ("X, не приступал"));
  if (v == APP_SCORE_INVALID)
    return app_score_model_get_reason (self->model, row, col);
  return g_strdup_printf (_ ("балл %d из %d"), v, max);
}

char *
app_score_grid_describe (AppScoreGrid *self)
{
  g_autofree char *score = NULL;
  GString *out;

  g_return_val_if_fail (APP_IS_SCORE_GRID (self), NULL);
  if (_app_score_grid_n_rows (self) == 0 || _app_score_grid_n_cols (self) == 0)
    return g_strdup (_ ("Таблица баллов пуста"));
  score = describe_score (self);
  out = g_string_new (NULL);
  g_string_append_printf (out, _ ("%s, задание %s, %s"),
                          app_score_model_get_title (self->model, self->cursor.row),
                          app_score_model_get_code (self->model, self->cursor.col), score);
  if (self->compare && app_score_model_differs (self->model, self->cursor.row, self->cursor.col))
    {
      gint16 other = app_score_model_get_other (self->model, self->cursor.row, self->cursor.col);

      if (other == MERILO_SCORE_X)
        g_string_append (out, _ (", второй балл X"));
      else
        g_string_append_printf (out, _ (", второй балл %d"), other);
    }
  if (!_app_score_grid_may_edit (self, self->cursor))
    g_string_append (out, _ (", только чтение"));
  return g_string_free (out, FALSE);
}

void
_app_score_grid_announce (AppScoreGrid *self)
{
  /* GTK 4.8 has no accessible children that are no widgets: the grid speaks for its cell */
  g_autofree char *text = app_score_grid_describe (self);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->editor), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
}
