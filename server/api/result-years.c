#define G_LOG_DOMAIN "srv-api"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "api/call.h"
#include "api/guard.h"
#include "api/query-check.h"
#include "api/result-line.h"
#include "model/json-writer.h"

/* Results by year: how a work went over the years, and who has sent what of one. */

#define READERS (MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL | MERILO_BY_OBSERVER)

static const SrvQueryField dynamics_fields[] = {
  { "kind", SRV_QUERY_TEXT, FALSE },   { "subject", SRV_QUERY_TEXT, FALSE },
  { "grade", SRV_QUERY_WHOLE, FALSE }, { "level", SRV_QUERY_TEXT, TRUE },
  { "org_id", SRV_QUERY_WHOLE, TRUE }, { NULL },
};

static const SrvQueryField completeness_fields[] = {
  { "year", SRV_QUERY_YEAR, FALSE },
  { "org_id", SRV_QUERY_WHOLE, TRUE },
  { NULL },
};

/* what became another thing than the year before */
static const struct
{
  const char *code, *words;
} breaks[] = {
  { "max", N_ ("максимум") },
  { "items", N_ ("задания") },
  { "scale", N_ ("шкала") },
};

/* Dynamics */

static const char *
explain_break (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (breaks); i++)
    if (g_str_equal (breaks[i].code, code))
      return _ (breaks[i].words);
  return "";
}

static void
open_year (GString *json, SrvRows *rows, guint row)
{
  static const char *const wholes[]
      = { "procedure_id", "year", "max", "from3", "from4", "from5", "minimum" };
  const char *why = explain_break (srv_rows_get_text (rows, row, "why"));

  g_string_append_c (json, '{');
  for (guint i = 0; i < G_N_ELEMENTS (wholes); i++)
    srv_result_put_value (json, wholes[i], srv_rows_get_text (rows, row, wholes[i]));
  merilo_json_put_key (json, "break");
  merilo_json_put_flag (json, *why != 0);
  merilo_json_put_text_member (json, "why", why);
  merilo_json_put_key (json, "levels");
  g_string_append_c (json, '[');
}

static void
dynamics_found_cb (SrvApp *app, SrvRequest *req, SrvRows *rows, gpointer data)
{
  guint n = srv_rows_get_n (rows);
  GString *json = g_string_new ("[");

  for (guint i = 0; i < n; i++)
    {
      gboolean year = srv_result_begins (rows, i, "procedure_id");

      if (i > 0)
        g_string_append (json, year ? "]}," : ",");
      if (year)
        open_year (json, rows, i);
      srv_result_line_put (json, rows, i, SRV_RESULT_BRIEF);
    }
  g_string_append (json, n > 0 ? "]}]" : "]");
  srv_request_reply_json (req, 200, json);
}

static void
get_dynamics (SrvRequest *req, gpointer context)
{
  SrvApp *app = context;
  SrvParams *params;

  if (!srv_query_check (req, dynamics_fields) || srv_freshness_spares (app->freshness, req))
    return;
  params = srv_params_new ();
  srv_query_add (req, dynamics_fields, params);
  srv_call_read (app, req, SRV_DB_LIST, "result/dynamics", params, SRV_SHAPE_MANY,
                 dynamics_found_cb, NULL, NULL);
}

/* Completeness */

static gboolean
is_procedure (SrvRows *rows, guint row)
{
  return g_str_equal (srv_rows_get_text (rows, row, "part"), "procedure");
}

static void
put_procedure (GString *json, SrvRows *rows, guint row)
{
  g_string_append_c (json, '{');
  srv_result_put_value (json, "id", srv_rows_get_text (rows, row, "id"));
  merilo_json_put_text_member (json, "title", srv_rows_get_text (rows, row, "title"));
  merilo_json_put_text_member (json, "subject", srv_rows_get_text (rows, row, "subject"));
  srv_result_put_value (json, "grade", srv_rows_get_text (rows, row, "grade"));
  merilo_json_put_text_member (json, "kind", srv_rows_get_text (rows, row, "kind"));
  merilo_json_put_text_member (json, "level", srv_rows_get_text (rows, row, "level"));
  g_string_append_c (json, '}');
}

/* a cell a procedure, out of arrays of the same length */
static void
put_school (GString *json, SrvRows *rows, guint row)
{
  static const char *const names[] = { "n", "absent", "state", "imported_at" };
  static const char *const columns[] = { "n", "absent", "state", "changed_at" };
  char **values[G_N_ELEMENTS (names)];

  for (guint k = 0; k < G_N_ELEMENTS (names); k++)
    values[k] = srv_result_split_array (srv_rows_get_text (rows, row, columns[k]));
  g_string_append_c (json, '{');
  srv_result_put_value (json, "org_id", srv_rows_get_text (rows, row, "id"));
  merilo_json_put_text_member (json, "name", srv_rows_get_text (rows, row, "name"));
  merilo_json_put_key (json, "cells");
  g_string_append_c (json, '[');
  for (guint i = 0; values[0][i] != NULL; i++)
    {
      g_string_append (json, i > 0 ? ",{" : "{");
      for (guint k = 0; k < G_N_ELEMENTS (names); k++)
        if (k < 2 || g_str_equal (values[k][i], "NULL"))
          srv_result_put_value (json, names[k], values[k][i]);
        else
          merilo_json_put_text_member (json, names[k], values[k][i]);
      g_string_append_c (json, '}');
    }
  g_string_append (json, "]}");
  for (guint k = 0; k < G_N_ELEMENTS (names); k++)
    g_strfreev (values[k]);
}

static void
put_part (GString *json, SrvRows *rows, gboolean procedures)
{
  gboolean first = TRUE;

  g_string_append_c (json, '[');
  for (guint i = 0; i < srv_rows_get_n (rows); i++)
    {
      if (is_procedure (rows, i) != procedures)
        continue;
      if (!first)
        g_string_append_c (json, ',');
      first = FALSE;
      if (procedures)
        put_procedure (json, rows, i);
      else
        put_school (json, rows, i);
    }
  g_string_append_c (json, ']');
}

static void
completeness_found_cb (SrvApp *app, SrvRequest *req, SrvRows *rows, gpointer data)
{
  GString *json = g_string_new ("{\"procedures\":");

  put_part (json, rows, TRUE);
  g_string_append (json, ",\"rows\":");
  put_part (json, rows, FALSE);
  g_string_append_c (json, '}');
  srv_request_reply_json (req, 200, json);
}

static void
get_completeness (SrvRequest *req, gpointer context)
{
  SrvApp *app = context;
  SrvParams *params;

  if (!srv_query_check (req, completeness_fields) || srv_freshness_spares (app->freshness, req))
    return;
  params = srv_params_new ();
  srv_query_add (req, completeness_fields, params);
  srv_call_read (app, req, SRV_DB_LIST, "result/completeness", params, SRV_SHAPE_MANY,
                 completeness_found_cb, NULL, NULL);
}

static const SrvRoute routes[] = {
  { "GET", "/api/v1/results-dynamics", READERS, get_dynamics, N_ ("Результаты по годам") },
  { "GET", "/api/v1/results-completeness", READERS, get_completeness,
    N_ ("Кто какие результаты сдал") },
};

void
srv_api_add_result_years (SrvApp *app)
{
  srv_router_add (app->router, routes, G_N_ELEMENTS (routes));
}
