/* One file of a line: its name opens it; «Отозвать…» asks for the reason. */
#pragma once

#include "pages/context.h"

G_BEGIN_DECLS

#define APP_TYPE_REPORT_FILE_ROW (app_report_file_row_get_type ())
G_DECLARE_FINAL_TYPE (AppReportFileRow, app_report_file_row, APP, REPORT_FILE_ROW, AdwBin)

/* Signal: ::withdrawn ()
 * Actions: file.open, file.withdraw */
GtkWidget *app_report_file_row_new (AppContext *context, MeriloRecord *evidence, gboolean writable);

G_END_DECLS
