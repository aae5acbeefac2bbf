/* Reports by their state, what waits for the reader first; «Заполнить отчёт» for whom reports. */
#pragma once

#include "pages/reports/report-view.h"

G_BEGIN_DECLS

#define APP_TYPE_REPORT_LIST (app_report_list_get_type ())
G_DECLARE_FINAL_TYPE (AppReportList, app_report_list, APP, REPORT_LIST, AppReportView)

/* transfer none; NULL: not read, or there is none of that id */
MeriloRecord *app_report_list_find (AppReportList *self, const char *id);

G_END_DECLS
