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

typedef struct
{
  double low, high; /* NAN: none */
} Zone;

struct _MeriloChart
{
  int refs;
  MeriloChartKind kind;
  MeriloChartFormat format;
  char *title;
  char *x_title;
  char **labels;
  char **sublabels; /* NULL: none */
  guint n_points;
  Series series[MERILO_CHART_MAX_SERIES];
  guint n_series;
  GArray *bounds;           /* of Bound */
  GArray *breaks;           /* of Bound */
  Zone *zones;              /* one a point; NULL: none */
  MeriloChartLayout layout; /* of the last size asked for */
  gboolean laid_out;
};

/* the layout for this size, kept until the chart or the size changes */
const MeriloChartLayout *_merilo_chart_layout (MeriloChart *chart, double width, double height);

/* what stands under a label in the table of counts, the fullest form first */
enum
{
  COUNT_EXACT, /* «37,93 % (11 из 29)» */
  COUNT_WHOLE, /* «38 % (11 из 29)» */
  COUNT_PARTS, /* «11/29» */
  COUNT_N,     /* «29» */
  N_COUNT_FORMS
};

char *_merilo_chart_show_count (gint64 n); /* «1 722 202» */

/* beside a line of the scale: as short as it can be */
char *_merilo_chart_tick_text (MeriloChart *chart, double value);

/* a share with two decimals, as tables have it */
char *_merilo_chart_exact_text (MeriloChart *chart, double value);

/* NULL: no such form */
char *_merilo_chart_count_text (MeriloChart *chart, guint series, guint point, guint form);

/* of how many works the series is made: the sum of its points when they are counts of works, else
 * what all its points have in common; -1: not known */
gint64 _merilo_chart_total (MeriloChart *chart, guint series);

/* the n that all points with a value share; -1: they do not */
gint64 _merilo_chart_common_n (MeriloChart *chart, guint series);

gboolean _merilo_chart_has_break (MeriloChart *chart, guint at);

/* the zone of a point; NULL: it has none */
const Zone *_merilo_chart_zone (MeriloChart *chart, guint at);

/* where the segment of a stacked bar begins */
double _merilo_chart_base (MeriloChart *chart, guint series, guint point);

G_END_DECLS
