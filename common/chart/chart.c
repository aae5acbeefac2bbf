#define G_LOG_DOMAIN "merilo-chart"

#include <math.h>

#include "chart/chart-private.h"

static void
clear_bound (gpointer bound)
{
  g_free (((Bound *) bound)->name);
}

MeriloChart *
merilo_chart_new (MeriloChartKind kind, const char *title, const char *const *labels)
{
  MeriloChart *chart = g_new0 (MeriloChart, 1);

  chart->refs = 1;
  chart->kind = kind;
  chart->title = g_strdup (title != NULL ? title : "");
  chart->labels = g_strdupv ((char **) labels);
  chart->n_points = MIN (g_strv_length (chart->labels), MERILO_CHART_MAX_POINTS);
  chart->bounds = g_array_new (FALSE, TRUE, sizeof (Bound));
  chart->breaks = g_array_new (FALSE, TRUE, sizeof (Bound));
  g_array_set_clear_func (chart->bounds, clear_bound);
  g_array_set_clear_func (chart->breaks, clear_bound);
  return chart;
}

MeriloChart *
merilo_chart_ref (MeriloChart *chart)
{
  g_atomic_int_inc (&chart->refs);
  return chart;
}

void
merilo_chart_unref (MeriloChart *chart)
{
  if (chart == NULL || !g_atomic_int_dec_and_test (&chart->refs))
    return;
  for (guint i = 0; i < chart->n_series; i++)
    {
      g_free (chart->series[i].name);
      g_free (chart->series[i].points);
    }
  g_array_unref (chart->bounds);
  g_array_unref (chart->breaks);
  g_strfreev (chart->labels);
  g_strfreev (chart->sublabels);
  g_free (chart->zones);
  g_free (chart->title);
  g_free (chart->x_title);
  g_free (chart);
}

static void
copy_bounds (GArray *to, const GArray *from)
{
  for (guint i = 0; i < from->len; i++)
    {
      const Bound *bound = &g_array_index (from, Bound, i);
      Bound copy = { bound->at, g_strdup (bound->name) };

      g_array_append_val (to, copy);
    }
}

MeriloChart *
merilo_chart_copy (const MeriloChart *chart)
{
  MeriloChart *copy
      = merilo_chart_new (chart->kind, chart->title, (const char *const *) chart->labels);

  copy->format = chart->format;
  copy->x_title = g_strdup (chart->x_title);
  copy->sublabels = g_strdupv (chart->sublabels);
  copy->zones = g_memdup2 (chart->zones, chart->n_points * sizeof *chart->zones);
  for (guint i = 0; i < chart->n_series; i++)
    merilo_chart_add_series (copy, chart->series[i].name, chart->series[i].points);
  copy_bounds (copy->bounds, chart->bounds);
  copy_bounds (copy->breaks, chart->breaks);
  return copy;
}

void
merilo_chart_set_format (MeriloChart *chart, MeriloChartFormat format)
{
  chart->format = format;
  chart->laid_out = FALSE;
}

void
merilo_chart_set_x_title (MeriloChart *chart, const char *title)
{
  g_free (chart->x_title);
  chart->x_title = g_strdup (title);
  chart->laid_out = FALSE;
}

void
merilo_chart_add_series (MeriloChart *chart, const char *name, const MeriloChartPoint *points)
{
  Series *series;

  g_return_if_fail (chart->n_series < MERILO_CHART_MAX_SERIES);
  series = &chart->series[chart->n_series++];
  series->name = g_strdup (name != NULL ? name : "");
  series->points = g_memdup2 (points, chart->n_points * sizeof *points);
  chart->laid_out = FALSE;
}

void
merilo_chart_add_bound (MeriloChart *chart, guint at, const char *name)
{
  Bound bound = { at, g_strdup (name) };

  g_array_append_val (chart->bounds, bound);
  chart->laid_out = FALSE;
}

void
merilo_chart_set_sublabels (MeriloChart *chart, const char *const *sublabels)
{
  g_return_if_fail (g_strv_length ((char **) sublabels) >= chart->n_points);
  g_strfreev (chart->sublabels);
  chart->sublabels = g_strdupv ((char **) sublabels);
  chart->laid_out = FALSE;
}

void
merilo_chart_set_zone (MeriloChart *chart, guint at, double low, double high)
{
  g_return_if_fail (at < chart->n_points && low <= high);
  if (chart->zones == NULL)
    {
      chart->zones = g_new (Zone, chart->n_points);
      for (guint i = 0; i < chart->n_points; i++)
        chart->zones[i] = (Zone){ NAN, NAN };
    }
  chart->zones[at] = (Zone){ low, high };
  chart->laid_out = FALSE;
}

void
merilo_chart_add_break (MeriloChart *chart, guint at, const char *name)
{
  Bound bound = { at, g_strdup (name) };

  g_array_append_val (chart->breaks, bound);
  chart->laid_out = FALSE;
}

const char *
merilo_chart_get_title (MeriloChart *chart)
{
  return chart->title;
}

guint
merilo_chart_get_n_series (MeriloChart *chart)
{
  return chart->n_series;
}

guint
merilo_chart_get_n_points (MeriloChart *chart)
{
  return chart->n_points;
}

const char *
merilo_chart_get_series_name (MeriloChart *chart, guint series)
{
  g_return_val_if_fail (series < chart->n_series, NULL);
  return chart->series[series].name;
}

const char *
merilo_chart_get_label (MeriloChart *chart, guint point)
{
  g_return_val_if_fail (point < chart->n_points, NULL);
  return chart->labels[point];
}

const MeriloChartPoint *
merilo_chart_get_point (MeriloChart *chart, guint series, guint point)
{
  g_return_val_if_fail (series < chart->n_series && point < chart->n_points, NULL);
  return &chart->series[series].points[point];
}

gint64
_merilo_chart_common_n (MeriloChart *chart, guint series)
{
  const MeriloChartPoint *points = chart->series[series].points;
  gint64 n = -1;

  for (guint i = 0; i < chart->n_points; i++)
    {
      if (isnan (points[i].value))
        continue;
      if (points[i].n < 0 || (n >= 0 && points[i].n != n))
        return -1;
      n = points[i].n;
    }
  return n;
}

gint64
_merilo_chart_total (MeriloChart *chart, guint series)
{
  const MeriloChartPoint *points = chart->series[series].points;
  gboolean shares = chart->format == MERILO_CHART_PERCENT;
  gint64 total = 0;

  if (chart->kind != MERILO_CHART_HISTOGRAM && shares)
    return _merilo_chart_common_n (chart, series);
  for (guint i = 0; i < chart->n_points; i++)
    {
      gint64 count = shares                    ? points[i].numerator
                     : isnan (points[i].value) ? 0
                                               : llround (points[i].value);

      if (count < 0)
        return _merilo_chart_common_n (chart, series);
      total += count;
    }
  return total;
}

gboolean
_merilo_chart_has_break (MeriloChart *chart, guint at)
{
  for (guint i = 0; i < chart->breaks->len; i++)
    if (g_array_index (chart->breaks, Bound, i).at == at)
      return TRUE;
  return FALSE;
}

const Zone *
_merilo_chart_zone (MeriloChart *chart, guint at)
{
  return chart->zones != NULL && !isnan (chart->zones[at].low) ? &chart->zones[at] : NULL;
}

double
_merilo_chart_base (MeriloChart *chart, guint series, guint point)
{
  double base = 0;

  for (guint s = 0; chart->kind == MERILO_CHART_STACKED && s < series; s++)
    if (isfinite (chart->series[s].points[point].value))
      base += chart->series[s].points[point].value;
  return base;
}

const MeriloChartLayout *
_merilo_chart_layout (MeriloChart *chart, double width, double height)
{
  if (!chart->laid_out || chart->layout.width != width || chart->layout.height != height)
    {
      merilo_chart_layout (chart, width, height, &chart->layout);
      chart->laid_out = TRUE;
    }
  return &chart->layout;
}
