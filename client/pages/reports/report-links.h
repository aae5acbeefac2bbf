/* What else shows that a line was done: results, re-checks, acts, events, each a link that opens
 * the thing. */
#pragma once

#include "pages/context.h"

G_BEGIN_DECLS

#define APP_TYPE_REPORT_LINKS (app_report_links_get_type ())
G_DECLARE_FINAL_TYPE (AppReportLinks, app_report_links, APP, REPORT_LINKS, AdwBin)

GtkWidget *app_report_links_new (AppContext *context);
void
app_report_links_set_execution (AppReportLinks *self, MeriloRecord *execution, gboolean writable);
void app_report_links_load (AppReportLinks *self);

/* as a choice in the list does; @kind: a code of merilo_execution_link_entity */
void app_report_links_add (AppReportLinks *self, const char *kind, gint64 target);

G_END_DECLS
