#define G_LOG_DOMAIN "srv-api"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "api/call.h"
#include "api/guard.h"

static void
open_stream (SrvRequest *req, gpointer context)
{
  SrvApp *app = context;
  g_autoptr (SrvIdentity) who = srv_identity_copy (srv_call_who (req));
  g_autoptr (SrvStream) stream = srv_stream_open (req);

  if (stream != NULL)
    srv_hub_add (app->hub, stream, who);
}

static const SrvRoute routes[] = {
  { "GET", "/api/v1/events", MERILO_BY_EVERYONE, open_stream, N_ ("Живые события"),
    .flags = SRV_ROUTE_STREAM },
};

void
srv_api_add_events (SrvApp *app)
{
  srv_router_add (app->router, routes, G_N_ELEMENTS (routes));
}
