/* A year of the plan, item by item: dates, who did what, and the methodologist's conclusion and
 * proposal for the next roadmap, kept as they are typed. */
#pragma once

#include "pages/reports/report-view.h"

G_BEGIN_DECLS

#define APP_TYPE_VIEW_ANNUAL (app_view_annual_get_type ())
G_DECLARE_FINAL_TYPE (AppViewAnnual, app_view_annual, APP, VIEW_ANNUAL, AppReportView)

G_END_DECLS
