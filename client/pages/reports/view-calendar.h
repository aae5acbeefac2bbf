/* A month with what is due on each day, and the chosen day's list. */
#pragma once

#include "pages/reports/report-view.h"

G_BEGIN_DECLS

#define APP_TYPE_VIEW_CALENDAR (app_view_calendar_get_type ())
G_DECLARE_FINAL_TYPE (AppViewCalendar, app_view_calendar, APP, VIEW_CALENDAR, AppReportView)

G_END_DECLS
