#define G_LOG_DOMAIN "srv-api"

#include "api/terms.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "model/json-writer.h"
#include "schedule/canon.h"

#define CLOCK_YEARS 12 /* before and after the plan, in which a last execution may lie */

/* ---- what has been read ------------------------------------------------------------------- */

gint64
srv_terms_parse_day (const char *iso)
{
  gint64 day;

  return iso != NULL && merilo_date_parse (iso, strlen (iso), &day) ? day : MERILO_NONE;
}

static gint64
today (void)
{
  return g_get_real_time () / G_USEC_PER_SEC / 86400;
}

static MeriloEvent
parse_event (const char *code)
{
  for (guint i = 0; i < MERILO_N_EVENTS; i++)
    if (g_strcmp0 (merilo_event_name (i), code) == 0)
      return i;
  return MERILO_EVENT_OTHER;
}

static void
read_event (JsonArray *array, guint index, JsonNode *node, gpointer data)
{
  JsonObject *object = json_node_get_object (node);
  MeriloRecordedEvent event = {
    .event = parse_event (json_object_get_string_member_with_default (object, "event", NULL)),
    .name = json_object_get_string_member_with_default (object, "name", NULL),
    .first = srv_terms_parse_day (json_object_get_string_member (object, "first")),
    .last = srv_terms_parse_day (json_object_get_string_member (object, "last")),
    .due = srv_terms_parse_day (json_object_get_string_member_with_default (object, "due", NULL)),
  };

  srv_terms_add_event (data, json_object_get_int_member (object, "id"), &event);
}

static gboolean
says (SrvRows *rows, guint row, const char *column, const char *value)
{
  return g_strcmp0 (srv_rows_get_text (rows, row, column), value) == 0;
}

void
srv_terms_init (SrvTerms *self, SrvRows *rows, guint row)
{
  const char *events = srv_rows_get_text (rows, row, "events");
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();

  self->context = (MeriloDeadlineContext) MERILO_DEADLINE_CONTEXT_INIT;
  self->schedule = (MeriloScheduleParams) MERILO_SCHEDULE_PARAMS_INIT;
  self->events = g_array_new (FALSE, FALSE, sizeof (MeriloRecordedEvent));
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->strings = g_string_chunk_new (256);
  self->context.today = self->schedule.today = today ();
  self->context.school_years = says (rows, row, "year_words", "school");
  self->schedule.no_date_by_school_year = says (rows, row, "no_date", "school-year");
  if (says (rows, row, "school_year_end", "may"))
    self->schedule.school_year_end = MERILO_SCHOOL_YEAR_ENDS_MAY;
  else if (says (rows, row, "school_year_end", "june"))
    self->schedule.school_year_end = MERILO_SCHOOL_YEAR_ENDS_JUNE;
  if (!srv_rows_is_null (rows, row, "move_days"))
    self->schedule.keep_days_off = !srv_rows_get_flag (rows, row, "move_days");
  if (!srv_rows_is_null (rows, row, "zone"))
    self->schedule.zone = (int) srv_rows_get_whole (rows, row, "zone");
  if (events != NULL && json_parser_load_from_data (parser, events, -1, NULL))
    json_array_foreach_element (json_node_get_array (json_parser_get_root (parser)), read_event,
                                self);
}

void
srv_terms_clear (SrvTerms *self)
{
  g_clear_pointer (&self->events, g_array_unref);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->strings, g_string_chunk_free);
}

void
srv_terms_set_plan (SrvTerms *self, gint64 order, SrvRows *rows, guint row)
{
  self->context.order_date = self->schedule.order_date = order;
  self->context.period_from = self->schedule.period_from
      = srv_terms_parse_day (srv_rows_get_text (rows, row, "period_from"));
  self->context.period_until = self->schedule.period_until
      = srv_terms_parse_day (srv_rows_get_text (rows, row, "period_until"));
}

static void
show_events (SrvTerms *self)
{
  self->schedule.events = (const MeriloRecordedEvent *) self->events->data;
  self->schedule.n_events = self->events->len;
}

void
srv_terms_add_event (SrvTerms *self, gint64 id, const MeriloRecordedEvent *event)
{
  MeriloRecordedEvent copy = *event;

  if (copy.name != NULL)
    copy.name = g_string_chunk_insert_const (self->strings, copy.name);
  g_array_append_val (self->events, copy);
  g_array_append_val (self->ids, id);
  show_events (self);
}

gboolean
srv_terms_drop_event (SrvTerms *self, gint64 id)
{
  for (guint i = 0; i < self->ids->len; i++)
    if (g_array_index (self->ids, gint64, i) == id)
      {
        g_array_remove_index (self->events, i);
        g_array_remove_index (self->ids, i);
        show_events (self);
        return TRUE;
      }
  return FALSE;
}

char *
srv_terms_show_ids (SrvTerms *self)
{
  GString *out = g_string_new ("{");

  for (guint i = 0; i < self->ids->len; i++)
    g_string_append_printf (out, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "",
                            g_array_index (self->ids, gint64, i));
  g_string_append_c (out, '}');
  return g_string_free (out, FALSE);
}

/* ---- readings ----------------------------------------------------------------------------- */

MeriloReading *
srv_terms_read (SrvTerms *self, const char *words, const char *rule)
{
  MeriloReading *reading = NULL;

  if (rule != NULL && *rule != 0)
    reading = merilo_reading_from_canon (rule, NULL);
  if (reading == NULL)
    return merilo_deadline_read (words != NULL ? words : "", &self->context);
  merilo_reading_check (reading, &self->context, NULL);
  reading->warnings &= ~(guint) MERILO_WARN_MISPRINT; /* a person has confirmed it */
  return reading;
}

/* ---- dates -------------------------------------------------------------------------------- */

static void
put_day (GString *json, const char *name, gint64 day)
{
  merilo_json_put_key (json, name);
  if (day == MERILO_NONE)
    merilo_json_put_text (json, NULL);
  else
    merilo_json_put_date (json, day);
}

/* @clock: MERILO_NONE: not told */
static void
put_some (const MeriloReading *reading,
          const MeriloScheduleParams *schedule,
          const char *const names[3],
          gint64 clock,
          GString *json)
{
  g_autoptr (GArray) dates = merilo_control_dates (reading, schedule);

  for (guint i = 0; i < dates->len; i++)
    {
      const MeriloControlDate *date = &g_array_index (dates, MeriloControlDate, i);

      g_string_append (json, json->str[json->len - 1] == '[' ? "{" : ",{");
      put_day (json, names[0], date->nominal_from);
      put_day (json, names[1], date->nominal_due);
      put_day (json, names[2], date->due);
      merilo_json_put_text_member (json, "quarter", date->quarter);
      if (clock != MERILO_NONE)
        merilo_json_put_whole_member (json, "clock", clock);
      g_string_append_c (json, '}');
    }
}

/* the rules on each school's own clock, or the others; NULL: none of them */
static MeriloReading *
pick_rules (const MeriloReading *reading, gboolean clocked)
{
  MeriloReading *picked = merilo_reading_new ();

  picked->warnings = reading->warnings;
  for (guint i = 0; i < reading->rules->len; i++)
    if ((merilo_reading_get (reading, i)->kind == MERILO_RULE_EVERY) == clocked)
      g_ptr_array_add (picked->rules, merilo_rule_copy (merilo_reading_get (reading, i)));
  if (picked->rules->len > 0)
    return picked;
  merilo_reading_free (picked);
  return NULL;
}

static void
put_clocked (SrvTerms *self,
             const MeriloReading *reading,
             const char *const names[3],
             GString *json)
{
  MeriloScheduleParams schedule = self->schedule;
  gint64 from = schedule.period_from, until = schedule.period_until;
  gint64 begin = from != MERILO_NONE ? from : schedule.today;
  gint64 end = until != MERILO_NONE ? until : schedule.today;
  int last = MIN (merilo_date_year (end), merilo_date_year (begin) + CLOCK_YEARS) + CLOCK_YEARS;

  put_some (reading, &schedule, names, 0, json);
  for (int year = merilo_date_year (begin) - CLOCK_YEARS; year <= last; year++)
    {
      schedule.executed = merilo_date_join (year, 12, 31);
      put_some (reading, &schedule, names, year, json);
    }
}

void
srv_terms_put_dates (SrvTerms *self,
                     const MeriloReading *reading,
                     const char *const names[3],
                     gboolean clocks,
                     GString *json)
{
  g_autoptr (MeriloReading) clocked = clocks ? pick_rules (reading, TRUE) : NULL;
  g_autoptr (MeriloReading) others = clocked != NULL ? pick_rules (reading, FALSE) : NULL;

  g_string_append_c (json, '[');
  if (clocked == NULL)
    put_some (reading, &self->schedule, names, MERILO_NONE, json);
  else if (others != NULL)
    put_some (others, &self->schedule, names, MERILO_NONE, json);
  if (clocked != NULL)
    put_clocked (self, clocked, names, json);
  g_string_append_c (json, ']');
}
