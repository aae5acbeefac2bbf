/* What the tabs of items share: the levels that know their items, charts along the items. */
#pragma once

#include "pages/results/results-tab.h"

G_BEGIN_DECLS

/* levels whose items are known, from the nearest; transfer container */
GPtrArray *app_results_item_levels (const AppFigures *figures);

/* a chart whose places are the items, with the letters of their levels below */
MeriloChart *
app_results_item_chart (MeriloChartKind kind, const char *title, const AppFigures *figures);

/* «48,31 % ▾»: where the share stands by the zones of the item */
void app_results_set_item (
    AppFigureModel *model, guint row, guint column, const AppFigureItem *item, int percent);

/* what the glyphs and the bands mean; static */
const char *app_results_zone_note (void);

G_END_DECLS
