/* The routes of the tests, and what their handlers note down. */
#pragma once

#include "http/metrics.h"
#include "http/router.h"

G_BEGIN_DECLS

typedef struct
{
  SrvMetrics *metrics;
  GPtrArray *streams;         /* SrvStream, of the listener's thread */
  gint n_cancelled, n_closed; /* atomic */
} Notes;

extern const SrvRoute test_routes[];
extern const gsize test_n_routes;

G_END_DECLS
