/* Inside of the walk by keys: results and procedures are one file, imports and a school another,
 * what is edited a third. */
#pragma once

#include "e2e/walk-keys.h"
#include "pages/results/results-board.h"

G_BEGIN_DECLS

/* on the screen now: its focus is seen, and all that takes it is named; a picture */
void _walk_keys_look (Walk *walk, const char *what);

/* on to the field that is called so */
void _walk_keys_fill (Walk *walk, const char *name, const char *text);

/* by Alt+4, with figures in it */
AppResultsBoard *_walk_keys_open_results (Walk *walk);

G_END_DECLS
