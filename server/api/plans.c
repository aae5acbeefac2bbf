#define G_LOG_DOMAIN "srv-api"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "api/call.h"
#include "api/derive.h"
#include "api/fields.h"
#include "api/guard.h"
#include "api/terms.h"
#include "model/entities/plan.h"
#include "model/json-writer.h"
#include "schedule/explain.h"

/* Plans: approval, which makes control dates out of the rules, and the preview of a deadline. */

typedef struct
{
  SrvFields *fields;
  gint64 version;
} Approval;

static void
approval_free (gpointer data)
{
  Approval *approval = data;

  srv_fields_free (approval->fields);
  g_free (approval);
}

static void
put_item (GString *json, SrvRows *rows, guint row, SrvTerms *terms, gint64 order)
{
  static const char *const names[] = { "from", "nominal", "due" };
  gint64 own = srv_terms_parse_day (srv_rows_get_text (rows, row, "ordered_on"));
  g_autoptr (MeriloReading) reading = NULL;
  g_auto (SrvDerived) derived = { 0 };

  srv_terms_set_plan (terms, own != MERILO_NONE ? own : order, rows, row);
  reading = srv_terms_read (terms, srv_rows_get_text (rows, row, "deadline"),
                            srv_rows_get_text (rows, row, "rule"));
  srv_derive_reading (reading, &derived);
  g_string_append_c (json, '{');
  merilo_json_put_whole_member (json, "id", srv_rows_get_whole (rows, row, "id"));
  merilo_json_put_whole_member (json, "version", srv_rows_get_whole (rows, row, "version"));
  merilo_json_put_text_member (json, "canon", derived.canon);
  merilo_json_put_text_member (json, "reading", derived.words);
  merilo_json_put_text_member (json, "warnings", derived.warnings);
  merilo_json_put_key (json, "dates");
  srv_terms_put_dates (terms, reading, names, TRUE, json);
  g_string_append_c (json, '}');
}

static void
put_items (GString *json, SrvRows *rows, gint64 order)
{
  g_auto (SrvTerms) terms = { 0 };

  g_string_append_c (json, '[');
  for (guint i = 0; i < srv_rows_get_n (rows); i++)
    {
      if (i == 0)
        srv_terms_init (&terms, rows, i);
      else
        g_string_append_c (json, ',');
      put_item (json, rows, i, &terms, order);
    }
  g_string_append_c (json, ']');
}

/* the items have come: read their words by the order's date, approve in one transaction; the base
 * refuses when an item was changed in between */
static void
items_found_cb (SrvApp *app, SrvRequest *req, SrvRows *rows, gpointer data)
{
  Approval *approval = data;
  g_autoptr (GString) items = g_string_new (NULL);
  gint64 order = srv_terms_parse_day (srv_fields_get (approval->fields, "act_date"));
  SrvParams *params = srv_params_new ();
  const char *id = srv_request_get_param (req, "id");

  put_items (items, rows, order);
  srv_params_add_text (params, id);
  srv_params_add_whole (params, approval->version);
  srv_params_add_text (params, srv_fields_get (approval->fields, "act_kind"));
  srv_params_add_text (params, srv_fields_get (approval->fields, "act_number"));
  srv_params_add_text (params, srv_fields_get (approval->fields, "act_date"));
  srv_params_add_text (params, items->str);
  srv_call_write (app, req, &merilo_plan_entity, "plan/approve", NULL, params, 200, id);
}

static void
approve (SrvRequest *req, gpointer context)
{
  static const char *const names[] = { "act_kind", "act_number", "act_date", NULL };
  const char *id = srv_call_id (req, &merilo_plan_entity);
  g_autoptr (SrvFields) fields = NULL;
  Approval *approval;
  SrvParams *params;
  gint64 version;

  if (id == NULL || !srv_request_get_if_match (req, &version))
    return;
  fields = srv_fields_read (req, names);
  if (fields == NULL)
    return;
  if (srv_terms_parse_day (srv_fields_get (fields, "act_date")) == MERILO_NONE)
    {
      srv_request_reply_problem (req, 422, "invalid", _ ("Дата акта: нужна дата вида 2024-12-17"),
                                 "act_date");
      return;
    }
  approval = g_new0 (Approval, 1);
  approval->fields = g_steal_pointer (&fields);
  approval->version = version;
  params = srv_params_new ();
  srv_params_add_text (params, id);
  srv_call_read (context, req, SRV_DB_LIST, "plan/items_to_schedule", params, SRV_SHAPE_MANY,
                 items_found_cb, approval, approval_free);
}

/* What the words would be read as: nothing is stored */

static void
put_warnings (GString *json, MeriloWarnings warnings)
{
  gboolean first = TRUE;

  g_string_append_c (json, '[');
  for (guint i = 0; i < MERILO_N_WARNINGS; i++)
    if (warnings & (1u << i))
      {
        if (!first)
          g_string_append_c (json, ',');
        first = FALSE;
        merilo_json_put_text (json, merilo_warning_explain (i));
      }
  g_string_append_c (json, ']');
}

static void
plan_found_cb (SrvApp *app, SrvRequest *req, SrvRows *rows, gpointer data)
{
  static const char *const names[] = { "nominal_from", "nominal_due", "due" };
  g_autoptr (MeriloReading) reading = NULL;
  g_auto (SrvTerms) terms = { 0 };
  g_auto (SrvDerived) derived = { 0 };
  GString *json;

  if (srv_rows_get_n (rows) == 0)
    {
      srv_request_reply_problem (req, 404, "not-found", NULL, NULL);
      return;
    }
  srv_terms_init (&terms, rows, 0);
  srv_terms_set_plan (&terms, srv_terms_parse_day (srv_rows_get_text (rows, 0, "ordered_on")), rows,
                      0);
  reading
      = srv_terms_read (&terms, srv_fields_get (data, "deadline"), srv_fields_get (data, "rule"));
  srv_derive_reading (reading, &derived);
  json = g_string_new ("{");
  merilo_json_put_text_member (json, "canon", derived.canon);
  merilo_json_put_text_member (json, "reading", derived.words);
  merilo_json_put_key (json, "warnings");
  put_warnings (json, reading->warnings);
  merilo_json_put_key (json, "dates");
  srv_terms_put_dates (&terms, reading, names, FALSE, json);
  g_string_append_c (json, '}');
  srv_request_reply_json (req, 200, json);
}

static void
preview (SrvRequest *req, gpointer context)
{
  static const char *const names[] = { "deadline", "rule?", NULL };
  const char *id = srv_request_get_param (req, "id");
  g_autoptr (SrvFields) fields = NULL;
  SrvParams *params;

  if (!srv_call_is_whole (id))
    {
      srv_request_reply_problem (req, 404, "not-found", NULL, NULL);
      return;
    }
  fields = srv_fields_read (req, names);
  if (fields == NULL)
    return;
  if (!srv_derive_rule_is_good (srv_fields_get (fields, "rule")))
    {
      srv_request_reply_problem (req, 422, "invalid", _ ("Такого правила срока нет"), "rule");
      return;
    }
  params = srv_params_new ();
  srv_params_add_text (params, id);
  srv_call_read (context, req, SRV_DB_KEY, "plan/context_of_item", params, SRV_SHAPE_MAYBE_ONE,
                 plan_found_cb, g_steal_pointer (&fields), (GDestroyNotify) srv_fields_free);
}

static const SrvRoute routes[] = {
  { "POST", "/api/v1/plans/:id/approval", MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL, approve,
    N_ ("Утвердить план"), .response = "plan" },
  { "POST", "/api/v1/plan-items/:id/reading",
    MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL | SRV_GUARD_NO_KEY, preview,
    N_ ("Как будет прочитан срок") },
};

void
srv_api_add_plans (SrvApp *app)
{
  srv_router_add (app->router, routes, G_N_ELEMENTS (routes));
}
