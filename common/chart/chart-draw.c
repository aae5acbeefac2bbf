#define G_LOG_DOMAIN "merilo-chart"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "chart/chart-pen.h"

/* Frame */

static void
draw_title (MeriloPen *pen)
{
  const MeriloChartLayout *at = pen->at;

  _merilo_pen_ink (pen, pen->ink, 1);
  if (*pen->chart->title != 0)
    _merilo_pen_text (pen, 12, at->title_y, pen->chart->title, 0, MERILO_CHART_TITLE_PX, TRUE,
                      at->width - 24);
  if (pen->chart->x_title != NULL)
    _merilo_pen_text (pen, (at->left + at->right) / 2, at->x_title_y, pen->chart->x_title, 0.5,
                      MERILO_CHART_FONT_PX, FALSE, at->right - at->left);
}

static void
draw_axes (MeriloPen *pen)
{
  const MeriloChartLayout *at = pen->at;

  cairo_set_line_width (pen->cr, 1);
  for (guint i = 0; i < at->ticks.n; i++)
    {
      double value = at->ticks.first + i * at->ticks.step;
      double y = floor (merilo_chart_y (at, value)) + 0.5;
      g_autofree char *text = _merilo_chart_tick_text (pen->chart, value);

      /* zero carries the bars: it is the one line that is seen at once */
      _merilo_pen_ink (pen, pen->ink, fabs (value) < at->ticks.step / 2 ? 0.6 : 0.14);
      cairo_move_to (pen->cr, at->left, y);
      cairo_line_to (pen->cr, at->right, y);
      cairo_stroke (pen->cr);
      _merilo_pen_ink (pen, pen->ink, 0.75);
      _merilo_pen_text (pen, at->left - 8, y, text, 1, MERILO_CHART_SMALL_PX, FALSE, 0);
    }
  _merilo_pen_ink (pen, pen->ink, 0.9);
  for (guint i = 0; i < pen->chart->n_points; i += at->label_step)
    {
      double room = at->slot * at->label_step - 2;

      _merilo_pen_text (pen, merilo_chart_x (at, i), at->labels_y, pen->chart->labels[i], 0.5,
                        MERILO_CHART_SMALL_PX, FALSE, room);
      if (pen->chart->sublabels != NULL)
        _merilo_pen_text (pen, merilo_chart_x (at, i), at->sublabels_y, pen->chart->sublabels[i],
                          0.5, MERILO_CHART_SMALL_PX, FALSE, room);
    }
}

/* a dashed line over the whole height, its name above */
static void
draw_upright (MeriloPen *pen, double x, const char *name, double room)
{
  static const double dash[] = { 4, 3 };
  const MeriloChartLayout *at = pen->at;
  double width;

  x = floor (x) + 0.5;
  _merilo_pen_ink (pen, pen->ink, 0.7);
  cairo_set_line_width (pen->cr, 1);
  cairo_set_dash (pen->cr, dash, 2, 0);
  cairo_move_to (pen->cr, x, at->top - 6);
  cairo_line_to (pen->cr, x, at->bottom);
  cairo_stroke (pen->cr);
  cairo_set_dash (pen->cr, NULL, 0, 0);
  merilo_chart_measure (name, MERILO_CHART_SMALL_PX, TRUE, &width, NULL);
  width = MIN (width, room);
  /* a name is whole even beside the edge */
  _merilo_pen_text (pen, CLAMP (x, 4 + width / 2, MAX (at->width - 4 - width / 2, 4 + width / 2)),
                    at->top - 14, name, 0.5, MERILO_CHART_SMALL_PX, TRUE, room);
}

static void
draw_bounds (MeriloPen *pen)
{
  const MeriloChartLayout *at = pen->at;
  gboolean bars = pen->chart->kind != MERILO_CHART_LINE;

  for (guint b = 0; b < pen->chart->bounds->len; b++)
    {
      Bound *bound = &g_array_index (pen->chart->bounds, Bound, b);

      if (bound->at < pen->chart->n_points)
        draw_upright (pen, at->left + (bound->at + (bars ? 0 : 0.5)) * at->slot, bound->name, 120);
    }
  for (guint b = 0; b < pen->chart->breaks->len; b++)
    {
      Bound *bound = &g_array_index (pen->chart->breaks, Bound, b);

      if (bound->at > 0 && bound->at < pen->chart->n_points)
        draw_upright (pen, at->left + bound->at * at->slot, bound->name, MAX (60, at->slot - 8));
    }
}

/* The legend */

static void
draw_legend (MeriloPen *pen)
{
  const MeriloChartLayout *at = pen->at;
  double x = 12, y = at->legend_y;

  if (at->legend_lines == 0)
    return;
  for (guint s = 0; s < pen->chart->n_series; s++)
    {
      double w = merilo_chart_legend_width (pen->chart, s);
      gboolean bar = pen->chart->kind == MERILO_CHART_HISTOGRAM
                         ? s == 0
                         : pen->chart->kind != MERILO_CHART_LINE;

      if (x > 12 && x + w - 18 > at->width - 12)
        x = 12, y += 20;
      _merilo_pen_series (pen, s, 1);
      if (bar)
        {
          cairo_rectangle (pen->cr, x + 6, y - 5, 16, 10);
          cairo_fill (pen->cr);
        }
      else
        {
          cairo_set_line_width (pen->cr, 2);
          _merilo_pen_dash (pen, s);
          cairo_move_to (pen->cr, x, y);
          cairo_line_to (pen->cr, x + 28, y);
          cairo_stroke (pen->cr);
          cairo_set_dash (pen->cr, NULL, 0, 0);
          if (pen->chart->kind == MERILO_CHART_LINE)
            _merilo_pen_marker (pen, s, x + 14, y);
        }
      _merilo_pen_ink (pen, pen->ink, 0.95);
      _merilo_pen_text (pen, x + 34, y, pen->chart->series[s].name, 0, MERILO_CHART_FONT_PX, FALSE,
                        at->width - x - 46);
      x += w;
    }
}

/* Lines with intervals */

static void
draw_band (MeriloPen *pen, guint series, guint from, guint to)
{
  const MeriloChartPoint *p = pen->chart->series[series].points;
  double dodge = merilo_chart_dodge (pen->chart, pen->at, series);

  if (to - from < 2)
    return;
  cairo_new_path (pen->cr);
  for (guint i = from; i < to; i++)
    cairo_line_to (pen->cr, merilo_chart_x (pen->at, i) + dodge,
                   merilo_chart_y (pen->at, p[i].high));
  for (guint i = to; i > from; i--)
    cairo_line_to (pen->cr, merilo_chart_x (pen->at, i - 1) + dodge,
                   merilo_chart_y (pen->at, p[i - 1].low));
  cairo_close_path (pen->cr);
  _merilo_pen_series (pen, series, 0.14);
  cairo_fill (pen->cr);
}

static gboolean
has_interval (const MeriloChartPoint *p)
{
  return isfinite (p->value) && isfinite (p->low) && isfinite (p->high);
}

static void
draw_bands (MeriloPen *pen, guint series)
{
  const MeriloChartPoint *p = pen->chart->series[series].points;
  guint from = 0;

  /* more than two bands over each other cannot be told apart: whiskers remain */
  if (pen->chart->n_series > 2)
    return;
  for (guint i = 0; i <= pen->chart->n_points; i++)
    {
      gboolean gap = i == pen->chart->n_points || !has_interval (&p[i]);

      if (!gap && !_merilo_chart_has_break (pen->chart, i))
        continue;
      draw_band (pen, series, from, i);
      from = gap ? i + 1 : i;
    }
}

static void
draw_whiskers (MeriloPen *pen, guint series)
{
  const MeriloChartPoint *p = pen->chart->series[series].points;
  double dodge = merilo_chart_dodge (pen->chart, pen->at, series);

  _merilo_pen_series (pen, series, 0.9);
  cairo_set_line_width (pen->cr, 1.2);
  for (guint i = 0; i < pen->chart->n_points; i++)
    {
      double x = merilo_chart_x (pen->at, i) + dodge;
      double low = merilo_chart_y (pen->at, p[i].low), high = merilo_chart_y (pen->at, p[i].high);

      if (!has_interval (&p[i]))
        continue;
      cairo_move_to (pen->cr, x, low);
      cairo_line_to (pen->cr, x, high);
      cairo_move_to (pen->cr, x - 3, low);
      cairo_line_to (pen->cr, x + 3, low);
      cairo_move_to (pen->cr, x - 3, high);
      cairo_line_to (pen->cr, x + 3, high);
    }
  cairo_stroke (pen->cr);
}

static void
draw_line (MeriloPen *pen, guint series)
{
  const MeriloChartLayout *at = pen->at;
  double x, y;
  gboolean drawing = FALSE;

  _merilo_pen_series (pen, series, 1);
  cairo_set_line_width (pen->cr, 2);
  cairo_set_line_join (pen->cr, CAIRO_LINE_JOIN_ROUND);
  _merilo_pen_dash (pen, series);
  cairo_new_path (pen->cr);
  for (guint i = 0; i < pen->chart->n_points; i++)
    {
      if (!merilo_chart_locate (pen->chart, at->width, at->height, series, i, &x, &y))
        {
          drawing = FALSE;
          continue;
        }
      if (drawing && !_merilo_chart_has_break (pen->chart, i))
        cairo_line_to (pen->cr, x, y);
      else
        cairo_move_to (pen->cr, x, y);
      drawing = TRUE;
    }
  cairo_stroke (pen->cr);
  cairo_set_dash (pen->cr, NULL, 0, 0);
  for (guint i = 0; i < pen->chart->n_points && at->slot >= 9; i++)
    if (merilo_chart_locate (pen->chart, at->width, at->height, series, i, &x, &y))
      _merilo_pen_marker (pen, series, x, y);
}

static void
draw_lines (MeriloPen *pen)
{
  for (guint s = 0; s < pen->chart->n_series; s++)
    draw_bands (pen, s);
  for (guint s = 0; s < pen->chart->n_series; s++)
    draw_whiskers (pen, s);
  for (guint s = pen->chart->n_series; s > 0; s--) /* the first stands over the others */
    draw_line (pen, s - 1);
}

/* Counts */

static void
draw_point_counts (MeriloPen *pen)
{
  const MeriloChartLayout *at = pen->at;
  guint step = at->count_form == COUNT_N ? 1 : at->label_step;

  for (guint s = 0; s < pen->chart->n_series; s++)
    {
      double y = at->counts_y + s * at->counts_line;

      if (pen->chart->n_series > 1 && pen->chart->kind != MERILO_CHART_LINE)
        {
          _merilo_pen_series (pen, s, 0.9);
          cairo_rectangle (pen->cr, at->left - 20, y - 5, 12, 10);
          cairo_fill (pen->cr);
        }
      else if (pen->chart->n_series > 1)
        _merilo_pen_marker (pen, s, at->left - 14, y);
      else
        {
          _merilo_pen_ink (pen, pen->ink, 0.75);
          _merilo_pen_text (pen, at->left - 8, y, "n", 1, MERILO_CHART_SMALL_PX, FALSE, 0);
        }
      _merilo_pen_ink (pen, pen->ink, 0.75);
      for (guint i = 0; i < pen->chart->n_points; i += step)
        {
          g_autofree char *text = _merilo_chart_count_text (pen->chart, s, i, at->count_form);

          if (text != NULL)
            _merilo_pen_text (pen, merilo_chart_x (at, i), y, text, 0.5, MERILO_CHART_SMALL_PX,
                              FALSE, 0);
        }
    }
}

static void
draw_totals (MeriloPen *pen)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint s = 0; s < pen->chart->n_series; s++)
    {
      gint64 total = _merilo_chart_total (pen->chart, s);
      g_autofree char *n = _merilo_chart_show_count (total);

      if (total < 0)
        continue;
      if (text->len > 0)
        g_string_append (text, "; ");
      if (pen->chart->n_series > 1)
        g_string_append_printf (text, "%s: ", pen->chart->series[s].name);
      g_string_append_printf (text, "n = %s", n);
    }
  _merilo_pen_ink (pen, pen->ink, 0.75);
  _merilo_pen_text (pen, pen->at->left, pen->at->counts_y, text->str, 0, MERILO_CHART_SMALL_PX,
                    FALSE, pen->at->right - pen->at->left);
}

void
merilo_chart_draw (MeriloChart *chart, cairo_t *cr, double width, double height, gboolean dark)
{
  MeriloPen pen = { chart,
                    _merilo_chart_layout (chart, width, height),
                    cr,
                    !!dark,
                    dark ? 0xF0F0F0 : 0x202020,
                    dark ? 0x1E1E1E : 0xFFFFFF };

  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  _merilo_pen_ink (&pen, pen.ground, 1);
  cairo_paint (cr);
  draw_title (&pen);
  draw_legend (&pen);
  if (chart->n_points == 0 || chart->n_series == 0)
    {
      _merilo_pen_ink (&pen, pen.ink, 0.75);
      _merilo_pen_text (&pen, width / 2, height / 2, _ ("Нет данных"), 0.5, MERILO_CHART_FONT_PX,
                        FALSE, 0);
      cairo_restore (cr);
      return;
    }
  draw_axes (&pen);
  if (chart->kind == MERILO_CHART_LINE)
    draw_lines (&pen);
  else
    _merilo_pen_bars (&pen);
  _merilo_pen_zones (&pen);
  draw_bounds (&pen);
  if (pen.at->counts && pen.at->point_counts)
    draw_point_counts (&pen);
  else if (pen.at->counts)
    draw_totals (&pen);
  cairo_restore (cr);
}
