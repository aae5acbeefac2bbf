#define G_LOG_DOMAIN "test-chart-view"

#include "lib/ui.h"
#include "widgets/chart-view.h"
#include "widgets/widgets.h"

#include <glib/gstdio.h>
#include <math.h>

static const char *const years[] = { "2023", "2024", "2025", NULL };
static const MeriloChartPoint school[]
    = { { 0.38, 0.26, 0.52, 19, 50 }, { 0.5, 0.36, 0.64, 24, 48 }, { 0.25, 0.15, 0.39, 13, 52 } };
static const MeriloChartPoint town[]
    = { { 0.2, 0.18, 0.22, 240, 1200 }, { NAN, NAN, NAN, -1, 0 }, { 0.21, 0.19, 0.23, 252, 1200 } };

static MeriloChart *
make_chart (void)
{
  MeriloChart *chart = merilo_chart_new (MERILO_CHART_LINE, "Повысили отметку", years);

  merilo_chart_set_format (chart, MERILO_CHART_PERCENT);
  merilo_chart_add_series (chart, "школа", school);
  merilo_chart_add_series (chart, "город", town);
  return chart;
}

static void
test_pointer (void)
{
  g_autoptr (MeriloChart) chart = make_chart ();
  GtkWidget *widget = app_chart_new (chart);
  GtkWindow *window = ui_open (widget, 560, 360);
  double x, y;
  guint series = 9, point = 9;

  g_assert_true (gtk_test_accessible_has_role (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_ROLE_IMG));
  ui_assert_called (widget, "Повысили отметку. школа: 2023 38 %, 2024 50 %, 2025 25 %. город: 2023 "
                            "20 %, 2024 нет данных, 2025 21 %.");
  g_assert_true (merilo_chart_locate (chart, gtk_widget_get_width (widget),
                                      gtk_widget_get_height (widget), 0, 1, &x, &y));
  app_chart_point_at (APP_CHART (widget), x + 3, y - 3);
  g_assert_true (app_chart_get_pointed (APP_CHART (widget), &series, &point));
  g_assert_cmpuint (series, ==, 0);
  g_assert_cmpuint (point, ==, 1);
  g_assert_null (
      gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget),
                                          GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                          "2024, школа: 50,00 % (24 из 48), от 36 % до 64 %"));
  ui_shot (window, "chart-pointed");
  app_chart_point_at (APP_CHART (widget), 1, 1);
  g_assert_false (app_chart_get_pointed (APP_CHART (widget), &series, &point));
  ui_close (window);
}

static void
test_keys (void)
{
  static const struct
  {
    guint key, series, point;
  } steps[] = {
    { GDK_KEY_Right, 0, 0 }, { GDK_KEY_Right, 0, 1 },
    { GDK_KEY_Down, 0, 1 }, /* the town has nothing that year */
    { GDK_KEY_Right, 0, 2 }, { GDK_KEY_Right, 0, 2 },
    { GDK_KEY_Down, 1, 2 },  { GDK_KEY_Left, 1, 0 }, /* over the gap */
    { GDK_KEY_Up, 0, 0 },
  };
  g_autoptr (MeriloChart) chart = make_chart ();
  GtkWidget *widget = app_chart_new (chart);
  GtkWindow *window = ui_open (widget, 560, 360);
  guint series, point;

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_assert_true (ui_press (widget, steps[i].key, 0));
      g_assert_true (app_chart_get_pointed (APP_CHART (widget), &series, &point));
      g_assert_cmpuint (series, ==, steps[i].series);
      g_assert_cmpuint (point, ==, steps[i].point);
    }
  g_assert_true (ui_press (widget, GDK_KEY_Escape, 0));
  g_assert_false (ui_press (widget, GDK_KEY_Escape, 0)); /* now it is the page's */
  g_assert_true (ui_press (widget, GDK_KEY_F10, GDK_SHIFT_MASK));
  UI_WAIT (gtk_widget_get_mapped (ui_find (widget, GTK_TYPE_POPOVER_MENU, NULL)));
  gtk_popover_popdown (GTK_POPOVER (ui_find (widget, GTK_TYPE_POPOVER_MENU, NULL)));
  ui_close (window);
}

static void
test_files (void)
{
  g_autoptr (MeriloChart) chart = make_chart ();
  GtkWidget *widget = app_chart_new (chart), *overlay = adw_toast_overlay_new ();
  GtkWindow *window;
  g_autofree char *dir = g_dir_make_tmp ("chartXXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "a.svg", NULL), *text = NULL;
  g_autofree char *nowhere = g_build_filename (dir, "no", "such", "a.svg", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path), bad = g_file_new_for_path (nowhere);
  g_autoptr (GError) error = NULL;
  GdkClipboard *clipboard;

  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), widget);
  window = ui_open (overlay, 560, 360);
  g_assert_true (app_chart_save (APP_CHART (widget), file, MERILO_CHART_SVG, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "<?xml"));
  g_assert_false (app_chart_save (APP_CHART (widget), bad, MERILO_CHART_PDF, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_true (gtk_widget_activate_action (widget, "chart.copy", NULL));
  clipboard = gtk_widget_get_clipboard (widget);
  g_assert_true (
      gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard), "image/png"));
  UI_WAIT (ui_find (overlay, GTK_TYPE_LABEL, "Рисунок скопирован") != NULL);
  gdk_clipboard_set_text (clipboard, "");
  ui_close (window);
  g_unlink (path);
  g_rmdir (dir);
}

static void
test_none (void)
{
  GtkWidget *widget = app_chart_new (NULL);
  GtkWindow *window = ui_open (widget, 300, 200);
  g_autoptr (GFile) file = g_file_new_for_path ("/nowhere/a.png");
  g_autoptr (GError) error = NULL;

  ui_assert_called (widget, "Нет данных");
  g_assert_false (ui_press (widget, GDK_KEY_Right, 0));
  app_chart_point_at (APP_CHART (widget), 100, 100);
  g_assert_false (app_chart_save (APP_CHART (widget), file, MERILO_CHART_PNG, &error));
  g_assert_nonnull (error);
  ui_close (window);
}

/* a frame without change must not draw the chart again */
static void
test_keeps_node (void)
{
  g_autoptr (MeriloChart) chart = make_chart ();
  GtkWidget *widget = app_chart_new (chart);
  GtkWindow *window = ui_open (widget, 900, 600);
  double started = ui_cpu_ms (), kept, drawn;

  for (guint i = 0; i < 40; i++)
    {
      GtkSnapshot *snapshot = gtk_snapshot_new ();

      GTK_WIDGET_GET_CLASS (widget)->snapshot (widget, snapshot);
      gsk_render_node_unref (gtk_snapshot_free_to_node (snapshot));
    }
  kept = ui_cpu_ms () - started;
  started = ui_cpu_ms ();
  for (guint i = 0; i < 40; i++)
    {
      GtkSnapshot *snapshot = gtk_snapshot_new ();

      app_chart_set_chart (APP_CHART (widget), chart);
      GTK_WIDGET_GET_CLASS (widget)->snapshot (widget, snapshot);
      gsk_render_node_unref (gtk_snapshot_free_to_node (snapshot));
    }
  drawn = ui_cpu_ms () - started;
  g_test_message ("40 frames: kept %.2f ms, drawn anew %.2f ms", kept, drawn);
  g_assert_cmpfloat (kept * 5, <, drawn);
  ui_close (window);
}

/* where letters are half as large again, so is the chart, and no less of it is drawn */
static void
test_large_letters (void)
{
  g_autoptr (MeriloChart) chart = make_chart ();
  GtkWidget *widget = app_chart_new (chart);
  GtkWindow *window = ui_open (widget, 560, 360);
  int usual = 0, large = 0, least = 0;

  app_chart_set_least_size (APP_CHART (widget), 0, 380);
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, -1, &usual, NULL, NULL, NULL);
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 144 * 1024, NULL);
  gtk_widget_queue_resize (widget);
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, -1, &large, NULL, NULL, NULL);
  g_assert_cmpint (usual, ==, 380);
  g_assert_cmpint (least, ==, 240);
  g_assert_cmpint (large, ==, 570);
  gtk_settings_reset_property (gtk_settings_get_default (), "gtk-xft-dpi");
  ui_close (window);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  app_widgets_init ();
  g_test_add_func ("/chart-view/pointer", test_pointer);
  g_test_add_func ("/chart-view/keys", test_keys);
  g_test_add_func ("/chart-view/files", test_files);
  g_test_add_func ("/chart-view/none", test_none);
  g_test_add_func ("/chart-view/keeps-node", test_keeps_node);
  g_test_add_func ("/chart-view/large-letters", test_large_letters);
  return g_test_run ();
}
