/* A folder of many forms at once, and the journal after it. */
#pragma once

#include "e2e/walk.h"

G_BEGIN_DECLS

void walk_many_load (Walk *walk);    /* methodologist: read, stopped, gone on with, stored */
void walk_many_journal (Walk *walk); /* methodologist: comes a page at a time */

G_END_DECLS
