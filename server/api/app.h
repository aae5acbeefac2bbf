/* What the handlers of one worker share. Made once a worker, lives as long as its loop. */
#pragma once

#include "api/freshness.h"
#include "api/hub.h"
#include "api/session-cache.h"
#include "db/pool.h"
#include "http/metrics.h"
#include "http/router.h"

G_BEGIN_DECLS

typedef struct
{
  SrvDb *db;         /* borrowed */
  SrvRouter *router; /* owned; its context is this struct */
  SrvSessionCache *sessions;
  SrvHub *hub;             /* live events */
  SrvFreshness *freshness; /* of lists; borrowed, of all workers */
  SrvMetrics *metrics;
  GPtrArray *patterns; /* of the generic routes: strings the router points to */
  GString *openapi;    /* made at the first request */
} SrvApp;

/* @metrics: (nullable), borrowed */
SrvApp *srv_app_new (SrvDb *db, SrvFreshness *freshness, SrvMetrics *metrics);
void srv_app_free (SrvApp *app);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrvApp, srv_app_free)

/* the tables of the areas */
void srv_api_add_actions (SrvApp *app);
void srv_api_add_commission (SrvApp *app);
void srv_api_add_documents (SrvApp *app);
void srv_api_add_edits (SrvApp *app);
void srv_api_add_events (SrvApp *app);
void srv_api_add_files (SrvApp *app);
void srv_api_add_health (SrvApp *app);
void srv_api_add_jobs (SrvApp *app);
void srv_api_add_objectivity (SrvApp *app);
void srv_api_add_matrix (SrvApp *app);
void srv_api_add_openapi (SrvApp *app);
void srv_api_add_passwords (SrvApp *app);
void srv_api_add_plans (SrvApp *app);
void srv_api_add_reads (SrvApp *app);
void srv_api_add_recorded_events (SrvApp *app);
void srv_api_add_reports (SrvApp *app);
void srv_api_add_resources (SrvApp *app);
void srv_api_add_result_rules (SrvApp *app);
void srv_api_add_result_years (SrvApp *app);
void srv_api_add_results (SrvApp *app);
void srv_api_add_sessions (SrvApp *app);
void srv_api_add_views (SrvApp *app);

G_END_DECLS
