#define G_LOG_DOMAIN "merilo-chart"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "chart/chart-pen.h"

#define ZONE_INK 0xE69F00

/* one bar from @from to @to of the axis, its middle at @x */
static void
add_bar (MeriloPen *pen, double x, double width, double from, double to)
{
  double y0 = merilo_chart_y (pen->at, from), y1 = merilo_chart_y (pen->at, to);

  cairo_rectangle (pen->cr, x - width / 2, MIN (y0, y1), width, fabs (y0 - y1));
}

static void
draw_series (MeriloPen *pen, guint series)
{
  MeriloChart *chart = pen->chart;
  double width = merilo_chart_bar_width (chart, pen->at);
  double dodge = merilo_chart_dodge (chart, pen->at, series);

  for (guint i = 0; i < chart->n_points; i++)
    {
      double base = _merilo_chart_base (chart, series, i);
      double value = chart->series[series].points[i].value;

      if (isfinite (value))
        add_bar (pen, merilo_chart_x (pen->at, i) + dodge, width, base, base + value);
    }
  _merilo_pen_series (pen, series, 0.9);
  if (chart->kind != MERILO_CHART_HISTOGRAM && width > 4)
    {
      cairo_fill_preserve (pen->cr);
      /* a rim of the ground keeps neighbours apart */
      _merilo_pen_ink (pen, pen->ground, 1);
      cairo_set_line_width (pen->cr, 1);
      cairo_stroke (pen->cr);
    }
  else
    cairo_fill (pen->cr);
}

static void
draw_outline (MeriloPen *pen, guint series)
{
  const MeriloChartLayout *at = pen->at;

  _merilo_pen_series (pen, series, 1);
  cairo_set_line_width (pen->cr, 2);
  _merilo_pen_dash (pen, series);
  for (guint i = 0; i < pen->chart->n_points; i++)
    {
      double value = pen->chart->series[series].points[i].value;
      double y = merilo_chart_y (at, isfinite (value) ? value : 0);

      cairo_line_to (pen->cr, at->left + i * at->slot, y);
      cairo_line_to (pen->cr, at->left + (i + 1) * at->slot, y);
    }
  cairo_stroke (pen->cr);
  cairo_set_dash (pen->cr, NULL, 0, 0);
}

/* the share, as a table has it, or else in whole percents; NULL: neither fits into @width */
static char *
fit_text (MeriloChart *chart, double value, double width, double *ret_height)
{
  for (guint exact = 2; exact-- > 0;)
    {
      double w;
      g_autofree char *text = exact ? _merilo_chart_exact_text (chart, value)
                                    : merilo_chart_show_value (chart, value);

      merilo_chart_measure (text, MERILO_CHART_SMALL_PX, TRUE, &w, ret_height);
      if (w + 6 <= width)
        return g_steal_pointer (&text);
    }
  return NULL;
}

/* the share inside of its segment, where it is high enough to hold it */
static void
draw_segment_texts (MeriloPen *pen, guint series)
{
  MeriloChart *chart = pen->chart;
  double width = merilo_chart_bar_width (chart, pen->at);

  for (guint i = 0; i < chart->n_points; i++)
    {
      double value = chart->series[series].points[i].value, h = 0, x, y;
      g_autofree char *text = fit_text (chart, value, width, &h);

      if (!merilo_chart_locate (chart, pen->at->width, pen->at->height, series, i, &x, &y))
        continue;
      if (text == NULL
          || fabs (merilo_chart_y (pen->at, 0) - merilo_chart_y (pen->at, value)) < h + 2)
        continue;
      /* the palette of the light style is dark, that of the dark one is light */
      _merilo_pen_ink (pen, pen->dark ? 0x101010 : 0xFFFFFF, 1);
      _merilo_pen_text (pen, x, y, text, 0.5, MERILO_CHART_SMALL_PX, TRUE, 0);
    }
}

void
_merilo_pen_bars (MeriloPen *pen)
{
  MeriloChart *chart = pen->chart;

  if (chart->n_series > 0)
    draw_series (pen, 0);
  for (guint s = 1; s < chart->n_series; s++)
    if (chart->kind == MERILO_CHART_HISTOGRAM)
      draw_outline (pen, s);
    else
      draw_series (pen, s);
  for (guint s = 0; chart->kind == MERILO_CHART_STACKED && s < chart->n_series; s++)
    draw_segment_texts (pen, s);
}

/* over the bars: a zone that a bar covers would not be seen */
void
_merilo_pen_zones (MeriloPen *pen)
{
  const MeriloChartLayout *at = pen->at;

  for (guint i = 0; i < pen->chart->n_points; i++)
    {
      const Zone *zone = _merilo_chart_zone (pen->chart, i);
      double left = at->left + i * at->slot, low, high;

      if (zone == NULL)
        continue;
      low = merilo_chart_y (at, zone->low);
      high = merilo_chart_y (at, zone->high);
      cairo_rectangle (pen->cr, left, high, at->slot, MAX (1, low - high));
      _merilo_pen_ink (pen, ZONE_INK, 0.4);
      cairo_fill (pen->cr);
      cairo_set_line_width (pen->cr, 1);
      _merilo_pen_ink (pen, pen->ink, 0.55);
      for (guint edge = 0; edge < 2; edge++)
        {
          double y = floor (edge == 0 ? low : high) + 0.5;

          cairo_move_to (pen->cr, left, y);
          cairo_line_to (pen->cr, left + at->slot, y);
        }
      cairo_stroke (pen->cr);
    }
}
