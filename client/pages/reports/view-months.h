/* Items × months: how many of those concerned did it, and how many are late. */
#pragma once

#include "pages/reports/report-view.h"

G_BEGIN_DECLS

#define APP_TYPE_VIEW_MONTHS (app_view_months_get_type ())
G_DECLARE_FINAL_TYPE (AppViewMonths, app_view_months, APP, VIEW_MONTHS, AppReportView)

G_END_DECLS
