#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "pages/bits.h"
#include "pages/plans/plan-row.h"
#include "pages/plans/plan-table.h"

#define BATCH 12 /* rows made in one go: a page may not hold the main loop over 50 ms */

struct _AppPlanTable
{
  AdwBin parent_instance;

  GtkWidget *scroller, *list, *sticky;
  GtkWidget *editor; /* popover over a cell, while one is edited */
  GPtrArray *sections, *items;
  guint made; /* of items */
  guint fill_id;
  gboolean writable;
  int column; /* of the cursor */
  char *needle;
  gint64 section;
  char *wanted; /* id to be selected when its row is made */
};

enum
{
  SIGNAL_SELECTED,
  SIGNAL_EDITED,
  SIGNAL_FILTERED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (AppPlanTable, app_plan_table, ADW_TYPE_BIN)

static guint signals[N_SIGNALS];

/* Helpers */

static AppPlanRow *
plan_row_of (GtkListBoxRow *row)
{
  return row != NULL ? APP_PLAN_ROW (gtk_list_box_row_get_child (row)) : NULL;
}

static MeriloRecord *
item_of (GtkListBoxRow *row)
{
  return row != NULL ? app_plan_row_get_item (plan_row_of (row)) : NULL;
}

static const char *
section_title (AppPlanTable *self, MeriloRecord *item)
{
  gint64 id = merilo_record_get_whole (item, MERILO_PLAN_ITEM_SECTION_ID);

  for (guint i = 0; self->sections != NULL && i < self->sections->len; i++)
    if (merilo_record_get_whole (self->sections->pdata[i], MERILO_PLAN_SECTION_ID) == id)
      return merilo_record_get_text (self->sections->pdata[i], MERILO_PLAN_SECTION_TITLE);
  return "";
}

static void
show_sticky (AppPlanTable *self)
{
  GtkAdjustment *adjustment
      = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  int y = (int) gtk_adjustment_get_value (adjustment);
  MeriloRecord *item = item_of (gtk_list_box_get_row_at_y (GTK_LIST_BOX (self->list), y + 1));

  gtk_widget_set_visible (self->sticky, item != NULL && y > 0);
  if (item != NULL)
    gtk_label_set_text (GTK_LABEL (self->sticky), section_title (self, item));
}

/* List box */

static void
update_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  AppPlanTable *self = data;
  MeriloRecord *item = item_of (row), *last = item_of (before);
  GtkWidget *label;

  if (last != NULL
      && merilo_record_get_whole (item, MERILO_PLAN_ITEM_SECTION_ID)
             == merilo_record_get_whole (last, MERILO_PLAN_ITEM_SECTION_ID))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = app_label_new (section_title (self, item), "heading plan-section");
  gtk_list_box_row_set_header (row, label);
}

static gboolean
is_shown (GtkListBoxRow *row, gpointer data)
{
  AppPlanTable *self = data;
  MeriloRecord *item = item_of (row);

  if (self->section != 0
      && merilo_record_get_whole (item, MERILO_PLAN_ITEM_SECTION_ID) != self->section)
    return FALSE;
  if (self->needle == NULL)
    return TRUE;
  for (guint i = 0; i < APP_PLAN_COLUMNS; i++)
    {
      g_autofree char *text = merilo_record_show (item, app_plan_fields[i]);
      g_autofree char *folded = g_utf8_casefold (text, -1);

      if (strstr (folded, self->needle) != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
add_row (AppPlanTable *self, MeriloRecord *item)
{
  GtkWidget *row = gtk_list_box_row_new ();
  g_autofree char *no = merilo_record_show (item, MERILO_PLAN_ITEM_NO);
  g_autofree char *title = merilo_record_show (item, MERILO_PLAN_ITEM_TITLE);
  g_autofree char *name = g_strdup_printf (_ ("Пункт %s: %s"), no, title);
  g_autofree char *id = app_record_dup_id (item);

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), app_plan_row_new (item));
  app_name_it (row, name);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
  if (g_strcmp0 (id, self->wanted) == 0)
    app_plan_table_select (self, id);
}

static gboolean
fill_cb (gpointer data)
{
  AppPlanTable *self = data;

  for (guint n = 0; n < BATCH && self->made < self->items->len; n++)
    add_row (self, self->items->pdata[self->made++]);
  if (self->made < self->items->len)
    return G_SOURCE_CONTINUE;
  self->fill_id = 0;
  g_signal_emit (self, signals[SIGNAL_FILTERED], 0);
  return G_SOURCE_REMOVE;
}

/* Editing in place */

static void
end_edit (AppPlanTable *self, gboolean keep)
{
  GtkWidget *popover = g_steal_pointer (&self->editor);
  GtkTextBuffer *buffer;
  GtkTextIter start, end;
  g_autofree char *text = NULL;
  MeriloRecord *item;
  guint field;

  if (popover == NULL)
    return;
  item = g_object_get_data (G_OBJECT (popover), "item");
  field = app_plan_fields[GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (popover), "column"))];
  buffer = g_object_get_data (G_OBJECT (popover), "buffer");
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  if (keep && merilo_record_parse (item, field, text, NULL) && merilo_record_get_dirty (item) != 0)
    {
      app_plan_table_update (self, item);
      g_signal_emit (self, signals[SIGNAL_EDITED], 0, item, field);
    }
  gtk_popover_popdown (GTK_POPOVER (popover));
  gtk_widget_unparent (popover);
  gtk_widget_child_focus (self->list, GTK_DIR_TAB_FORWARD);
}

static gboolean
editor_key_cb (
    GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, gpointer data)
{
  if (key == GDK_KEY_Escape)
    end_edit (data, FALSE);
  else if ((key == GDK_KEY_Return || key == GDK_KEY_KP_Enter) && !(state & GDK_SHIFT_MASK))
    end_edit (data, TRUE);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
editor_closed_cb (AppPlanTable *self)
{
  if (self->editor != NULL)
    end_edit (self, TRUE);
}

static GtkWidget *
make_editor (AppPlanTable *self, MeriloRecord *item, guint column, int width)
{
  GtkWidget *popover = gtk_popover_new (), *view = gtk_text_view_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  g_autofree char *text = merilo_record_show (item, app_plan_fields[column]);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));

  gtk_text_buffer_set_text (buffer, text, -1);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_widget_set_size_request (view, MAX (width, 220), 60);
  app_name_it (view, _ (merilo_plan_item_entity.fields[app_plan_fields[column]].label));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (editor_key_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (view, keys);
  gtk_popover_set_child (GTK_POPOVER (popover), view);
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  g_object_set_data (G_OBJECT (popover), "buffer", buffer);
  g_object_set_data (G_OBJECT (popover), "column", GUINT_TO_POINTER (column));
  g_object_set_data_full (G_OBJECT (popover), "item", g_object_ref (item), g_object_unref);
  g_signal_connect_object (popover, "closed", G_CALLBACK (editor_closed_cb), self,
                           G_CONNECT_SWAPPED);
  return popover;
}

static void
begin_edit (AppPlanTable *self, GtkListBoxRow *row, int column)
{
  AppPlanRow *plan_row = plan_row_of (row);
  GtkWidget *cell;

  if (!self->writable || plan_row == NULL || column < 0)
    return;
  end_edit (self, TRUE);
  cell = app_plan_row_get_cell (plan_row, (guint) column);
  self->editor = make_editor (self, app_plan_row_get_item (plan_row), (guint) column,
                              gtk_widget_get_width (cell));
  gtk_widget_set_parent (self->editor, cell);
  gtk_popover_popup (GTK_POPOVER (self->editor));
}

/* Callbacks */

static void
row_selected_cb (GtkListBox *list, GtkListBoxRow *row, AppPlanTable *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (self->list); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LIST_BOX_ROW (child))
      app_plan_row_set_cursor (plan_row_of (GTK_LIST_BOX_ROW (child)),
                               child == GTK_WIDGET (row) ? self->column : -1);
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0, item_of (row));
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint key,
        guint code,
        GdkModifierType state,
        AppPlanTable *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));

  if (row == NULL)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Left || key == GDK_KEY_Right)
    {
      self->column = CLAMP (self->column + (key == GDK_KEY_Left ? -1 : 1), 0, APP_PLAN_COLUMNS - 1);
      app_plan_row_set_cursor (plan_row_of (row), self->column);
      return GDK_EVENT_STOP;
    }
  if (key != GDK_KEY_F2)
    return GDK_EVENT_PROPAGATE;
  begin_edit (self, row, self->column);
  return GDK_EVENT_STOP;
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, AppPlanTable *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (GTK_LIST_BOX (self->list), (int) y);
  double inner_x, inner_y;

  if (row == NULL)
    return;
  gtk_widget_translate_coordinates (self->list, GTK_WIDGET (plan_row_of (row)), x, y, &inner_x,
                                    &inner_y);
  self->column = MAX (0, app_plan_row_column_at (plan_row_of (row), inner_x));
  if (gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list)) == row)
    app_plan_row_set_cursor (plan_row_of (row), self->column);
  if (n_press == 2)
    begin_edit (self, row, self->column);
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppPlanTable *self = APP_PLAN_TABLE (widget);

  begin_edit (self, gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list)), self->column);
}

/* GObject overrides */

static void
app_plan_table_dispose (GObject *object)
{
  AppPlanTable *self = APP_PLAN_TABLE (object);

  g_clear_handle_id (&self->fill_id, g_source_remove);
  /* rows that go tell of the selection once more */
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  self->list = NULL;
  g_clear_pointer (&self->editor, gtk_widget_unparent);
  g_clear_pointer (&self->sections, g_ptr_array_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->needle, g_free);
  g_clear_pointer (&self->wanted, g_free);
  G_OBJECT_CLASS (app_plan_table_parent_class)->dispose (object);
}

static void
app_plan_table_class_init (AppPlanTableClass *klass)
{
  GType type = APP_TYPE_PLAN_TABLE;

  G_OBJECT_CLASS (klass)->dispose = app_plan_table_dispose;
  signals[SIGNAL_SELECTED] = g_signal_new ("selected", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, MERILO_TYPE_RECORD);
  signals[SIGNAL_EDITED] = g_signal_new ("edited", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 2, MERILO_TYPE_RECORD, G_TYPE_UINT);
  signals[SIGNAL_FILTERED]
      = g_signal_new ("filtered", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "plan.edit-cell", NULL, edit_action);
}

static void
add_controllers (AppPlanTable *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (self->list, keys);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (self->list, GTK_EVENT_CONTROLLER (click));
}

static void
app_plan_table_init (AppPlanTable *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *overlay = gtk_overlay_new ();
  GtkWidget *heading = app_plan_row_new (NULL);

  self->column = 1;
  self->list = gtk_list_box_new ();
  gtk_widget_add_css_class (self->list, "plan-list");
  gtk_list_box_set_header_func (GTK_LIST_BOX (self->list), update_header, self, NULL);
  gtk_list_box_set_filter_func (GTK_LIST_BOX (self->list), is_shown, self, NULL);
  app_name_it (self->list, _ ("Пункты плана"));
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->list);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  self->sticky = app_label_new (NULL, "heading plan-section sticky");
  gtk_widget_set_valign (self->sticky, GTK_ALIGN_START);
  gtk_widget_set_visible (self->sticky, FALSE);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), self->scroller);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->sticky);
  gtk_widget_add_css_class (heading, "plan-heading");
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), overlay);
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect (self->list, "row-selected", G_CALLBACK (row_selected_cb), self);
  g_signal_connect_swapped (gtk_scrolled_window_get_vadjustment (
                                GTK_SCROLLED_WINDOW (self->scroller)),
                            "value-changed", G_CALLBACK (show_sticky), self);
  add_controllers (self);
}

/* Public API */

void
app_plan_table_fill (AppPlanTable *self, GPtrArray *sections, GPtrArray *items)
{
  MeriloRecord *old = item_of (gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list)));
  g_autofree char *id = old != NULL ? app_record_dup_id (old) : NULL;

  end_edit (self, TRUE);
  g_clear_handle_id (&self->fill_id, g_source_remove);
  if (id != NULL && self->wanted == NULL)
    self->wanted = g_strdup (id);
  g_signal_handlers_block_by_func (self->list, row_selected_cb, self);
  app_list_clear (self->list);
  g_signal_handlers_unblock_by_func (self->list, row_selected_cb, self);
  g_clear_pointer (&self->sections, g_ptr_array_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  self->sections = g_ptr_array_ref (sections);
  self->items = g_ptr_array_ref (items);
  self->made = 0;
  if (fill_cb (self) == G_SOURCE_CONTINUE)
    self->fill_id = g_idle_add (fill_cb, self);
}

void
app_plan_table_set_writable (AppPlanTable *self, gboolean writable)
{
  self->writable = writable;
}

void
app_plan_table_look (AppPlanTable *self, const char *text, gint64 section)
{
  g_clear_pointer (&self->needle, g_free);
  if (text != NULL && *text != 0)
    self->needle = g_utf8_casefold (text, -1);
  self->section = section;
  gtk_list_box_invalidate_filter (GTK_LIST_BOX (self->list));
  gtk_list_box_invalidate_headers (GTK_LIST_BOX (self->list));
  g_signal_emit (self, signals[SIGNAL_FILTERED], 0);
}

guint
app_plan_table_get_shown (AppPlanTable *self)
{
  guint n = 0;
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), i)) != NULL; i++)
    n += is_shown (row, self);
  return n;
}

gboolean
app_plan_table_select (AppPlanTable *self, const char *id)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), i)) != NULL; i++)
    {
      g_autofree char *other = app_record_dup_id (item_of (row));

      if (!g_str_equal (other, id))
        continue;
      g_clear_pointer (&self->wanted, g_free);
      gtk_list_box_select_row (GTK_LIST_BOX (self->list), row);
      return TRUE;
    }
  if (g_strcmp0 (self->wanted, id) != 0)
    {
      g_free (self->wanted);
      self->wanted = g_strdup (id);
    }
  return FALSE;
}

void
app_plan_table_select_next (AppPlanTable *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  int i = row != NULL ? gtk_list_box_row_get_index (row) : -1;

  while ((row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), ++i)) != NULL)
    if (is_shown (row, self))
      {
        gtk_list_box_select_row (GTK_LIST_BOX (self->list), row);
        return;
      }
}

void
app_plan_table_unselect (AppPlanTable *self)
{
  gtk_list_box_unselect_all (GTK_LIST_BOX (self->list));
}

void
app_plan_table_update (AppPlanTable *self, MeriloRecord *item)
{
  g_autofree char *id = app_record_dup_id (item);
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), i)) != NULL; i++)
    {
      g_autofree char *other = app_record_dup_id (item_of (row));

      if (g_str_equal (other, id))
        app_plan_row_set_item (plan_row_of (row), item);
    }
}
