/* A chart on the screen. It keeps its render node: a frame without change costs next to nothing.
 *
 * The pointer shows the value, the interval and n of the point under it; the arrows do the same for
 * the keyboard. Menu (right button, Menu, Shift+F10): copy the picture, save it as PNG, SVG or PDF.
 *
 * Actions: chart.copy, chart.save (s: png, svg or pdf). */
#pragma once

#include <gtk/gtk.h>

#include "chart/chart.h"

G_BEGIN_DECLS

#define APP_TYPE_CHART (app_chart_get_type ())
G_DECLARE_FINAL_TYPE (AppChart, app_chart, APP, CHART, GtkWidget)

GtkWidget *app_chart_new (MeriloChart *chart);

/* @chart: (nullable); a chart is not changed once it is shown: set another */
void app_chart_set_chart (AppChart *self, MeriloChart *chart);
MeriloChart *app_chart_get_chart (AppChart *self);

/* it is no smaller, in dots of letters of the usual size: where letters are larger, so is the
 * chart; 0: as small as it is readable */
void app_chart_set_least_size (AppChart *self, int width, int height);

/* the point that is shown in full; %FALSE: none */
gboolean app_chart_get_pointed (AppChart *self, guint *ret_series, guint *ret_point);
/* as when the pointer is there; outside of the points it shows none */
void app_chart_point_at (AppChart *self, double x, double y);

/* writes the picture at its size on the screen, always in the light style */
gboolean app_chart_save (AppChart *self, GFile *file, MeriloChartFile kind, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void app_chart_copy (AppChart *self);

G_END_DECLS
