#define G_LOG_DOMAIN "merilo-chart"

#include "chart/chart-pen.h"

#include <math.h>
#include <pango/pangocairo.h>

/* Okabe and Ito; on dark ground blue gives its place to sky blue, black to white */
static const guint32 palettes[2][MERILO_CHART_MAX_SERIES] = {
  { 0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0xE69F00, 0x000000 },
  { 0x56B4E9, 0xE66F1A, 0x22B88E, 0xCC79A7, 0xE69F00, 0xFFFFFF },
};

/* the first line is whole, the others differ in dashes as well */
static const double dashes[MERILO_CHART_MAX_SERIES][2]
    = { { 0, 0 }, { 7, 3 }, { 2, 3 }, { 10, 3 }, { 5, 5 }, { 1, 2 } };

void
_merilo_pen_ink (MeriloPen *pen, guint32 rgb, double alpha)
{
  cairo_set_source_rgba (pen->cr, (rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0,
                         (rgb & 255) / 255.0, alpha);
}

void
_merilo_pen_series (MeriloPen *pen, guint series, double alpha)
{
  _merilo_pen_ink (pen, palettes[pen->dark][series], alpha);
}

/* one line; @align: 0 starts at x, 0.5 is centred on it, 1 ends at it; y is the middle; @room: 0 or
 * the width after which the text is cut by dots */
void
_merilo_pen_text (MeriloPen *pen,
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
  x -= w * align;
  y += pango_layout_get_baseline (layout) / (double) PANGO_SCALE - h / 2.0;
  /* on whole dots: letters are sharper, and Windows cuts a row off those that stand between two */
  cairo_user_to_device (pen->cr, &x, &y);
  x = round (x);
  y = round (y);
  cairo_device_to_user (pen->cr, &x, &y);
  cairo_move_to (pen->cr, x, y);
  pango_cairo_show_layout_line (pen->cr, pango_layout_get_line_readonly (layout, 0));
  pango_font_description_free (font);
  g_object_unref (layout);
}

void
_merilo_pen_dash (MeriloPen *pen, guint series)
{
  cairo_set_dash (pen->cr, dashes[series], series > 0 ? 2 : 0, 0);
}

void
_merilo_pen_marker (MeriloPen *pen, guint series, double x, double y)
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
  _merilo_pen_series (pen, series, 1);
  cairo_fill_preserve (cr);
  /* a rim of the ground keeps markers apart where lines cross */
  _merilo_pen_ink (pen, pen->ground, 1);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}
