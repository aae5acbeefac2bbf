/* One re-checked work: school against commission; open, its tasks side by side with those that
 * differ marked, and the deciding word where the two members did not agree. */
#pragma once

#include "pages/context.h"
#include "pages/paper.h"

G_BEGIN_DECLS

#define APP_TYPE_RESULT_ROW (app_result_row_get_type ())
G_DECLARE_FINAL_TYPE (AppResultRow, app_result_row, APP, RESULT_ROW, AdwExpanderRow)

/* Signals: ::decided (MeriloRecord *result, char *body) */
GtkWidget *app_result_row_new (MeriloRecord *result, gboolean writable);
MeriloRecord *app_result_row_get_result (AppResultRow *self);

/* types a score of a task that waits for a decision; %FALSE: it does not */
gboolean app_result_row_type (AppResultRow *self, guint task, const char *score);

/* On paper: a table of works, a line of it, and the table of one work's tasks; transfer full */
AppFigureModel *app_result_row_new_table (void);
void app_result_row_add_line (AppResultRow *self, AppFigureModel *works);
void app_result_row_add_tasks (AppResultRow *self, AppPaper *paper);

/* Actions: result.decide */

G_END_DECLS
