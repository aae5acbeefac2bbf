/* The walk without a mouse: results, imports and procedures by keys alone. */
#pragma once

#include "e2e/walk.h"

G_BEGIN_DECLS

void walk_keys_results (Walk *walk);    /* methodologist: tree, tabs, table and chart, who sent */
void walk_keys_import (Walk *walk);     /* methodologist: files, policy, storing, taking back */
void walk_keys_procedures (Walk *walk); /* methodologist: a procedure, its tabs, limits */
void walk_keys_items (Walk *walk);      /* methodologist: a procedure's items */
void walk_keys_limits (Walk *walk);     /* methodologist: limits of the preliminary check */
void walk_keys_school (Walk *walk);     /* school: two submissions, compared, and names */

G_END_DECLS
