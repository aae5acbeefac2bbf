/* Between the files that make the PDF. */
#pragma once

#include <gio/gio.h>
#include <pango/pangocairo.h>

#include "document/style.h"

G_BEGIN_DECLS

/**
 * Pages:
 * @cr: NULL while pages are only counted
 * @y: where the next thing goes, from the top of the body
 * @fresh: nothing stands on this page but repeated headings
 */
typedef struct
{
  const MeriloDocument *document;
  MeriloPaper paper;
  double width, height; /* of the body */
  PangoContext *context;
  cairo_surface_t *surface;
  cairo_t *cr;
  guint page, n_pages;
  double y;
  gboolean fresh, wants_break;
  GCancellable *cancellable;
  GError *error; /* set: every further call does nothing */
} Pages;

/* pdf-page.c */
void _merilo_pages_begin (Pages *pages);
void _merilo_pages_break (Pages *pages);
void _merilo_pages_end (Pages *pages);
double _merilo_pages_room (const Pages *pages);

/* the next @height stand together, on a new page if they must */
void _merilo_pages_need (Pages *pages, double height);
void _merilo_pages_set_color (const Pages *pages, guint rgb);
void _merilo_pages_outline (Pages *pages, const char *text);

/* a layout of the document's letters; its text wraps at @width */
PangoLayout *_merilo_pages_layout (const Pages *pages, double size, gboolean bold, double width);
void _merilo_layout_set_text (PangoLayout *layout, const char *text);
double _merilo_layout_height (PangoLayout *layout);

/* how many lines from @from on, @most at most, fit into @room; and their height */
int _merilo_layout_fit (PangoLayout *layout, int from, int most, double room, double *ret_height);

/* lines @from … @until - 1 with their top at x, y of the body; until -1: to the end */
void _merilo_pages_put_lines (
    const Pages *pages, PangoLayout *layout, int from, int until, double x, double y);

/* the whole layout from here on, over as many pages as it takes; frees it */
void _merilo_pages_flow (Pages *pages, PangoLayout *take, double x);

/* pdf-table.c */
void _merilo_pages_put_table (Pages *pages, const MeriloTable *table);

G_END_DECLS
