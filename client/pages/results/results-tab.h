/* One way to look at the figures of a choice: remarks, charts, a table. It is filled when it is on
 * the screen and the figures are new.
 *
 * Signal: "row-chosen" (gint64 index): a row of the table that is one of the figures' rows. */
#pragma once

#include "chart/chart.h"
#include "pages/context.h"
#include "pages/paper.h"
#include "pages/results/figures.h"
#include "widgets/figure-table.h"

G_BEGIN_DECLS

#define APP_TYPE_RESULTS_TAB (app_results_tab_get_type ())
G_DECLARE_DERIVABLE_TYPE (AppResultsTab, app_results_tab, APP, RESULTS_TAB, AdwBin)

/**
 * AppResultsTabClass:
 * @fill: makes everything anew, with the functions below
 */
struct _AppResultsTabClass
{
  AdwBinClass parent_class;

  void (*fill) (AppResultsTab *self, const AppFigures *figures);
};

/* @figures: (nullable): kept by the caller until others are set */
void app_results_tab_set_figures (AppResultsTab *self, const AppFigures *figures);
const AppFigures *app_results_tab_get_figures (AppResultsTab *self);
/* again, when it is on the screen or comes there */
void app_results_tab_refill (AppResultsTab *self);

/* the whole table for «Выгрузить…»; NULL: there is none */
AppFigureModel *app_results_tab_get_model (AppResultsTab *self);

/* all that it shows, one under another */
void app_results_tab_add_to_paper (AppResultsTab *self, AppPaper *paper);

/* For those that fill */

/* in place of everything else */
void app_results_tab_say_nothing (AppResultsTab *self, const char *text);
/* above the charts; @tone: "warning", "dim" */
void app_results_tab_add_remark (AppResultsTab *self, const char *text, const char *tone);
void app_results_tab_add_control (AppResultsTab *self, GtkWidget *widget);
/* what a control is set to: it cannot be seen on paper */
void app_results_tab_add_choice (AppResultsTab *self, const char *name, GtkDropDown *control);
/* takes the chart; NULL: nothing */
void app_results_tab_add_chart (AppResultsTab *self, MeriloChart *chart, int height);
void app_results_tab_add_widget (AppResultsTab *self, GtkWidget *widget);
/* takes the model; @shown: %FALSE: it is taken away by files alone */
void app_results_tab_set_model (AppResultsTab *self, AppFigureModel *model, gboolean shown);
/* below the table, small */
void app_results_tab_add_note (AppResultsTab *self, const char *text);

/* the levels one under another, then the rows below them under a heading of their own. A hidden
 * one says so; of the others @fill tells the columns from the second on. */
typedef void (*AppResultsRowFunc) (AppFigureModel *model,
                                   guint row,
                                   const AppFigureLevel *level,
                                   const AppFigures *figures);
void
app_results_add_levels (AppFigureModel *model, const AppFigures *figures, AppResultsRowFunc fill);

/* a share with its count beside it */
void
app_results_set_share (AppFigureModel *model, guint row, guint column, int percent, gint64 count);
void app_results_set_share_tone (
    AppFigureModel *model, guint row, guint column, int percent, gint64 count, AppTone tone);

/* a point of a chart out of a share */
MeriloChartPoint app_results_point (int percent, gint64 count, gint64 n);

/* «Лицей № 5 (n = 89)» */
char *app_results_series_text (const AppFigureLevel *level);

G_END_DECLS
