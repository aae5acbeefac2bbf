#define G_LOG_DOMAIN "merilo-objectivity"

#include "objectivity/proportion.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

MeriloInterval
merilo_proportion_wilson (gint64 x, gint64 n, double confidence)
{
  MeriloInterval none = { NAN, NAN };
  double z, z2, centre, half;

  g_return_val_if_fail (x >= 0 && x <= n, none);
  g_return_val_if_fail (confidence > 0 && confidence < 1, none);
  if (n == 0)
    return none;
  z = gsl_cdf_ugaussian_Pinv (0.5 + confidence / 2);
  z2 = z * z;
  centre = ((double) x + z2 / 2) / ((double) n + z2);
  half = z / ((double) n + z2) * sqrt ((double) x * (double) (n - x) / (double) n + z2 / 4);
  /* at the ends the bound is exact; rounding must not show a hair past it */
  return (MeriloInterval){ x == 0 ? 0 : MAX (centre - half, 0),
                           x == n ? 1 : MIN (centre + half, 1) };
}
