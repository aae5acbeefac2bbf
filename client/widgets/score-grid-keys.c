#define G_LOG_DOMAIN "app-score-grid"

#include "config.h"

#include "widgets/score-grid-private.h"

#include <glib/gi18n-lib.h>

#include "widgets/clipboard.h"
#include "widgets/grid-keys.h"

/* Actions */

static void
copy_selection (AppScoreGrid *self)
{
  AppScoreCell from, to;
  g_autoptr (GPtrArray) cells = NULL;

  if (self->model == NULL)
    return;
  app_score_grid_get_selection (self, &from, &to);
  cells = app_score_model_copy (self->model, from.row, from.col, to.row, to.col);
  app_clipboard_set_cells (GTK_WIDGET (self), cells);
}

static void
clear_selection (AppScoreGrid *self)
{
  AppScoreCell from, to;

  if (self->model == NULL || self->read_only)
    return;
  app_score_grid_get_selection (self, &from, &to);
  app_score_model_clear (self->model, from.row, from.col, to.row, to.col);
}

static void
read_text_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AppScoreGrid) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);

  /* nothing to paste, or not a text: the key then does nothing, as everywhere */
  if (text != NULL)
    app_score_grid_paste (self, text);
}

static void
walk_history (AppScoreGrid *self, gboolean back)
{
  AppScoreCell cell;

  if (self->model == NULL || self->read_only)
    return;
  if (back ? app_score_model_undo (self->model, &cell) : app_score_model_redo (self->model, &cell))
    _app_score_grid_move (self, (int) cell.row, (int) cell.col, FALSE);
}

static void
activate_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppScoreGrid *self = APP_SCORE_GRID (widget);

  _app_score_grid_end_edit (self, TRUE);
  if (g_str_equal (name, "scores.undo"))
    walk_history (self, TRUE);
  else if (g_str_equal (name, "scores.redo"))
    walk_history (self, FALSE);
  else if (g_str_equal (name, "scores.copy"))
    copy_selection (self);
  else if (g_str_equal (name, "scores.paste"))
    gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, read_text_cb,
                                   g_object_ref (self));
  else if (g_str_equal (name, "scores.clear"))
    clear_selection (self);
  else if (g_str_equal (name, "scores.cut"))
    {
      copy_selection (self);
      clear_selection (self);
    }
}

void
_app_score_grid_install_actions (GtkWidgetClass *widget_class)
{
  static const char *const names[] = { "scores.undo", "scores.redo",  "scores.copy",
                                       "scores.cut",  "scores.paste", "scores.clear" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_widget_class_install_action (widget_class, names[i], NULL, activate_action_cb);
}

void
_app_score_grid_update_actions (AppScoreGrid *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean writable = self->model != NULL && !self->read_only;

  gtk_widget_action_set_enabled (widget, "scores.undo",
                                 writable && app_score_model_can_undo (self->model));
  gtk_widget_action_set_enabled (widget, "scores.redo",
                                 writable && app_score_model_can_redo (self->model));
  gtk_widget_action_set_enabled (widget, "scores.copy", self->model != NULL);
  gtk_widget_action_set_enabled (widget, "scores.cut", writable);
  gtk_widget_action_set_enabled (widget, "scores.paste", writable);
  gtk_widget_action_set_enabled (widget, "scores.clear", writable);
}

/* Moving */

static gboolean
is_filled (AppScoreGrid *self, int row, int col)
{
  return app_score_model_get (self->model, (guint) row, (guint) col) != MERILO_NO_SCORE;
}

/* where Ctrl and an arrow lead: to the end of the filled block, or over the gap to the next */
static AppScoreCell
find_edge (AppScoreGrid *self, int down, int across)
{
  int rows = (int) _app_score_grid_n_rows (self), cols = (int) _app_score_grid_n_cols (self);
  int row = (int) self->cursor.row, col = (int) self->cursor.col;
  gboolean in_block = FALSE;

  for (guint steps = 0;; steps++)
    {
      int r = row + down, c = col + across;

      if (r < 0 || c < 0 || r >= rows || c >= cols)
        break;
      if (steps == 0)
        in_block = is_filled (self, row, col) && is_filled (self, r, c);
      else if (in_block && !is_filled (self, r, c))
        break;
      row = r;
      col = c;
      if (!in_block && is_filled (self, row, col))
        break;
    }
  return (AppScoreCell){ (guint) row, (guint) col };
}

static gboolean
press_arrow (AppScoreGrid *self, guint keyval, GdkModifierType state)
{
  gboolean extend = (state & GDK_SHIFT_MASK) != 0;
  int down, across;

  if (!app_grid_key_arrow (keyval, &down, &across))
    return FALSE;
  if (self->editing && self->in_text && across != 0)
    return FALSE;
  self->tabbing = FALSE;
  if (state & GDK_CONTROL_MASK)
    {
      AppScoreCell edge;

      _app_score_grid_end_edit (self, TRUE);
      edge = find_edge (self, down, across);
      _app_score_grid_move (self, (int) edge.row, (int) edge.col, extend);
    }
  else
    _app_score_grid_move (self, (int) self->cursor.row + down, (int) self->cursor.col + across,
                          extend);
  return TRUE;
}

static gboolean
press_far (AppScoreGrid *self, guint keyval, GdkModifierType state)
{
  gboolean extend = (state & GDK_SHIFT_MASK) != 0, ctrl = (state & GDK_CONTROL_MASK) != 0;
  int height = gtk_widget_get_height (GTK_WIDGET (self)) - self->head_height;
  int page = app_grid_count_page (height, self->row_height);
  int row = (int) self->cursor.row, col = (int) self->cursor.col;

  if (!app_grid_key_leap (keyval, ctrl, page, &row, &col))
    return FALSE;
  if (self->editing && self->in_text && col != (int) self->cursor.col && !ctrl)
    return FALSE;
  self->tabbing = FALSE;
  _app_score_grid_move (self, row, col, extend);
  return TRUE;
}

static gboolean
press_tab (AppScoreGrid *self, gboolean back)
{
  int cols = (int) _app_score_grid_n_cols (self), rows = (int) _app_score_grid_n_rows (self);
  int at = (int) self->cursor.row * cols + (int) self->cursor.col + (back ? -1 : 1);

  if (at < 0 || at >= rows * cols)
    {
      _app_score_grid_end_edit (self, TRUE);
      return FALSE; /* the focus goes on: a grid must not be a trap */
    }
  if (!self->tabbing)
    self->tab_col = self->cursor.col;
  self->tabbing = TRUE;
  _app_score_grid_move (self, at / cols, at % cols, FALSE);
  return TRUE;
}

static gboolean
press_enter (AppScoreGrid *self, GdkModifierType state)
{
  guint col = self->tabbing ? self->tab_col : self->cursor.col;

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) /* the page's: save and go to the next */
    {
      _app_score_grid_end_edit (self, TRUE);
      return FALSE;
    }
  self->tabbing = FALSE;
  _app_score_grid_move (self, (int) self->cursor.row + (state & GDK_SHIFT_MASK ? -1 : 1), (int) col,
                        FALSE);
  return TRUE;
}

/* Editing */

static gboolean
press_shortcut (AppScoreGrid *self, guint keyval, GdkModifierType state)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean shift = (state & GDK_SHIFT_MASK) != 0;

  if (self->editing) /* the editor has its own clipboard and undo */
    return FALSE;
  switch (app_key_latin (keyval))
    {
    case GDK_KEY_a:
      self->anchor
          = (AppScoreCell){ _app_score_grid_n_rows (self) - 1, _app_score_grid_n_cols (self) - 1 };
      _app_score_grid_move (self, 0, 0, TRUE);
      return TRUE;
    case GDK_KEY_c:
    case GDK_KEY_Insert:
      return gtk_widget_activate_action (widget, "scores.copy", NULL), TRUE;
    case GDK_KEY_x:
      return gtk_widget_activate_action (widget, "scores.cut", NULL), TRUE;
    case GDK_KEY_v:
      return gtk_widget_activate_action (widget, "scores.paste", NULL), TRUE;
    case GDK_KEY_z:
      return gtk_widget_activate_action (widget, shift ? "scores.redo" : "scores.undo", NULL), TRUE;
    case GDK_KEY_y:
      return gtk_widget_activate_action (widget, "scores.redo", NULL), TRUE;
    default:
      return FALSE;
    }
}

static gboolean
press_letter (AppScoreGrid *self, guint keyval, GdkModifierType state)
{
  char text[7];

  if (self->editing || !app_grid_key_letter (keyval, state, text))
    return FALSE;
  _app_score_grid_begin_edit (self, text);
  return self->editing;
}

static gboolean
press_edit (AppScoreGrid *self, guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_Escape:
      if (!self->editing)
        return FALSE;
      _app_score_grid_end_edit (self, FALSE);
      return TRUE;
    case GDK_KEY_F2:
      if (self->editing)
        self->in_text = !self->in_text;
      else
        _app_score_grid_begin_edit (self, NULL);
      return TRUE;
    case GDK_KEY_BackSpace:
      if (self->editing)
        return FALSE;
      _app_score_grid_begin_edit (self, "");
      return TRUE;
    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
      if (self->editing)
        return FALSE;
      clear_selection (self);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                AppScoreGrid *self)
{
  gboolean plain = (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) == 0;

  if (_app_score_grid_n_rows (self) == 0 || _app_score_grid_n_cols (self) == 0
      || (state & GDK_ALT_MASK))
    return FALSE;
  if (app_grid_key_is_enter (keyval))
    return press_enter (self, state);
  if (plain && (keyval == GDK_KEY_Tab || keyval == GDK_KEY_ISO_Left_Tab))
    return press_tab (self, keyval == GDK_KEY_ISO_Left_Tab || (state & GDK_SHIFT_MASK));
  if (press_arrow (self, keyval, state) || press_far (self, keyval, state))
    return TRUE;
  if (plain && press_edit (self, keyval))
    return TRUE;
  if (state & GDK_CONTROL_MASK)
    return press_shortcut (self, keyval, state);
  return press_letter (self, keyval, state);
}

/* Pointer */

static gboolean
is_in_editor (AppScoreGrid *self, double x, double y)
{
  graphene_rect_t place;

  return self->editing && gtk_widget_compute_bounds (self->editor, GTK_WIDGET (self), &place)
         && graphene_rect_contains_point (&place, &GRAPHENE_POINT_INIT ((float) x, (float) y));
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, AppScoreGrid *self)
{
  GdkModifierType state
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  AppScoreCell cell;

  if (is_in_editor (self, x, y) || !_app_score_grid_cell_at (self, x, y, FALSE, &cell))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  self->tabbing = FALSE;
  _app_score_grid_end_edit (self, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  _app_score_grid_move (self, (int) cell.row, (int) cell.col, (state & GDK_SHIFT_MASK) != 0);
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, AppScoreGrid *self)
{
  AppScoreCell cell;
  double x, y;

  if (!gtk_gesture_drag_get_start_point (gesture, &x, &y)
      || !_app_score_grid_cell_at (self, x + dx, y + dy, TRUE, &cell)
      || (cell.row == self->cursor.row && cell.col == self->cursor.col))
    return;
  _app_score_grid_move (self, (int) cell.row, (int) cell.col, TRUE);
}

static void
pressed_cb (GtkGestureClick *gesture, int n, double x, double y, AppScoreGrid *self)
{
  AppScoreCell cell;

  if (n == 2 && !self->editing && _app_score_grid_cell_at (self, x, y, FALSE, &cell))
    _app_score_grid_begin_edit (self, NULL);
}

static void
focus_leave_cb (GtkEventControllerFocus *controller, AppScoreGrid *self)
{
  _app_score_grid_end_edit (self, TRUE); /* what was typed is taken, wherever the user goes */
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
query_tooltip_cb (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  AppScoreGrid *self = APP_SCORE_GRID (widget);
  AppScoreCell cell = self->cursor;
  g_autofree char *reason = NULL;
  graphene_rect_t r;

  if (self->model == NULL || (!keyboard && !_app_score_grid_cell_at (self, x, y, FALSE, &cell)))
    return FALSE;
  if (cell.row >= _app_score_grid_n_rows (self) || cell.col >= _app_score_grid_n_cols (self))
    return FALSE;
  reason = app_score_model_get_reason (self->model, cell.row, cell.col);
  if (reason == NULL && self->compare && app_score_model_differs (self->model, cell.row, cell.col))
    {
      char buffer[8];
      gint16 other = app_score_model_get_other (self->model, cell.row, cell.col);
      g_autofree char *second
          = other == MERILO_SCORE_X ? g_strdup ("X") : g_strdup_printf ("%d", other);

      reason = g_strdup_printf (_ ("Баллы расходятся: %s и %s"),
                                app_score_model_get_text (self->model, cell.row, cell.col, buffer),
                                second);
    }
  if (reason == NULL)
    return FALSE;
  r = _app_score_grid_cell_rect (self, cell);
  gtk_tooltip_set_text (tooltip, reason);
  gtk_tooltip_set_tip_area (tooltip, &(GdkRectangle){ (int) r.origin.x, (int) r.origin.y,
                                                      (int) r.size.width, (int) r.size.height });
  return TRUE;
}

void
_app_score_grid_add_controllers (AppScoreGrid *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *drag = gtk_gesture_drag_new (), *click = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE); /* before the editor */
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (focus_leave_cb), self);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (gtk_widget_queue_draw), self);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (widget, keys);
  gtk_widget_add_controller (widget, focus);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_has_tooltip (widget, TRUE);
  g_signal_connect (widget, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
}
