#define G_LOG_DOMAIN "test-ui"

#include "lib/ui.h"

#include <locale.h>
#include <string.h>
#include <time.h>

void
ui_init (void)
{
  setlocale (LC_ALL, "");
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, "gtk-font-name",
                "Noto Sans 11", "gtk-cursor-blink", FALSE, NULL);
}

void
ui_test_init (int *argc, char ***argv)
{
  g_test_init (argc, argv, NULL);
  ui_init ();
}

void
ui_wait_for_frame (GtkWidget *widget)
{
  gtk_widget_queue_draw (widget);
  gtk_test_widget_wait_for_draw (widget);
}

GtkWindow *
ui_open (GtkWidget *child, int width, int height)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());

  gtk_window_set_title (window, "test");
  gtk_window_set_default_size (window, width, height);
  gtk_window_set_child (window, child);
  gtk_window_present (window);
  UI_WAIT (gtk_widget_get_mapped (child) && gtk_widget_get_width (child) > 0);
  ui_wait_for_frame (GTK_WIDGET (window));
  return window;
}

void
ui_close (GtkWindow *window)
{
  gtk_window_destroy (window);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

gboolean
ui_press (GtkWidget *widget, guint keyval, GdkModifierType state)
{
  g_autoptr (GListModel) list = gtk_widget_observe_controllers (widget);
  gboolean used = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (list) && !used; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (list, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, state, &used);
    }
  return used;
}

static gboolean
activate_shortcut (GListModel *shortcuts, GtkWidget *widget, guint keyval, GdkModifierType state)
{
  for (guint i = 0; i < g_list_model_get_n_items (shortcuts); i++)
    {
      g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (shortcuts, i);
      GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

      if (GTK_IS_KEYVAL_TRIGGER (trigger)
          && gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == keyval
          && gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) == state)
        return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget,
                                             gtk_shortcut_get_arguments (shortcut));
    }
  return FALSE;
}

gboolean
ui_press_bound (GtkWidget *widget, guint keyval, GdkModifierType state)
{
  g_autoptr (GListModel) list = gtk_widget_observe_controllers (widget);
  gboolean used = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (list) && !used; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (list, i);

      if (GTK_IS_SHORTCUT_CONTROLLER (controller))
        used = activate_shortcut (G_LIST_MODEL (controller), widget, keyval, state);
    }
  return used;
}

static gboolean
is_labelled (GtkWidget *widget, const char *name)
{
  g_autofree char *other = NULL;

  if (!gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL))
    return FALSE;
  other = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget),
                                              GTK_ACCESSIBLE_PROPERTY_LABEL, name);
  return other == NULL;
}

static gboolean
is_called (GtkWidget *widget, const char *name)
{
  if (name == NULL)
    return TRUE;
  if (g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), name) == 0)
    return TRUE;
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), name))
    return TRUE;
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), name) == 0)
    return TRUE;
  if (ADW_IS_PREFERENCES_ROW (widget)
      && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), name) == 0)
    return TRUE;
  return is_labelled (widget, name);
}

GtkWidget *
ui_find (GtkWidget *root, GType type, const char *name)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type) && is_called (root, name))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = ui_find (child, type, name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

guint
ui_count (GtkWidget *root, GType type)
{
  guint n = g_type_is_a (G_OBJECT_TYPE (root), type) && gtk_widget_get_mapped (root);

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += ui_count (child, type);
  return n;
}

static gboolean
can_be_used (GtkWidget *widget)
{
  return widget != NULL && gtk_widget_get_mapped (widget) && gtk_widget_is_sensitive (widget);
}

GtkWidget *
ui_find_used (GtkWidget *root, GType type, const char *name)
{
  GtkWidget *found = ui_find (root, type, name);

  if (found == root || can_be_used (found))
    return can_be_used (found) ? found : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      found = ui_find_used (child, type, name);
      if (found != NULL)
        return found;
    }
  return NULL;
}

gboolean
ui_says (gpointer root, const char *part)
{
  if (GTK_IS_LABEL (root) && gtk_widget_get_mapped (root)
      && strstr (gtk_label_get_text (root), part) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (ui_says (child, part))
      return TRUE;
  return FALSE;
}

gpointer
ui_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type)
          && gtk_widget_get_visible (GTK_WIDGET (window)))
        return window;
    }
  return NULL;
}

void
ui_assert_called (GtkWidget *widget, const char *label)
{
  g_autofree char *other
      = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                            label);

  if (other != NULL)
    g_error ("the accessible label is %s, not %s", other, label);
}

static gboolean
has_name (GtkWidget *widget)
{
  const char *text = NULL;

  if (gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL)
      || gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget),
                                           GTK_ACCESSIBLE_RELATION_LABELLED_BY)
      || gtk_widget_get_tooltip_text (widget) != NULL)
    return TRUE;
  if (GTK_IS_BUTTON (widget))
    text = gtk_button_get_label (GTK_BUTTON (widget));
  if (ADW_IS_PREFERENCES_ROW (widget))
    text = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget));
  return text != NULL && *text != 0;
}

void
ui_assert_named (GtkWidget *root)
{
  gboolean control = GTK_IS_BUTTON (root) || GTK_IS_MENU_BUTTON (root) || GTK_IS_SWITCH (root)
                     || GTK_IS_TEXT_VIEW (root) || GTK_IS_SEARCH_ENTRY (root) || GTK_IS_ENTRY (root)
                     || ADW_IS_PREFERENCES_ROW (root);

  /* the button within a GtkMenuButton is named by it, and other parts by their whole */
  if (control && gtk_widget_get_mapped (root) && !has_name (root))
    {
      GtkWidget *parent = gtk_widget_get_parent (root);

      if (parent == NULL || !has_name (parent))
        g_error ("a %s has no name", G_OBJECT_TYPE_NAME (root));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    ui_assert_named (child);
}

/* Pictures */

typedef struct
{
  GtkWidget *window;
  GdkTexture *texture;
} Shot;

/* while a redraw waits a widget's paintable is empty: the picture is taken after painting */
static void
after_paint_cb (GdkFrameClock *clock, Shot *shot)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (shot->window);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  int width = gdk_paintable_get_intrinsic_width (paintable);
  int height = gdk_paintable_get_intrinsic_height (paintable);
  g_autoptr (GskRenderNode) node = NULL;

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  if (node == NULL || shot->texture != NULL)
    return;
  shot->texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (shot->window)),
                                               node, &GRAPHENE_RECT_INIT (0, 0, width, height));
}

static GdkTexture *
take_now (GtkWindow *window)
{
  Shot shot = { GTK_WIDGET (window), NULL };
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  gulong id = g_signal_connect_after (clock, "after-paint", G_CALLBACK (after_paint_cb), &shot);
  gint64 end = g_get_monotonic_time () + 30 * G_TIME_SPAN_SECOND;

  while (shot.texture == NULL && g_get_monotonic_time () < end)
    {
      gtk_widget_queue_draw (GTK_WIDGET (window));
      g_main_context_iteration (NULL, TRUE);
    }
  g_signal_handler_disconnect (clock, id);
  g_assert_nonnull (shot.texture);
  return shot.texture;
}

GdkTexture *
ui_take (GtkWindow *window, gboolean dark)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  GdkTexture *texture;

  adw_style_manager_set_color_scheme (style, dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                                  : ADW_COLOR_SCHEME_FORCE_LIGHT);
  ui_wait_for_frame (GTK_WIDGET (window));
  texture = take_now (window);
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_DEFAULT);
  return texture;
}

void
ui_shot (GtkWindow *window, const char *name)
{
  const char *dir = g_getenv ("SHOT_DIR");

  if (dir == NULL)
    return;
  for (int dark = 0; dark < 2; dark++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s-%s.png", dir, name, dark ? "dark" : "light");
      g_autoptr (GdkTexture) texture = ui_take (window, dark);

      g_assert_true (gdk_texture_save_to_png (texture, path));
    }
  ui_wait_for_frame (GTK_WIDGET (window));
}

double
ui_cpu_ms (void)
{
  struct timespec t;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &t);
  return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}
