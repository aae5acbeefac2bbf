#define G_LOG_DOMAIN "app-plan-editor"

#include "config.h"

#include "widgets/plan-editor-private.h"

#include <glib/gi18n-lib.h>

#include "widgets/plan-acts.h"

#define EDGE 28 /* px from the top and foot, where a drag scrolls */

static gboolean
is_in_text (AppPlanEditor *self, double x, double y)
{
  graphene_rect_t place;

  return self->editing && gtk_widget_compute_bounds (self->text, GTK_WIDGET (self), &place)
         && graphene_rect_contains_point (&place, &GRAPHENE_POINT_INIT ((float) x, (float) y));
}

/* Choosing */

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, AppPlanEditor *self)
{
  GdkModifierType state
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  int row = _app_plan_editor_row_at (self, y, FALSE), column = _app_plan_editor_column_at (self, x);
  g_autoptr (AppPlanLine) line = NULL;

  if (_app_plan_editor_begin_resize (self, x, y))
    return;
  if (is_in_text (self, x, y) || row < 0)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  line = g_object_ref (_app_plan_editor_row (self, (guint) row));
  _app_plan_editor_end_edit (self, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  row = _app_plan_editor_find_row (self, line);
  self->drag_y = y;
  if (column < 0 && g_hash_table_contains (self->selected, line)
      && (state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) == 0)
    {
      self->whole = TRUE; /* all that are chosen go with it */
      _app_plan_editor_moved (self);
    }
  else if (state & GDK_CONTROL_MASK)
    app_plan_editor_select (self, line, FALSE, TRUE);
  else
    {
      _app_plan_editor_move (self, row, column < 0 ? (int) self->column : column,
                             (state & GDK_SHIFT_MASK) != 0);
      if (column < 0)
        {
          self->whole = TRUE;
          _app_plan_editor_moved (self);
        }
    }
  self->dragging = column < 0 && !self->read_only;
  self->drop = -1;
}

static void
scroll_at_edge (AppPlanEditor *self, double y)
{
  int height = gtk_widget_get_height (GTK_WIDGET (self)), by = 0;

  if (y < self->head_height + EDGE)
    by = -EDGE / 2;
  else if (y > height - EDGE)
    by = EDGE / 2;
  if (by != 0 && self->scrolls.adjustments[DOWN] != NULL)
    gtk_adjustment_set_value (self->scrolls.adjustments[DOWN],
                              gtk_adjustment_get_value (self->scrolls.adjustments[DOWN]) + by);
}

/* the row before which the lines would go: the nearer edge of the one under the pointer */
static int
find_drop (AppPlanEditor *self, double y)
{
  int row = _app_plan_editor_row_at (self, y, TRUE);
  graphene_rect_t cell = _app_plan_editor_cell (self, (guint) row, 0);

  return y > cell.origin.y + cell.size.height / 2 ? row + 1 : row;
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, AppPlanEditor *self)
{
  double x, y;
  int row;

  if (self->resizing >= 0)
    {
      _app_plan_editor_resize_by (self, dx);
      return;
    }
  if (!gtk_gesture_drag_get_start_point (gesture, &x, &y) || _app_plan_editor_n_rows (self) == 0)
    return;
  scroll_at_edge (self, y + dy);
  if (self->dragging)
    {
      self->drop = ABS (dy) > 4 || self->drop >= 0 ? find_drop (self, y + dy) : -1;
      gtk_widget_queue_draw (GTK_WIDGET (self));
      return;
    }
  row = _app_plan_editor_row_at (self, y + dy, TRUE);
  if (_app_plan_editor_row (self, (guint) row) != self->cursor
      || MAX (0, _app_plan_editor_column_at (self, x + dx)) != (int) self->column)
    _app_plan_editor_move (self, row, MAX (0, _app_plan_editor_column_at (self, x + dx)), TRUE);
}

static void
drag_end_cb (GtkGestureDrag *gesture, double dx, double dy, AppPlanEditor *self)
{
  int drop = self->drop;
  AppPlanLine *before;
  g_autoptr (GPtrArray) lines = NULL;
  guint to;

  _app_plan_editor_end_resize (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  self->drop = -1;
  if (!self->dragging || drop < 0)
    return;
  self->dragging = FALSE;
  before = _app_plan_editor_row (self, (guint) drop);
  lines = app_plan_editor_get_selected (self);
  to = before != NULL ? app_plan_model_find (self->model, before)
                      : g_list_model_get_n_items (G_LIST_MODEL (self->model));
  if (app_plan_move_to (self->model, lines, to) == G_MAXUINT)
    return;
  app_plan_editor_reveal (self);
  _app_plan_editor_moved (self);
}

static void
cancel_cb (GtkGesture *gesture, GdkEventSequence *sequence, AppPlanEditor *self)
{
  self->dragging = FALSE;
  self->drop = -1;
  _app_plan_editor_end_resize (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
motion_cb (GtkEventControllerMotion *motion, double x, double y, AppPlanEditor *self)
{
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), _app_plan_editor_edge_at (self, x, y) >= 0
                                                          ? "col-resize"
                                                          : NULL);
}

static void
pressed_cb (GtkGestureClick *gesture, int n, double x, double y, AppPlanEditor *self)
{
  if (n == 2 && _app_plan_editor_edge_at (self, x, y) >= 0)
    _app_plan_editor_reset_widths (self);
  else if (n == 2 && !self->editing && _app_plan_editor_row_at (self, y, FALSE) >= 0
           && _app_plan_editor_column_at (self, x) >= 0)
    _app_plan_editor_begin_edit (self, NULL);
}

/* The menu of the right button, and of the Menu key */

static void
show_menu (AppPlanEditor *self, double x, double y)
{
  GtkWidget *menu = g_object_get_data (G_OBJECT (self), "menu");

  if (menu == NULL)
    {
      g_autoptr (GMenu) model = g_menu_new ();
      static const struct
      {
        const char *label, *action;
      } acts[] = {
        { N_ ("Новый пункт ниже (Insert)"), "plan.add-item" },
        { N_ ("Новый раздел ниже (Alt+Insert)"), "plan.add-section" },
        { N_ ("Разделить пункт (Ctrl+Shift+Enter)"), "plan.split" },
        { N_ ("Объединить выбранные (Ctrl+M)"), "plan.join" },
        { N_ ("Выше (Alt+↑)"), "plan.move-up" },
        { N_ ("Ниже (Alt+↓)"), "plan.move-down" },
        { N_ ("Копировать (Ctrl+C)"), "plan.copy" },
        { N_ ("Вставить поверх (Ctrl+V)"), "plan.paste" },
        { N_ ("Вставить новыми пунктами (Ctrl+Shift+V)"), "plan.paste-new" },
        { N_ ("Удалить пункты (Ctrl+Delete)"), "plan.delete" },
        { N_ ("Столбец шире (Alt+→)"), "plan.wider" },
        { N_ ("Столбец уже (Alt+←)"), "plan.narrower" },
        { N_ ("Ширина столбцов как была"), "plan.reset-widths" },
      };

      for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
        g_menu_append (model, _ (acts[i].label), acts[i].action);
      menu = gtk_popover_menu_new_from_model (G_MENU_MODEL (model));
      gtk_popover_set_has_arrow (GTK_POPOVER (menu), FALSE);
      gtk_widget_set_halign (menu, GTK_ALIGN_START);
      gtk_widget_set_parent (menu, GTK_WIDGET (self));
      g_object_set_data_full (G_OBJECT (self), "menu", menu, (GDestroyNotify) gtk_widget_unparent);
    }
  gtk_popover_set_pointing_to (GTK_POPOVER (menu), &(GdkRectangle){ (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (menu));
}

static void
menu_cb (GtkGestureClick *gesture, int n, double x, double y, AppPlanEditor *self)
{
  int row = _app_plan_editor_row_at (self, y, FALSE);
  AppPlanLine *line = row >= 0 ? _app_plan_editor_row (self, (guint) row) : NULL;

  if (line == NULL || is_in_text (self, x, y))
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (!g_hash_table_contains (self->selected, line))
    _app_plan_editor_move (self, row, MAX (0, _app_plan_editor_column_at (self, x)), FALSE);
  show_menu (self, x, y);
}

static gboolean
query_tooltip_cb (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  AppPlanEditor *self = APP_PLAN_EDITOR (widget);
  int row = keyboard ? _app_plan_editor_find_row (self, self->cursor)
                     : _app_plan_editor_row_at (self, y, FALSE);
  int column = keyboard ? (int) self->column : _app_plan_editor_column_at (self, x);
  AppPlanLine *line = row >= 0 ? _app_plan_editor_row (self, (guint) row) : NULL;
  g_autofree char *problem = NULL;
  graphene_rect_t r;

  if (line == NULL || column < 0 || line->refused == NULL)
    return FALSE;
  problem = app_plan_line_problem (line, _app_plan_editor_field (self, line, (guint) column));
  if (problem == NULL)
    return FALSE;
  r = _app_plan_editor_cell (self, (guint) row, (guint) column);
  gtk_tooltip_set_text (tooltip, problem);
  gtk_tooltip_set_tip_area (tooltip, &(GdkRectangle){ (int) r.origin.x, (int) r.origin.y,
                                                      (int) r.size.width, (int) r.size.height });
  return TRUE;
}

void
_app_plan_editor_add_pointer (AppPlanEditor *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkGesture *drag = gtk_gesture_drag_new (), *click = gtk_gesture_click_new ();
  GtkGesture *menu = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (cancel_cb), self);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu), GDK_BUTTON_SECONDARY);
  g_signal_connect (menu, "pressed", G_CALLBACK (menu_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (menu));
  gtk_widget_set_has_tooltip (widget, TRUE);
  g_signal_connect (widget, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
}
