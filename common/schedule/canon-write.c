#define G_LOG_DOMAIN "merilo-schedule"

#include "schedule/canon.h"

/* ---- values ----------------------------------------------------------------------------- */

static void
put_number (GString *out, int value, int width)
{
  char digits[16];
  int n = 0;

  do
    digits[n++] = (char) ('0' + value % 10);
  while ((value /= 10) > 0);
  while (n < width)
    digits[n++] = '0';
  while (n > 0)
    g_string_append_c (out, digits[--n]);
}

void
merilo_canon_put_day (GString *out, MeriloDay day)
{
  if (day.year != 0)
    {
      put_number (out, day.year, 4);
      g_string_append_c (out, '-');
    }
  put_number (out, day.month, 2);
  g_string_append_c (out, '-');
  if (day.day == MERILO_DAY_LAST)
    g_string_append (out, "last");
  else
    put_number (out, day.day, 2);
}

void
merilo_canon_put_time (GString *out, int minutes)
{
  put_number (out, minutes / 60, 2);
  g_string_append_c (out, ':');
  put_number (out, minutes % 60, 2);
}

void
merilo_canon_put_until (GString *out, const MeriloRule *rule)
{
  merilo_canon_put_day (out, rule->until);
  if (rule->time == MERILO_NO_TIME)
    return;
  g_string_append_c (out, 'T');
  merilo_canon_put_time (out, rule->time);
  if (rule->zone == MERILO_NO_TIME)
    return;
  g_string_append_c (out, '+');
  merilo_canon_put_time (out, rule->zone);
}

void
merilo_canon_put_nth (GString *out, MeriloNth on)
{
  if (on.nth == 5)
    g_string_append (out, "last");
  else
    put_number (out, on.nth, 1);
  g_string_append_c (out, '.');
  g_string_append (out, merilo_weekday_name (on.weekday));
  g_string_append_c (out, '.');
  put_number (out, on.month, 2);
  if (on.working)
    g_string_append (out, ".working");
}

void
merilo_canon_put_offset (GString *out, const MeriloRule *rule)
{
  static const char *const units[] = { "", "d", "wd", "m" };

  g_string_append_c (out, rule->offset < 0 ? '-' : '+');
  put_number (out, ABS (rule->offset), 1);
  g_string_append (out, units[rule->unit]);
}

/* ---- arguments -------------------------------------------------------------------------- */

/* the bracket or comma before an argument, and its key */
static void
begin_argument (GString *out, gboolean *begun, const char *key)
{
  g_string_append_c (out, *begun ? ',' : '(');
  *begun = TRUE;
  g_string_append (out, key);
}

static void
put_number_argument (GString *out, gboolean *begun, const char *key, int value, int width)
{
  begin_argument (out, begun, key);
  put_number (out, value, width);
}

static void
put_text_argument (GString *out, gboolean *begun, const char *key, const char *text)
{
  if (text == NULL)
    return;
  begin_argument (out, begun, key);
  g_string_append_c (out, '"');
  g_string_append (out, text);
  g_string_append_c (out, '"');
}

static void
put_window (GString *out, gboolean *begun, const MeriloRule *rule)
{
  if (rule->from.month != 0)
    {
      begin_argument (out, begun, "from=");
      merilo_canon_put_day (out, rule->from);
    }
  if (rule->until.month != 0)
    {
      begin_argument (out, begun, "until=");
      merilo_canon_put_until (out, rule);
    }
  for (guint i = 0; i < rule->n_months; i++)
    {
      if (i == 0)
        begin_argument (out, begun, "months=");
      else
        g_string_append_c (out, ',');
      put_number (out, rule->months[i], 1);
    }
  if (rule->on.nth != 0)
    {
      begin_argument (out, begun, "on=");
      merilo_canon_put_nth (out, rule->on);
    }
}

static void
put_event (GString *out, gboolean *begun, const MeriloRule *rule)
{
  begin_argument (out, begun, "id=");
  g_string_append (out, merilo_event_name (rule->event));
  put_text_argument (out, begun, "name=", rule->name);
  begin_argument (out, begun, "when=");
  g_string_append (out, merilo_when_name (rule->when));
  if (rule->unit != MERILO_UNIT_NONE)
    {
      begin_argument (out, begun, "offset=");
      merilo_canon_put_offset (out, rule);
    }
  if (rule->time != MERILO_NO_TIME)
    {
      begin_argument (out, begun, "time=");
      merilo_canon_put_time (out, rule->time);
    }
  if (rule->latest.month != 0)
    {
      begin_argument (out, begun, "latest=");
      merilo_canon_put_day (out, rule->latest);
    }
  if (rule->year != 0)
    put_number_argument (out, begun, "year=", rule->year, 4);
}

static void
put_rule (GString *out, const MeriloRule *rule)
{
  gboolean begun = FALSE;

  g_string_append (out, merilo_rule_kind_name (rule->kind));
  if (rule->school_year != 0)
    {
      begin_argument (out, &begun, "");
      put_number (out, rule->school_year, 4);
      g_string_append_c (out, '/');
      put_number (out, rule->school_year + 1, 4);
    }
  if (rule->day != MERILO_NO_ARG)
    put_number_argument (out, &begun, "day=", rule->day, 1);
  if (rule->lag != MERILO_NO_ARG)
    put_number_argument (out, &begun, "lag=", rule->lag, 1);
  if (rule->years != MERILO_NO_ARG)
    {
      put_number_argument (out, &begun, "years=", rule->years, 1);
      begin_argument (out, &begun, "per=school");
    }
  if (rule->kind == MERILO_RULE_EVENT)
    put_event (out, &begun, rule);
  else
    put_window (out, &begun, rule);
  if (rule->since != 0)
    put_number_argument (out, &begun, "since=", rule->since, 4);
  put_text_argument (out, &begun, "scope=", rule->scope);
  put_text_argument (out, &begun, "who=", rule->who);
  if (begun)
    g_string_append_c (out, ')');
}

void
merilo_reading_put_canon (const MeriloReading *self, GString *out)
{
  guint n = self->rules->len;
  const char *before = "; warn=";

  if (n == 0)
    g_string_append (out, self->empty ? "empty" : "none");
  for (guint i = 0; i < n; i++)
    {
      g_string_append (out, i > 0 ? " | " : n > 1 ? "all(" : "");
      put_rule (out, merilo_reading_get (self, i));
    }
  if (n > 1)
    g_string_append_c (out, ')');
  for (guint i = 0; i < MERILO_N_WARNINGS; i++)
    if (self->warnings & (1u << i))
      {
        g_string_append (out, before);
        g_string_append (out, merilo_warning_name (i));
        before = ",";
      }
}

char *
merilo_reading_to_canon (const MeriloReading *self)
{
  GString *out = g_string_sized_new (96);

  merilo_reading_put_canon (self, out);
  return g_string_free (out, FALSE);
}
