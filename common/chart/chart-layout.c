#define G_LOG_DOMAIN "merilo-chart"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <pango/pangocairo.h>

#include "chart/chart-private.h"

#define MARGIN       12
#define LEGEND_LINE  20
#define COUNTS_LINE  17
#define LEGEND_MARK  34 /* line, marker and the gap before the name */
#define LEGEND_GAP   18
#define HIT_DISTANCE 16
#define MAX_BAR      40
#define MAX_STACK    110
#define SUBLABEL     15

/* Arithmetic */

MeriloTicks
merilo_ticks (double low, double high, guint most)
{
  static const double nice[] = { 1, 2, 5, 10 };
  MeriloTicks ticks = { 0 };
  double power, last;

  if (!isfinite (low) || !isfinite (high))
    low = 0, high = 1;
  if (high <= low)
    high = low + (low == 0 ? 1 : fabs (low));
  most = CLAMP (most, 2, MERILO_CHART_MAX_TICKS);
  power = pow (10, floor (log10 ((high - low) / (most - 1))));
  for (guint i = 0; i < G_N_ELEMENTS (nice); i++)
    {
      ticks.step = nice[i] * power;
      /* a value a hair past a tick by rounding does not need one more */
      ticks.first = floor (low / ticks.step + 1e-9) * ticks.step;
      last = ceil (high / ticks.step - 1e-9) * ticks.step;
      ticks.n = (guint) llround ((last - ticks.first) / ticks.step) + 1;
      if (ticks.n <= most)
        return ticks;
    }
  ticks.step *= 2; /* both ends were cut by the rounding: the next size always covers */
  ticks.first = floor (low / ticks.step) * ticks.step;
  ticks.n
      = (guint) llround ((ceil (high / ticks.step) * ticks.step - ticks.first) / ticks.step) + 1;
  return ticks;
}

guint
merilo_label_step (double slot, double widest, double gap, guint n)
{
  guint step;

  if (slot <= 0 || n == 0)
    return 1;
  step = (guint) ceil ((widest + gap) / slot);
  return CLAMP (step, 1, n);
}

double
merilo_chart_x (const MeriloChartLayout *layout, guint point)
{
  return layout->left + (point + 0.5) * layout->slot;
}

double
merilo_chart_y (const MeriloChartLayout *layout, double value)
{
  double t
      = (CLAMP (value, layout->low, layout->high) - layout->low) / (layout->high - layout->low);

  return layout->bottom - t * (layout->bottom - layout->top);
}

double
merilo_chart_bar_width (MeriloChart *chart, const MeriloChartLayout *layout)
{
  double slot = layout->slot;

  if (chart->kind == MERILO_CHART_HISTOGRAM)
    return slot - (slot > 6 ? MIN (slot * 0.15, 6) : 0);
  if (chart->kind == MERILO_CHART_STACKED)
    return MIN (slot * 0.62, MAX_STACK);
  return MIN (slot * 0.78 / MAX (1, chart->n_series), MAX_BAR);
}

double
merilo_chart_dodge (MeriloChart *chart, const MeriloChartLayout *layout, guint series)
{
  double step = MIN (8, layout->slot * 0.5 / MAX (1, chart->n_series));

  if (chart->kind == MERILO_CHART_HISTOGRAM || chart->kind == MERILO_CHART_STACKED)
    return 0;
  if (chart->kind == MERILO_CHART_BARS)
    step = merilo_chart_bar_width (chart, layout);
  return (series - (chart->n_series - 1) / 2.0) * step;
}

/* Texts */

PangoFontDescription *
merilo_chart_font (int px, gboolean bold)
{
  PangoFontDescription *font = pango_font_description_new ();

  pango_font_description_set_family_static (font, "Sans");
  pango_font_description_set_absolute_size (font, px * PANGO_SCALE);
  if (bold)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  return font;
}

void
merilo_chart_measure (const char *text, int px, gboolean bold, double *ret_w, double *ret_h)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  PangoLayout *layout = pango_layout_new (context);
  PangoFontDescription *font = merilo_chart_font (px, bold);
  int w, h;

  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, &w, &h);
  pango_font_description_free (font);
  g_object_unref (layout);
  g_object_unref (context);
  if (ret_w != NULL)
    *ret_w = w;
  if (ret_h != NULL)
    *ret_h = h;
}

static double
measure_width (const char *text, int px)
{
  double w;

  merilo_chart_measure (text, px, FALSE, &w, NULL);
  return w;
}

double
merilo_chart_legend_width (MeriloChart *chart, guint series)
{
  return LEGEND_MARK + measure_width (chart->series[series].name, MERILO_CHART_FONT_PX)
         + LEGEND_GAP;
}

static guint
count_legend_lines (MeriloChart *chart, double room)
{
  double x = 0;
  guint lines = 1;

  if (chart->n_series < 2)
    return 0;
  for (guint s = 0; s < chart->n_series; s++)
    {
      double w = merilo_chart_legend_width (chart, s);

      if (x > 0 && x + w - LEGEND_GAP > room)
        x = 0, lines++;
      x += w;
    }
  return lines;
}

/* The y axis */

static void
take_point (MeriloChart *chart, guint series, guint point, double *low, double *high)
{
  const MeriloChartPoint *p = &chart->series[series].points[point];
  double value = p->value + _merilo_chart_base (chart, series, point);

  if (!isfinite (p->value))
    return;
  *low = MIN (*low, isfinite (p->low) ? MIN (p->low, value) : value);
  *high = MAX (*high, isfinite (p->high) ? MAX (p->high, value) : value);
}

static void
find_range (MeriloChart *chart, double *ret_low, double *ret_high)
{
  double low = 0, high = 0;

  for (guint s = 0; s < chart->n_series; s++)
    for (guint i = 0; i < chart->n_points; i++)
      take_point (chart, s, i, &low, &high);
  for (guint i = 0; i < chart->n_points; i++)
    if (_merilo_chart_zone (chart, i) != NULL)
      high = MAX (high, chart->zones[i].high);
  if (high <= low)
    high = low + 1;
  *ret_low = low;
  *ret_high = high;
}

static void
lay_out_axis (MeriloChart *chart, MeriloChartLayout *out)
{
  double widest = 0;

  find_range (chart, &out->low, &out->high);
  out->ticks = merilo_ticks (out->low, out->high,
                             CLAMP ((guint) ((out->bottom - out->top) / 36) + 1, 2, 11));
  out->low = out->ticks.first;
  out->high = out->ticks.first + out->ticks.step * (out->ticks.n - 1);
  for (guint i = 0; i < out->ticks.n; i++)
    {
      g_autofree char *text
          = _merilo_chart_tick_text (chart, out->ticks.first + i * out->ticks.step);

      widest = MAX (widest, measure_width (text, MERILO_CHART_SMALL_PX));
    }
  out->left = MARGIN + widest + 8;
}

/* The bottom */

/* the fullest form of the counts that fits into every place; %FALSE: not even n does */
static gboolean
choose_count_form (MeriloChart *chart, MeriloChartLayout *out)
{
  for (guint form = 0; form < N_COUNT_FORMS; form++)
    {
      double widest = 0;

      for (guint s = 0; s < chart->n_series; s++)
        for (guint i = 0; i < chart->n_points; i++)
          {
            g_autofree char *text = _merilo_chart_count_text (chart, s, i, form);

            if (text != NULL)
              widest = MAX (widest, measure_width (text, MERILO_CHART_SMALL_PX));
          }
      if (widest > 0 && widest + 8 <= out->slot)
        {
          out->count_form = form;
          return TRUE;
        }
    }
  return FALSE;
}

/* shares are told a point, where there is room; a chart of nothing but n in one line */
static gboolean
tells_points (MeriloChart *chart)
{
  gboolean lines = chart->kind == MERILO_CHART_LINE;

  for (guint s = 0; chart->kind != MERILO_CHART_HISTOGRAM && s < chart->n_series; s++)
    {
      /* of the same works at every place: once is enough */
      if (lines && _merilo_chart_common_n (chart, s) < 0)
        return TRUE;
      for (guint i = 0; i < chart->n_points; i++)
        if (chart->series[s].points[i].numerator >= 0)
          return TRUE;
    }
  return FALSE;
}

/* a chart no higher than a card shows its line, and the counts when it is pointed at */
static guint
count_lines (MeriloChart *chart, MeriloChartLayout *out)
{
  if (out->height < 200 || chart->n_series == 0)
    return 0;
  out->point_counts = tells_points (chart) && choose_count_form (chart, out);
  if (out->point_counts)
    return chart->n_series;
  return chart->kind == MERILO_CHART_LINE && tells_points (chart) ? 0 : 1;
}

static void
lay_out_bottom (MeriloChart *chart, MeriloChartLayout *out)
{
  double y = out->height - MARGIN;
  guint lines = count_lines (chart, out);

  out->counts_line = COUNTS_LINE;
  out->counts = lines > 0;
  if (out->counts)
    {
      y -= lines * COUNTS_LINE;
      out->counts_y = y + COUNTS_LINE / 2.0;
      y -= 4;
    }
  if (chart->x_title != NULL)
    {
      out->x_title_y = y - 8;
      y -= 18;
    }
  if (chart->sublabels != NULL)
    {
      out->sublabels_y = y - 8;
      y -= SUBLABEL;
    }
  out->labels_y = y - 8;
  out->bottom = y - 20;
}

static double
measure_widest_label (MeriloChart *chart)
{
  double widest = 0;

  for (guint i = 0; i < chart->n_points; i++)
    {
      widest = MAX (widest, measure_width (chart->labels[i], MERILO_CHART_SMALL_PX));
      if (chart->sublabels != NULL)
        widest = MAX (widest, measure_width (chart->sublabels[i], MERILO_CHART_SMALL_PX));
    }
  return widest;
}

void
merilo_chart_layout (MeriloChart *chart, double width, double height, MeriloChartLayout *out)
{
  double y = MARGIN;

  *out = (MeriloChartLayout){ .width = width, .height = height };
  if (*chart->title != 0)
    {
      out->title_y = y + 9;
      y += 26;
    }
  out->legend_lines = count_legend_lines (chart, width - 2 * MARGIN);
  out->legend_y = y + LEGEND_LINE / 2.0;
  y += out->legend_lines * LEGEND_LINE;
  out->top = y + (chart->bounds->len > 0 || chart->breaks->len > 0 ? 22 : 8);
  out->right = width - MARGIN;
  out->left = 48;
  out->slot = (out->right - out->left) / MAX (1, chart->n_points);
  lay_out_bottom (chart, out);
  out->bottom = MAX (out->bottom, out->top + 1);
  lay_out_axis (chart, out);
  out->right = MAX (out->right, out->left + 1);
  out->slot = (out->right - out->left) / MAX (1, chart->n_points);
  out->label_step
      = merilo_label_step (out->slot, measure_widest_label (chart), 8, MAX (1, chart->n_points));
}

/* Pointing */

gboolean
merilo_chart_locate (MeriloChart *chart,
                     double width,
                     double height,
                     guint series,
                     guint point,
                     double *ret_x,
                     double *ret_y)
{
  const MeriloChartLayout *layout = _merilo_chart_layout (chart, width, height);
  double value;

  if (series >= chart->n_series || point >= chart->n_points)
    return FALSE;
  value = chart->series[series].points[point].value;
  if (!isfinite (value))
    return FALSE;
  *ret_x = merilo_chart_x (layout, point) + merilo_chart_dodge (chart, layout, series);
  /* of a segment its middle */
  *ret_y = chart->kind == MERILO_CHART_STACKED
               ? merilo_chart_y (layout, _merilo_chart_base (chart, series, point) + value / 2)
               : merilo_chart_y (layout, value);
  return TRUE;
}

static gboolean
find_nearest (MeriloChart *chart,
              const MeriloChartLayout *layout,
              guint point,
              double x,
              double y,
              guint *ret_series)
{
  double best = G_MAXDOUBLE;

  for (guint s = 0; s < chart->n_series; s++)
    {
      double px, py, d;

      if (!merilo_chart_locate (chart, layout->width, layout->height, s, point, &px, &py))
        continue;
      d = chart->kind == MERILO_CHART_LINE   ? hypot (px - x, py - y)
          : chart->kind == MERILO_CHART_BARS ? fabs (px - x)
                                             : fabs (py - y);
      if (d < best)
        best = d, *ret_series = s;
    }
  /* a bar is hit anywhere in its column: bars of nothing must be readable too */
  return chart->kind != MERILO_CHART_LINE ? best < G_MAXDOUBLE
                                          : best <= MAX (HIT_DISTANCE, layout->slot / 4);
}

gboolean
merilo_chart_hit (MeriloChart *chart,
                  double width,
                  double height,
                  double x,
                  double y,
                  guint *ret_series,
                  guint *ret_point)
{
  const MeriloChartLayout *layout = _merilo_chart_layout (chart, width, height);
  guint point, series = 0;

  if (chart->n_points == 0 || x < layout->left || x >= layout->right || y < layout->top - 8
      || y > layout->bottom + 8)
    return FALSE;
  point = MIN ((guint) ((x - layout->left) / layout->slot), chart->n_points - 1);
  if (!find_nearest (chart, layout, point, x, y, &series))
    return FALSE;
  *ret_series = series;
  *ret_point = point;
  return TRUE;
}
