#define G_LOG_DOMAIN "app-scrolls"

#include "config.h"

#include "widgets/scrolls.h"

void
app_scrolls_install (GObjectClass *klass, guint first)
{
  static const char *const names[APP_SCROLLS_N]
      = { "hadjustment", "vadjustment", "hscroll-policy", "vscroll-policy" };

  for (guint i = 0; i < APP_SCROLLS_N; i++)
    g_object_class_override_property (klass, first + i, names[i]);
}

static void
drop_adjustment (AppScrolls *self, int axis, gpointer widget)
{
  if (self->adjustments[axis] != NULL)
    g_signal_handlers_disconnect_by_data (self->adjustments[axis], widget);
  g_clear_object (&self->adjustments[axis]);
}

static void
set_adjustment (
    AppScrolls *self, int axis, GtkAdjustment *adjustment, GCallback scrolled, gpointer widget)
{
  drop_adjustment (self, axis, widget);
  if (adjustment == NULL)
    adjustment = gtk_adjustment_new (0, 0, 0, 0, 0, 0);
  self->adjustments[axis] = g_object_ref_sink (adjustment);
  if (scrolled != NULL)
    g_signal_connect (adjustment, "value-changed", scrolled, widget);
  else
    g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (gtk_widget_queue_draw),
                              widget);
}

void
app_scrolls_set (AppScrolls *self,
                 AppScrollsProperty property,
                 const GValue *value,
                 GCallback scrolled,
                 gpointer widget)
{
  if (property <= APP_SCROLLS_VADJUSTMENT)
    set_adjustment (self, (int) property, g_value_get_object (value), scrolled, widget);
  else
    self->policies[property - APP_SCROLLS_HPOLICY] = g_value_get_enum (value);
}

void
app_scrolls_get (const AppScrolls *self, AppScrollsProperty property, GValue *value)
{
  if (property <= APP_SCROLLS_VADJUSTMENT)
    g_value_set_object (value, self->adjustments[property]);
  else
    g_value_set_enum (value, self->policies[property - APP_SCROLLS_HPOLICY]);
}

void
app_scrolls_clear (AppScrolls *self, gpointer widget)
{
  drop_adjustment (self, ACROSS, widget);
  drop_adjustment (self, DOWN, widget);
}

int
app_scrolls_offset (const AppScrolls *self, int axis)
{
  GtkAdjustment *adjustment = self->adjustments[axis];

  return adjustment != NULL ? (int) gtk_adjustment_get_value (adjustment) : 0;
}

void
app_scrolls_configure (AppScrolls *self, int axis, int size, int page, int step)
{
  GtkAdjustment *adjustment = self->adjustments[axis];
  double most = MAX (size - page, 0);

  if (adjustment != NULL)
    gtk_adjustment_configure (adjustment, CLAMP (gtk_adjustment_get_value (adjustment), 0, most), 0,
                              MAX (size, page), step, page * 0.9, page);
}

void
app_scrolls_reveal (AppScrolls *self, int axis, int from, int size)
{
  if (self->adjustments[axis] != NULL)
    gtk_adjustment_clamp_page (self->adjustments[axis], from, from + size + 1);
}
