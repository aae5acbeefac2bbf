/* What a widget that scrolls itself keeps for GtkScrollable: its two adjustments and their
 * policies. Embedded in the widget; the four properties stand one behind another, in this order. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

enum
{
  ACROSS,
  DOWN,
};

typedef enum
{
  APP_SCROLLS_HADJUSTMENT,
  APP_SCROLLS_VADJUSTMENT,
  APP_SCROLLS_HPOLICY,
  APP_SCROLLS_VPOLICY,
  APP_SCROLLS_N,
} AppScrollsProperty;

typedef struct
{
  GtkAdjustment *adjustments[2]; /* NULL before the first of them is set */
  GtkScrollablePolicy policies[2];
} AppScrolls;

/* overrides the four properties, from the number @first on */
void app_scrolls_install (GObjectClass *klass, guint first);

/* @scrolled: "value-changed" of an adjustment, with the widget as its data; NULL: it is drawn anew
 */
void app_scrolls_set (AppScrolls *self,
                      AppScrollsProperty property,
                      const GValue *value,
                      GCallback scrolled,
                      gpointer widget);
void app_scrolls_get (const AppScrolls *self, AppScrollsProperty property, GValue *value);
void app_scrolls_clear (AppScrolls *self, gpointer widget);

/* px that are scrolled away */
int app_scrolls_offset (const AppScrolls *self, int axis);

/* @size: all of it, @page: what is seen of it, @step: a line */
void app_scrolls_configure (AppScrolls *self, int axis, int size, int page, int step);

/* so that @from and @size px from there are seen */
void app_scrolls_reveal (AppScrolls *self, int axis, int from, int size);

G_END_DECLS
