#define G_LOG_DOMAIN "app-score-grid"

#include "config.h"

#include "widgets/score-grid-private.h"

gboolean
_app_score_grid_may_edit (AppScoreGrid *self, AppScoreCell cell)
{
  return !self->read_only && cell.row < _app_score_grid_n_rows (self)
         && cell.col < _app_score_grid_n_cols (self)
         && !app_score_model_is_read_only (self->model, cell.row, cell.col);
}

void
_app_score_grid_place_editor (AppScoreGrid *self)
{
  graphene_rect_t cell = _app_score_grid_cell_rect (self, self->cursor);
  int right = _app_score_grid_view_right (self);
  int wanted, height, width;

  gtk_widget_measure (self->editor, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &wanted, NULL, NULL);
  gtk_widget_measure (self->editor, GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
  /* a text that is none of the scores may be longer than its cell: the editor grows over the next
   */
  width = CLAMP (wanted + 12, self->col_width - 4,
                 MAX (right - (int) cell.origin.x - 4, self->col_width));
  height = MIN (height, self->row_height);
  gtk_widget_size_allocate (self->editor,
                            &(GtkAllocation){ (int) cell.origin.x + 2,
                                              (int) cell.origin.y
                                                  + (self->row_height - height + 1) / 2,
                                              width, height },
                            -1);
}

void
_app_score_grid_end_edit (AppScoreGrid *self, gboolean keep)
{
  if (!self->editing)
    return;
  self->editing = FALSE;
  if (keep)
    app_score_model_set_text (self->model, self->cursor.row, self->cursor.col,
                              gtk_editable_get_text (GTK_EDITABLE (self->editor)));
  if (gtk_widget_has_focus (self->editor))
    gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_widget_set_child_visible (self->editor, FALSE);
  _app_score_grid_announce (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
_app_score_grid_begin_edit (AppScoreGrid *self, const char *text)
{
  char buffer[8];

  if (self->editing || !_app_score_grid_may_edit (self, self->cursor))
    return;
  self->editing = TRUE;
  self->in_text = text == NULL;
  self->anchor = self->cursor;
  if (text == NULL)
    text = app_score_model_get_text (self->model, self->cursor.row, self->cursor.col, buffer);
  gtk_editable_set_text (GTK_EDITABLE (self->editor), text);
  gtk_widget_set_child_visible (self->editor, TRUE);
  gtk_text_grab_focus_without_selecting (GTK_TEXT (self->editor));
  gtk_editable_set_position (GTK_EDITABLE (self->editor), -1);
  if (gtk_widget_get_width (GTK_WIDGET (self)) > 0)
    _app_score_grid_reveal (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
_app_score_grid_make_editor (AppScoreGrid *self)
{
  self->editor = gtk_text_new ();
  gtk_text_set_propagate_text_width (GTK_TEXT (self->editor), TRUE);
  gtk_text_set_max_length (GTK_TEXT (self->editor), APP_SCORE_TEXT_MAX);
  gtk_editable_set_alignment (GTK_EDITABLE (self->editor), 0.5);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->editor), 1);
  gtk_widget_set_parent (self->editor, GTK_WIDGET (self));
  gtk_widget_set_child_visible (self->editor, FALSE);
}

/* Public API */

gboolean
app_score_grid_is_editing (AppScoreGrid *self)
{
  return self->editing;
}

void
app_score_grid_commit (AppScoreGrid *self)
{
  g_return_if_fail (APP_IS_SCORE_GRID (self));
  _app_score_grid_end_edit (self, TRUE);
}

guint
app_score_grid_paste (AppScoreGrid *self, const char *tsv)
{
  AppScoreCell from, to;
  guint written, invalid = 0;

  g_return_val_if_fail (APP_IS_SCORE_GRID (self), 0);
  if (self->model == NULL || self->read_only)
    return 0;
  _app_score_grid_end_edit (self, TRUE);
  app_score_grid_get_selection (self, &from, &to);
  written = app_score_model_paste (self->model, from.row, from.col, to.row, to.col, tsv, &invalid);
  g_signal_emit_by_name (self, "pasted", written, invalid);
  return written;
}
