/* What views of execution are put together from: rows of an answer, a table of records under the
 * shared filter with its line of figures, a matrix under it. */
#pragma once

#include "pages/reports/report-view.h"
#include "widgets/matrix-view.h"
#include "widgets/record-table.h"

G_BEGIN_DECLS

/* the records of a list's answer in place of @rows; %FALSE: it came too late or failed, which is
 * drawn */
gboolean
app_report_take_rows (AppReportView *view, GObject *api, GAsyncResult *result, GPtrArray **rows);

/* Embedded in a view. "activated" and "selected" of the table are the view's to hear. */
typedef struct
{
  GtkWidget *box;     /* the line of figures above the table's place */
  GtkWidget *summary; /* label */
  AppRecordTable *table;
  GListStore *rows; /* NULL: not built, or disposed */
  gboolean read;
} AppReportTable;

/* @columns: fields, ends with -1; @match: is asked with the view */
void app_report_table_build (AppReportTable *self,
                             AppReportView *view,
                             const MeriloEntity *entity,
                             const int *columns,
                             AppRecordMatch match);
gboolean app_report_table_take (AppReportTable *self,
                                AppReportView *view,
                                GObject *api,
                                GAsyncResult *result);
/* filters anew and tells the filter how many are left; that many */
guint app_report_table_apply (AppReportTable *self, AppReportView *view);
GPtrArray *app_report_table_copy (AppReportTable *self);
void app_report_table_clear (AppReportTable *self);

/* filtered already: its count to the filter, then the matrix, or the words that it is empty */
void app_report_show_matrix (AppReportView *view,
                             GtkWidget *matrix,
                             AppMatrixModel *model,
                             const char *title,
                             const char *text);
GPtrArray *app_report_copy_matrix (AppMatrixModel *model); /* NULL: none; of GStrv */

G_END_DECLS
