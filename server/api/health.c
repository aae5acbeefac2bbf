#define G_LOG_DOMAIN "srv-api"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "api/app.h"
#include "api/guard.h"

static void
reply_text (SrvRequest *req, guint status, const char *text)
{
  srv_request_reply (req, status, "text/plain; charset=utf-8",
                     g_bytes_new_static (text, strlen (text)));
}

static void
get_health (SrvRequest *req, gpointer context)
{
  reply_text (req, 200, "ok\n");
}

static void
get_ready (SrvRequest *req, gpointer context)
{
  SrvApp *app = context;
  gboolean ready = srv_db_is_ready (app->db);

  reply_text (req, ready ? 200 : 503, ready ? "ready\n" : "the database cannot be reached\n");
}

static void
get_metrics (SrvRequest *req, gpointer context)
{
  SrvApp *app = context;
  GString *text;

  if (!srv_request_is_local (req))
    {
      srv_request_reply_problem (req, 404, "not-found", NULL, NULL);
      return;
    }
  text = g_string_new (NULL);
  srv_metrics_write (app->metrics, text);
  srv_request_reply (req, 200, SRV_METRICS_TYPE, g_string_free_to_bytes (text));
}

static const SrvRoute routes[] = {
  { "GET", "/healthz", 0, get_health, N_ ("Жив ли процесс") },
  { "GET", "/readyz", 0, get_ready, N_ ("Готов ли отвечать") },
  { "GET", "/metrics", 0, get_metrics, N_ ("Счётчики для наблюдения") },
};

void
srv_api_add_health (SrvApp *app)
{
  srv_router_add (app->router, routes, G_N_ELEMENTS (routes));
}
