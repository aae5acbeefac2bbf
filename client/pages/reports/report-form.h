/* One report as a checklist: its head, its lines, and what is done with it as a whole. The actions
 * belong to the page, which calls the functions here. */
#pragma once

#include "pages/page.h"

G_BEGIN_DECLS

#define APP_TYPE_REPORT_FORM (app_report_form_get_type ())
G_DECLARE_FINAL_TYPE (AppReportForm, app_report_form, APP, REPORT_FORM, AdwBin)

/* Signal: ::moved () the report's state was changed: all lists are to be read anew */
GtkWidget *app_report_form_new (AppPage *page);

/* @line: (nullable): the execution to open; lines typed into stay when it is the same report */
void app_report_form_open (AppReportForm *self, MeriloRecord *report, const char *line);
void app_report_form_close (AppReportForm *self);
MeriloRecord *app_report_form_get_report (AppReportForm *self); /* NULL: closed */
const char *app_report_form_get_title (AppReportForm *self);    /* as it is headed */

/* %FALSE: a field is wrong, its line is open */
gboolean app_report_form_save (AppReportForm *self);
void app_report_form_count (AppReportForm *self); /* after the outbox moved */

void app_report_form_submit (AppReportForm *self);
void app_report_form_accept (AppReportForm *self);
void app_report_form_send_back (AppReportForm *self);
/* opens the first line without an answer; %FALSE: there is none */
gboolean app_report_form_go_unanswered (AppReportForm *self);

G_END_DECLS
