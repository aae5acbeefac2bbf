#define G_LOG_DOMAIN "srv-api"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "api/call.h"
#include "api/guard.h"
#include "api/query-check.h"
#include "api/result-line.h"
#include "model/json-writer.h"
#include "model/percent.h"

/* Of whom the rules of a department are true. The base finds them; words and percents are made
 * here. */

static const SrvQueryField fields[] = {
  { "year", SRV_QUERY_YEAR, FALSE },
  { NULL },
};

static const struct
{
  const char *code, *words;
} measures[] = {
  { "quality", N_ ("Качество") },
  { "success", N_ ("Успеваемость") },
  { "failed", N_ ("Доля «2»") },
  { "confirmed", N_ ("Доля подтвердивших отметку по журналу") },
  { "raised", N_ ("Доля получивших отметку выше журнала") },
};

static const char *const in_row[] = {
  "",
  "",
  N_ (" второй год подряд"),
  N_ (" третий год подряд"),
  N_ (" четвёртый год подряд"),
  N_ (" пятый год подряд"),
  N_ (" шестой год подряд"),
  N_ (" седьмой год подряд"),
  N_ (" восьмой год подряд"),
  N_ (" девятый год подряд"),
  N_ (" десятый год подряд"),
};

static const char *
name_measure (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (measures); i++)
    if (g_str_equal (measures[i].code, code))
      return _ (measures[i].words);
  return code;
}

/* «Качество ниже 40 % второй год подряд» */
static char *
make_title (SrvRows *rows, guint row)
{
  gboolean below = g_str_equal (srv_rows_get_text (rows, row, "comparison"), "below");
  g_autofree char *percent
      = g_strdelimit (g_strdup (srv_rows_get_text (rows, row, "percent")), ".", ',');
  gint64 years = srv_rows_get_whole (rows, row, "years_in_row");
  const char *last = years > 1 && years < (gint64) G_N_ELEMENTS (in_row) ? _ (in_row[years]) : "";

  return g_strdup_printf (below ? _ ("%s ниже %s %%%s") : _ ("%s выше %s %%%s"),
                          name_measure (srv_rows_get_text (rows, row, "measure")), percent, last);
}

/* the years of which it is true, out of arrays of the same length */
static void
put_values (GString *json, SrvRows *rows, guint row)
{
  g_auto (GStrv) years = srv_result_split_array (srv_rows_get_text (rows, row, "years"));
  g_auto (GStrv) n = srv_result_split_array (srv_rows_get_text (rows, row, "n"));
  g_auto (GStrv) counts = srv_result_split_array (srv_rows_get_text (rows, row, "counts"));

  merilo_json_put_key (json, "values");
  g_string_append_c (json, '[');
  for (guint i = 0; years[i] != NULL; i++)
    {
      g_autofree char *percent = merilo_percent_print (
          merilo_percent (g_ascii_strtoll (counts[i], NULL, 10), g_ascii_strtoll (n[i], NULL, 10)));

      g_string_append (json, i > 0 ? ",{" : "{");
      srv_result_put_value (json, "year", years[i]);
      srv_result_put_value (json, "n", n[i]);
      srv_result_put_value (json, "count", counts[i]);
      merilo_json_put_text_member (json, "percent", percent);
      g_string_append_c (json, '}');
    }
  g_string_append_c (json, ']');
}

static void
put_hit (GString *json, SrvRows *rows, guint row)
{
  g_autofree char *title = make_title (rows, row);

  g_string_append_c (json, '{');
  srv_result_put_value (json, "rule_id", srv_rows_get_text (rows, row, "rule_id"));
  merilo_json_put_text_member (json, "title", title);
  srv_result_put_value (json, "org_id", srv_rows_get_text (rows, row, "org_id"));
  merilo_json_put_text_member (json, "name", srv_rows_get_text (rows, row, "name"));
  srv_result_put_value (json, "procedure_id", srv_rows_get_text (rows, row, "procedure_id"));
  merilo_json_put_text_member (json, "kind", srv_rows_get_text (rows, row, "kind"));
  merilo_json_put_text_member (json, "subject", srv_rows_get_text (rows, row, "subject"));
  srv_result_put_value (json, "grade", srv_rows_get_text (rows, row, "grade"));
  put_values (json, rows, row);
  g_string_append_c (json, '}');
}

static void
found_cb (SrvApp *app, SrvRequest *req, SrvRows *rows, gpointer data)
{
  srv_call_reply_rows (req, rows, put_hit);
}

static void
get_hits (SrvRequest *req, gpointer context)
{
  SrvApp *app = context;
  SrvParams *params;

  if (!srv_query_check (req, fields) || srv_freshness_spares (app->freshness, req))
    return;
  params = srv_params_new ();
  srv_query_add (req, fields, params);
  srv_call_read (app, req, SRV_DB_LIST, "result/rule_hits", params, SRV_SHAPE_MANY, found_cb, NULL,
                 NULL);
}

static const SrvRoute routes[] = {
  { "GET", "/api/v1/result-rule-hits", MERILO_BY_METHODOLOGIST | MERILO_BY_OBSERVER, get_hits,
    N_ ("О ком говорят правила") },
};

void
srv_api_add_result_rules (SrvApp *app)
{
  srv_router_add (app->router, routes, G_N_ELEMENTS (routes));
}
