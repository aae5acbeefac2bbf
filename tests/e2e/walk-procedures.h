/* The walk of procedures: one of the town's own is made, a file comes into it, its marks are
 * counted by one scale, by another, and as they were. All by the methodologist. */
#pragma once

#include "e2e/walk.h"

G_BEGIN_DECLS

void walk_procedures_make (Walk *walk);    /* it, its items pasted, a scale */
void walk_procedures_take (Walk *walk);    /* a file of its results */
void walk_procedures_recount (Walk *walk); /* another scale, counted anew, taken back */
void walk_procedures_copy (Walk *walk);    /* the next year's after it, and away again */
void walk_procedures_limits (Walk *walk);  /* limits of the preliminary check */

G_END_DECLS
