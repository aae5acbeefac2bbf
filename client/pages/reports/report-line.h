/* One item of a report: a line that opens in place. */
#pragma once

#include "pages/context.h"

G_BEGIN_DECLS

#define APP_TYPE_REPORT_LINE (app_report_line_get_type ())
G_DECLARE_FINAL_TYPE (AppReportLine, app_report_line, APP, REPORT_LINE, AdwExpanderRow)

/* Signal: ::answered () something was typed or chosen */
GtkWidget *app_report_line_new (AppContext *context, MeriloRecord *execution);
MeriloRecord *app_report_line_get_execution (AppReportLine *self);

/* as the server has it now; what is typed in an open line stays */
void app_report_line_set_execution (AppReportLine *self, MeriloRecord *execution);

/* what is typed goes to the outbox; %FALSE: a field is wrong */
gboolean app_report_line_save (AppReportLine *self);
/* the state, and what it asks for: the text, the day, the reason */
gboolean app_report_line_is_answered (AppReportLine *self);
/* in place, the focus on what is still to be answered */
void app_report_line_open (AppReportLine *self);

/* the department's remark on this line, typed when a report is returned; transfer full, or NULL */
char *app_report_line_dup_remark (AppReportLine *self);

/* attaches a file as the button and a drop do */
void app_report_line_attach (AppReportLine *self, GFile *file);

G_END_DECLS
