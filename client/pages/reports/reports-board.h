/* The views of execution under one filter and one row of tabs; which of them are there is the
 * role's matter, which was last on the screen is remembered. */
#pragma once

#include "pages/reports/report-list.h"

G_BEGIN_DECLS

#define APP_TYPE_REPORTS_BOARD (app_reports_board_get_type ())
G_DECLARE_FINAL_TYPE (AppReportsBoard, app_reports_board, APP, REPORTS_BOARD, AdwBin)

GtkWidget *app_reports_board_new (AppPage *page);
AppReportFilter *app_reports_board_get_filter (AppReportsBoard *self);

/* of MeriloPlan; all views load themselves anew */
void app_reports_board_set_plans (AppReportsBoard *self, GPtrArray *plans);
void app_reports_board_reload (AppReportsBoard *self);

/* "matrix"; %FALSE: the role has no such view */
gboolean app_reports_board_show (AppReportsBoard *self, const char *view);
/* the next one, or the one before, round the end */
void app_reports_board_step (AppReportsBoard *self, gboolean back);

/* of the view on the screen */
void app_reports_board_export (AppReportsBoard *self);
gboolean app_reports_board_describe_paper (AppReportsBoard *self, AppPaper *paper);
void app_reports_board_save (AppReportsBoard *self);
gboolean app_reports_board_close_panel (AppReportsBoard *self);

G_END_DECLS
