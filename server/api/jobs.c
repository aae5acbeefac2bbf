#define G_LOG_DOMAIN "srv-api"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "api/body.h"
#include "api/call.h"
#include "api/guard.h"
#include "model/entities/job.h"
#include "model/json-writer.h"

/* Long work: put in the queue here, done by the job process, asked for until it is done. */

#define WHO (MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL)

static void
create (SrvRequest *req, gpointer context)
{
  g_auto (SrvBody) body = { 0 };
  SrvParams *params;

  if (!srv_body_read_new (req, &merilo_job_entity, srv_call_who (req)->role, &body))
    return;
  params = srv_params_new ();
  srv_params_add_field (params, body.record, MERILO_JOB_KIND);
  srv_params_add_field (params, body.record, MERILO_JOB_FILE_ID);
  srv_params_add_flag (params, merilo_record_get_whole (body.record, MERILO_JOB_DRY_RUN) != 0);
  srv_params_add_field (params, body.record, MERILO_JOB_COLUMNS);
  srv_params_add_field (params, body.record, MERILO_JOB_ONLY_TABLE);
  srv_params_add_field (params, body.record, MERILO_JOB_SCHOOL);
  srv_params_add_field (params, body.record, MERILO_JOB_LAYOUT_MAP_ID);
  srv_call_write (context, req, &merilo_job_entity, "job/create", NULL, params, 202, NULL);
}

static void
raw_found_cb (SrvApp *app, SrvRequest *req, SrvRows *rows, gpointer data)
{
  const char *json = srv_rows_get_n (rows) > 0 ? srv_rows_get_text (rows, 0, "result") : NULL;

  if (json == NULL)
    srv_request_reply_problem (req, 404, "not-found", _ ("Работа ещё не готова"), NULL);
  else
    srv_request_reply_json (req, 200, g_string_new (json));
}

/* a statement that gives one column `result`: ready JSON */
static void
ask_raw (SrvApp *app, SrvRequest *req, const char *statement)
{
  const char *id = srv_request_get_param (req, "id");
  SrvParams *params;

  if (!srv_call_is_whole (id))
    {
      srv_request_reply_problem (req, 404, "not-found", NULL, NULL);
      return;
    }
  params = srv_params_new ();
  srv_params_add_text (params, id);
  srv_call_read (app, req, SRV_DB_KEY, statement, params, SRV_SHAPE_MAYBE_ONE, raw_found_cb, NULL,
                 NULL);
}

static void
get_result (SrvRequest *req, gpointer context)
{
  ask_raw (context, req, "job/result");
}

static void
get_issues (SrvRequest *req, gpointer context)
{
  ask_raw (context, req, "import/issues");
}

static void
get_changes (SrvRequest *req, gpointer context)
{
  ask_raw (context, req, "import/changes");
}

static void
cancelled_cb (SrvApp *app, SrvRequest *req, SrvRows *rows, gpointer data)
{
  srv_request_reply_empty (req, srv_rows_get_n (rows) > 0 ? 204 : 404);
}

static void
cancel (SrvRequest *req, gpointer context)
{
  const char *id = srv_request_get_param (req, "id");
  SrvParams *params;

  if (!srv_call_is_whole (id))
    {
      srv_request_reply_problem (req, 404, "not-found", NULL, NULL);
      return;
    }
  params = srv_params_new ();
  srv_params_add_text (params, id);
  srv_call_read (context, req, SRV_DB_WRITE, "job/cancel", params, SRV_SHAPE_ANY, cancelled_cb,
                 NULL, NULL);
}

static const SrvRoute routes[] = {
  { "POST", "/api/v1/jobs", WHO, create, N_ ("Начать фоновую работу"), "job", "job" },
  { "DELETE", "/api/v1/jobs/:id", WHO | SRV_GUARD_NO_KEY, cancel, N_ ("Отменить фоновую работу") },
  { "GET", "/api/v1/jobs/:id/result", WHO, get_result, N_ ("Итог фоновой работы") },
  { "GET", "/api/v1/imports/:id/issues", WHO, get_issues, N_ ("Замечания загрузки") },
  { "GET", "/api/v1/imports/:id/changes", WHO, get_changes, N_ ("Что изменила загрузка") },
};

void
srv_api_add_jobs (SrvApp *app)
{
  srv_router_add (app->router, routes, G_N_ELEMENTS (routes));
}
