#define G_LOG_DOMAIN "app-matrix-view"

#include "config.h"

#include "widgets/matrix-view-private.h"

#include "widgets/clipboard.h"
#include "widgets/grid-keys.h"

#define PAUSE (1200 * G_TIME_SPAN_MILLISECOND) /* after it a letter begins another word */

static gboolean
press_move (AppMatrixView *self, guint keyval, GdkModifierType state)
{
  gboolean extend = (state & GDK_SHIFT_MASK) != 0, far = (state & GDK_CONTROL_MASK) != 0;
  int height = _app_matrix_view_bottom (self) - self->head_height;
  /* with Ctrl a page is the window's: the next view */
  int page = far ? 0 : app_grid_count_page (height, self->row_height);
  int row = self->cursor.row, col = self->cursor.col;

  if (!app_grid_key_walk (keyval, far, &row, &col)
      && !app_grid_key_leap (keyval, far, page, &row, &col))
    return FALSE;
  g_string_truncate (self->typed, 0);
  _app_matrix_view_move (self, row, col, extend);
  return TRUE;
}

static gboolean
press_shortcut (AppMatrixView *self, guint keyval)
{
  switch (app_key_latin (keyval))
    {
    case GDK_KEY_a:
      self->anchor
          = (AppGridCell){ _app_matrix_view_n_rows (self) - 1, _app_matrix_view_n_cols (self) - 1 };
      _app_matrix_view_move (self, 0, 0, TRUE);
      return TRUE;
    case GDK_KEY_c:
    case GDK_KEY_Insert:
      return gtk_widget_activate_action (GTK_WIDGET (self), "matrix.copy", NULL), TRUE;
    default:
      return FALSE;
    }
}

/* «1.4» or «прик»: to the item that has it */
static gboolean
press_letter (AppMatrixView *self, guint keyval)
{
  gunichar letter = gdk_keyval_to_unicode (keyval);
  gint64 now = g_get_monotonic_time ();
  gboolean begun = now - self->typed_at < PAUSE && self->typed->len > 0;
  guint row;

  if (letter == 0 || !g_unichar_isprint (letter) || (letter == ' ' && !begun))
    return FALSE;
  if (!begun)
    g_string_truncate (self->typed, 0);
  self->typed_at = now;
  g_string_append_unichar (self->typed, letter);
  /* a word grows from where it was found; a new one begins after the cursor */
  if (app_matrix_model_find (self->model, (guint) self->cursor.row + (begun ? 0 : 1),
                             self->typed->str, &row))
    _app_matrix_view_move (self, (int) row, self->cursor.col, FALSE);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
  return TRUE;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                AppMatrixView *self)
{
  if (_app_matrix_view_n_rows (self) == 0 || _app_matrix_view_n_cols (self) == 0
      || (state & GDK_ALT_MASK))
    return FALSE;
  if (press_move (self, keyval, state))
    return TRUE;
  if (state & GDK_CONTROL_MASK)
    return press_shortcut (self, keyval);
  if (press_letter (self, keyval))
    return TRUE;
  if (app_grid_key_is_enter (keyval) || keyval == GDK_KEY_space)
    {
      g_signal_emit_by_name (self, "activated", (guint) self->cursor.row, (guint) self->cursor.col);
      return TRUE;
    }
  return FALSE;
}

static void
pressed_cb (GtkGestureClick *gesture, int n, double x, double y, AppMatrixView *self)
{
  GdkModifierType state
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  AppGridCell cell;

  if (!_app_matrix_view_cell_at (self, x, y, &cell)
      || app_matrix_model_is_section (self->model, (guint) cell.row))
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  _app_matrix_view_move (self, cell.row, cell.col >= 0 ? cell.col : self->cursor.col,
                         (state & GDK_SHIFT_MASK) != 0);
  if (cell.col >= 0 && n == 1 && (state & GDK_SHIFT_MASK) == 0)
    g_signal_emit_by_name (self, "activated", (guint) self->cursor.row, (guint) self->cursor.col);
}

static gboolean
query_tooltip_cb (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  AppMatrixView *self = APP_MATRIX_VIEW (widget);
  AppGridCell cell = self->cursor;
  g_autofree char *text = NULL;
  graphene_rect_t r;

  if (self->model == NULL || _app_matrix_view_n_cols (self) == 0
      || (!keyboard && !_app_matrix_view_cell_at (self, x, y, &cell))
      || cell.row >= _app_matrix_view_n_rows (self))
    return FALSE;
  text = _app_matrix_view_describe_cell (self, cell);
  r = _app_matrix_view_cell_rect (self, cell);
  gtk_tooltip_set_text (tooltip, text);
  if (cell.col >= 0)
    gtk_tooltip_set_tip_area (tooltip, &(GdkRectangle){ (int) r.origin.x, (int) r.origin.y,
                                                        (int) r.size.width, (int) r.size.height });
  return TRUE;
}

void
_app_matrix_view_add_controllers (AppMatrixView *self)
{
  app_grid_add_controllers (GTK_WIDGET (self), G_CALLBACK (key_pressed_cb), G_CALLBACK (pressed_cb),
                            G_CALLBACK (query_tooltip_cb));
}
