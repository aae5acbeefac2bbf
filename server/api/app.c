#define G_LOG_DOMAIN "srv-api"

#include "api/app.h"

#include <string.h>

#include "api/guard.h"

/* who may come in, and what they see, is asked anew after a change of these */
static gboolean
changes_rights (const char *payload)
{
  static const char *const values[] = { "\"session\"", "\"user\"", "\"org\"" };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    if (strstr (payload, values[i]) != NULL)
      return TRUE;
  return FALSE;
}

static void
notified_cb (const char *payload, gboolean listening, gpointer data)
{
  SrvApp *app = data;

  if (payload == NULL)
    {
      srv_session_cache_set_trusted (app->sessions, listening);
      srv_freshness_set_trusted (app->freshness, listening);
      return;
    }
  srv_freshness_bump (app->freshness);
  if (changes_rights (payload))
    srv_session_cache_clear (app->sessions);
  srv_hub_notify (app->hub, payload);
}

SrvApp *
srv_app_new (SrvDb *db, SrvFreshness *freshness, SrvMetrics *metrics)
{
  SrvApp *app = g_new0 (SrvApp, 1);

  app->db = db;
  app->metrics = metrics;
  app->sessions = srv_session_cache_new ();
  app->hub = srv_hub_new ();
  app->freshness = freshness;
  app->patterns = g_ptr_array_new_with_free_func (g_free);
  app->router = srv_router_new (app);
  srv_router_set_guard (app->router, srv_guard);
  srv_api_add_health (app);
  srv_api_add_result_rules (app);
  srv_api_add_result_years (app);
  srv_api_add_results (app);
  srv_api_add_sessions (app);
  srv_api_add_passwords (app);
  srv_api_add_jobs (app);
  srv_api_add_plans (app);
  srv_api_add_edits (app);
  srv_api_add_recorded_events (app);
  srv_api_add_actions (app);
  srv_api_add_reads (app);
  srv_api_add_commission (app);
  srv_api_add_files (app);
  srv_api_add_objectivity (app);
  srv_api_add_reports (app);
  srv_api_add_matrix (app);
  srv_api_add_views (app);
  srv_api_add_resources (app);
  srv_api_add_documents (app);
  srv_api_add_events (app);
  srv_api_add_openapi (app);
  srv_db_set_notify (db, notified_cb, app);
  return app;
}

void
srv_app_free (SrvApp *app)
{
  if (app == NULL)
    return;
  srv_db_set_notify (app->db, NULL, NULL);
  srv_router_unref (app->router);
  srv_hub_free (app->hub);
  srv_session_cache_free (app->sessions);
  g_ptr_array_unref (app->patterns);
  if (app->openapi != NULL)
    g_string_free (app->openapi, TRUE);
  g_free (app);
}
