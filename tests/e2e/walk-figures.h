/* The fourth walk: assessments that no layout is of, described and counted; and what the page of
 * results shows, written down for the comparison with what the base has. */
#pragma once

#include "e2e/walk.h"

G_BEGIN_DECLS

void
walk_figures_books (Walk *walk); /* methodologist: two years; a known book described after all */
void walk_figures_exam (Walk *walk);     /* methodologist: ЕГЭ by points */
void walk_figures_medals (Walk *walk);   /* methodologist: medallists by their codes */
void walk_figures_olympiad (Walk *walk); /* methodologist: ВсОШ */
void walk_figures_tabs (Walk *walk);     /* methodologist: each tab, as it stands on the screen */

G_END_DECLS
