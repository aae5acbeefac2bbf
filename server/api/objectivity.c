#define G_LOG_DOMAIN "srv-api"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "api/call.h"
#include "api/guard.h"
#include "model/entities/trend-point.h"
#include "model/json-writer.h"
#include "objectivity/journal.h"

/* The line of lowered / confirmed / raised marks over the years. The base gives counts; bounds of
 * shares are made here, from counts alone. */

static void
put_bounds (GString *json, const char *name, MeriloInterval bounds)
{
  g_autofree char *low = g_strconcat (name, "_low", NULL);
  g_autofree char *high = g_strconcat (name, "_high", NULL);

  merilo_json_put_key (json, low);
  merilo_json_put_real (json, bounds.low);
  merilo_json_put_key (json, high);
  merilo_json_put_real (json, bounds.high);
}

static void
put_count (GString *json, SrvRows *rows, guint row, const char *name, gint64 n)
{
  gint64 count = srv_rows_get_whole (rows, row, name);

  merilo_json_put_whole_member (json, name, count);
  put_bounds (json, name, merilo_proportion_wilson (count, n, 0.95));
}

static void
put_point (GString *json, SrvRows *rows, guint row)
{
  gint64 n = srv_rows_get_whole (rows, row, "n");
  gint64 rechecked = srv_rows_get_whole (rows, row, "recheck_n");
  gint64 changed = srv_rows_get_whole (rows, row, "recheck_changed");
  gboolean told = !srv_rows_is_null (rows, row, "recheck_n");

  g_string_append_c (json, '{');
  merilo_json_put_whole_member (json, "year", srv_rows_get_whole (rows, row, "year"));
  merilo_json_put_text_member (json, "scope", srv_rows_get_text (rows, row, "scope"));
  merilo_json_put_text_member (json, "org_name", srv_rows_get_text (rows, row, "org_name"));
  merilo_json_put_whole_member (json, "n", n);
  put_count (json, rows, row, "lowered", n);
  put_count (json, rows, row, "confirmed", n);
  put_count (json, rows, row, "raised", n);
  merilo_json_put_count_member (json, "recheck_n", told ? rechecked : MERILO_NONE);
  merilo_json_put_count_member (json, "recheck_changed", told ? changed : MERILO_NONE);
  put_bounds (json, "recheck",
              told ? merilo_proportion_wilson (changed, rechecked, 0.95)
                   : (MeriloInterval){ NAN, NAN });
  merilo_json_put_key (json, "scale_changed");
  merilo_json_put_flag (json, srv_rows_get_flag (rows, row, "scale_changed"));
  g_string_append_c (json, '}');
}

static void
found_cb (SrvApp *app, SrvRequest *req, SrvRows *rows, gpointer data)
{
  srv_call_reply_rows (req, rows, put_point);
}

static void
get_trend (SrvRequest *req, gpointer context)
{
  static const char *const names[] = { "org_id", "subject", "grade" };
  SrvParams *params = srv_params_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *value = srv_request_get_query (req, names[i]);

      if (value == NULL || (i != 1 && !srv_call_is_whole (value)))
        {
          srv_params_free (params);
          srv_request_reply_problem (req, 422, "invalid", _ ("Нужны школа, предмет и класс"),
                                     names[i]);
          return;
        }
      srv_params_add_text (params, value);
    }
  srv_call_read (context, req, SRV_DB_LIST, "objectivity/trend", params, SRV_SHAPE_MANY, found_cb,
                 NULL, NULL);
}

static const SrvRoute routes[] = {
  { "GET", "/api/v1/objectivity/trend",
    MERILO_BY_METHODOLOGIST | MERILO_BY_OBSERVER | MERILO_BY_SCHOOL, get_trend,
    N_ ("Отметки против журнала по годам"), .response = "trend_point", .flags = SRV_ROUTE_LIST },
};

void
srv_api_add_objectivity (SrvApp *app)
{
  srv_router_add (app->router, routes, G_N_ELEMENTS (routes));
}
