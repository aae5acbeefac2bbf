#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/procedures/scale-list.h"

#include <glib/gi18n.h>

#include "pages/bits.h"
#include "pages/procedures/scale-row.h"
#include "widgets/clipboard.h"
#include "widgets/grid-menu.h"

struct _AppScaleList
{
  AdwBin parent_instance;

  GPtrArray *scales; /* of MeriloScale; NULL: none yet */
  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (AppScaleList, app_scale_list, ADW_TYPE_BIN)

/* Copying */

static gboolean
is_selected (AppScaleList *self, guint i)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), (int) i);

  return row != NULL && gtk_list_box_row_is_selected (row);
}

static GPtrArray *
list_selected (AppScaleList *self)
{
  GPtrArray *selected = g_ptr_array_new ();

  for (guint i = 0; i < self->scales->len; i++)
    if (is_selected (self, i))
      g_ptr_array_add (selected, self->scales->pdata[i]);
  return selected;
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GPtrArray) cells
      = app_scale_list_copy_cells (APP_SCALE_LIST (widget), g_str_equal (name, "scales.copy-all"));

  if (cells != NULL)
    app_clipboard_set_cells (widget, cells);
}

/* Keys and pointer */

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                AppScaleList *self)
{
  guint key = app_key_latin (keyval);

  if ((state & GDK_CONTROL_MASK) == 0 || (state & (GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0
      || (key != GDK_KEY_a && key != GDK_KEY_c))
    return FALSE;
  if (key == GDK_KEY_a)
    gtk_list_box_select_all (GTK_LIST_BOX (self->list));
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "scales.copy", NULL);
  return TRUE;
}

/* the menu is of the row under the pointer, unless that is one of those selected */
static void
secondary_cb (GtkGestureClick *gesture, int n, double x, double y, AppScaleList *self)
{
  GtkListBox *list = GTK_LIST_BOX (self->list);
  GtkListBoxRow *row;
  double at_x, at_y;

  gtk_widget_translate_coordinates (GTK_WIDGET (self), self->list, x, y, &at_x, &at_y);
  row = gtk_list_box_get_row_at_y (list, (int) at_y);
  if (row == NULL || gtk_list_box_row_is_selected (row))
    return;
  gtk_list_box_unselect_all (list);
  gtk_list_box_select_row (list, row);
}

/* the row with the focus, or the list */
static GdkRectangle
find_place (GtkWidget *widget)
{
  GtkWidget *row = gtk_widget_get_focus_child (APP_SCALE_LIST (widget)->list);
  graphene_rect_t bounds;

  if (!gtk_widget_compute_bounds (row != NULL ? row : widget, widget, &bounds))
    return (GdkRectangle){ 0, 0, 1, 1 };
  return (GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width,
                         (int) bounds.size.height };
}

static void
add_controllers (AppScaleList *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (secondary_cb), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/* GObject overrides */

static void
finalize (GObject *object)
{
  g_clear_pointer (&APP_SCALE_LIST (object)->scales, g_ptr_array_unref);
  G_OBJECT_CLASS (app_scale_list_parent_class)->finalize (object);
}

static void
app_scale_list_class_init (AppScaleListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = finalize;
  gtk_widget_class_install_action (widget_class, "scales.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "scales.copy-all", NULL, copy_action);
}

static void
app_scale_list_init (AppScaleList *self)
{
  g_autoptr (GMenu) more = g_menu_new ();

  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_MULTIPLE);
  gtk_list_box_set_activate_on_single_click (GTK_LIST_BOX (self->list), FALSE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  app_name_it (self->list, _ ("Шкалы отметок"));
  adw_bin_set_child (ADW_BIN (self), self->list);
  g_menu_append (more, _ ("Копировать все шкалы"), "scales.copy-all");
  add_controllers (self);
  app_grid_add_menu (GTK_WIDGET (self), "scales.copy", G_MENU_MODEL (more), find_place);
}

/* Public API */

GtkWidget *
app_scale_list_new (void)
{
  return g_object_new (APP_TYPE_SCALE_LIST, NULL);
}

void
app_scale_list_set_scales (AppScaleList *self, GPtrArray *scales)
{
  if (self->scales == scales) /* what is selected stays */
    return;
  g_ptr_array_ref (scales);
  g_clear_pointer (&self->scales, g_ptr_array_unref);
  self->scales = scales;
  app_list_clear (self->list);
  for (guint i = 0; i < scales->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), app_scale_row_new (scales->pdata[i]));
}

GPtrArray *
app_scale_list_copy_cells (AppScaleList *self, gboolean all)
{
  static const guint fields[]
      = { MERILO_SCALE_CURRENT, MERILO_SCALE_FROM3,      MERILO_SCALE_FROM4, MERILO_SCALE_FROM5,
          MERILO_SCALE_SINCE,   MERILO_SCALE_CONFIDENCE, MERILO_SCALE_SOURCE };
  g_autoptr (GPtrArray) selected = NULL;

  if (self->scales == NULL || self->scales->len == 0)
    return NULL;
  selected = list_selected (self);
  return app_records_to_cells (all || selected->len == 0 ? self->scales : selected,
                               &merilo_scale_entity, fields, G_N_ELEMENTS (fields));
}
