#define G_LOG_DOMAIN "srv-api"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "api/body.h"
#include "api/call.h"
#include "api/fields.h"
#include "api/terms.h"
#include "model/entities/recorded-event.h"
#include "model/json-writer.h"
#include "schedule/canon.h"

/* Events: recording one makes the dates that waited for it, withdrawing one takes back those to
 * come. The dates are made here with the event among what has happened (or without it), and put in
 * by one statement that sees that nothing has moved in between.
 *
 *   what the org has recorded, the items that wait ──▶ their dates ──▶ event and dates together
 */

typedef struct
{
  MeriloRecord *event; /* that is recorded; NULL: one is withdrawn: */
  SrvFields *fields;
  gint64 version;
} Step;

static void
step_free (gpointer data)
{
  Step *step = data;

  g_clear_object (&step->event);
  g_clear_pointer (&step->fields, srv_fields_free);
  g_free (step);
}

/* the dates of the items, which are approved: by the rule that stands, not by the words */
static char *
make_items (SrvRows *rows, SrvTerms *terms)
{
  static const char *const names[] = { "from", "nominal", "due" };
  GString *json = g_string_new ("[");

  for (guint i = 0; i < srv_rows_get_n (rows); i++)
    {
      g_autoptr (MeriloReading) reading = NULL;

      if (srv_rows_is_null (rows, i, "id"))
        continue;
      reading = merilo_reading_from_canon (srv_rows_get_text (rows, i, "canon"), NULL);
      if (reading == NULL)
        reading = merilo_reading_new ();
      srv_terms_set_plan (terms, srv_terms_parse_day (srv_rows_get_text (rows, i, "ordered_on")),
                          rows, i);
      g_string_append (json, json->str[json->len - 1] == '[' ? "{" : ",{");
      merilo_json_put_whole_member (json, "id", srv_rows_get_whole (rows, i, "id"));
      merilo_json_put_whole_member (json, "version", srv_rows_get_whole (rows, i, "version"));
      merilo_json_put_key (json, "dates");
      srv_terms_put_dates (terms, reading, names, TRUE, json);
      g_string_append_c (json, '}');
    }
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

/* the choices of the description stand in the order of the deadline language */
static void
add_new_event (SrvTerms *terms, MeriloRecord *record)
{
  MeriloRecordedEvent event = {
    .event = (MeriloEvent) merilo_record_get_whole (record, MERILO_RECORDED_EVENT_EVENT),
    .name = merilo_record_get_text (record, MERILO_RECORDED_EVENT_NAME),
    .first = merilo_record_get_whole (record, MERILO_RECORDED_EVENT_FIRST),
    .last = merilo_record_get_whole (record, MERILO_RECORDED_EVENT_LAST),
    .due = merilo_record_get_whole (record, MERILO_RECORDED_EVENT_DUE),
  };

  srv_terms_add_event (terms, 0, &event);
}

static void
write_record (SrvApp *app, SrvRequest *req, Step *step, const char *items, const char *seen)
{
  SrvParams *params = srv_params_new ();

  for (guint i = MERILO_RECORDED_EVENT_EVENT; i <= MERILO_RECORDED_EVENT_NOTE; i++)
    srv_params_add_field (params, step->event, i);
  srv_params_add_text (params, items);
  srv_params_add_text (params, seen);
  srv_call_write (app, req, &merilo_recorded_event_entity, "recorded_event/record", NULL, params,
                  201, NULL);
}

static void
write_withdrawal (SrvApp *app, SrvRequest *req, Step *step, const char *items, const char *seen)
{
  const char *id = srv_request_get_param (req, "id");
  SrvParams *params = srv_params_new ();

  srv_params_add_text (params, id);
  srv_params_add_whole (params, step->version);
  srv_params_add_text (params, srv_fields_get (step->fields, "reason"));
  srv_params_add_text (params, items);
  srv_params_add_text (params, seen);
  srv_call_write (app, req, &merilo_recorded_event_entity, "recorded_event/withdraw", NULL, params,
                  200, id);
}

static void
items_found_cb (SrvApp *app, SrvRequest *req, SrvRows *rows, gpointer data)
{
  Step *step = data;
  g_auto (SrvTerms) terms = { 0 };
  g_autofree char *seen = NULL;
  g_autofree char *items = NULL;

  if (srv_rows_get_n (rows) == 0)
    {
      srv_request_reply_problem (req, 404, "not-found", NULL, NULL);
      return;
    }
  srv_terms_init (&terms, rows, 0);
  seen = srv_terms_show_ids (&terms);
  if (step->event != NULL)
    add_new_event (&terms, step->event);
  else
    srv_terms_drop_event (&terms, g_ascii_strtoll (srv_request_get_param (req, "id"), NULL, 10));
  items = make_items (rows, &terms);
  if (step->event != NULL)
    write_record (app, req, step, items, seen);
  else
    write_withdrawal (app, req, step, items, seen);
}

/* takes @step */
static void
ask_items (SrvApp *app, SrvRequest *req, Step *step)
{
  SrvParams *params = srv_params_new ();

  srv_params_add_text (params, srv_call_who (req)->org_id);
  srv_call_read (app, req, SRV_DB_LIST, "recorded_event/items", params, SRV_SHAPE_MANY,
                 items_found_cb, step, step_free);
}

/* what the description cannot say; %FALSE after a reply */
static gboolean
check_event (SrvRequest *req, MeriloRecord *event)
{
  const char *name = merilo_record_get_text (event, MERILO_RECORDED_EVENT_NAME);
  gboolean other
      = merilo_record_get_whole (event, MERILO_RECORDED_EVENT_EVENT) == MERILO_EVENT_OTHER;
  const char *fault = NULL;
  const char *field = NULL;

  if (other != (name != NULL && *name != 0))
    {
      field = "name";
      fault = other ? _ ("Напишите, какое это событие")
                    : _ ("Название пишут только у другого события");
    }
  else if (merilo_record_get_whole (event, MERILO_RECORDED_EVENT_LAST)
           < merilo_record_get_whole (event, MERILO_RECORDED_EVENT_FIRST))
    {
      field = "last";
      fault = _ ("Последний день раньше первого");
    }
  if (fault != NULL)
    srv_request_reply_problem (req, 422, "invalid", fault, field);
  return fault == NULL;
}

static void
record (SrvRequest *req, gpointer context)
{
  g_auto (SrvBody) body = { 0 };
  Step *step;

  if (!srv_body_read_new (req, &merilo_recorded_event_entity, srv_call_who (req)->role, &body))
    return;
  if (!merilo_record_has (body.record, MERILO_RECORDED_EVENT_LAST))
    merilo_record_set_whole (body.record, MERILO_RECORDED_EVENT_LAST,
                             merilo_record_get_whole (body.record, MERILO_RECORDED_EVENT_FIRST));
  if (!check_event (req, body.record))
    return;
  step = g_new0 (Step, 1);
  step->event = g_steal_pointer (&body.record);
  ask_items (context, req, step);
}

static void
withdraw (SrvRequest *req, gpointer context)
{
  static const char *const names[] = { "reason", NULL };
  const char *id = srv_call_id (req, &merilo_recorded_event_entity);
  SrvFields *fields;
  gint64 version;
  Step *step;

  if (id == NULL || !srv_request_get_if_match (req, &version))
    return;
  fields = srv_fields_read (req, names);
  if (fields == NULL)
    return;
  step = g_new0 (Step, 1);
  step->fields = fields;
  step->version = version;
  ask_items (context, req, step);
}

static const SrvRoute routes[] = {
  { "POST", "/api/v1/recorded-events", MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL, record,
    N_ ("Записать событие"), .response = "recorded_event" },
  { "POST", "/api/v1/recorded-events/:id/withdrawal", MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL,
    withdraw, N_ ("Отменить событие"), .response = "recorded_event" },
};

void
srv_api_add_recorded_events (SrvApp *app)
{
  srv_router_add (app->router, routes, G_N_ELEMENTS (routes));
}
