#define G_LOG_DOMAIN "srv-api"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "api/call.h"
#include "api/freshness.h"
#include "api/guard.h"
#include "api/query-check.h"
#include "api/result-line.h"
#include "model/json-writer.h"

/* The figures of results: of one choice beside its levels, and what there is to choose. Counts come
 * from the base, which knows what its caller may be told; nothing is counted here. */

#define READERS (MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL | MERILO_BY_OBSERVER)

static const SrvQueryField figure_fields[] = {
  { "procedure_id", SRV_QUERY_WHOLE, FALSE },
  { "org_id", SRV_QUERY_WHOLE, TRUE },
  { NULL },
};

static const SrvQueryField tree_fields[] = {
  { "org_id", SRV_QUERY_WHOLE, TRUE },
  { NULL },
};

/* Figures */

static void
put_lines (GString *json, const char *key, SrvRows *rows, const char *part)
{
  gboolean first = TRUE;

  merilo_json_put_key (json, key);
  g_string_append_c (json, '[');
  for (guint i = 0; i < srv_rows_get_n (rows); i++)
    {
      if (!g_str_equal (srv_rows_get_text (rows, i, "part"), part))
        continue;
      if (!first)
        g_string_append_c (json, ',');
      first = FALSE;
      srv_result_line_put (json, rows, i, SRV_RESULT_WHOLE);
    }
  g_string_append_c (json, ']');
}

/* moments as text are in order */
static const char *
find_newest (SrvRows *rows)
{
  const char *newest = NULL;

  for (guint i = 0; i < srv_rows_get_n (rows); i++)
    {
      const char *moment = srv_rows_get_text (rows, i, "changed_at");

      if (moment != NULL && (newest == NULL || strcmp (moment, newest) > 0))
        newest = moment;
    }
  return newest;
}

static void
figures_found_cb (SrvApp *app, SrvRequest *req, SrvRows *rows, gpointer data)
{
  GString *json = g_string_new ("{\"procedure\":");

  g_string_append (json, data);
  put_lines (json, "levels", rows, "level");
  put_lines (json, "rows", rows, "row");
  merilo_json_put_text_member (json, "changed_at", find_newest (rows));
  g_string_append_c (json, '}');
  srv_request_reply_json (req, 200, json);
}

static void
procedure_found_cb (SrvApp *app, SrvRequest *req, SrvRows *rows, gpointer data)
{
  SrvParams *params;

  if (srv_rows_get_n (rows) == 0)
    {
      srv_request_reply_problem (req, 404, "not-found", NULL, NULL);
      return;
    }
  params = srv_params_new ();
  srv_query_add (req, figure_fields, params);
  srv_params_add_text (params, srv_query_get (req, "class"));
  srv_call_read (app, req, SRV_DB_LIST, "result/figures", params, SRV_SHAPE_MANY, figures_found_cb,
                 g_strdup (srv_rows_get_text (rows, 0, "json")), g_free);
}

static void
get_figures (SrvRequest *req, gpointer context)
{
  SrvParams *params;

  if (!srv_query_check (req, figure_fields))
    return;
  if (srv_query_get (req, "class") != NULL && srv_query_get (req, "org_id") == NULL)
    {
      srv_request_reply_problem (req, 422, "invalid", _ ("Укажите, какой школы этот класс"),
                                 "org_id");
      return;
    }
  if (srv_freshness_spares (((SrvApp *) context)->freshness, req))
    return;
  params = srv_params_new ();
  srv_params_add_text (params, srv_query_get (req, "procedure_id"));
  srv_call_read (context, req, SRV_DB_KEY, "result/procedure", params, SRV_SHAPE_MAYBE_ONE,
                 procedure_found_cb, NULL, NULL);
}

/* The tree */

/* names of classes by US, counts as {1,NULL}; one that nobody named is '' */
static void
put_classes (GString *json, SrvRows *rows, guint row)
{
  const char *counts = srv_rows_get_text (rows, row, "class_n");
  g_auto (GStrv) names = g_strsplit (srv_rows_get_text (rows, row, "classes"), "\x1f", -1);

  merilo_json_put_key (json, "classes");
  g_string_append_c (json, '[');
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_string_append (json, i > 0 ? ",{" : "{");
      merilo_json_put_text_member (json, "class", names[i]);
      merilo_json_put_key (json, "n");
      if (counts != NULL && *counts != 0 && g_ascii_isdigit (counts[1]))
        merilo_json_put_whole (json, g_ascii_strtoll (counts + 1, NULL, 10));
      else
        g_string_append (json, "null");
      counts = counts != NULL ? strchr (counts + 1, ',') : NULL;
      g_string_append_c (json, '}');
    }
  g_string_append_c (json, ']');
}

static void
put_school (GString *json, SrvRows *rows, guint row)
{
  g_string_append_c (json, '{');
  srv_result_put_value (json, "org_id", srv_rows_get_text (rows, row, "org_id"));
  merilo_json_put_text_member (json, "name", srv_rows_get_text (rows, row, "org_name"));
  srv_result_put_value (json, "n", srv_rows_get_text (rows, row, "org_n"));
  put_classes (json, rows, row);
  g_string_append_c (json, '}');
}

static void
open_procedure (GString *json, SrvRows *rows, guint row)
{
  g_string_append_c (json, '{');
  srv_result_put_value (json, "id", srv_rows_get_text (rows, row, "procedure_id"));
  merilo_json_put_text_member (json, "title", srv_rows_get_text (rows, row, "title"));
  merilo_json_put_text_member (json, "kind", srv_rows_get_text (rows, row, "kind"));
  merilo_json_put_text_member (json, "subject", srv_rows_get_text (rows, row, "subject"));
  srv_result_put_value (json, "grade", srv_rows_get_text (rows, row, "grade"));
  srv_result_put_value (json, "n", srv_rows_get_text (rows, row, "n"));
  merilo_json_put_key (json, "schools");
  g_string_append_c (json, '[');
}

static void
tree_found_cb (SrvApp *app, SrvRequest *req, SrvRows *rows, gpointer data)
{
  guint n = srv_rows_get_n (rows);
  GString *json = g_string_sized_new (64 + n * 96);

  g_string_append_c (json, '[');
  for (guint i = 0; i < n; i++)
    {
      gboolean year = srv_result_begins (rows, i, "year"),
               procedure = srv_result_begins (rows, i, "procedure_id");

      if (i > 0)
        g_string_append (json, year ? "]}]}," : procedure ? "]}," : ",");
      if (year)
        {
          g_string_append (json, "{\"year\":");
          g_string_append (json, srv_rows_get_text (rows, i, "year"));
          g_string_append (json, ",\"procedures\":[");
        }
      if (procedure)
        open_procedure (json, rows, i);
      put_school (json, rows, i);
    }
  g_string_append (json, n > 0 ? "]}]}]" : "]");
  srv_request_reply_json (req, 200, json);
}

static void
get_tree (SrvRequest *req, gpointer context)
{
  SrvParams *params;

  if (!srv_query_check (req, tree_fields)
      || srv_freshness_spares (((SrvApp *) context)->freshness, req))
    return;
  params = srv_params_new ();
  srv_query_add (req, tree_fields, params);
  srv_call_read (context, req, SRV_DB_LIST, "result/tree", params, SRV_SHAPE_MANY, tree_found_cb,
                 NULL, NULL);
}

static const SrvRoute routes[] = {
  { "GET", "/api/v1/results", READERS, get_figures, N_ ("Результаты процедуры по уровням") },
  { "GET", "/api/v1/results-tree", READERS, get_tree, N_ ("Какие результаты есть") },
};

void
srv_api_add_results (SrvApp *app)
{
  srv_router_add (app->router, routes, G_N_ELEMENTS (routes));
}
