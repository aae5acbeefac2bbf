/* Pictures of charts for those who look at them. */
#pragma once

#include "chart/chart-layout.h"

/* $SHOT_DIR/@name-0-light.png and so on; the test is skipped when it is not set */
static inline void
save_pictures (const char *name, MeriloChart *const *charts, guint n, int width, int height)
{
  const char *dir = g_getenv ("SHOT_DIR");

  if (dir == NULL)
    {
      g_test_skip ("SHOT_DIR is not set");
      return;
    }
  for (guint c = 0; c < n; c++)
    for (int dark = 0; dark < 2; dark++)
      {
        cairo_surface_t *s = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
        cairo_t *cr = cairo_create (s);
        g_autofree char *path
            = g_strdup_printf ("%s/%s-%u-%s.png", dir, name, c, dark ? "dark" : "light");

        merilo_chart_draw (charts[c], cr, width, height, dark);
        g_assert_cmpint (cairo_surface_write_to_png (s, path), ==, CAIRO_STATUS_SUCCESS);
        cairo_destroy (cr);
        cairo_surface_destroy (s);
      }
}
