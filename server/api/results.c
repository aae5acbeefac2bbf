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

/* what comes before @end, then what is after it; NULL was the last */
static char *
cut (char **rest, const char *end)
{
  char *part = *rest;
  char *at = strpbrk (part, end);

  if (at != NULL)
    *at++ = 0;
  *rest = at;
  return part;
}

/* names by US, counts by commas, `-` what is not told */
static void
put_classes (GString *json, char *names, char *counts)
{
  merilo_json_put_key (json, "classes");
  g_string_append_c (json, '[');
  while (names != NULL)
    {
      const char *count = counts != NULL ? cut (&counts, ",") : "";

      g_string_append_c (json, '{');
      merilo_json_put_text_member (json, "class", cut (&names, "\x1f"));
      srv_result_put_value (json, "n", g_ascii_isdigit (*count) ? count : NULL);
      g_string_append (json, names != NULL ? "}," : "}");
    }
  g_string_append_c (json, ']');
}

/* @names: of orgs, as JSON */
static void
put_schools (GString *json, SrvRows *rows, guint row, GHashTable *names)
{
  g_auto (GStrv) orgs = srv_result_split_array (srv_rows_get_text (rows, row, "orgs"));
  g_auto (GStrv) n = srv_result_split_array (srv_rows_get_text (rows, row, "org_n"));
  g_autofree char *classes = g_strdup (srv_rows_get_text (rows, row, "classes"));
  g_autofree char *class_n = g_strdup (srv_rows_get_text (rows, row, "class_n"));
  char *class_rest = classes, *count_rest = class_n;

  merilo_json_put_key (json, "schools");
  g_string_append_c (json, '[');
  for (guint i = 0; orgs[i] != NULL; i++)
    {
      g_string_append (json, i > 0 ? ",{" : "{");
      srv_result_put_value (json, "org_id", orgs[i]);
      srv_result_put_value (json, "name", g_hash_table_lookup (names, orgs[i]));
      srv_result_put_value (json, "n", n[i]);
      put_classes (json, cut (&class_rest, "\x1e"), cut (&count_rest, ";"));
      g_string_append_c (json, '}');
    }
  g_string_append_c (json, ']');
}

static void
put_procedure (GString *json, SrvRows *rows, guint row, GHashTable *names)
{
  g_string_append_c (json, '{');
  srv_result_put_value (json, "id", srv_rows_get_text (rows, row, "id"));
  merilo_json_put_text_member (json, "title", srv_rows_get_text (rows, row, "title"));
  merilo_json_put_text_member (json, "kind", srv_rows_get_text (rows, row, "kind"));
  merilo_json_put_text_member (json, "subject", srv_rows_get_text (rows, row, "subject"));
  srv_result_put_value (json, "grade", srv_rows_get_text (rows, row, "grade"));
  srv_result_put_value (json, "n", srv_rows_get_text (rows, row, "n"));
  put_schools (json, rows, row, names);
  g_string_append_c (json, '}');
}

/* the rows of schools, which come first; @ret_rest: the first row after them */
static GHashTable *
read_names (SrvRows *rows, guint *ret_rest)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  guint i = 0;

  for (; i < srv_rows_get_n (rows) && g_str_equal (srv_rows_get_text (rows, i, "part"), "school");
       i++)
    {
      GString *name = g_string_new (NULL);

      merilo_json_put_text (name, srv_rows_get_text (rows, i, "name"));
      g_hash_table_insert (names, (gpointer) srv_rows_get_text (rows, i, "id"),
                           g_string_free (name, FALSE));
    }
  *ret_rest = i;
  return names;
}

static void
tree_found_cb (SrvApp *app, SrvRequest *req, SrvRows *rows, gpointer data)
{
  guint first, n = srv_rows_get_n (rows);
  g_autoptr (GHashTable) names = read_names (rows, &first);
  GString *json = g_string_new ("[");

  for (guint i = first; i < n; i++)
    {
      gboolean year = i == first || srv_result_begins (rows, i, "year");

      if (i > first)
        g_string_append (json, year ? "]}," : ",");
      if (year)
        g_string_append_printf (json, "{\"year\":%s,\"procedures\":[",
                                srv_rows_get_text (rows, i, "year"));
      put_procedure (json, rows, i, names);
    }
  g_string_append (json, n > first ? "]}]" : "]");
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
