#define G_LOG_DOMAIN "app-grid-menu"

#include "config.h"

#include "widgets/grid-menu.h"

#include <glib/gi18n-lib.h>

#define MENU "app-grid-menu"

static void
show (GtkWidget *grid, const GdkRectangle *place)
{
  GtkPopover *menu = g_object_get_data (G_OBJECT (grid), MENU);

  gtk_popover_set_pointing_to (menu, place);
  gtk_popover_popup (menu);
}

static void
pressed_cb (GtkGestureClick *gesture, int n, double x, double y, GtkWidget *grid)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (grid);
  show (grid, &(GdkRectangle){ (int) x, (int) y, 1, 1 });
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                AppGridPlaceFunc place)
{
  GtkWidget *grid = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  GdkRectangle at;

  if (keyval != GDK_KEY_Menu && (keyval != GDK_KEY_F10 || (state & GDK_SHIFT_MASK) == 0))
    return FALSE;
  at = place (grid);
  show (grid, &at);
  return TRUE;
}

void
app_grid_add_menu (GtkWidget *grid, const char *copy, GMenuModel *more, AppGridPlaceFunc place)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_return_if_fail (g_object_get_data (G_OBJECT (grid), MENU) == NULL);
  g_menu_append (menu, _ ("Копировать выделенное"), copy);
  g_menu_append_section (menu, NULL, more);
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  gtk_widget_set_parent (popover, grid);
  g_object_set_data (G_OBJECT (grid), MENU, popover);
  g_signal_connect_object (grid, "destroy", G_CALLBACK (gtk_widget_unparent), popover,
                           G_CONNECT_SWAPPED);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), grid);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), (gpointer) place);
  gtk_widget_add_controller (grid, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (grid, keys);
}

void
app_grid_present_menu (GtkWidget *grid)
{
  GtkPopover *menu = g_object_get_data (G_OBJECT (grid), MENU);

  if (menu != NULL)
    gtk_popover_present (menu);
}
