/* Years of one school in one subject and grade, beside its municipality: which shares of marks were
 * below, equal to and above the journal, and what the commission changed. Made of records; knows no
 * widgets: the page and the paper say the same. */
#pragma once

#include "chart/chart.h"
#include "widgets/figure-model.h"

G_BEGIN_DECLS

#define APP_TREND_SHARES 4

/* @points: of MeriloTrendPoint. Returns: (transfer full): of gint64, rising */
GArray *app_trend_list_years (GPtrArray *points);

/* one of the shares, year after year; @school: its name; NULL: nothing is known of it. Transfer
 * full */
MeriloChart *
app_trend_make_chart (GPtrArray *points, GArray *years, guint share, const char *school);

/* the last year in words; transfer full */
char *app_trend_text (GPtrArray *points, GArray *years);

/* all that is drawn, in figures; transfer full */
AppFigureModel *app_trend_make_table (GPtrArray *points, GArray *years);

G_END_DECLS
