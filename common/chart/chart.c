#define G_LOG_DOMAIN "merilo-chart"

#include <math.h>

#include "chart/chart-private.h"

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
  for (guint i = 0; i < chart->bounds->len; i++)
    g_free (g_array_index (chart->bounds, Bound, i).name);
  g_array_unref (chart->bounds);
  g_strfreev (chart->labels);
  g_free (chart->title);
  g_free (chart->x_title);
  g_free (chart);
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
_merilo_chart_total (MeriloChart *chart, guint series)
{
  const MeriloChartPoint *points = chart->series[series].points;
  gint64 total = 0;

  for (guint i = 0; i < chart->n_points; i++)
    {
      gint64 count = chart->format == MERILO_CHART_PERCENT ? points[i].numerator
                     : isnan (points[i].value)             ? 0
                                                           : llround (points[i].value);

      if (count < 0)
        return -1;
      total += count;
    }
  return total;
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
