/* Documents and plans written short, for tests.
 *
 * A document: a line a paragraph or a row (cells between |), a blank line ends the table. {3}:
 * spans three columns; v, ^: begins and goes on merged downwards; #: an automatic number. As a
 * sheet each line is a row. A plan comes back as: [section] no:cells/state,why{terms}, -dropped
 * why, *below the points */
#pragma once

#include "exchange/roadmap.h"

G_BEGIN_DECLS

GBytes *sketch_draw_docx (const char *document);
GBytes *sketch_draw_xlsx (const char *document);
GBytes *sketch_draw_csv (const char *document);
GBytes *sketch_draw_html (const char *document);
char *sketch_shorten (const MeriloRoadmap *roadmap);

G_END_DECLS
