/* Schools × sections: how many lines are answered or done, and who handed in by the day. */
#pragma once

#include "pages/reports/report-view.h"

G_BEGIN_DECLS

#define APP_TYPE_VIEW_COMPLETE (app_view_complete_get_type ())
G_DECLARE_FINAL_TYPE (AppViewComplete, app_view_complete, APP, VIEW_COMPLETE, AppReportView)

G_END_DECLS
