#define G_LOG_DOMAIN "srv-api"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "api/call.h"
#include "api/fields.h"
#include "api/guard.h"
#include "model/entities/plan.h"
#include "model/json-writer.h"
#include "schedule/canon.h"
#include "schedule/control-dates.h"
#include "schedule/explain.h"
#include "schedule/read.h"

/* Plans: approval, which makes control dates out of the rules, and the preview of a deadline. */

/* Control dates as columns for unnest (): items, days; one row a date */

typedef struct
{
  GString *items, *versions, *from, *nominal, *due, *quarter;
} Columns;

static void
put_cell (GString *column, const char *text)
{
  if (column->len > 1)
    g_string_append_c (column, ',');
  g_string_append (column, text != NULL ? text : "NULL");
}

static void
put_day (GString *column, gint64 day)
{
  char iso[11];

  if (day != MERILO_NONE)
    merilo_date_print (iso, day);
  put_cell (column, day != MERILO_NONE ? iso : NULL);
}

static void
put_dates (Columns *columns,
           const char *item,
           const char *canon,
           const MeriloScheduleParams *schedule)
{
  g_autoptr (MeriloReading) reading = merilo_reading_from_canon (canon, NULL);
  g_autoptr (GArray) dates = reading != NULL ? merilo_control_dates (reading, schedule) : NULL;

  for (guint i = 0; dates != NULL && i < dates->len; i++)
    {
      const MeriloControlDate *date = &g_array_index (dates, MeriloControlDate, i);

      put_cell (columns->items, item);
      put_day (columns->from, date->nominal_from);
      put_day (columns->nominal, date->nominal_due);
      put_day (columns->due, date->due);
      put_cell (columns->quarter, date->quarter);
    }
}

static void
add_array (SrvParams *params, GString *take)
{
  g_string_append_c (take, '}');
  srv_params_add_text (params, take->str);
  g_string_free (take, TRUE);
}

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

/* the items with their rules have come: make the dates, approve in one transaction; the base
 * refuses when an item was changed in between */
static void
items_found_cb (SrvApp *app, SrvRequest *req, SrvRows *rows, gpointer data)
{
  Approval *approval = data;
  Columns columns = { g_string_new ("{"), g_string_new ("{"), g_string_new ("{"),
                      g_string_new ("{"), g_string_new ("{"), g_string_new ("{") };
  MeriloScheduleParams schedule = MERILO_SCHEDULE_PARAMS_INIT;
  SrvParams *params = srv_params_new ();
  const char *id = srv_request_get_param (req, "id");

  schedule.order_date = read_day (srv_fields_get (approval->fields, "act_date"));
  schedule.today = today ();
  for (guint i = 0; i < srv_rows_get_n (rows); i++)
    {
      const char *item = srv_rows_get_text (rows, i, "id");
      g_autofree char *seen = g_strconcat (item, ":", srv_rows_get_text (rows, i, "version"), NULL);

      schedule.period_from = read_day (srv_rows_get_text (rows, i, "period_from"));
      schedule.period_until = read_day (srv_rows_get_text (rows, i, "period_until"));
      put_cell (columns.versions, seen);
      put_dates (&columns, item, srv_rows_get_text (rows, i, "canon"), &schedule);
    }
  srv_params_add_text (params, id);
  srv_params_add_whole (params, approval->version);
  srv_params_add_text (params, srv_fields_get (approval->fields, "act_kind"));
  srv_params_add_text (params, srv_fields_get (approval->fields, "act_number"));
  srv_params_add_text (params, srv_fields_get (approval->fields, "act_date"));
  add_array (params, columns.versions);
  add_array (params, columns.items);
  add_array (params, columns.from);
  add_array (params, columns.nominal);
  add_array (params, columns.due);
  add_array (params, columns.quarter);
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
put_preview_dates (GString *json,
                   const MeriloReading *reading,
                   const MeriloScheduleParams *schedule)
{
  g_autoptr (GArray) dates = merilo_control_dates (reading, schedule);

  g_string_append_c (json, '[');
  for (guint i = 0; i < dates->len; i++)
    {
      const MeriloControlDate *date = &g_array_index (dates, MeriloControlDate, i);

      if (i > 0)
        g_string_append_c (json, ',');
      g_string_append_c (json, '{');
      merilo_json_put_key (json, "nominal_from");
      if (date->nominal_from == MERILO_NONE)
        merilo_json_put_text (json, NULL);
      else
        merilo_json_put_date (json, date->nominal_from);
      merilo_json_put_key (json, "nominal_due");
      merilo_json_put_date (json, date->nominal_due);
      merilo_json_put_key (json, "due");
      merilo_json_put_date (json, date->due);
      merilo_json_put_text_member (json, "quarter", date->quarter);
      g_string_append_c (json, '}');
    }
  g_string_append_c (json, ']');
}

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
  MeriloDeadlineContext context = MERILO_DEADLINE_CONTEXT_INIT;
  MeriloScheduleParams schedule = MERILO_SCHEDULE_PARAMS_INIT;
  g_autoptr (MeriloReading) reading = NULL;
  g_autofree char *canon = NULL;
  g_autofree char *words = NULL;
  GString *json;

  if (srv_rows_get_n (rows) == 0)
    {
      srv_request_reply_problem (req, 404, "not-found", NULL, NULL);
      return;
    }
  context.order_date = schedule.order_date = read_day (srv_rows_get_text (rows, 0, "act_date"));
  context.period_from = schedule.period_from
      = read_day (srv_rows_get_text (rows, 0, "period_from"));
  context.period_until = schedule.period_until
      = read_day (srv_rows_get_text (rows, 0, "period_until"));
  context.today = schedule.today = today ();
  reading = merilo_deadline_read (srv_fields_get (data, "deadline"), &context);
  canon = merilo_reading_to_canon (reading);
  words = merilo_reading_explain (reading);
  json = g_string_new ("{");
  merilo_json_put_text_member (json, "canon", canon);
  merilo_json_put_text_member (json, "reading", words);
  merilo_json_put_key (json, "warnings");
  put_warnings (json, reading->warnings);
  merilo_json_put_key (json, "dates");
  put_preview_dates (json, reading, &schedule);
  g_string_append_c (json, '}');
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
