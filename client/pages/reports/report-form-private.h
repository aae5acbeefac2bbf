/* Inside of the form: what is done with the report as a whole is a file of its own. */
#pragma once

#include "pages/reports/report-form.h"

#include "pages/reports/report-line.h"

G_BEGIN_DECLS

struct _AppReportForm
{
  AdwBin parent_instance;

  AppPage *page; /* weak: the form lies in it, and may outlive it in a call */
  MeriloRecord *report;
  GCancellable *reading; /* of the lines of what is open */
  char *wanted;          /* an execution's id */
  GtkWidget *view, *title, *state, *facts, *progress, *unanswered, *document;
  GtkWidget *submit, *send_back, *accept, *locked, *remark, *lines;
};

#define EACH_LINE(row, self)                                                                       \
  (GtkWidget *row = gtk_widget_get_first_child (self->lines); row != NULL;                         \
   row = gtk_widget_get_next_sibling (row))

AppContext *_app_report_form_get_context (AppReportForm *self);

G_END_DECLS
