/* Where everything of a chart stands. Apart from measuring of texts it is plain arithmetic. */
#pragma once

#include <pango/pango.h>

#include "chart/chart.h"

G_BEGIN_DECLS

#define MERILO_CHART_FONT_PX   12
#define MERILO_CHART_SMALL_PX  11
#define MERILO_CHART_TITLE_PX  15
#define MERILO_CHART_MAX_TICKS 24

typedef struct
{
  double first, step;
  guint n;
} MeriloTicks;

typedef struct
{
  double width, height;
  double left, top, right, bottom; /* edges of the plot */
  double title_y, legend_y;
  guint legend_lines;
  double labels_y, sublabels_y, x_title_y;
  guint label_step;             /* every how manyth label is written */
  double counts_y, counts_line; /* the table of counts: its first line's middle, height of a line */
  gboolean counts;
  gboolean point_counts; /* a line a series, else one line of totals */
  guint count_form;
  MeriloTicks ticks;
  double low, high; /* of the y axis */
  double slot;      /* width of a label's place */
} MeriloChartLayout;

/* round ticks that cover low..high with at most @most of them: steps of 1, 2 or 5 × 10^k */
MeriloTicks merilo_ticks (double low, double high, guint most);

/* every how manyth label of @widest fits into places of @slot with @gap between */
guint merilo_label_step (double slot, double widest, double gap, guint n);

void merilo_chart_layout (MeriloChart *chart, double width, double height, MeriloChartLayout *out);

/* middle of a label's place, and a value's height */
double merilo_chart_x (const MeriloChartLayout *layout, guint point);
double merilo_chart_y (const MeriloChartLayout *layout, double value);

/* how far the marks of @series stand beside the middle: intervals and bars must not cover each
 * other */
double merilo_chart_dodge (MeriloChart *chart, const MeriloChartLayout *layout, guint series);

/* width of one bar */
double merilo_chart_bar_width (MeriloChart *chart, const MeriloChartLayout *layout);

/* a text's size in the chart's font */
void merilo_chart_measure (const char *text, int px, gboolean bold, double *ret_w, double *ret_h);
PangoFontDescription *merilo_chart_font (int px, gboolean bold);

/* width of a series' entry in the legend */
double merilo_chart_legend_width (MeriloChart *chart, guint series);

G_END_DECLS
