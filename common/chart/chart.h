/* A chart, described: what is drawn, not how. One description serves the screen, paper and files.
 *
 * A point keeps its counts: under every chart stands how many works it was made of. Colours are
 * those of Okabe and Ito («Color Universal Design», 2008), told apart with every common colour
 * blindness; series differ by marker and dash too. Not thread-safe once shared. */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MERILO_CHART_LINE,      /* a point a label, with its interval */
  MERILO_CHART_HISTOGRAM, /* a bar a label; series after the first are outlines over it */
  MERILO_CHART_BARS,      /* a group of bars a label, one of each series */
  MERILO_CHART_STACKED,   /* a bar a label, made of its series one over another */
} MeriloChartKind;

typedef enum
{
  MERILO_CHART_NUMBER,
  MERILO_CHART_MEAN,    /* two digits after the comma, half away from zero, as tables have it */
  MERILO_CHART_PERCENT, /* values are shares, 0..1, shown as percents */
} MeriloChartFormat;

typedef enum
{
  MERILO_CHART_PNG, /* two pixels a unit */
  MERILO_CHART_SVG,
  MERILO_CHART_PDF, /* a point a unit */
} MeriloChartFile;

/**
 * MeriloChartPoint:
 * @value: NAN: no data, the line breaks here
 * @low: lower end of the interval, NAN: none
 * @high: upper end, NAN: none
 * @numerator: counted, -1: not a share of anything
 * @n: of how many, -1: not known
 */
typedef struct
{
  double value, low, high;
  gint64 numerator, n;
} MeriloChartPoint;

#define MERILO_CHART_MAX_SERIES 6
#define MERILO_CHART_MAX_POINTS 1000
#define MERILO_CHART_MAX_SIDE   8192 /* of an exported picture, in units */

typedef struct _MeriloChart MeriloChart;

/* @labels: of the points along x, ends with NULL; copied */
MeriloChart *merilo_chart_new (MeriloChartKind kind, const char *title, const char *const *labels);
MeriloChart *merilo_chart_ref (MeriloChart *chart);
void merilo_chart_unref (MeriloChart *chart);

/* the same as another: it may go to another thread */
MeriloChart *merilo_chart_copy (const MeriloChart *chart);

void merilo_chart_set_format (MeriloChart *chart, MeriloChartFormat format);
void merilo_chart_set_x_title (MeriloChart *chart, const char *title);

/* @points: as many as there are labels; copied */
void merilo_chart_add_series (MeriloChart *chart, const char *name, const MeriloChartPoint *points);

/* a named vertical line before the bar (or through the point) @at, e.g. where mark «4» begins */
void merilo_chart_add_bound (MeriloChart *chart, guint at, const char *name);

/* a second line under the labels, e.g. how hard an item is; as many as there are labels; copied */
void merilo_chart_set_sublabels (MeriloChart *chart, const char *const *sublabels);

/* a band across the place of point @at: below it is too little, above it is enough, inside of it
 * nobody can tell */
void merilo_chart_set_zone (MeriloChart *chart, guint at, double low, double high);

/* a named vertical line between the points @at − 1 and @at: what stands on its two sides is not to
 * be compared, and no line goes across */
void merilo_chart_add_break (MeriloChart *chart, guint at, const char *name);

const char *merilo_chart_get_title (MeriloChart *chart);
guint merilo_chart_get_n_series (MeriloChart *chart);
guint merilo_chart_get_n_points (MeriloChart *chart);
const char *merilo_chart_get_series_name (MeriloChart *chart, guint series);
const char *merilo_chart_get_label (MeriloChart *chart, guint point);
const MeriloChartPoint *merilo_chart_get_point (MeriloChart *chart, guint series, guint point);

/* fills @width × @height units from the origin of @cr, ground too */
void
merilo_chart_draw (MeriloChart *chart, cairo_t *cr, double width, double height, gboolean dark);

/* the point under x, y when the chart is drawn @width × @height; %FALSE: none near */
gboolean merilo_chart_hit (MeriloChart *chart,
                           double width,
                           double height,
                           double x,
                           double y,
                           guint *ret_series,
                           guint *ret_point);

/* where that point is drawn; %FALSE when it has no value */
gboolean merilo_chart_locate (MeriloChart *chart,
                              double width,
                              double height,
                              guint series,
                              guint point,
                              double *ret_x,
                              double *ret_y);

/* «38 %», «12,5», a mean «12,50»; transfer full */
char *merilo_chart_show_value (MeriloChart *chart, double value);

/* «2024, повысили: 38 % (19 из 50), от 26 % до 52 %»; transfer full */
char *merilo_chart_describe_point (MeriloChart *chart, guint series, guint point);

/* the whole chart in words, for those who do not see it; transfer full */
char *merilo_chart_describe (MeriloChart *chart);

/* always in the light style: for paper. MERILO_ERROR_INVALID for a size out of bounds */
GBytes *merilo_chart_export (MeriloChart *chart,
                             MeriloChartFile file,
                             double width,
                             double height,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MeriloChart, merilo_chart_unref)

G_END_DECLS
