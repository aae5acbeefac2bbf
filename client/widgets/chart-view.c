#define G_LOG_DOMAIN "app-chart"

#include "config.h"

#include "widgets/chart-view-private.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "widgets/grid-ink.h"
#include "widgets/widgets.h"

#define NATURAL_WIDTH  480
#define NATURAL_HEIGHT 300

G_DEFINE_FINAL_TYPE (AppChart, app_chart, GTK_TYPE_WIDGET)

/* Drawing */

int
_app_chart_to_units (AppChart *self, int pixels)
{
  return (int) (pixels / app_text_scale (GTK_WIDGET (self)));
}

static void
draw_chart (AppChart *self, int width, int height)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  double scale = app_text_scale (GTK_WIDGET (self));
  cairo_t *cr;

  if (self->node != NULL && self->width == width && self->height == height && self->dark == dark
      && self->scale == scale)
    return;
  g_clear_pointer (&self->node, gsk_render_node_unref);
  self->width = width;
  self->height = height;
  self->dark = dark;
  self->scale = scale;
  self->node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (0, 0, width, height));
  cr = gsk_cairo_node_get_draw_context (self->node);
  cairo_scale (cr, scale, scale);
  merilo_chart_draw (self->chart, cr, _app_chart_to_units (self, width),
                     _app_chart_to_units (self, height), dark);
  cairo_destroy (cr);
}

static void
draw_ring (AppChart *self, GtkSnapshot *snapshot, double x, double y)
{
  GdkRGBA ink = self->dark ? (GdkRGBA){ 1, 1, 1, 0.9f } : (GdkRGBA){ 0, 0, 0, 0.8f };

  app_ink_frame (snapshot, &ink, &GRAPHENE_RECT_INIT ((float) x - 8, (float) y - 8, 16, 16), 8);
}

/* the words of the point, in a bubble that stays within the widget */
static void
draw_bubble (AppChart *self, GtkSnapshot *snapshot, double x, double y)
{
  g_autofree char *text = merilo_chart_describe_point (self->chart, self->series, self->point);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  GdkRGBA ground = self->dark ? (GdkRGBA){ 1, 1, 1, 0.92f } : (GdkRGBA){ 0, 0, 0, 0.82f };
  GdkRGBA ink = self->dark ? (GdkRGBA){ 0, 0, 0, 1 } : (GdkRGBA){ 1, 1, 1, 1 };
  GskRoundedRect box;
  int w, h;
  float left, top;

  pango_layout_set_width (layout, MAX (self->width - 40, 80) * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_get_pixel_size (layout, &w, &h);
  left = CLAMP ((float) x - w / 2.0f - 10, 4, MAX (4, self->width - w - 24));
  top = (float) y - h - 24;
  if (top < 4)
    top = (float) y + 14;
  gsk_rounded_rect_init_from_rect (&box, &GRAPHENE_RECT_INIT (left, top, w + 20, h + 10), 8);
  gtk_snapshot_push_rounded_clip (snapshot, &box);
  gtk_snapshot_append_color (snapshot, &ground, &box.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (left + 10, top + 5));
  gtk_snapshot_append_layout (snapshot, layout, &ink);
  gtk_snapshot_restore (snapshot);
}

static void
app_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AppChart *self = APP_CHART (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  double x, y;

  if (self->chart == NULL || width <= 0 || height <= 0)
    return;
  draw_chart (self, width, height);
  gtk_snapshot_append_node (snapshot, self->node);
  if (!self->pointed
      || !merilo_chart_locate (self->chart, _app_chart_to_units (self, width),
                               _app_chart_to_units (self, height), self->series, self->point, &x,
                               &y))
    return;
  draw_ring (self, snapshot, x * self->scale, y * self->scale);
  draw_bubble (self, snapshot, x * self->scale, y * self->scale);
}

static void
app_chart_measure (GtkWidget *widget,
                   GtkOrientation orientation,
                   int for_size,
                   int *minimum,
                   int *natural,
                   int *minimum_baseline,
                   int *natural_baseline)
{
  AppChart *self = APP_CHART (widget);
  gboolean across = orientation == GTK_ORIENTATION_HORIZONTAL;
  double scale = app_text_scale (widget);

  *minimum = (int) (scale * (across ? self->least_width : self->least_height));
  *natural = MAX (*minimum, (int) (scale * (across ? NATURAL_WIDTH : NATURAL_HEIGHT)));
}

static void
app_chart_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_popover_present (GTK_POPOVER (APP_CHART (widget)->menu));
}

/* Pointing */

static void
set_pointed (AppChart *self, gboolean pointed, guint series, guint point)
{
  g_autofree char *words = NULL;

  if (self->pointed == pointed && (!pointed || (self->series == series && self->point == point)))
    return;
  self->pointed = pointed;
  self->series = series;
  self->point = point;
  words = pointed ? merilo_chart_describe_point (self->chart, series, point) : g_strdup ("");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words,
                                  -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
app_chart_point_at (AppChart *self, double x, double y)
{
  GtkWidget *widget = GTK_WIDGET (self);
  double scale = app_text_scale (widget);
  guint series = 0, point = 0;
  gboolean hit;

  g_return_if_fail (APP_IS_CHART (self));
  hit = self->chart != NULL
        && merilo_chart_hit (self->chart, _app_chart_to_units (self, gtk_widget_get_width (widget)),
                             _app_chart_to_units (self, gtk_widget_get_height (widget)), x / scale,
                             y / scale, &series, &point);
  set_pointed (self, hit, series, point);
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, AppChart *self)
{
  app_chart_point_at (self, x, y);
}

static void
leave_cb (GtkEventController *controller, AppChart *self)
{
  set_pointed (self, FALSE, 0, 0);
}

/* the next point with a value that way; stays when there is none */
static void
step_point (AppChart *self, int by)
{
  int n = (int) merilo_chart_get_n_points (self->chart);
  int at = self->pointed ? (int) self->point + by : by > 0 ? 0 : n - 1;
  guint series = self->pointed ? self->series : 0;
  double x, y;

  for (; at >= 0 && at < n; at += by)
    if (merilo_chart_locate (self->chart, self->width, self->height, series, (guint) at, &x, &y))
      {
        set_pointed (self, TRUE, series, (guint) at);
        return;
      }
}

static void
step_series (AppChart *self, int by)
{
  int n = (int) merilo_chart_get_n_series (self->chart);
  double x, y;

  if (!self->pointed)
    {
      step_point (self, 1);
      return;
    }
  for (int at = (int) self->series + by; at >= 0 && at < n; at += by)
    if (merilo_chart_locate (self->chart, self->width, self->height, (guint) at, self->point, &x,
                             &y))
      {
        set_pointed (self, TRUE, (guint) at, self->point);
        return;
      }
}

static void
open_menu (AppChart *self, double x, double y)
{
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle){ (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                AppChart *self)
{
  gboolean menu = keyval == GDK_KEY_Menu || (keyval == GDK_KEY_F10 && (state & GDK_SHIFT_MASK));

  if (self->chart == NULL || self->node == NULL)
    return FALSE;
  if (menu)
    open_menu (self, self->width / 2.0, self->height / 2.0);
  else if (keyval == GDK_KEY_Left || keyval == GDK_KEY_Right)
    step_point (self, keyval == GDK_KEY_Right ? 1 : -1);
  else if (keyval == GDK_KEY_Up || keyval == GDK_KEY_Down)
    step_series (self, keyval == GDK_KEY_Down ? 1 : -1);
  else if (keyval == GDK_KEY_Escape && self->pointed)
    set_pointed (self, FALSE, 0, 0);
  else
    return FALSE;
  return TRUE;
}

static void
pressed_cb (GtkGestureClick *gesture, int n, double x, double y, AppChart *self)
{
  if (gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture)) == GDK_BUTTON_SECONDARY)
    open_menu (self, x, y);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* Class */

static void
app_chart_dispose (GObject *object)
{
  AppChart *self = APP_CHART (object);

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_object (&self->chooser);
  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_pointer (&self->chart, merilo_chart_unref);
  G_OBJECT_CLASS (app_chart_parent_class)->dispose (object);
}

static void
app_chart_class_init (AppChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_chart_dispose;
  widget_class->snapshot = app_chart_snapshot;
  widget_class->measure = app_chart_measure;
  widget_class->size_allocate = app_chart_size_allocate;
  _app_chart_install_actions (widget_class);
  gtk_widget_class_set_css_name (widget_class, "appchart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
app_chart_init (AppChart *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->least_width = APP_CHART_LEAST_WIDTH;
  self->least_height = APP_CHART_LEAST_HEIGHT;
  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_overflow (widget, GTK_OVERFLOW_HIDDEN);
  self->menu = _app_chart_make_menu ();
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_parent (self->menu, widget);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, focus);
  gtk_widget_add_controller (widget, keys);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  app_chart_set_chart (self, NULL);
}

/* Public API */

GtkWidget *
app_chart_new (MeriloChart *chart)
{
  GtkWidget *widget = g_object_new (APP_TYPE_CHART, NULL);

  app_chart_set_chart (APP_CHART (widget), chart);
  return widget;
}

void
app_chart_set_chart (AppChart *self, MeriloChart *chart)
{
  g_autofree char *words = NULL;

  g_return_if_fail (APP_IS_CHART (self));
  if (chart != NULL)
    merilo_chart_ref (chart);
  g_clear_pointer (&self->chart, merilo_chart_unref);
  g_clear_pointer (&self->node, gsk_render_node_unref);
  self->pointed = FALSE;
  self->chart = chart;
  words = chart != NULL ? merilo_chart_describe (chart) : g_strdup (_ ("Нет данных"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chart.copy", chart != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chart.save", chart != NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

MeriloChart *
app_chart_get_chart (AppChart *self)
{
  g_return_val_if_fail (APP_IS_CHART (self), NULL);
  return self->chart;
}

void
app_chart_set_least_size (AppChart *self, int width, int height)
{
  g_return_if_fail (APP_IS_CHART (self));
  self->least_width = MAX (width, APP_CHART_LEAST_WIDTH);
  self->least_height = MAX (height, APP_CHART_LEAST_HEIGHT);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

gboolean
app_chart_get_pointed (AppChart *self, guint *ret_series, guint *ret_point)
{
  g_return_val_if_fail (APP_IS_CHART (self), FALSE);
  if (!self->pointed)
    return FALSE;
  *ret_series = self->series;
  *ret_point = self->point;
  return TRUE;
}
