#define G_LOG_DOMAIN "srv-api"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "api/call.h"
#include "api/guard.h"
#include "api/list.h"
#include "model/entities/all.h"

/* Questions that are no list of a resource: one statement, parameters of the path and the query,
 * rows of a described entity. */

typedef struct
{
  const char *pattern;
  guint permission;
  const MeriloEntity *entity;
  const char *statement;
  const char *parameters[4]; /* ":id" of the path, else of the query, '?' at the end: may be absent;
                              * ends with NULL */
  const char *description;
  gboolean keeps_plan; /* one record is found alike each time; lists are planned anew */
} Read;

static const Read reads[] = {
  { "/api/v1/plan-items/:id/control-dates",
    MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL | MERILO_BY_OBSERVER,
    &merilo_control_date_entity,
    "control_date/of_item",
    { ":id" },
    N_ ("Контрольные даты пункта"),
    .keeps_plan = TRUE },
  { "/api/v1/plans/:id/versions",
    MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL | MERILO_BY_OBSERVER,
    &merilo_plan_version_entity,
    "plan/versions",
    { ":id" },
    N_ ("Утверждённые редакции плана") },
  { "/api/v1/plans/:id/diff",
    MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL | MERILO_BY_OBSERVER,
    &merilo_plan_diff_entity,
    "plan/diff",
    { ":id", "from?", "to?" },
    N_ ("Чем отличаются редакции плана") },
  { "/api/v1/plans/:id/side-by-side",
    MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL,
    &merilo_side_by_side_entity,
    "plan/side_by_side",
    { ":id", "org_id?" },
    N_ ("Муниципальный план рядом с планом школы") },
  { "/api/v1/history",
    MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL | MERILO_BY_OBSERVER,
    &merilo_change_entity,
    "change/of_record",
    { "resource", "id" },
    N_ ("История записи"),
    .keeps_plan = TRUE },
  { "/api/v1/tasks",
    MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL | MERILO_BY_OBSERVER | MERILO_BY_COMMISSION,
    &merilo_task_entity,
    "task/mine",
    { NULL },
    N_ ("Что ждёт меня сегодня") },
};

static void
found_cb (SrvApp *app, SrvRequest *req, SrvRows *rows, gpointer data)
{
  srv_list_reply_rows (req, data, rows);
}

static void
run (SrvRequest *req, gpointer context)
{
  const Read *read = srv_request_get_route (req)->data;
  SrvParams *params = srv_params_new ();

  for (guint i = 0; read->parameters[i] != NULL; i++)
    {
      const char *parameter = read->parameters[i];
      gboolean optional = g_str_has_suffix (parameter, "?");
      g_autofree char *name = g_strndup (parameter, strlen (parameter) - optional);
      const char *value = *name == ':' ? srv_request_get_param (req, name + 1)
                                       : srv_request_get_query (req, name);

      if ((value == NULL && !optional) || (*name == ':' && !srv_call_is_whole (value)))
        {
          srv_params_free (params);
          srv_request_reply_problem (req, *name == ':' ? 404 : 422,
                                     *name == ':' ? "not-found" : "invalid", NULL, name);
          return;
        }
      srv_params_add_text (params, value);
    }
  srv_call_read (context, req, read->keeps_plan ? SRV_DB_KEY : SRV_DB_LIST, read->statement, params,
                 SRV_SHAPE_MANY, found_cb, (gpointer) read->entity, NULL);
}

void
srv_api_add_reads (SrvApp *app)
{
  for (guint i = 0; i < G_N_ELEMENTS (reads); i++)
    {
      SrvRoute *route = g_new0 (SrvRoute, 1);

      route->method = "GET";
      route->pattern = reads[i].pattern;
      route->permission = reads[i].permission;
      route->handler = run;
      route->description = reads[i].description;
      route->response = reads[i].entity->name;
      route->flags = SRV_ROUTE_LIST;
      route->data = &reads[i];
      g_ptr_array_add (app->patterns, route);
      srv_router_add (app->router, route, 1);
    }
}
