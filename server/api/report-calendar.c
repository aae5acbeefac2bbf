#define G_LOG_DOMAIN "srv-api"

#include "api/report-calendar.h"

#include <string.h>

typedef struct
{
  SrvReportTermsFunc done;
  gpointer data;
  GDestroyNotify destroy;
} Finding;

static void
finding_free (gpointer data)
{
  Finding *finding = data;

  if (finding->destroy != NULL && finding->data != NULL)
    finding->destroy (finding->data);
  g_free (finding);
}

static void
found_cb (SrvApp *app, SrvRequest *req, SrvRows *rows, gpointer data)
{
  Finding *finding = data;
  SrvReportTerms terms = { 0 };
  const char *today;
  gint64 day;

  if (srv_rows_get_n (rows) == 0)
    {
      srv_request_reply_problem (req, 404, "not-found", NULL, NULL);
      return;
    }
  terms.rule.day = (int) srv_rows_get_whole (rows, 0, "report_day");
  terms.rule.keep_days_off = !srv_rows_get_flag (rows, 0, "move_days");
  today = srv_rows_get_text (rows, 0, "today");
  if (merilo_date_parse (today, strlen (today), &day))
    merilo_report_closed (terms.closed, day, &terms.rule);
  finding->done (app, req, &terms, finding->data);
}

void
srv_report_terms_find (SrvApp *app,
                       SrvRequest *req,
                       const char *plan,
                       SrvReportTermsFunc done,
                       gpointer data,
                       GDestroyNotify destroy)
{
  Finding *finding = g_new0 (Finding, 1);
  SrvParams *params = srv_params_new ();

  finding->done = done;
  finding->data = data;
  finding->destroy = destroy;
  srv_params_add_text (params, plan);
  srv_call_read (app, req, SRV_DB_KEY, "quarter_report/rule", params, SRV_SHAPE_MAYBE_ONE, found_cb,
                 finding, finding_free);
}
