#define G_LOG_DOMAIN "srv-api"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "api/guard.h"
#include "api/list.h"
#include "api/query-check.h"
#include "api/report-calendar.h"
#include "model/entities/all.h"

/* What the department looks at: one statement a view. The base checks what its caller may see. */

#define READERS (MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL | MERILO_BY_OBSERVER)

typedef struct
{
  const char *pattern;
  guint permission;
  const MeriloEntity *entity;
  const char *statement;
  SrvQueryField fields[5]; /* parameters in order */
  gboolean dated; /* two more: the day the quarter's reports are due, the newest quarter overdue */
  const char *description;
} View;

static const View views[] = {
  { "/api/v1/matrix/cell",
    READERS,
    &merilo_execution_entity,
    "matrix/cell",
    { { "plan_id", SRV_QUERY_WHOLE, FALSE },
      { "lineage", SRV_QUERY_WHOLE, FALSE },
      { "org_id", SRV_QUERY_WHOLE, FALSE },
      { "quarter", SRV_QUERY_QUARTER, TRUE } },
    FALSE,
    N_ ("Что сказано в ячейке матрицы") },
  { "/api/v1/plan-calendar",
    READERS,
    &merilo_plan_calendar_entity,
    "plan/calendar",
    { { "plan_id", SRV_QUERY_WHOLE, TRUE },
      { "from", SRV_QUERY_DATE, FALSE },
      { "until", SRV_QUERY_DATE, FALSE },
      { "org_id", SRV_QUERY_WHOLE, TRUE } },
    FALSE,
    N_ ("Контрольные даты по дням") },
  { "/api/v1/plan-completeness",
    READERS,
    &merilo_plan_completeness_entity,
    "plan/completeness",
    { { "plan_id", SRV_QUERY_WHOLE, FALSE }, { "quarter", SRV_QUERY_QUARTER, FALSE } },
    TRUE,
    N_ ("Полнота отчётов за квартал") },
  { "/api/v1/plan-late",
    READERS,
    &merilo_plan_late_entity,
    "plan/late",
    { { "plan_id", SRV_QUERY_WHOLE, FALSE } },
    FALSE,
    N_ ("Кто и с чем опаздывает") },
  { "/api/v1/plan-annual",
    MERILO_BY_METHODOLOGIST | MERILO_BY_OBSERVER,
    &merilo_plan_annual_entity,
    "plan/annual",
    { { "plan_id", SRV_QUERY_WHOLE, FALSE }, { "year", SRV_QUERY_YEAR, FALSE } },
    FALSE,
    N_ ("Итоги года по пунктам") },
};

static void
found_cb (SrvApp *app, SrvRequest *req, SrvRows *rows, gpointer data)
{
  srv_list_reply_rows (req, data, rows);
}

static void
ask (SrvApp *app, SrvRequest *req, const View *view, SrvParams *take)
{
  srv_call_read (app, req, SRV_DB_LIST, view->statement, take, SRV_SHAPE_MANY, found_cb,
                 (gpointer) view->entity, NULL);
}

static void
terms_found_cb (SrvApp *app, SrvRequest *req, const SrvReportTerms *terms, gpointer data)
{
  const View *view = srv_request_get_route (req)->data;
  SrvParams *params = srv_params_new ();

  srv_query_add (req, view->fields, params);
  srv_params_add_date (params, merilo_report_due (srv_query_get (req, "quarter"), &terms->rule));
  srv_params_add_text (params, terms->closed);
  ask (app, req, view, params);
}

static void
run (SrvRequest *req, gpointer context)
{
  const View *view = srv_request_get_route (req)->data;
  SrvParams *params;

  if (!srv_query_check (req, view->fields))
    return;
  if (view->dated)
    {
      srv_report_terms_find (context, req, srv_query_get (req, "plan_id"), terms_found_cb, NULL,
                             NULL);
      return;
    }
  params = srv_params_new ();
  srv_query_add (req, view->fields, params);
  ask (context, req, view, params);
}

void
srv_api_add_views (SrvApp *app)
{
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      SrvRoute *route = g_new0 (SrvRoute, 1);

      route->method = "GET";
      route->pattern = views[i].pattern;
      route->permission = views[i].permission;
      route->handler = run;
      route->description = views[i].description;
      route->response = views[i].entity->name;
      route->flags = SRV_ROUTE_LIST;
      route->data = &views[i];
      g_ptr_array_add (app->patterns, route);
      srv_router_add (app->router, route, 1);
    }
}
