/* What is late: sorted as the reader wants, copied and saved; a row leads to its line. */
#pragma once

#include "pages/reports/report-view.h"

G_BEGIN_DECLS

#define APP_TYPE_VIEW_LATE (app_view_late_get_type ())
G_DECLARE_FINAL_TYPE (AppViewLate, app_view_late, APP, VIEW_LATE, AppReportView)

G_END_DECLS
