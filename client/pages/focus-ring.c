#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/focus-ring.h"

#define KEPT  "app-focus-ring" /* of the list of windows: they are watched */
#define KEYED "app-keyed"      /* of the same: what was pressed last is a key */

static gboolean
is_keyed (void)
{
  return g_object_get_data (G_OBJECT (gtk_window_get_toplevels ()), KEYED) != NULL;
}

static void
set_keyed (gboolean keyed)
{
  g_object_set_data (G_OBJECT (gtk_window_get_toplevels ()), KEYED, GINT_TO_POINTER (keyed));
}

static gboolean
event_cb (GtkEventController *controller, GdkEvent *event, GtkWindow *window)
{
  GdkEventType type = gdk_event_get_event_type (event);

  if (type == GDK_KEY_PRESS && !gdk_key_event_is_modifier (event))
    {
      set_keyed (TRUE);
      gtk_window_set_focus_visible (window, TRUE);
    }
  else if (type == GDK_BUTTON_PRESS || type == GDK_TOUCH_BEGIN)
    set_keyed (FALSE);
  return FALSE;
}

/* a window that a key opened begins with it; in all of them it comes back */
static void
show_cb (GtkWindow *window)
{
  if (is_keyed () && !gtk_window_get_focus_visible (window))
    gtk_window_set_focus_visible (window, TRUE);
}

static void
watch (GtkWindow *window)
{
  GtkEventController *events = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect (events, "event", G_CALLBACK (event_cb), window);
  gtk_widget_add_controller (GTK_WIDGET (window), events);
  g_signal_connect (window, "map", G_CALLBACK (show_cb), NULL);
  g_signal_connect (window, "notify::focus-visible", G_CALLBACK (show_cb), NULL);
}

static void
windows_cb (GListModel *windows, guint position, guint removed, guint added)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      watch (window);
    }
}

void
app_focus_ring_keep (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  if (g_object_get_data (G_OBJECT (windows), KEPT) != NULL)
    return;
  g_object_set_data (G_OBJECT (windows), KEPT, windows);
  g_signal_connect (windows, "items-changed", G_CALLBACK (windows_cb), NULL);
  windows_cb (windows, 0, 0, g_list_model_get_n_items (windows));
}
