/* Quarterly reports. A school fills its quarter as a checklist; the department sees schools by
 * state, opens one, returns it with a remark or accepts it, and sees who did what in views that
 * share one filter: the matrix, the calendar, months, completeness, late items, the year's
 * analysis. */
#pragma once

#include "pages/page.h"

G_BEGIN_DECLS

#define APP_TYPE_REPORTS_PAGE (app_reports_page_get_type ())
G_DECLARE_FINAL_TYPE (AppReportsPage, app_reports_page, APP, REPORTS_PAGE, AppPage)

/* Targets: "304" a report, "304/3041" a line of it, "line/3041", "view/late",
 * "due/2/2026-Q4/1.4" the line of an item in the own report.
 * Actions: reports.open "304", reports.back, reports.view "matrix", reports.next-view,
 * reports.previous-view, reports.start, reports.submit, reports.accept, reports.return,
 * reports.unanswered, reports.export */

G_END_DECLS
