#define G_LOG_DOMAIN "app-sheet-view"

#include "config.h"

#include "widgets/sheet-view-private.h"

#include "widgets/clipboard.h"
#include "widgets/grid-keys.h"

static gboolean
press_arrow (AppSheetView *self, guint keyval, gboolean ctrl)
{
  int row = self->cursor_row, column = self->cursor_column;
  int page = app_grid_count_page (gtk_widget_get_height (GTK_WIDGET (self)) - self->head_height,
                                  self->row_height);

  if (!app_grid_key_walk (keyval, ctrl, &row, &column)
      && !app_grid_key_leap (keyval, ctrl, page, &row, &column))
    return FALSE;
  _app_sheet_view_move (self, row, column);
  return TRUE;
}

static gboolean
press_shortcut (AppSheetView *self, guint keyval)
{
  if (app_key_latin (keyval) == GDK_KEY_c)
    gtk_widget_activate_action (GTK_WIDGET (self), "sheet.copy", NULL);
  else if (app_key_latin (keyval) == GDK_KEY_a)
    {
      self->all = TRUE;
      gtk_widget_queue_draw (GTK_WIDGET (self));
    }
  else
    return FALSE;
  return TRUE;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                AppSheetView *self)
{
  gboolean ctrl = (state & GDK_CONTROL_MASK) != 0;
  guint row, column;

  if (!app_sheet_view_get_cursor (self, &row, &column))
    return FALSE;
  if ((state & GDK_ALT_MASK) != 0)
    {
      if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
        return FALSE;
      g_signal_emit_by_name (self, "head-pressed", column);
      return TRUE;
    }
  if (press_arrow (self, keyval, ctrl) || (ctrl && press_shortcut (self, keyval)))
    return TRUE;
  if (ctrl || (!app_grid_key_is_enter (keyval) && keyval != GDK_KEY_space))
    return FALSE;
  g_signal_emit_by_name (self, "activated", row, column);
  return TRUE;
}

static void
pressed_cb (GtkGestureClick *gesture, int n, double x, double y, AppSheetView *self)
{
  int column = _app_sheet_view_find_column (self, x);
  int row
      = y < self->head_height || self->row_height == 0 ? -1 : _app_sheet_view_find_row (self, y);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (y < self->head_height && column >= 0)
    {
      _app_sheet_view_move (self, self->cursor_row, column);
      g_signal_emit_by_name (self, "head-pressed", (guint) column);
      return;
    }
  if (row < 0)
    return;
  _app_sheet_view_move (self, row, column >= 0 ? column : self->cursor_column);
  if (x < self->number_width)
    g_signal_emit_by_name (self, "numbered", (guint) row);
  else if (n == 2 && column >= 0)
    g_signal_emit_by_name (self, "activated", (guint) row, (guint) column);
}

static gboolean
query_tooltip_cb (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  AppSheetView *self = APP_SHEET_VIEW (widget);
  int column = keyboard ? self->cursor_column : _app_sheet_view_find_column (self, x);
  int row = keyboard                                         ? self->cursor_row
            : y >= self->head_height && self->row_height > 0 ? _app_sheet_view_find_row (self, y)
                                                             : -1;
  g_autofree char *text = NULL;

  if (column < 0 || app_sheet_get_n_rows (self->sheet) == 0)
    return FALSE;
  text = row >= 0 ? _app_sheet_view_describe (self, (guint) row, (guint) column)
                  : g_strdup (app_sheet_get_heading (self->sheet, (guint) column));
  gtk_tooltip_set_text (tooltip, text);
  return *text != 0;
}

void
_app_sheet_view_add_controllers (AppSheetView *self)
{
  app_grid_add_controllers (GTK_WIDGET (self), G_CALLBACK (key_pressed_cb), G_CALLBACK (pressed_cb),
                            G_CALLBACK (query_tooltip_cb));
}
