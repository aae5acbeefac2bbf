#define G_LOG_DOMAIN "app-plan-editor"

#include "config.h"

#include "widgets/plan-editor-private.h"

#include "widgets/clipboard.h"
#include "widgets/grid-keys.h"

static gboolean
act (AppPlanEditor *self, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (self), action, NULL);
  return TRUE;
}

/* Moving */

static int
row_of_cursor (AppPlanEditor *self)
{
  return MAX (0, _app_plan_editor_find_row (self, self->cursor));
}

static gboolean
press_arrow (AppPlanEditor *self, guint key, GdkModifierType state)
{
  gboolean extend = (state & GDK_SHIFT_MASK) != 0;
  int row = row_of_cursor (self), down, across;

  if (!app_grid_key_arrow (key, &down, &across))
    return FALSE;
  if (self->editing && self->in_text) /* F2: arrows move in the text */
    return FALSE;
  if ((state & GDK_CONTROL_MASK) && down != 0) /* to the next heading */
    {
      do
        row += down;
      while (row > 0 && row < (int) _app_plan_editor_n_rows (self)
             && !app_plan_line_is_section (_app_plan_editor_row (self, (guint) row)));
      _app_plan_editor_move (self, row, (int) self->column, extend);
      return TRUE;
    }
  _app_plan_editor_move (self, row + down, (int) self->column + across, extend);
  return TRUE;
}

static gboolean
press_far (AppPlanEditor *self, guint key, GdkModifierType state)
{
  gboolean extend = (state & GDK_SHIFT_MASK) != 0, ctrl = (state & GDK_CONTROL_MASK) != 0;
  int row = row_of_cursor (self), column = (int) self->column, page;

  if (self->editing)
    return FALSE;
  page = gtk_widget_get_height (GTK_WIDGET (self)) - self->head_height;
  switch (key)
    {
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      row = ctrl ? 0 : row;
      column = ctrl ? column : 0;
      break;
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      row = ctrl ? G_MAXINT : row;
      column = ctrl ? column : G_MAXINT;
      break;
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      page = key == GDK_KEY_Page_Up || key == GDK_KEY_KP_Page_Up ? -page : page;
      row = _app_plan_editor_row_at (self,
                                     self->head_height - _app_plan_editor_offset (self)
                                         + _app_plan_editor_top (self, (guint) row) + page,
                                     TRUE);
      break;
    default:
      return FALSE;
    }
  _app_plan_editor_move (self, row, column, extend);
  return TRUE;
}

static gboolean
press_tab (AppPlanEditor *self, gboolean back)
{
  int columns = (int) self->n_columns, rows = (int) _app_plan_editor_n_rows (self);
  int at = row_of_cursor (self) * columns + (int) self->column + (back ? -1 : 1);

  if (at < 0 || at >= rows * columns || (self->read_only && !self->editing))
    {
      _app_plan_editor_end_edit (self, TRUE);
      return FALSE; /* the focus goes on: a table must not be a trap */
    }
  _app_plan_editor_move (self, at / columns, at % columns, FALSE);
  return TRUE;
}

static gboolean
press_enter (AppPlanEditor *self, GdkModifierType state)
{
  gboolean shift = (state & GDK_SHIFT_MASK) != 0;

  if (state & GDK_CONTROL_MASK)
    return act (self, shift ? "plan.split" : "plan.add-item");
  if (self->editing && (shift || (state & GDK_ALT_MASK)))
    {
      gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text)), "\n",
                                        1);
      return TRUE;
    }
  if (state & GDK_ALT_MASK)
    return FALSE;
  _app_plan_editor_move (self, row_of_cursor (self) + (shift ? -1 : 1), (int) self->column, FALSE);
  return TRUE;
}

/* Acts */

static gboolean
press_shortcut (AppPlanEditor *self, guint key, GdkModifierType state)
{
  static const struct
  {
    guint key;
    gboolean shift;
    const char *action;
  } keys[] = {
    { GDK_KEY_a, FALSE, "plan.select-all" },  { GDK_KEY_c, FALSE, "plan.copy" },
    { GDK_KEY_Insert, FALSE, "plan.copy" },   { GDK_KEY_x, FALSE, "plan.cut" },
    { GDK_KEY_v, FALSE, "plan.paste" },       { GDK_KEY_v, TRUE, "plan.paste-new" },
    { GDK_KEY_z, FALSE, "plan.undo" },        { GDK_KEY_z, TRUE, "plan.redo" },
    { GDK_KEY_y, FALSE, "plan.redo" },        { GDK_KEY_m, FALSE, "plan.join" },
    { GDK_KEY_Delete, FALSE, "plan.delete" }, { GDK_KEY_KP_Delete, FALSE, "plan.delete" },
  };
  gboolean shift = (state & GDK_SHIFT_MASK) != 0;
  guint latin = app_key_latin (key);

  if (self->editing && latin != GDK_KEY_m) /* the text has its own clipboard and undo */
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i].shift == shift
        && (keys[i].key == latin || keys[i].key == key || gdk_keyval_to_lower (keys[i].key) == key))
      return act (self, keys[i].action);
  return FALSE;
}

static gboolean
press_letter (AppPlanEditor *self, guint key, GdkModifierType state)
{
  char text[7];

  if (self->editing || !app_grid_key_letter (key, state, text))
    return FALSE;
  _app_plan_editor_begin_edit (self, text);
  return self->editing;
}

static gboolean
press_edit (AppPlanEditor *self, guint key, GdkModifierType state)
{
  switch (key)
    {
    case GDK_KEY_Escape:
      if (!self->editing)
        return FALSE;
      _app_plan_editor_end_edit (self, FALSE);
      return TRUE;
    case GDK_KEY_F2:
      if (self->editing)
        self->in_text = !self->in_text;
      else
        _app_plan_editor_begin_edit (self, NULL);
      return TRUE;
    case GDK_KEY_BackSpace:
      if (self->editing)
        return FALSE;
      _app_plan_editor_begin_edit (self, "");
      return TRUE;
    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
      return self->editing ? FALSE : act (self, self->whole ? "plan.delete" : "plan.wipe");
    case GDK_KEY_Insert:
    case GDK_KEY_KP_Insert:
      return self->editing            ? FALSE
             : state & GDK_SHIFT_MASK ? act (self, "plan.paste")
                                      : act (self, "plan.add-item");
    default:
      return FALSE;
    }
}

static gboolean
press_alt (AppPlanEditor *self, guint key)
{
  switch (key)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return act (self, "plan.move-up");
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return act (self, "plan.move-down");
    case GDK_KEY_Insert:
    case GDK_KEY_KP_Insert:
      return act (self, "plan.add-section");
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return act (self, "plan.wider");
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return act (self, "plan.narrower");
    default:
      return FALSE;
    }
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                AppPlanEditor *self)
{
  gboolean plain = (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) == 0;

  if (app_grid_key_is_enter (key))
    return press_enter (self, state);
  if (state & GDK_ALT_MASK)
    return press_alt (self, key);
  if (plain && (key == GDK_KEY_Tab || key == GDK_KEY_ISO_Left_Tab))
    return press_tab (self, key == GDK_KEY_ISO_Left_Tab || (state & GDK_SHIFT_MASK));
  if (press_arrow (self, key, state) || press_far (self, key, state))
    return TRUE;
  if (plain && key == GDK_KEY_space && (state & GDK_SHIFT_MASK) && !self->editing)
    {
      self->whole = TRUE;
      _app_plan_editor_moved (self);
      return TRUE;
    }
  if (plain && press_edit (self, key, state))
    return TRUE;
  if (state & GDK_CONTROL_MASK)
    return press_shortcut (self, key, state);
  return press_letter (self, key, state);
}

static void
focus_leave_cb (GtkEventControllerFocus *controller, AppPlanEditor *self)
{
  _app_plan_editor_end_edit (self, TRUE); /* what was typed is taken, wherever the user goes */
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
focus_enter_cb (GtkEventControllerFocus *controller, AppPlanEditor *self)
{
  if (self->cursor == NULL && _app_plan_editor_n_rows (self) > 0)
    _app_plan_editor_move (self, 0, (int) self->column, FALSE);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
_app_plan_editor_add_keys (AppPlanEditor *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE); /* before the text */
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (focus_leave_cb), self);
  g_signal_connect (focus, "enter", G_CALLBACK (focus_enter_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}
