/* What the files that draw a chart share: the colours, texts and markers of the house. */
#pragma once

#include "chart/chart-private.h"

G_BEGIN_DECLS

typedef struct
{
  MeriloChart *chart;
  const MeriloChartLayout *at;
  cairo_t *cr;
  gboolean dark;
  guint32 ink, ground;
} MeriloPen;

void _merilo_pen_ink (MeriloPen *pen, guint32 rgb, double alpha);
void _merilo_pen_series (MeriloPen *pen, guint series, double alpha);
void _merilo_pen_dash (MeriloPen *pen, guint series);

/* @align: 0 starts at x, 0.5 is centred on it, 1 ends at it; y is the middle; @room: 0 or the width
 * after which the text is cut by dots */
void _merilo_pen_text (MeriloPen *pen,
                       double x,
                       double y,
                       const char *text,
                       double align,
                       int px,
                       gboolean bold,
                       double room);
void _merilo_pen_marker (MeriloPen *pen, guint series, double x, double y);

/* chart-bars.c: histograms, groups and stacks, and the zones over them */
void _merilo_pen_bars (MeriloPen *pen);
void _merilo_pen_zones (MeriloPen *pen);

G_END_DECLS
