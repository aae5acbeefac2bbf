/* Items × those who report; a cell leads to what stands behind it. */
#pragma once

#include "pages/reports/report-view.h"

G_BEGIN_DECLS

#define APP_TYPE_VIEW_MATRIX (app_view_matrix_get_type ())
G_DECLARE_FINAL_TYPE (AppViewMatrix, app_view_matrix, APP, VIEW_MATRIX, AppReportView)

G_END_DECLS
