#define G_LOG_DOMAIN "srv-api"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "api/call.h"
#include "api/fields.h"
#include "api/guard.h"
#include "model/json-writer.h"

/* A member of the commission submits all own works of a campaign at once. Doing it again does
 * nothing, so it needs no key. */

static void
submitted_cb (SrvApp *app, SrvRequest *req, SrvRows *rows, gpointer data)
{
  GString *json = g_string_new ("{");

  merilo_json_put_whole_member (json, "submitted", srv_rows_get_whole (rows, 0, "submitted"));
  g_string_append_c (json, '}');
  srv_request_reply_json (req, 200, json);
}

static void
submit (SrvRequest *req, gpointer context)
{
  static const char *const names[] = { "recheck_id", NULL };
  g_autoptr (SrvFields) fields = srv_fields_read (req, names);
  SrvParams *params;

  if (fields == NULL)
    return;
  if (!srv_call_is_whole (srv_fields_get (fields, "recheck_id")))
    {
      srv_request_reply_problem (req, 422, "invalid", _ ("Нужен номер перепроверки"), "recheck_id");
      return;
    }
  params = srv_params_new ();
  srv_params_add_text (params, srv_fields_get (fields, "recheck_id"));
  srv_call_read (context, req, SRV_DB_WRITE, "expert_score/submit", params, SRV_SHAPE_ONE,
                 submitted_cb, NULL, NULL);
}

static const SrvRoute routes[] = {
  { "POST", "/api/v1/expert-scores/submission", MERILO_BY_COMMISSION | SRV_GUARD_NO_KEY, submit,
    N_ ("Сдать проверенные работы") },
};

void
srv_api_add_commission (SrvApp *app)
{
  srv_router_add (app->router, routes, G_N_ELEMENTS (routes));
}
