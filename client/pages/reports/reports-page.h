/* Quarterly reports. A school fills its quarter as a checklist; the department sees schools by
 * state, opens one, returns it with a remark or accepts it. */
#pragma once

#include "pages/page.h"

G_BEGIN_DECLS

#define APP_TYPE_REPORTS_PAGE (app_reports_page_get_type ())
G_DECLARE_FINAL_TYPE (AppReportsPage, app_reports_page, APP, REPORTS_PAGE, AppPage)

/* Actions: reports.open "ID", reports.back, reports.start, reports.submit, reports.accept,
 * reports.return */

G_END_DECLS
