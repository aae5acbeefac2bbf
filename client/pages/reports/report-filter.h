/* What all views of execution show: the plan, the period, the school, the section, the state. One
 * line of chips, remembered per user; every view reads it and hears of a change. */
#pragma once

#include "pages/context.h"
#include "pages/reports/report-shape.h"
#include "widgets/matrix-model.h"

G_BEGIN_DECLS

#define APP_TYPE_REPORT_FILTER (app_report_filter_get_type ())
G_DECLARE_FINAL_TYPE (AppReportFilter, app_report_filter, APP, REPORT_FILTER, AdwBin)

/* Signal: ::changed (gboolean deep): @deep: the server is to be asked anew; else what was read is
 * shown otherwise */
GtkWidget *app_report_filter_new (AppContext *context);

/* of MeriloPlan; the first is chosen when none was remembered */
void app_report_filter_set_plans (AppReportFilter *self, GPtrArray *plans);
/* of the chosen plan: MeriloPlanSection */
void app_report_filter_set_sections (AppReportFilter *self, GPtrArray *sections);

/* its order; takes @shape */
void app_report_filter_set_shape (AppReportFilter *self, AppReportShape *shape);
AppReportShape *app_report_filter_get_shape (AppReportFilter *self); /* NULL: not known yet */

/* is an item of the plan within the chosen section and the typed words? */
gboolean
app_report_filter_takes (AppReportFilter *self, gint64 lineage, const char *no, const char *title);

MeriloRecord *app_report_filter_get_plan (AppReportFilter *self);  /* NULL: there are none */
char *app_report_filter_dup_plan_id (AppReportFilter *self);       /* "" when there is none */
const char *app_report_filter_get_quarter (AppReportFilter *self); /* NULL: all */
/* the chosen one, or the quarter's; else this year within the plan */
int app_report_filter_get_year (AppReportFilter *self);
gboolean app_report_filter_has_year (AppReportFilter *self);
/* days since 1970: of the quarter, of the year, or of the plan */
void app_report_filter_get_period (AppReportFilter *self, gint64 *ret_from, gint64 *ret_until);
gint64 app_report_filter_get_school (AppReportFilter *self);        /* 0: all */
const char *app_report_filter_get_section (AppReportFilter *self);  /* NULL: all */
AppMatrixState app_report_filter_get_state (AppReportFilter *self); /* N_STATES: all */
const char *app_report_filter_get_text (AppReportFilter *self);

/* as a click on a chip does: "quarter", "2026-Q4" */
void app_report_filter_choose (AppReportFilter *self, const char *id, const char *code);
void app_report_filter_set_count (AppReportFilter *self, guint shown, guint total);
void app_report_filter_focus_search (AppReportFilter *self);

G_END_DECLS
