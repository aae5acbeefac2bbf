#define G_LOG_DOMAIN "merilo-schedule"

#include <string.h>

#include "model/json-writer.h"
#include "schedule/canon.h"
#include "schedule/reading-json.h"

/* the quote before a value that the canon spells */
static void
open_text (GString *out, const char *key)
{
  merilo_json_put_key (out, key);
  g_string_append_c (out, '"');
}

static void
put_day_member (GString *out, const char *key, MeriloDay day)
{
  if (day.month == 0)
    return;
  open_text (out, key);
  merilo_canon_put_day (out, day);
  g_string_append_c (out, '"');
}

static void
put_number_member (GString *out, const char *key, int value, int none)
{
  if (value != none)
    merilo_json_put_whole_member (out, key, value);
}

static void
put_text_member (GString *out, const char *key, const char *text)
{
  if (text != NULL)
    merilo_json_put_text_member (out, key, text);
}

static void
put_window (GString *out, const MeriloRule *rule)
{
  put_day_member (out, "from", rule->from);
  if (rule->until.month != 0)
    {
      open_text (out, "until");
      merilo_canon_put_until (out, rule);
      g_string_append_c (out, '"');
    }
  if (rule->n_months > 0)
    {
      merilo_json_put_key (out, "months");
      for (guint i = 0; i < rule->n_months; i++)
        g_string_append_printf (out, "%c%u", i == 0 ? '[' : ',', (guint) rule->months[i]);
      g_string_append_c (out, ']');
    }
  if (rule->on.nth != 0)
    {
      open_text (out, "on");
      merilo_canon_put_nth (out, rule->on);
      g_string_append_c (out, '"');
    }
}

static void
put_event (GString *out, const MeriloRule *rule)
{
  merilo_json_put_text_member (out, "id", merilo_event_name (rule->event));
  put_text_member (out, "name", rule->name);
  merilo_json_put_text_member (out, "when", merilo_when_name (rule->when));
  if (rule->unit != MERILO_UNIT_NONE)
    {
      open_text (out, "offset");
      merilo_canon_put_offset (out, rule);
      g_string_append_c (out, '"');
    }
  if (rule->time != MERILO_NO_TIME)
    {
      open_text (out, "time");
      merilo_canon_put_time (out, rule->time);
      g_string_append_c (out, '"');
    }
  put_day_member (out, "latest", rule->latest);
  put_number_member (out, "year", rule->year, 0);
}

static void
put_owners (GString *out, const char *who)
{
  merilo_json_put_key (out, "who");
  g_string_append_c (out, '[');
  while (*who != '\0')
    {
      gsize length = strcspn (who, ",");

      if (out->str[out->len - 1] != '[')
        g_string_append_c (out, ',');
      merilo_json_put_text_len (out, who, length);
      who += length + (who[length] == ',');
    }
  g_string_append_c (out, ']');
}

void
merilo_rule_put_json (const MeriloRule *self, GString *out)
{
  g_string_append_c (out, '{');
  merilo_json_put_text_member (out, "kind", merilo_rule_kind_name (self->kind));
  if (self->school_year != 0)
    {
      open_text (out, "sy");
      g_string_append_printf (out, "%04d/%04d\"", self->school_year, self->school_year + 1);
    }
  put_number_member (out, "day", self->day, MERILO_NO_ARG);
  put_number_member (out, "lag", self->lag, MERILO_NO_ARG);
  if (self->years != MERILO_NO_ARG)
    {
      merilo_json_put_whole_member (out, "years", self->years);
      merilo_json_put_text_member (out, "per", "school");
    }
  if (self->kind == MERILO_RULE_EVENT)
    put_event (out, self);
  else
    put_window (out, self);
  put_number_member (out, "since", self->since, 0);
  put_text_member (out, "scope", self->scope);
  if (self->who != NULL)
    put_owners (out, self->who);
  g_string_append_c (out, '}');
}

static void
put_warnings (const MeriloReading *self, GString *out)
{
  gboolean unread = self->rules->len == 0 && self->warnings == 0;

  merilo_json_put_key (out, "warnings");
  g_string_append_c (out, '[');
  if (unread)
    g_string_append (out, self->empty ? "\"empty\"" : "\"not-read\"");
  for (guint i = 0; i < MERILO_N_WARNINGS; i++)
    if (self->warnings & (1u << i))
      {
        if (out->str[out->len - 1] != '[')
          g_string_append_c (out, ',');
        merilo_json_put_text (out, merilo_warning_name (i));
      }
  g_string_append_c (out, ']');
}

void
merilo_reading_put_json (const MeriloReading *self, const char *phrase, gsize length, GString *out)
{
  g_autofree char *valid = g_utf8_make_valid (phrase, (gssize) length);
  g_autofree char *canon = merilo_reading_to_canon (self);

  g_string_append_c (out, '{');
  merilo_json_put_text_member (out, "phrase", valid);
  merilo_json_put_key (out, "rules");
  g_string_append_c (out, '[');
  for (guint i = 0; i < self->rules->len; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      merilo_rule_put_json (merilo_reading_get (self, i), out);
    }
  g_string_append_c (out, ']');
  put_warnings (self, out);
  merilo_json_put_text_member (out, "canon", canon);
  g_string_append_c (out, '}');
}
