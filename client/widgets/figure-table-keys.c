#define G_LOG_DOMAIN "app-figure-table"

#include "config.h"

#include "widgets/clipboard.h"
#include "widgets/figure-table-private.h"
#include "widgets/grid-keys.h"

static gboolean
press_move (AppFigureTable *self, guint keyval, GdkModifierType state)
{
  gboolean extend = (state & GDK_SHIFT_MASK) != 0, far = (state & GDK_CONTROL_MASK) != 0;
  int row = self->cursor.row, col = self->cursor.col;

  if (!app_grid_key_walk (keyval, far, &row, &col)
      && !app_grid_key_leap (keyval, far, 0, &row, &col))
    return FALSE;
  _app_figure_table_move (self, row, col, extend);
  return TRUE;
}

static gboolean
press_shortcut (AppFigureTable *self, guint keyval)
{
  switch (app_key_latin (keyval))
    {
    case GDK_KEY_a:
      self->anchor = (AppGridCell){ (int) app_figure_model_get_n_rows (self->model) - 1,
                                    (int) app_figure_model_get_n_columns (self->model) - 1 };
      _app_figure_table_move (self, 0, 0, TRUE);
      return TRUE;
    case GDK_KEY_c:
    case GDK_KEY_Insert:
      return gtk_widget_activate_action (GTK_WIDGET (self), "figures.copy", NULL), TRUE;
    default:
      return FALSE;
    }
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                AppFigureTable *self)
{
  if (self->model == NULL || app_figure_model_get_n_rows (self->model) == 0
      || (state & GDK_ALT_MASK))
    return FALSE;
  if (press_move (self, keyval, state))
    return TRUE;
  if (state & GDK_CONTROL_MASK)
    return press_shortcut (self, keyval);
  if (app_grid_key_is_enter (keyval))
    {
      g_signal_emit_by_name (self, "activated", (guint) self->cursor.row);
      return TRUE;
    }
  return FALSE;
}

static void
pressed_cb (GtkGestureClick *gesture, int n, double x, double y, AppFigureTable *self)
{
  GdkModifierType state
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  int row, col;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (!_app_figure_table_cell_at (self, x, y, &row, &col))
    return;
  _app_figure_table_move (self, row, col, (state & GDK_SHIFT_MASK) != 0);
  if (n == 2)
    g_signal_emit_by_name (self, "activated", (guint) self->cursor.row);
}

static gboolean
query_tooltip_cb (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  AppFigureTable *self = APP_FIGURE_TABLE (widget);
  int row = self->cursor.row, col = self->cursor.col;
  g_autofree char *text = NULL;

  if (self->model == NULL || app_figure_model_get_n_rows (self->model) == 0
      || (!keyboard && !_app_figure_table_cell_at (self, x, y, &row, &col)))
    return FALSE;
  text = app_figure_model_describe (self->model, (guint) row, (guint) col);
  gtk_tooltip_set_text (tooltip, text);
  gtk_tooltip_set_tip_area (tooltip, &(GdkRectangle){ self->columns[col].left,
                                                      self->head_height + row * self->row_height,
                                                      self->columns[col].width, self->row_height });
  return TRUE;
}

void
_app_figure_table_add_controllers (AppFigureTable *self)
{
  app_grid_add_controllers (GTK_WIDGET (self), G_CALLBACK (key_pressed_cb), G_CALLBACK (pressed_cb),
                            G_CALLBACK (query_tooltip_cb));
}
