#define G_LOG_DOMAIN "app-plan-editor"

#include "config.h"

#include "widgets/plan-editor-private.h"

/* The floating text: one GtkTextView that stands in the edited cell and grows over the rows below.
 */

static GtkTextBuffer *
get_buffer (AppPlanEditor *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text));
}

static char *
take_text (AppPlanEditor *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (get_buffer (self), &start, &end);
  return gtk_text_buffer_get_text (get_buffer (self), &start, &end, FALSE);
}

/* characters before the caret */
guint
_app_plan_editor_caret (AppPlanEditor *self)
{
  GtkTextIter at;

  gtk_text_buffer_get_iter_at_mark (get_buffer (self), &at,
                                    gtk_text_buffer_get_insert (get_buffer (self)));
  return (guint) gtk_text_iter_get_offset (&at);
}

/* Not while it is allocated: a text view that is asked for its height lays its text out and queues
 * a resize, and what is queued in the middle of an allocation is lost. */
static void
measure_text (AppPlanEditor *self)
{
  int row = _app_plan_editor_find_row (self, self->edited);

  if (row >= 0 && self->laid_width > 0)
    gtk_widget_measure (self->text, GTK_ORIENTATION_VERTICAL,
                        (int) _app_plan_editor_cell (self, (guint) row, self->column).size.width
                            - 2,
                        &self->text_height, NULL, NULL, NULL);
}

static void
changed_cb (AppPlanEditor *self)
{
  g_autofree char *text = NULL;

  if (self->filling || !self->editing)
    return;
  text = take_text (self);
  _app_plan_editor_typing (self, text);
  measure_text (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
_app_plan_editor_make_text (AppPlanEditor *self)
{
  self->text = gtk_text_view_new ();
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->text), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (self->text), PLAN_PAD - 1);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (self->text), PLAN_PAD - 3);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (self->text), PLAN_ROOM - 1);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (self->text), PLAN_ROOM);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->text), FALSE);
  gtk_text_buffer_set_enable_undo (get_buffer (self), TRUE);
  gtk_widget_set_parent (self->text, GTK_WIDGET (self));
  gtk_widget_set_visible (self->text, FALSE);
  g_signal_connect_object (get_buffer (self), "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
}

void
_app_plan_editor_place_text (AppPlanEditor *self)
{
  int row = _app_plan_editor_find_row (self, self->edited), height, room;
  graphene_rect_t cell;

  if (row < 0)
    return;
  cell = _app_plan_editor_cell (self, (guint) row, self->column);
  room = gtk_widget_get_height (GTK_WIDGET (self)) - self->head_height;
  height = CLAMP (self->text_height, (int) cell.size.height - 1,
                  MAX (room, (int) cell.size.height - 1));
  /* at the foot of the window it grows upwards: what is typed is seen */
  if (cell.origin.y + height > gtk_widget_get_height (GTK_WIDGET (self)))
    cell.origin.y = MAX (self->head_height, gtk_widget_get_height (GTK_WIDGET (self)) - height - 1);
  gtk_widget_size_allocate (self->text,
                            &(GtkAllocation){ (int) cell.origin.x + 1, (int) cell.origin.y + 1,
                                              (int) cell.size.width - 2, height },
                            -1);
}

/* @text: what replaces the cell, NULL: the cell's own text is edited */
void
_app_plan_editor_begin_edit (AppPlanEditor *self, const char *text)
{
  g_autofree char *own = NULL;

  if (self->editing || !_app_plan_editor_may_edit (self))
    return;
  g_set_object (&self->edited, self->cursor);
  own = app_plan_line_show (self->cursor,
                            _app_plan_editor_field (self, self->cursor, self->column));
  self->in_text = text == NULL;
  self->filling = TRUE;
  gtk_text_buffer_begin_irreversible_action (get_buffer (self));
  gtk_text_buffer_set_text (get_buffer (self), text != NULL ? text : own, -1);
  gtk_text_buffer_end_irreversible_action (get_buffer (self));
  self->filling = FALSE;
  self->editing = TRUE;
  gtk_widget_set_visible (self->text, TRUE);
  gtk_widget_grab_focus (self->text);
  measure_text (self);
  if (text != NULL)
    _app_plan_editor_typing (self, text);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
_app_plan_editor_end_edit (AppPlanEditor *self, gboolean keep)
{
  g_autofree char *text = NULL;

  if (!self->editing)
    return;
  self->editing = FALSE;
  text = take_text (self);
  if (gtk_widget_has_focus (self->text))
    gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_widget_set_visible (self->text, FALSE);
  if (keep && self->edited->listed)
    {
      guint field = _app_plan_editor_field (self, self->edited, self->column);

      app_plan_model_begin (self->model,
                            merilo_record_get_entity (self->edited->record)->fields[field].label);
      app_plan_model_set (self->model, self->edited, field, text);
      app_plan_model_end (self->model);
    }
  /* after the act: at every moment the text is on the disk somewhere */
  _app_plan_editor_typing (self, NULL);
  g_clear_object (&self->edited);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
