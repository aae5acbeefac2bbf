/* One of the views of execution inside of «Отчёты»: it reads the shared filter, loads itself when
 * it is on the screen, and says in which state it is. What an older question answers comes too late
 * and is left alone. */
#pragma once

#include "pages/page.h"
#include "pages/reports/report-filter.h"
#include "widgets/state-view.h"

G_BEGIN_DECLS

#define APP_TYPE_REPORT_VIEW (app_report_view_get_type ())
G_DECLARE_DERIVABLE_TYPE (AppReportView, app_report_view, APP, REPORT_VIEW, AdwBin)

/**
 * AppReportViewClass:
 * @built: once, when page and filter are known: makes the content
 * @load: asks the server; app_report_view_get_cancellable() is new, and given up by the next load
 * @apply: the school, the section, the state or the text of the filter changed
 * @save, @close: as of a page
 * @copy_all: the whole table, for «Выгрузить…»; NULL: there is none
 * @has_all: it asks for all plans and periods, and narrows them itself
 */
struct _AppReportViewClass
{
  AdwBinClass parent_class;

  void (*built) (AppReportView *self);
  void (*load) (AppReportView *self);
  void (*apply) (AppReportView *self);
  void (*save) (AppReportView *self);
  gboolean (*close) (AppReportView *self);
  GPtrArray *(*copy_all) (AppReportView *self);
  gboolean has_all;
};

GtkWidget *app_report_view_new (GType type, AppPage *page, AppReportFilter *filter);

AppPage *app_report_view_get_page (AppReportView *self);
AppContext *app_report_view_get_context (AppReportView *self);
AppApi *app_report_view_get_api (AppReportView *self);
AppReportFilter *app_report_view_get_filter (AppReportView *self);
GCancellable *app_report_view_get_cancellable (AppReportView *self);

void app_report_view_set_content (AppReportView *self, GtkWidget *content);
void app_report_view_show_content (AppReportView *self);
void app_report_view_show_empty (AppReportView *self, const char *title, const char *text);
/* a line above the content; NULL: none */
void app_report_view_set_notice (AppReportView *self, const char *text);
AppState app_report_view_get_state (AppReportView *self);

/* what a callback says first: %FALSE when it came too late or failed, the failure is drawn */
gboolean
app_report_view_check (AppReportView *self, gconstpointer value, const GError *error, gint64 as_of);

/* GET /plan-calendar of the filter's plan: days since 1970; @school: 0: all */
void app_report_view_ask_calendar (
    AppReportView *self, gint64 from, gint64 until, gint64 school, GAsyncReadyCallback callback);

/* the page: another plan or period is chosen, and what is shown is not of it; a reload follows */
void app_report_view_forget (AppReportView *self);
/* the page: something changed (@now: the view is on the screen), the view is on the screen now */
void app_report_view_reload (AppReportView *self, gboolean now);
void app_report_view_come (AppReportView *self);
void app_report_view_apply (AppReportView *self);
void app_report_view_save (AppReportView *self);
gboolean app_report_view_close (AppReportView *self);
GPtrArray *app_report_view_copy_all (AppReportView *self);

G_END_DECLS
