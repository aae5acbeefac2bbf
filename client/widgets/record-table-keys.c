#define G_LOG_DOMAIN "app-record-table"

#include "config.h"

#include "widgets/record-table-private.h"

#include <glib/gi18n-lib.h>

#include "widgets/clipboard.h"
#include "widgets/grid-keys.h"
#include "widgets/widgets.h"

/* Editing */

void
_app_record_table_end_edit (AppRecordTable *self, gboolean keep)
{
  AppRecordCell *cell = g_steal_pointer (&self->editing);
  g_autoptr (MeriloRecord) record = g_steal_pointer (&self->edited);
  g_autofree char *text = NULL;
  guint field;

  if (cell == NULL)
    return;
  field = _app_record_table_field (self, app_record_cell_get_column (cell));
  text = app_record_cell_end_edit (cell);
  if (keep && text != NULL)
    {
      app_record_edits_seal (self->edits);
      app_record_edits_set_text (self->edits, record, field, text);
    }
}

/* @text: what replaces the cell's, NULL: its own is edited */
void
_app_record_table_begin_edit (AppRecordTable *self, const char *text)
{
  AppRecordCell *cell = _app_record_table_find_cell (self, self->row, self->column);
  g_autofree char *own = NULL;
  MeriloRecord *record;
  guint field;

  if (cell == NULL || self->editing != NULL)
    return;
  record = app_record_cell_get_record (cell);
  field = _app_record_table_field (self, self->column);
  if (!_app_record_table_may_write (self, record, field))
    return;
  own = app_record_edits_dup_text (self->edits, record, field);
  self->editing = cell;
  self->edited = g_object_ref (record);
  self->anchor_row = self->row;
  self->anchor_column = self->column;
  _app_record_table_mark (self);
  app_record_cell_begin_edit (cell, text != NULL ? text : own);
}

static void
turn_flag (AppRecordTable *self)
{
  guint field = _app_record_table_field (self, self->column);
  g_autoptr (MeriloRecord) record = app_record_table_dup_record (self, self->row);

  if (self->entity->fields[field].kind != MERILO_FLAG
      || !_app_record_table_may_write (self, record, field))
    return;
  app_record_edits_seal (self->edits);
  app_record_edits_set_whole (self->edits, record, field, !merilo_record_get_whole (record, field));
}

static void
clear_block (AppRecordTable *self)
{
  guint row0, col0, row1, col1;

  _app_record_table_get_block (self, &row0, &col0, &row1, &col1);
  app_record_edits_begin (self->edits);
  for (guint r = row0; r <= row1; r++)
    {
      g_autoptr (MeriloRecord) record = app_record_table_dup_record (self, r);

      for (guint c = col0; record != NULL && c <= col1; c++)
        if (_app_record_table_may_write (self, record, _app_record_table_field (self, c)))
          app_record_edits_set_text (self->edits, record, _app_record_table_field (self, c), "");
    }
  app_record_edits_end (self->edits);
}

/* Actions */

static void
read_text_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AppRecordTable) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);

  if (text != NULL && self->scrolled != NULL)
    app_record_table_paste (self, text);
}

static void
activate_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppRecordTable *self = APP_RECORD_TABLE (widget);

  _app_record_table_end_edit (self, TRUE);
  if (g_str_equal (name, "table.copy"))
    {
      g_autoptr (GPtrArray) cells = app_record_table_copy_cells (self, FALSE);

      app_clipboard_set_cells (widget, cells);
    }
  else if (g_str_equal (name, "table.paste"))
    gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, read_text_cb,
                                   g_object_ref (self));
  else if (g_str_equal (name, "table.undo"))
    app_record_edits_undo (self->edits);
  else if (g_str_equal (name, "table.redo"))
    app_record_edits_redo (self->edits);
  else if (g_str_equal (name, "table.export"))
    _app_record_table_tell_export (self);
}

void
_app_record_table_install_actions (GtkWidgetClass *widget_class)
{
  static const char *const names[]
      = { "table.copy", "table.paste", "table.undo", "table.redo", "table.export" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_widget_class_install_action (widget_class, names[i], NULL, activate_action_cb);
}

void
_app_record_table_update_actions (AppRecordTable *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "table.paste", self->writable);
  gtk_widget_action_set_enabled (widget, "table.undo",
                                 self->writable && app_record_edits_can_undo (self->edits));
  gtk_widget_action_set_enabled (widget, "table.redo",
                                 self->writable && app_record_edits_can_redo (self->edits));
}

/* Keys */

static gboolean
press_move (AppRecordTable *self, guint keyval, GdkModifierType state)
{
  gboolean extend = (state & GDK_SHIFT_MASK) != 0, ctrl = (state & GDK_CONTROL_MASK) != 0;
  int row = (int) self->row, column = (int) self->column;
  int page = app_grid_count_page (gtk_widget_get_height (self->rows), 30);

  if (!app_grid_key_walk (keyval, ctrl, &row, &column)
      && !app_grid_key_leap (keyval, ctrl, page, &row, &column))
    return FALSE;
  _app_record_table_move (self, row, column, extend);
  return TRUE;
}

static gboolean
press_shortcut (AppRecordTable *self, guint keyval, GdkModifierType state)
{
  const char *action = NULL;

  switch (app_key_latin (keyval))
    {
    case GDK_KEY_a:
      _app_record_table_move (self, 0, 0, FALSE);
      self->anchor_row = app_record_table_get_n_shown (self) - 1;
      self->anchor_column = self->columns->len - 1;
      _app_record_table_mark (self);
      return TRUE;
    case GDK_KEY_c:
      action = "table.copy";
      break;
    case GDK_KEY_v:
      action = "table.paste";
      break;
    case GDK_KEY_y:
      action = "table.redo";
      break;
    case GDK_KEY_z:
      action = state & GDK_SHIFT_MASK ? "table.redo" : "table.undo";
      break;
    default:
      return FALSE;
    }
  gtk_widget_activate_action (GTK_WIDGET (self), action, NULL);
  return TRUE;
}

/* in the open editor: the keys that end it */
static gboolean
press_editing (AppRecordTable *self, guint keyval, GdkModifierType state)
{
  int row = (int) self->row, column = (int) self->column;

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return FALSE;
  switch (keyval)
    {
    case GDK_KEY_Escape:
      _app_record_table_end_edit (self, FALSE);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      _app_record_table_move (self, row + (state & GDK_SHIFT_MASK ? -1 : 1), column, FALSE);
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_Down:
      _app_record_table_move (self, row + (keyval == GDK_KEY_Up ? -1 : 1), column, FALSE);
      return TRUE;
    case GDK_KEY_Tab:
      _app_record_table_move (self, row, column + 1, FALSE);
      return TRUE;
    case GDK_KEY_ISO_Left_Tab:
      _app_record_table_move (self, row, column - 1, FALSE);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
press_letter (AppRecordTable *self, guint keyval, GdkModifierType state)
{
  char text[7];

  if (!app_grid_key_letter (keyval, state, text))
    return FALSE;
  if (g_str_equal (text, " "))
    {
      turn_flag (self);
      return TRUE;
    }
  _app_record_table_begin_edit (self, text);
  return self->editing != NULL;
}

static gboolean
press_cell (AppRecordTable *self, guint keyval, GdkModifierType state)
{
  switch (keyval)
    {
    case GDK_KEY_F2:
      _app_record_table_begin_edit (self, NULL);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (state & GDK_CONTROL_MASK)
        return FALSE;
      _app_record_table_tell_activated (self, app_record_table_get_selected (self));
      return TRUE;
    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
      clear_block (self);
      return TRUE;
    default:
      return FALSE;
    }
}

/* over the row's cells; at its ends the focus leaves the table: it must not be a trap */
static gboolean
press_tab (AppRecordTable *self, gboolean back)
{
  if (back ? self->column == 0 : self->column + 1 == self->columns->len)
    return FALSE;
  _app_record_table_move (self, (int) self->row, (int) self->column + (back ? -1 : 1), FALSE);
  return TRUE;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                AppRecordTable *self)
{
  if (app_record_table_get_n_shown (self) == 0 || self->columns->len == 0)
    return FALSE;
  if (self->editing != NULL)
    return press_editing (self, keyval, state);
  if ((state & GDK_ALT_MASK) && (keyval == GDK_KEY_Up || keyval == GDK_KEY_Down))
    {
      app_record_table_sort_by (self, (int) _app_record_table_field (self, self->column),
                                keyval == GDK_KEY_Down);
      return TRUE;
    }
  if ((state & GDK_ALT_MASK) != 0)
    return FALSE;
  if ((keyval == GDK_KEY_Tab || keyval == GDK_KEY_ISO_Left_Tab) && !(state & GDK_CONTROL_MASK))
    return press_tab (self, keyval == GDK_KEY_ISO_Left_Tab);
  if (press_move (self, keyval, state) || press_cell (self, keyval, state))
    return TRUE;
  if (state & GDK_CONTROL_MASK)
    return press_shortcut (self, keyval, state);
  return press_letter (self, keyval, state);
}

/* Pointer and focus */

static AppRecordCell *
find_cell_at (AppRecordTable *self, double x, double y)
{
  GtkWidget *at = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  while (at != NULL && !APP_IS_RECORD_CELL (at))
    {
      GtkWidget *child = gtk_widget_get_first_child (at);

      /* the padding around a cell belongs to it */
      if (child != NULL && APP_IS_RECORD_CELL (child))
        return APP_RECORD_CELL (child);
      at = gtk_widget_get_parent (at);
    }
  return at != NULL ? APP_RECORD_CELL (at) : NULL;
}

static void
pressed_cb (GtkGestureClick *gesture, int n, double x, double y, AppRecordTable *self)
{
  GdkModifierType state
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  AppRecordCell *cell = find_cell_at (self, x, y);
  gboolean extend = (state & GDK_SHIFT_MASK) != 0;
  guint row, column;

  if (cell == NULL || cell == self->editing)
    return;
  row = app_record_cell_get_row (cell);
  column = app_record_cell_get_column (cell);
  if (row == GTK_INVALID_LIST_POSITION)
    return;
  if (n == 1)
    _app_record_table_choose (self, (int) row, (int) column, extend);
  else
    _app_record_table_move (self, (int) row, (int) column, extend);
  if (n == 2)
    _app_record_table_begin_edit (self, NULL);
}

static void
focus_leave_cb (GtkEventControllerFocus *controller, AppRecordTable *self)
{
  _app_record_table_end_edit (self, TRUE); /* what was typed is taken, wherever the user goes */
}

/* The view gives the focus to rows in its own ways, and takes the first cell: the cursor follows to
 * the row, its column stays what it was. */
void
_app_record_table_focus_cell (AppRecordTable *self, AppRecordCell *cell)
{
  guint row = app_record_cell_get_row (cell);

  if (row != GTK_INVALID_LIST_POSITION && self->editing == NULL && row != self->row)
    _app_record_table_move (self, (int) row, (int) self->column, FALSE);
}

/* The list would lead Tab through each of its rows, and the cursor with it: from a cell nobody
 * could come to a button above and do something with its row. It is left at once, and entered where
 * the cursor is. */
gboolean
_app_record_table_focus (GtkWidget *widget, GtkDirectionType direction)
{
  AppRecordTable *self = APP_RECORD_TABLE (widget);
  gboolean tab = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;
  GtkWidget *focus = app_focus_beside (widget);
  /* a row that goes takes the focus with it: then it is led in again */
  gboolean inside = focus != NULL && gtk_widget_is_ancestor (focus, widget);
  AppRecordCell *cell = NULL;

  if (tab && inside)
    return FALSE;
  if (tab)
    cell = _app_record_table_find_cell (self, self->row, self->column);
  if (cell != NULL && gtk_widget_grab_focus (GTK_WIDGET (cell)))
    return TRUE;
  return gtk_widget_child_focus (self->scrolled, direction);
}

void
_app_record_table_add_controllers (AppRecordTable *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (focus_leave_cb), self);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (self->rows, keys);
  gtk_widget_add_controller (self->rows, focus);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}
