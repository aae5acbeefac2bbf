/* Proportions: a count out of a count, and how far it can be trusted. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  double low, high; /* 0…1; NaN: not computed */
} MeriloInterval;

/**
 * merilo_proportion_wilson:
 * @x: successes, 0 ≤ @x ≤ @n
 * @n: trials; with 0 both bounds are NaN
 * @confidence: two-sided, in (0, 1): 0.95
 *
 * The score interval without continuity correction (Wilson 1927, JASA 22:209–212):
 * p̃ = (x + z²/2)/(n + z²) ± z/(n + z²)·√(x(n − x)/n + z²/4).
 */
MeriloInterval merilo_proportion_wilson (gint64 x, gint64 n, double confidence);

G_END_DECLS
