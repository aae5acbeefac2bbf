#define G_LOG_DOMAIN "merilo-chart"

#include "config.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n-lib.h>

#include "chart/chart-private.h"
#include "model/error.h"

#define PNG_SCALE 2

static cairo_status_t
write_cb (void *bytes, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (bytes, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *
make_surface (MeriloChartFile file, double width, double height, GByteArray *bytes)
{
  cairo_surface_t *surface;

  switch (file)
    {
    case MERILO_CHART_SVG:
      surface = cairo_svg_surface_create_for_stream (write_cb, bytes, width, height);
      cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
      return surface;
    case MERILO_CHART_PDF:
      return cairo_pdf_surface_create_for_stream (write_cb, bytes, width, height);
    case MERILO_CHART_PNG:
    default:
      surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (width * PNG_SCALE),
                                            (int) (height * PNG_SCALE));
      cairo_surface_set_device_scale (surface, PNG_SCALE, PNG_SCALE);
      return surface;
    }
}

GBytes *
merilo_chart_export (
    MeriloChart *chart, MeriloChartFile file, double width, double height, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;

  if (!(width >= 16 && height >= 16 && width <= MERILO_CHART_MAX_SIDE
        && height <= MERILO_CHART_MAX_SIDE))
    {
      g_set_error (error, MERILO_ERROR, MERILO_ERROR_INVALID,
                   _ ("рисунок бывает от 16 до %d точек по стороне"), MERILO_CHART_MAX_SIDE);
      return NULL;
    }
  surface = make_surface (file, width, height, bytes);
  cr = cairo_create (surface);
  merilo_chart_draw (chart, cr, width, height, FALSE);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS && file == MERILO_CHART_PNG)
    status = cairo_surface_write_to_png_stream (surface, write_cb, bytes);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, MERILO_ERROR, MERILO_ERROR_INTERNAL, "chart: %s",
                   cairo_status_to_string (status));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
