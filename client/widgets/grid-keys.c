#define G_LOG_DOMAIN "app-grid-keys"

#include "config.h"

#include "widgets/grid-keys.h"

/* Keys */

gboolean
app_grid_key_arrow (guint keyval, int *ret_down, int *ret_across)
{
  *ret_down = keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down ? 1
              : keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up   ? -1
                                                                  : 0;
  *ret_across = keyval == GDK_KEY_Right || keyval == GDK_KEY_KP_Right ? 1
                : keyval == GDK_KEY_Left || keyval == GDK_KEY_KP_Left ? -1
                                                                      : 0;
  return *ret_down != 0 || *ret_across != 0;
}

static int
step (int from, int by, gboolean far)
{
  if (by == 0 || !far)
    return from + by;
  return by > 0 ? G_MAXINT : 0;
}

gboolean
app_grid_key_walk (guint keyval, gboolean far, int *row, int *col)
{
  int down, across;

  if (!app_grid_key_arrow (keyval, &down, &across))
    return FALSE;
  *row = step (*row, down, far);
  *col = step (*col, across, far);
  return TRUE;
}

gboolean
app_grid_key_leap (guint keyval, gboolean far, int page, int *row, int *col)
{
  switch (keyval)
    {
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      *row = far ? 0 : *row;
      *col = 0;
      return TRUE;
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      *row = far ? G_MAXINT : *row;
      *col = G_MAXINT;
      return TRUE;
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      *row += page;
      return page > 0;
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      *row -= page;
      return page > 0;
    default:
      return FALSE;
    }
}

int
app_grid_count_page (int height, int row_height)
{
  return MAX (1, height / MAX (1, row_height) - 1);
}

gboolean
app_grid_key_is_enter (guint keyval)
{
  return keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter;
}

gboolean
app_grid_key_letter (guint keyval, GdkModifierType state, char ret_text[7])
{
  gunichar letter = gdk_keyval_to_unicode (keyval);

  if ((state & (GDK_ALT_MASK | GDK_SUPER_MASK)) || letter == 0 || !g_unichar_isprint (letter))
    return FALSE;
  ret_text[g_unichar_to_utf8 (letter, ret_text)] = 0;
  return TRUE;
}

/* Hands */

void
app_grid_set_up (GtkWidget *widget)
{
  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_overflow (widget, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (widget, "view");
}

void
app_grid_add_controllers (GtkWidget *widget,
                          GCallback key_pressed,
                          GCallback pressed,
                          GCallback query_tooltip)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect (keys, "key-pressed", key_pressed, widget);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (gtk_widget_queue_draw), widget);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (gtk_widget_queue_draw), widget);
  g_signal_connect (click, "pressed", pressed, widget);
  gtk_widget_add_controller (widget, keys);
  gtk_widget_add_controller (widget, focus);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_has_tooltip (widget, TRUE);
  g_signal_connect (widget, "query-tooltip", query_tooltip, NULL);
}
