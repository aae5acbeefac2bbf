/* Inside of a chart on the screen: the pictures that go out of it are a file of their own. */
#pragma once

#include "widgets/chart-view.h"

G_BEGIN_DECLS

#define APP_CHART_LEAST_WIDTH  240
#define APP_CHART_LEAST_HEIGHT 160

struct _AppChart
{
  GtkWidget parent_instance;
  MeriloChart *chart;
  GskRenderNode *node; /* of this size and style */
  int width, height;
  double scale; /* of letters; the chart has that many pixels to a unit */
  int least_width, least_height;
  gboolean dark;
  gboolean pointed;
  guint series, point;
  GtkWidget *menu;
  GtkFileChooserNative *chooser;
};

/* chart-view.c */
int _app_chart_to_units (AppChart *self, int pixels);

/* chart-view-picture.c */
void _app_chart_install_actions (GtkWidgetClass *widget_class);
GtkWidget *_app_chart_make_menu (void);

G_END_DECLS
