#define G_LOG_DOMAIN "srv-api"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "api/call.h"
#include "api/fields.h"
#include "api/guard.h"
#include "api/report-calendar.h"
#include "model/entities/quarter-report.h"

/* Opening the report of a quarter: the day it is due comes from the working calendar. */

static void
terms_found_cb (SrvApp *app, SrvRequest *req, const SrvReportTerms *terms, gpointer data)
{
  SrvParams *params = srv_params_new ();

  srv_params_add_text (params, srv_fields_get (data, "plan_id"));
  srv_params_add_text (params, srv_fields_get (data, "quarter"));
  srv_params_add_date (params, merilo_report_due (srv_fields_get (data, "quarter"), &terms->rule));
  srv_call_write (app, req, &merilo_quarter_report_entity, "quarter_report/open", NULL, params, 201,
                  NULL);
}

static void
open_report (SrvRequest *req, gpointer context)
{
  static const char *const names[] = { "plan_id", "quarter", NULL };
  g_autoptr (SrvFields) fields = srv_fields_read (req, names);

  if (fields == NULL)
    return;
  if (!srv_call_is_whole (srv_fields_get (fields, "plan_id")))
    srv_request_reply_problem (req, 422, "invalid", _ ("План: нужен номер записи"), "plan_id");
  else if (!merilo_quarter_is_good (srv_fields_get (fields, "quarter")))
    srv_request_reply_problem (req, 422, "invalid", _ ("Квартал: год и номер, например 2025-Q1"),
                               "quarter");
  else
    {
      const char *plan = srv_fields_get (fields, "plan_id");

      srv_report_terms_find (context, req, plan, terms_found_cb, g_steal_pointer (&fields),
                             (GDestroyNotify) srv_fields_free);
    }
}

static const SrvRoute routes[] = {
  { "POST", "/api/v1/quarter-reports", MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL, open_report,
    N_ ("Открыть отчёт за квартал"), .request = "quarter_report", .response = "quarter_report" },
};

void
srv_api_add_reports (SrvApp *app)
{
  srv_router_add (app->router, routes, G_N_ELEMENTS (routes));
}
