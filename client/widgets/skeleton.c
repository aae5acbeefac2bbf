#define G_LOG_DOMAIN "app-skeleton"

#include "config.h"

#include "widgets/skeleton.h"

#include <glib/gi18n-lib.h>

#define ROW 36

struct _AppSkeleton
{
  GtkWidget parent_instance;
  guint timer, delay;
  gboolean shown;
};

G_DEFINE_FINAL_TYPE (AppSkeleton, app_skeleton, GTK_TYPE_WIDGET)

static gboolean
delay_cb (gpointer data)
{
  AppSkeleton *self = data;

  self->timer = 0;
  self->shown = TRUE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

static void
app_skeleton_map (GtkWidget *widget)
{
  AppSkeleton *self = APP_SKELETON (widget);

  GTK_WIDGET_CLASS (app_skeleton_parent_class)->map (widget);
  self->shown = self->delay == 0;
  if (self->delay > 0)
    self->timer = g_timeout_add (self->delay, delay_cb, self);
}

static void
app_skeleton_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&APP_SKELETON (widget)->timer, g_source_remove);
  GTK_WIDGET_CLASS (app_skeleton_parent_class)->unmap (widget);
}

static void
put_bar (GtkSnapshot *snapshot, const GdkRGBA *colour, float x, float y, float width)
{
  GskRoundedRect bar;

  gsk_rounded_rect_init_from_rect (&bar, &GRAPHENE_RECT_INIT (x, y, width, 12), 6);
  gtk_snapshot_push_rounded_clip (snapshot, &bar);
  gtk_snapshot_append_color (snapshot, colour, &bar.bounds);
  gtk_snapshot_pop (snapshot);
}

static void
app_skeleton_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  /* uneven, as texts are, and the same each time */
  static const float parts[] = { 0.62f, 0.48f, 0.7f, 0.55f, 0.4f, 0.66f };
  AppSkeleton *self = APP_SKELETON (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  GdkRGBA colour;

  if (!self->shown)
    return;
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  colour.alpha = 0.1f;
  for (int i = 0; (i + 1) * ROW <= height; i++)
    {
      float room = width - 36;

      put_bar (snapshot, &colour, 18, i * ROW + 12, 40);
      put_bar (snapshot, &colour, 76, i * ROW + 12,
               (room - 160) * parts[(guint) i % G_N_ELEMENTS (parts)]);
      put_bar (snapshot, &colour, width - 98, i * ROW + 12, 80);
    }
}

static void
app_skeleton_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 240 : ROW;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 480 : 6 * ROW;
}

static void
app_skeleton_dispose (GObject *object)
{
  g_clear_handle_id (&APP_SKELETON (object)->timer, g_source_remove);
  G_OBJECT_CLASS (app_skeleton_parent_class)->dispose (object);
}

static void
app_skeleton_class_init (AppSkeletonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_skeleton_dispose;
  widget_class->map = app_skeleton_map;
  widget_class->unmap = app_skeleton_unmap;
  widget_class->snapshot = app_skeleton_snapshot;
  widget_class->measure = app_skeleton_measure;
  gtk_widget_class_set_css_name (widget_class, "skeleton");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
}

static void
app_skeleton_init (AppSkeleton *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Загружается"), -1);
  self->delay = APP_SKELETON_DELAY_MS;
}

/* Public API */

GtkWidget *
app_skeleton_new (guint delay)
{
  AppSkeleton *self = g_object_new (APP_TYPE_SKELETON, NULL);

  self->delay = delay;
  return GTK_WIDGET (self);
}
