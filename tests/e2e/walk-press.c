#define G_LOG_DOMAIN "merilo-walk"

#include "e2e/walk-press.h"

#include <string.h>

/* The window in front */

static GtkWindow *
find_above (GtkWindow *below)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (window) == below
          && gtk_widget_get_visible (GTK_WIDGET (window)))
        return window;
    }
  return NULL;
}

GtkWindow *
walk_front (Walk *walk)
{
  GtkWindow *front = GTK_WINDOW (walk->window);

  for (GtkWindow *above = find_above (front); above != NULL; above = find_above (front))
    front = above;
  return front;
}

/* there is no window manager to do it */
static void
bring_front (Walk *walk)
{
  GtkWindow *front = walk_front (walk);
  gint64 end = g_get_monotonic_time () + 10 * G_TIME_SPAN_SECOND;

  while (!gtk_window_is_active (front) && g_get_monotonic_time () < end)
    {
      gdk_toplevel_focus (GDK_TOPLEVEL (gtk_native_get_surface (GTK_NATIVE (front))),
                          GDK_CURRENT_TIME);
      walk_look (walk, 20);
    }
  if (!gtk_window_is_active (front))
    walk_stop (walk, gtk_window_get_title (front), "the window does not get the keys");
}

/* Keys */

static void
run (Walk *walk, const char *const *words)
{
  g_autoptr (GError) error = NULL;
  int status;

  bring_front (walk);
  if (!g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL,
                     &status, &error)
      || !g_spawn_check_wait_status (status, &error))
    walk_stop (walk, words[1], error->message);
  walk_rest (walk);
}

static gboolean
is_seen (Walk *walk)
{
  GtkWidget *focus = walk_focus (walk);

  return focus != NULL && gtk_widget_get_mapped (focus)
         && (!gtk_window_is_active (walk_front (walk)) || gtk_widget_has_visible_focus (focus));
}

void
walk_press (Walk *walk, const char *keys)
{
  g_auto (GStrv) names = g_strsplit (keys, " ", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      run (walk, (const char *[]){ "xdotool", "key", names[i], NULL });
      WALK_WAIT (walk, is_seen (walk));
    }
}

void
walk_type (Walk *walk, const char *text)
{
  run (walk, (const char *[]){ "xdotool", "type", "--delay", "10", "--", text, NULL });
}

void
walk_park_pointer (Walk *walk)
{
  run (walk, (const char *[]){ "xdotool", "mousemove", "1279", "799", NULL });
}

/* The focus */

GtkWidget *
walk_focus (Walk *walk)
{
  return gtk_window_get_focus (walk_front (walk));
}

/* the accessible label as it is, in quotes: the check tells it when it is another one */
static char *
dup_label (GtkWidget *widget)
{
  const char *text = NULL;

  if (GTK_IS_BUTTON (widget))
    text = gtk_button_get_label (GTK_BUTTON (widget));
  else if (GTK_IS_CHECK_BUTTON (widget))
    text = gtk_check_button_get_label (GTK_CHECK_BUTTON (widget));
  else if (GTK_IS_LABEL (widget))
    text = gtk_label_get_text (GTK_LABEL (widget));
  else if (ADW_IS_PREFERENCES_ROW (widget))
    text = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget));
  if (text != NULL && *text != 0)
    return g_strdup (text);
  if (gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL))
    return gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget),
                                               GTK_ACCESSIBLE_PROPERTY_LABEL, "\001");
  return g_strdup (gtk_widget_get_tooltip_text (widget));
}

/* of it, or of the first thing it lies in that has one */
static char *
dup_name (GtkWidget *widget)
{
  for (; widget != NULL && !GTK_IS_WINDOW (widget); widget = gtk_widget_get_parent (widget))
    {
      char *name = dup_label (widget);

      if (name != NULL && *name != 0)
        return name;
      g_free (name);
    }
  return NULL;
}

/* what a menu's line or a list's row says is its name: GTK takes it from the labels within */
static gboolean
says (GtkWidget *focus, const char *name)
{
  return (GTK_IS_LIST_BOX_ROW (focus) || GTK_IS_POPOVER (gtk_widget_get_native (focus)))
         && ui_says (focus, name);
}

gboolean
walk_is_on (Walk *walk, const char *name)
{
  GtkWidget *focus = walk_focus (walk);
  g_autofree char *own = focus != NULL ? dup_name (focus) : NULL;

  return focus != NULL && ((own != NULL && strstr (own, name) != NULL) || says (focus, name));
}

void
walk_key_to (Walk *walk, const char *key, const char *name, guint most)
{
  for (guint i = 0; i < most && !walk_is_on (walk, name); i++)
    walk_press (walk, key);
  if (!walk_is_on (walk, name))
    {
      g_autofree char *own = walk_focus (walk) != NULL ? dup_name (walk_focus (walk)) : NULL;
      g_autofree char *what
          = g_strdup_printf ("%s to «%s»: it is on «%s»", key, name, own != NULL ? own : "");

      walk_stop (walk, what, "the keys do not lead there");
    }
}

/* Names */

/* parts that GTK and Adwaita put together themselves, or that are named by what they hold */
static gboolean
is_part (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  if (parent != NULL && g_str_equal (G_OBJECT_TYPE_NAME (parent), "AdwToastWidget"))
    return TRUE; /* the cross of a toast */
  return GTK_IS_SCROLLED_WINDOW (widget) || GTK_IS_PANED (widget) || GTK_IS_LIST_BOX_ROW (widget)
         || g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkListItemWidget")
         || gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) != NULL;
}

char *
walk_find_nameless (GtkWidget *root)
{
  g_autofree char *name = NULL;

  if (!gtk_widget_get_mapped (root))
    return NULL;
  name = dup_name (root);
  if (gtk_widget_get_focusable (root) && !is_part (root) && name == NULL)
    return g_strdup_printf ("%s in %s", G_OBJECT_TYPE_NAME (root),
                            G_OBJECT_TYPE_NAME (gtk_widget_get_parent (root)));
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      char *found = walk_find_nameless (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}
