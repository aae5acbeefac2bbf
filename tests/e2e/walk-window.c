#define G_LOG_DOMAIN "merilo-walk"

#include <stdlib.h>
#include <string.h>

#include "e2e/walk.h"
#include "lib/still.h"
#include "pages/field.h"

#define QUIET       500 /* ms: no less than pages wait before they look at what has changed */
#define TURNS       60  /* the server's news of what was written come meanwhile */
#define FRAME       50  /* ms: more than from one to the next */
#define FRAME_TURNS 10
#define MOST        400 /* turns: an import looks at its job again and again */

/* Points */

void
walk_point (Walk *walk, gboolean holds, const char *format, ...)
{
  va_list args;
  g_autofree char *what = NULL;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  g_print ("%s - %s\n", holds ? "ok" : "not ok", what);
  walk->failed = walk->failed || !holds;
}

void
walk_stop (Walk *walk, const char *what, const char *where)
{
  g_print ("not ok - in vain: %s (%s)\n", what, where);
  if (walk->window != NULL)
    walk_shot (walk, "stopped-here", FALSE);
  exit (1);
}

/* The base */

static char *
ask (const char *sql)
{
  g_autofree char *path
      = g_build_filename (g_getenv ("MERILO_WALK_STATE"), "cluster.conninfo", NULL);
  g_autofree char *conninfo = NULL, *answer = NULL, *complaint = NULL;
  g_autoptr (GError) error = NULL;
  const char *argv[]
      = { "psql", "-XAtq", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-d", NULL, "-c", sql, NULL };
  int status;

  if (!g_file_get_contents (path, &conninfo, NULL, &error))
    g_error ("%s", error->message);
  argv[7] = g_strstrip (conninfo);
  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &answer,
                     &complaint, &status, &error)
      || !g_spawn_check_wait_status (status, &error))
    g_error ("%s: %s%s", sql, complaint != NULL ? complaint : "", error->message);
  return g_strdup (g_strstrip (answer));
}

char *
walk_ask (const char *format, ...)
{
  va_list args;
  g_autofree char *sql = NULL;

  va_start (args, format);
  sql = g_strdup_vprintf (format, args);
  va_end (args);
  return ask (sql);
}

gint64
walk_count (const char *format, ...)
{
  va_list args;
  g_autofree char *sql = NULL, *answer = NULL;

  va_start (args, format);
  sql = g_strdup_vprintf (format, args);
  va_end (args);
  answer = ask (sql);
  return g_ascii_strtoll (answer, NULL, 10);
}

/* The window */

static gboolean
is_answered (gpointer data)
{
  Walk *walk = data;

  return calls_count (walk->calls) == 0;
}

void
walk_settle (Walk *walk)
{
  still_wait (is_answered, walk, QUIET, TURNS, MOST);
  ui_wait_for_frame (GTK_WIDGET (walk->window));
}

void
walk_rest (Walk *walk)
{
  still_wait (is_answered, walk, FRAME, FRAME_TURNS, MOST);
}

void
walk_look (Walk *walk, guint ms)
{
  gint64 end = g_get_monotonic_time () + ms * G_TIME_SPAN_MILLISECOND;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

static gboolean
is_loaded (AppPage *page)
{
  GtkWidget *stack = gtk_widget_get_last_child (gtk_widget_get_first_child (GTK_WIDGET (page)));
  const char *name = gtk_stack_get_visible_child_name (GTK_STACK (stack));

  return g_strcmp0 (name, "content") == 0 || g_strcmp0 (name, "status") == 0;
}

AppPage *
walk_go (Walk *walk, const char *page)
{
  app_window_go (walk->window, page, NULL);
  WALK_WAIT (walk, g_strcmp0 (app_window_get_page_name (walk->window), page) == 0);
  WALK_WAIT (walk, is_loaded (app_window_get_page (walk->window)));
  walk_settle (walk);
  return app_window_get_page (walk->window);
}

void
walk_sent (Walk *walk)
{
  AppOutbox *outbox = app_context_get_outbox (walk->context);

  WALK_WAIT (walk, app_outbox_get_waiting (outbox) == 0 && is_answered (walk));
}

GtkWindow *
walk_dialog (Walk *walk)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (window) == GTK_WINDOW (walk->window)
          && gtk_widget_get_visible (GTK_WIDGET (window)))
        return window;
    }
  return NULL;
}

/* Acts of a person */

void
walk_click (Walk *walk, gpointer root, const char *label)
{
  gint64 end = g_get_monotonic_time () + 30 * G_TIME_SPAN_SECOND;
  GtkWidget *button;

  while ((button = ui_find_used (root, GTK_TYPE_BUTTON, label)) == NULL
         && g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  if (button == NULL)
    walk_stop (walk, label, "no such button to press");
  g_signal_emit_by_name (button, "clicked");
}

static guint
find_choice (GtkDropDown *drop, const char *choice)
{
  GListModel *model = gtk_drop_down_get_model (drop);

  for (guint i = 0; model != NULL && i < g_list_model_get_n_items (model); i++)
    if (g_strcmp0 (gtk_string_list_get_string (GTK_STRING_LIST (model), i), choice) == 0)
      return i;
  return GTK_INVALID_LIST_POSITION;
}

void
walk_choose (Walk *walk, gpointer root, const char *name, const char *choice)
{
  GtkWidget *drop = NULL;

  WALK_WAIT (walk, (drop = ui_find_used (root, GTK_TYPE_DROP_DOWN, name)) != NULL);
  WALK_WAIT (walk, find_choice (GTK_DROP_DOWN (drop), choice) != GTK_INVALID_LIST_POSITION);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop), find_choice (GTK_DROP_DOWN (drop), choice));
  walk_settle (walk);
}

void
walk_open_row (Walk *walk, gpointer root, const char *title)
{
  GtkWidget *row = NULL;

  WALK_WAIT (walk, (row = ui_find_used (root, ADW_TYPE_ACTION_ROW, title)) != NULL);
  gtk_widget_activate (row);
  walk_settle (walk);
}

void
walk_act (Walk *walk, gpointer widget, const char *action, const char *target)
{
  gboolean done = target != NULL ? gtk_widget_activate_action (widget, action, "s", target)
                                 : gtk_widget_activate_action (widget, action, NULL);

  if (!done)
    walk_stop (walk, action, "no such action");
}

gpointer
walk_field (gpointer root, const char *name)
{
  if (APP_IS_FIELD (root) && g_str_equal (gtk_widget_get_name (root), name))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      gpointer found = walk_field (child, name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

GtkWidget *
walk_label (gpointer root, const char *prefix)
{
  GtkWidget *widget = root;

  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
      && g_str_has_prefix (gtk_label_get_text (GTK_LABEL (widget)), prefix))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = walk_label (child, prefix);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Pictures */

static cairo_surface_t *
make_surface (GtkWindow *window, gboolean dark)
{
  g_autoptr (GdkTexture) texture = ui_take (window, dark);
  cairo_surface_t *surface
      = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, gdk_texture_get_width (texture),
                                    gdk_texture_get_height (texture));

  gdk_texture_download (texture, cairo_image_surface_get_data (surface),
                        (gsize) cairo_image_surface_get_stride (surface));
  cairo_surface_mark_dirty (surface);
  return surface;
}

/* where a window manager would put it, over the window that waits */
static void
lay_over (cairo_surface_t *below, GtkWindow *dialog, gboolean dark)
{
  cairo_surface_t *above = make_surface (dialog, dark);
  int width = cairo_image_surface_get_width (above);
  int height = cairo_image_surface_get_height (above);
  int x = (cairo_image_surface_get_width (below) - width) / 2;
  int y = (cairo_image_surface_get_height (below) - height) / 2;
  cairo_t *cr = cairo_create (below);

  cairo_set_source_rgba (cr, 0, 0, 0, 0.32);
  cairo_paint (cr);
  for (int i = 12; i > 0; i--)
    {
      cairo_set_source_rgba (cr, 0, 0, 0, 0.02);
      cairo_rectangle (cr, x - i, y - i + 3, width + 2 * i, height + 2 * i);
      cairo_fill (cr);
    }
  cairo_set_source_surface (cr, above, x, y);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (above);
}

void
walk_shot (Walk *walk, const char *name, gboolean dark)
{
  const char *folder = g_getenv ("SHOT_DIR");
  g_autofree char *path = NULL;
  GtkWindow *dialog = walk_dialog (walk);
  cairo_surface_t *surface;

  if (folder == NULL)
    return;
  walk_settle (walk);
  path = g_strdup_printf ("%s/%s%s.png", folder, name, dark ? "-dark" : "");
  surface = make_surface (GTK_WINDOW (walk->window), dark);
  if (dialog != NULL)
    lay_over (surface, dialog, dark);
  if (cairo_surface_write_to_png (surface, path) != CAIRO_STATUS_SUCCESS)
    g_error ("%s is not written", path);
  cairo_surface_destroy (surface);
}

/* Input */

gboolean
walk_has_real_input (void)
{
  const char *input = g_getenv ("MERILO_WALK_INPUT");
  g_autofree char *roadmaps = g_build_filename (input != NULL ? input : "", "roadmaps", NULL);

  return input != NULL && *input != 0 && g_file_test (roadmaps, G_FILE_TEST_IS_DIR);
}

char *
walk_input_path (const char *real, const char *own)
{
  return walk_has_real_input ()
             ? g_build_filename (g_getenv ("MERILO_WALK_INPUT"), real, NULL)
             : g_build_filename (g_getenv ("MERILO_WALK_SOURCE"), "tests/data/walk", own, NULL);
}
