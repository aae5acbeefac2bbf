#define G_LOG_DOMAIN "app-tab-stop"

#include "config.h"

#include "widgets/tab-stop.h"

struct _AppTabStop
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (AppTabStop, app_tab_stop, ADW_TYPE_BIN)

/* the button that is pressed down; NULL: none of these is */
static GtkWidget *
find_pressed (GtkWidget *root)
{
  if (GTK_IS_TOGGLE_BUTTON (root))
    return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (root)) ? root : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_pressed (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
app_tab_stop_focus (GtkWidget *widget, GtkDirectionType direction)
{
  gboolean tab = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;
  gboolean inside = gtk_widget_get_focus_child (widget) != NULL;
  GtkWidget *pressed = tab && !inside ? find_pressed (widget) : NULL;

  if (tab && inside)
    return FALSE;
  if (pressed != NULL && gtk_widget_grab_focus (pressed))
    return TRUE;
  return GTK_WIDGET_CLASS (app_tab_stop_parent_class)->focus (widget, direction);
}

static void
app_tab_stop_class_init (AppTabStopClass *klass)
{
  GTK_WIDGET_CLASS (klass)->focus = app_tab_stop_focus;
}

static void
app_tab_stop_init (AppTabStop *self)
{
}

/* Public API */

GtkWidget *
app_tab_stop_new (GtkWidget *child)
{
  return g_object_new (APP_TYPE_TAB_STOP, "child", child, NULL);
}

void
app_tab_stop_wrap (GtkWidget *child)
{
  GtkWidget *box = gtk_widget_get_parent (child), *stop = app_tab_stop_new (NULL);

  g_return_if_fail (GTK_IS_BOX (box));
  gtk_box_insert_child_after (GTK_BOX (box), stop, child);
  g_object_ref (child);
  gtk_box_remove (GTK_BOX (box), child);
  adw_bin_set_child (ADW_BIN (stop), child);
  g_object_bind_property (child, "visible", stop, "visible", G_BINDING_SYNC_CREATE);
  g_object_unref (child);
}
