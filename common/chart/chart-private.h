/* Inside of a chart, for the files of this room. */
#pragma once

#include "chart/chart.h"
#include "chart/chart-layout.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;
  MeriloChartPoint *points;
} Series;

typedef struct
{
  guint at;
  char *name;
} Bound;

struct _MeriloChart
{
  int refs;
  MeriloChartKind kind;
  MeriloChartFormat format;
  char *title;
  char *x_title;
  char **labels;
  guint n_points;
  Series series[MERILO_CHART_MAX_SERIES];
  guint n_series;
  GArray *bounds;           /* of Bound */
  MeriloChartLayout layout; /* of the last size asked for */
  gboolean laid_out;
};

/* the layout for this size, kept until the chart or the size changes */
const MeriloChartLayout *_merilo_chart_layout (MeriloChart *chart, double width, double height);

/* what stands under a label in the table of counts; 0: the fullest form; NULL: no such form */
char *_merilo_chart_count_text (MeriloChart *chart, guint series, guint point, guint form);

/* the sum of the series' points, e.g. of works in a histogram; -1: not known */
gint64 _merilo_chart_total (MeriloChart *chart, guint series);

G_END_DECLS
