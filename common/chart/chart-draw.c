#define G_LOG_DOMAIN "merilo-chart"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <pango/pangocairo.h>

#include "chart/chart-private.h"

/* Okabe and Ito; on dark ground blue gives its place to sky blue, black to white */
static const guint32 palettes[2][MERILO_CHART_MAX_SERIES] = {
  { 0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0xE69F00, 0x000000 },
  { 0x56B4E9, 0xE66F1A, 0x22B88E, 0xCC79A7, 0xE69F00, 0xFFFFFF },
};

/* the first line is whole, the others differ in dashes as well */
static const double dashes[MERILO_CHART_MAX_SERIES][2]
    = { { 0, 0 }, { 7, 3 }, { 2, 3 }, { 10, 3 }, { 5, 5 }, { 1, 2 } };

typedef struct
{
  MeriloChart *chart;
  const MeriloChartLayout *at;
  cairo_t *cr;
  gboolean dark;
  guint32 ink, ground;
} Pen;

static void
set_ink (Pen *pen, guint32 rgb, double alpha)
{
  cairo_set_source_rgba (pen->cr, (rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0,
                         (rgb & 255) / 255.0, alpha);
}

static void
set_series_ink (Pen *pen, guint series, double alpha)
{
  set_ink (pen, palettes[pen->dark][series], alpha);
}

/* @align: 0 starts at x, 0.5 is centred on it, 1 ends at it; y is the middle; @room: 0 or the width
 * after which the text is cut by dots */
static void
put_text (Pen *pen,
          double x,
          double y,
          const char *text,
          double align,
          int px,
          gboolean bold,
          double room)
{
  PangoLayout *layout = pango_cairo_create_layout (pen->cr);
  PangoFontDescription *font = merilo_chart_font (px, bold);
  int w, h;

  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, &w, &h);
  if (room > 0 && w > room)
    {
      pango_layout_set_width (layout, (int) (room * PANGO_SCALE));
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      pango_layout_get_pixel_size (layout, &w, &h);
    }
  cairo_move_to (pen->cr, x - w * align, y - h / 2.0);
  pango_cairo_show_layout (pen->cr, layout);
  pango_font_description_free (font);
  g_object_unref (layout);
}

/* Frame */

static void
draw_title (Pen *pen)
{
  const MeriloChartLayout *at = pen->at;

  set_ink (pen, pen->ink, 1);
  if (*pen->chart->title != 0)
    put_text (pen, 12, at->title_y, pen->chart->title, 0, MERILO_CHART_TITLE_PX, TRUE,
              at->width - 24);
  if (pen->chart->x_title != NULL)
    put_text (pen, (at->left + at->right) / 2, at->x_title_y, pen->chart->x_title, 0.5,
              MERILO_CHART_FONT_PX, FALSE, at->right - at->left);
}

static void
draw_axes (Pen *pen)
{
  const MeriloChartLayout *at = pen->at;

  cairo_set_line_width (pen->cr, 1);
  for (guint i = 0; i < at->ticks.n; i++)
    {
      double value = at->ticks.first + i * at->ticks.step;
      double y = floor (merilo_chart_y (at, value)) + 0.5;
      g_autofree char *text = merilo_chart_show_value (pen->chart, value);

      /* zero carries the bars: it is the one line that is seen at once */
      set_ink (pen, pen->ink, fabs (value) < at->ticks.step / 2 ? 0.6 : 0.14);
      cairo_move_to (pen->cr, at->left, y);
      cairo_line_to (pen->cr, at->right, y);
      cairo_stroke (pen->cr);
      set_ink (pen, pen->ink, 0.75);
      put_text (pen, at->left - 8, y, text, 1, MERILO_CHART_SMALL_PX, FALSE, 0);
    }
  set_ink (pen, pen->ink, 0.9);
  for (guint i = 0; i < pen->chart->n_points; i += at->label_step)
    put_text (pen, merilo_chart_x (at, i), at->labels_y, pen->chart->labels[i], 0.5,
              MERILO_CHART_SMALL_PX, FALSE, at->slot * at->label_step - 2);
}

static void
draw_bounds (Pen *pen)
{
  static const double dash[] = { 4, 3 };
  const MeriloChartLayout *at = pen->at;

  for (guint b = 0; b < pen->chart->bounds->len; b++)
    {
      Bound *bound = &g_array_index (pen->chart->bounds, Bound, b);
      gboolean bars = pen->chart->kind == MERILO_CHART_HISTOGRAM;
      double x = floor (at->left + (bound->at + (bars ? 0 : 0.5)) * at->slot) + 0.5;

      if (bound->at >= pen->chart->n_points)
        continue;
      set_ink (pen, pen->ink, 0.7);
      cairo_set_line_width (pen->cr, 1);
      cairo_set_dash (pen->cr, dash, 2, 0);
      cairo_move_to (pen->cr, x, at->top - 6);
      cairo_line_to (pen->cr, x, at->bottom);
      cairo_stroke (pen->cr);
      cairo_set_dash (pen->cr, NULL, 0, 0);
      put_text (pen, x, at->top - 14, bound->name, 0.5, MERILO_CHART_SMALL_PX, TRUE, 120);
    }
}

/* Marks */

static void
draw_marker (Pen *pen, guint series, double x, double y)
{
  cairo_t *cr = pen->cr;
  double r = 4.5;

  cairo_new_path (cr);
  switch (series)
    {
    case 1:
      cairo_rectangle (cr, x - r + 0.5, y - r + 0.5, 2 * r - 1, 2 * r - 1);
      break;
    case 2:
    case 3:
      {
        double up = series == 2 ? -1 : 1;

        cairo_move_to (cr, x, y + up * (r + 0.5));
        cairo_line_to (cr, x + r + 0.5, y - up * r);
        cairo_line_to (cr, x - r - 0.5, y - up * r);
        cairo_close_path (cr);
        break;
      }
    case 4:
      cairo_move_to (cr, x, y - r - 1);
      cairo_line_to (cr, x + r + 1, y);
      cairo_line_to (cr, x, y + r + 1);
      cairo_line_to (cr, x - r - 1, y);
      cairo_close_path (cr);
      break;
    default:
      cairo_arc (cr, x, y, r, 0, 2 * G_PI);
    }
  set_series_ink (pen, series, 1);
  cairo_fill_preserve (cr);
  /* a rim of the ground keeps markers apart where lines cross */
  set_ink (pen, pen->ground, 1);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

static void
draw_legend (Pen *pen)
{
  const MeriloChartLayout *at = pen->at;
  double x = 12, y = at->legend_y;

  if (at->legend_lines == 0)
    return;
  for (guint s = 0; s < pen->chart->n_series; s++)
    {
      double w = merilo_chart_legend_width (pen->chart, s);
      gboolean bar = pen->chart->kind == MERILO_CHART_HISTOGRAM && s == 0;

      if (x > 12 && x + w - 18 > at->width - 12)
        x = 12, y += 20;
      set_series_ink (pen, s, 1);
      if (bar)
        {
          cairo_rectangle (pen->cr, x + 6, y - 5, 16, 10);
          cairo_fill (pen->cr);
        }
      else
        {
          cairo_set_line_width (pen->cr, 2);
          cairo_set_dash (pen->cr, dashes[s], s > 0 ? 2 : 0, 0);
          cairo_move_to (pen->cr, x, y);
          cairo_line_to (pen->cr, x + 28, y);
          cairo_stroke (pen->cr);
          cairo_set_dash (pen->cr, NULL, 0, 0);
          if (pen->chart->kind == MERILO_CHART_LINE)
            draw_marker (pen, s, x + 14, y);
        }
      set_ink (pen, pen->ink, 0.95);
      put_text (pen, x + 34, y, pen->chart->series[s].name, 0, MERILO_CHART_FONT_PX, FALSE,
                at->width - x - 46);
      x += w;
    }
}

/* Lines with intervals */

static void
draw_band (Pen *pen, guint series, guint from, guint to)
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
  set_series_ink (pen, series, 0.14);
  cairo_fill (pen->cr);
}

static gboolean
has_interval (const MeriloChartPoint *p)
{
  return isfinite (p->value) && isfinite (p->low) && isfinite (p->high);
}

static void
draw_bands (Pen *pen, guint series)
{
  const MeriloChartPoint *p = pen->chart->series[series].points;
  guint from = 0;

  /* more than two bands over each other cannot be told apart: whiskers remain */
  if (pen->chart->n_series > 2)
    return;
  for (guint i = 0; i <= pen->chart->n_points; i++)
    if (i == pen->chart->n_points || !has_interval (&p[i]))
      {
        draw_band (pen, series, from, i);
        from = i + 1;
      }
}

static void
draw_whiskers (Pen *pen, guint series)
{
  const MeriloChartPoint *p = pen->chart->series[series].points;
  double dodge = merilo_chart_dodge (pen->chart, pen->at, series);

  set_series_ink (pen, series, 0.9);
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
draw_line (Pen *pen, guint series)
{
  const MeriloChartLayout *at = pen->at;
  double x, y;
  gboolean drawing = FALSE;

  set_series_ink (pen, series, 1);
  cairo_set_line_width (pen->cr, 2);
  cairo_set_line_join (pen->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_dash (pen->cr, dashes[series], series > 0 ? 2 : 0, 0);
  cairo_new_path (pen->cr);
  for (guint i = 0; i < pen->chart->n_points; i++)
    {
      if (!merilo_chart_locate (pen->chart, at->width, at->height, series, i, &x, &y))
        {
          drawing = FALSE;
          continue;
        }
      if (drawing)
        cairo_line_to (pen->cr, x, y);
      else
        cairo_move_to (pen->cr, x, y);
      drawing = TRUE;
    }
  cairo_stroke (pen->cr);
  cairo_set_dash (pen->cr, NULL, 0, 0);
  for (guint i = 0; i < pen->chart->n_points && at->slot >= 9; i++)
    if (merilo_chart_locate (pen->chart, at->width, at->height, series, i, &x, &y))
      draw_marker (pen, series, x, y);
}

static void
draw_lines (Pen *pen)
{
  for (guint s = 0; s < pen->chart->n_series; s++)
    draw_bands (pen, s);
  for (guint s = 0; s < pen->chart->n_series; s++)
    draw_whiskers (pen, s);
  for (guint s = pen->chart->n_series; s > 0; s--) /* the first stands over the others */
    draw_line (pen, s - 1);
}

/* Histogram */

static void
draw_bars (Pen *pen)
{
  const MeriloChartLayout *at = pen->at;
  double gap = at->slot > 6 ? MIN (at->slot * 0.15, 6) : 0, zero = merilo_chart_y (at, 0);

  set_series_ink (pen, 0, 0.9);
  for (guint i = 0; i < pen->chart->n_points; i++)
    {
      double value = pen->chart->series[0].points[i].value;
      double y = isfinite (value) ? merilo_chart_y (at, value) : zero;

      cairo_rectangle (pen->cr, at->left + i * at->slot + gap / 2, MIN (y, zero), at->slot - gap,
                       fabs (zero - y));
    }
  cairo_fill (pen->cr);
}

static void
draw_outline (Pen *pen, guint series)
{
  const MeriloChartLayout *at = pen->at;

  set_series_ink (pen, series, 1);
  cairo_set_line_width (pen->cr, 2);
  cairo_set_dash (pen->cr, dashes[series], series > 0 ? 2 : 0, 0);
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

static void
draw_histogram (Pen *pen)
{
  if (pen->chart->n_series == 0)
    return;
  draw_bars (pen);
  for (guint s = 1; s < pen->chart->n_series; s++)
    draw_outline (pen, s);
}

/* Counts */

static void
draw_point_counts (Pen *pen)
{
  const MeriloChartLayout *at = pen->at;
  guint step = at->count_form == 2 ? 1 : at->label_step;

  for (guint s = 0; s < pen->chart->n_series; s++)
    {
      double y = at->counts_y + s * at->counts_line;

      if (pen->chart->n_series > 1)
        draw_marker (pen, s, at->left - 14, y);
      else
        {
          set_ink (pen, pen->ink, 0.75);
          put_text (pen, at->left - 8, y, "n", 1, MERILO_CHART_SMALL_PX, FALSE, 0);
        }
      set_ink (pen, pen->ink, 0.75);
      for (guint i = 0; i < pen->chart->n_points; i += step)
        {
          g_autofree char *text = _merilo_chart_count_text (pen->chart, s, i, at->count_form);

          if (text != NULL)
            put_text (pen, merilo_chart_x (at, i), y, text, 0.5, MERILO_CHART_SMALL_PX, FALSE, 0);
        }
    }
}

static void
draw_totals (Pen *pen)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint s = 0; s < pen->chart->n_series; s++)
    {
      gint64 total = _merilo_chart_total (pen->chart, s);

      if (total < 0)
        continue;
      if (text->len > 0)
        g_string_append (text, "; ");
      if (pen->chart->n_series > 1)
        g_string_append_printf (text, "%s: ", pen->chart->series[s].name);
      g_string_append_printf (text, "n = %lld", (long long) total);
    }
  set_ink (pen, pen->ink, 0.75);
  put_text (pen, pen->at->left, pen->at->counts_y, text->str, 0, MERILO_CHART_SMALL_PX, FALSE,
            pen->at->right - pen->at->left);
}

void
merilo_chart_draw (MeriloChart *chart, cairo_t *cr, double width, double height, gboolean dark)
{
  Pen pen = { chart,
              _merilo_chart_layout (chart, width, height),
              cr,
              !!dark,
              dark ? 0xF0F0F0 : 0x202020,
              dark ? 0x1E1E1E : 0xFFFFFF };

  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  set_ink (&pen, pen.ground, 1);
  cairo_paint (cr);
  draw_title (&pen);
  draw_legend (&pen);
  if (chart->n_points == 0 || chart->n_series == 0)
    {
      set_ink (&pen, pen.ink, 0.75);
      put_text (&pen, width / 2, height / 2, _ ("Нет данных"), 0.5, MERILO_CHART_FONT_PX, FALSE, 0);
      cairo_restore (cr);
      return;
    }
  draw_axes (&pen);
  if (chart->kind == MERILO_CHART_LINE)
    draw_lines (&pen);
  else
    draw_histogram (&pen);
  draw_bounds (&pen);
  if (pen.at->counts && chart->kind == MERILO_CHART_LINE)
    draw_point_counts (&pen);
  else if (pen.at->counts)
    draw_totals (&pen);
  cairo_restore (cr);
}
