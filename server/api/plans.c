#define G_LOG_DOMAIN "srv-api"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "api/call.h"
#include "api/derive.h"
#include "api/fields.h"
#include "api/guard.h"
#include "model/entities/plan.h"
#include "model/json-writer.h"
#include "schedule/control-dates.h"
#include "schedule/explain.h"
#include "schedule/read.h"

/* Plans: approval, which makes control dates out of the rules, and the preview of a deadline. */

static gint64
read_day (const char *iso)
{
  gint64 day;

  return iso != NULL && merilo_date_parse (iso, strlen (iso), &day) ? day : MERILO_NONE;
}

static gint64
today (void)
{
  return g_get_real_time () / G_USEC_PER_SEC / 86400;
}

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
put_nullable_date (GString *json, const char *name, gint64 day)
{
  merilo_json_put_key (json, name);
  if (day == MERILO_NONE)
    merilo_json_put_text (json, NULL);
  else
    merilo_json_put_date (json, day);
}

static void
put_dates (GString *json,
           const MeriloReading *reading,
           const MeriloScheduleParams *schedule,
           const char *const names[3])
{
  g_autoptr (GArray) dates = merilo_control_dates (reading, schedule);

  g_string_append_c (json, '[');
  for (guint i = 0; i < dates->len; i++)
    {
      const MeriloControlDate *date = &g_array_index (dates, MeriloControlDate, i);

      if (i > 0)
        g_string_append_c (json, ',');
      g_string_append_c (json, '{');
      put_nullable_date (json, names[0], date->nominal_from);
      put_nullable_date (json, names[1], date->nominal_due);
      put_nullable_date (json, names[2], date->due);
      merilo_json_put_text_member (json, "quarter", date->quarter);
      g_string_append_c (json, '}');
    }
  g_string_append_c (json, ']');
}

static void
read_context (SrvRows *rows,
              guint row,
              gint64 order,
              MeriloDeadlineContext *context,
              MeriloScheduleParams *schedule)
{
  context->order_date = schedule->order_date = order;
  context->period_from = schedule->period_from
      = read_day (srv_rows_get_text (rows, row, "period_from"));
  context->period_until = schedule->period_until
      = read_day (srv_rows_get_text (rows, row, "period_until"));
  context->today = schedule->today = today ();
}

static void
put_item (GString *json, SrvRows *rows, guint row, gint64 order)
{
  static const char *const names[] = { "from", "nominal", "due" };
  MeriloDeadlineContext context = MERILO_DEADLINE_CONTEXT_INIT;
  MeriloScheduleParams schedule = MERILO_SCHEDULE_PARAMS_INIT;
  const char *words = srv_rows_get_text (rows, row, "deadline");
  g_autoptr (MeriloReading) reading = NULL;
  SrvDerived derived = { 0 };

  read_context (rows, row, order, &context, &schedule);
  reading = merilo_deadline_read (words != NULL ? words : "", &context);
  srv_derive_reading (reading, &derived);
  g_string_append_c (json, '{');
  merilo_json_put_whole_member (json, "id", srv_rows_get_whole (rows, row, "id"));
  merilo_json_put_whole_member (json, "version", srv_rows_get_whole (rows, row, "version"));
  merilo_json_put_text_member (json, "canon", derived.canon);
  merilo_json_put_text_member (json, "reading", derived.words);
  merilo_json_put_text_member (json, "warnings", derived.warnings);
  merilo_json_put_key (json, "dates");
  put_dates (json, reading, &schedule, names);
  g_string_append_c (json, '}');
  srv_derived_clear (&derived);
}

/* the items have come: read their words by the order's date, approve in one transaction; the base
 * refuses when an item was changed in between */
static void
items_found_cb (SrvApp *app, SrvRequest *req, SrvRows *rows, gpointer data)
{
  Approval *approval = data;
  g_autoptr (GString) items = g_string_new ("[");
  gint64 order = read_day (srv_fields_get (approval->fields, "act_date"));
  SrvParams *params = srv_params_new ();
  const char *id = srv_request_get_param (req, "id");

  for (guint i = 0; i < srv_rows_get_n (rows); i++)
    {
      if (i > 0)
        g_string_append_c (items, ',');
      put_item (items, rows, i, order);
    }
  g_string_append_c (items, ']');
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
  if (read_day (srv_fields_get (fields, "act_date")) == MERILO_NONE)
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
  MeriloDeadlineContext context = MERILO_DEADLINE_CONTEXT_INIT;
  MeriloScheduleParams schedule = MERILO_SCHEDULE_PARAMS_INIT;
  const char *phrase = srv_fields_get (data, "deadline");
  g_autoptr (MeriloReading) reading = NULL;
  SrvDerived derived = { 0 };
  GString *json;

  if (srv_rows_get_n (rows) == 0)
    {
      srv_request_reply_problem (req, 404, "not-found", NULL, NULL);
      return;
    }
  read_context (rows, 0, read_day (srv_rows_get_text (rows, 0, "act_date")), &context, &schedule);
  reading = merilo_deadline_read (phrase, &context);
  srv_derive_reading (reading, &derived);
  json = g_string_new ("{");
  merilo_json_put_text_member (json, "canon", derived.canon);
  merilo_json_put_text_member (json, "reading", derived.words);
  merilo_json_put_key (json, "warnings");
  put_warnings (json, reading->warnings);
  merilo_json_put_key (json, "dates");
  put_dates (json, reading, &schedule, names);
  g_string_append_c (json, '}');
  srv_derived_clear (&derived);
  srv_request_reply_json (req, 200, json);
}

static void
preview (SrvRequest *req, gpointer context)
{
  static const char *const names[] = { "deadline", NULL };
  const char *id = srv_request_get_param (req, "id");
  SrvFields *fields;
  SrvParams *params;

  if (!srv_call_is_whole (id))
    {
      srv_request_reply_problem (req, 404, "not-found", NULL, NULL);
      return;
    }
  fields = srv_fields_read (req, names);
  if (fields == NULL)
    return;
  params = srv_params_new ();
  srv_params_add_text (params, id);
  srv_call_read (context, req, SRV_DB_KEY, "plan/context_of_item", params, SRV_SHAPE_MAYBE_ONE,
                 plan_found_cb, fields, (GDestroyNotify) srv_fields_free);
}

static const SrvRoute routes[] = {
  { "POST", "/api/v1/plans/:id/approval", MERILO_BY_METHODOLOGIST, approve, N_ ("Утвердить план"),
    .response = "plan" },
  { "POST", "/api/v1/plan-items/:id/reading", MERILO_BY_METHODOLOGIST | SRV_GUARD_NO_KEY, preview,
    N_ ("Как будет прочитан срок") },
};

void
srv_api_add_plans (SrvApp *app)
{
  srv_router_add (app->router, routes, G_N_ELEMENTS (routes));
}
