#define G_LOG_DOMAIN "merilo-schedule"

#include <string.h>

#include "schedule/rule.h"

static const char *const kind_names[MERILO_N_RULE_KINDS]
    = { "once",  "yearly",   "quarterly",  "monthly",  "sy",     "every",
        "event", "external", "continuous", "ondemand", "period", "blackout" };

static const char *const event_names[MERILO_N_EVENTS]
    = { "vpr",           "vpr-results", "federal-list", "exam",    "results",
        "procedure-day", "measure-end", "analysis",     "signing", "other" };

static const char *const when_names[MERILO_N_WHENS] = { "before", "during", "after" };

static const char *const weekday_names[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };

static const char *const warning_names[MERILO_N_WARNINGS]
    = { "ambiguous", "before-order",     "column-shift", "cross-year",    "day-off",
        "misprint",  "names-other-year", "no-date",      "outside-period" };

MeriloRule *
merilo_rule_new (MeriloRuleKind kind)
{
  MeriloRule *self = g_slice_new0 (MeriloRule);

  self->kind = kind;
  self->time = self->zone = MERILO_NO_TIME;
  self->day = self->lag = self->years = MERILO_NO_ARG;
  return self;
}

MeriloRule *
merilo_rule_copy (const MeriloRule *self)
{
  MeriloRule *copy = g_slice_dup (MeriloRule, self);

  copy->name = g_strdup (self->name);
  copy->scope = g_strdup (self->scope);
  copy->who = g_strdup (self->who);
  return copy;
}

void
merilo_rule_free (MeriloRule *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->scope);
  g_free (self->who);
  g_slice_free (MeriloRule, self);
}

gboolean
merilo_rule_equal (const MeriloRule *a, const MeriloRule *b)
{
  return a->kind == b->kind && merilo_day_equal (a->from, b->from)
         && merilo_day_equal (a->until, b->until) && merilo_day_equal (a->latest, b->latest)
         && a->time == b->time && a->zone == b->zone && a->n_months == b->n_months
         && memcmp (a->months, b->months, a->n_months) == 0
         && memcmp (&a->on, &b->on, sizeof a->on) == 0 && a->day == b->day && a->lag == b->lag
         && a->years == b->years && a->school_year == b->school_year && a->year == b->year
         && a->since == b->since && a->event == b->event && a->when == b->when && a->unit == b->unit
         && a->offset == b->offset && g_strcmp0 (a->name, b->name) == 0
         && g_strcmp0 (a->scope, b->scope) == 0 && g_strcmp0 (a->who, b->who) == 0;
}

gboolean
merilo_rule_is_windowed (const MeriloRule *self)
{
  return self->kind == MERILO_RULE_ONCE || self->kind == MERILO_RULE_YEARLY
         || self->kind == MERILO_RULE_SCHOOL_YEAR;
}

gboolean
merilo_rule_crosses_year (const MeriloRule *self)
{
  return self->kind == MERILO_RULE_YEARLY && self->from.month != 0 && self->until.month != 0
         && merilo_day_compare (self->until, self->from) < 0;
}

MeriloReading *
merilo_reading_new (void)
{
  MeriloReading *self = g_slice_new0 (MeriloReading);

  self->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) merilo_rule_free);
  return self;
}

void
merilo_reading_free (MeriloReading *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->rules);
  g_slice_free (MeriloReading, self);
}

const MeriloRule *
merilo_reading_get (const MeriloReading *self, guint i)
{
  return g_ptr_array_index (self->rules, i);
}

const char *
merilo_rule_kind_name (MeriloRuleKind kind)
{
  return kind_names[kind];
}

const char *
merilo_event_name (MeriloEvent event)
{
  return event_names[event];
}

const char *
merilo_when_name (MeriloWhen when)
{
  return when_names[when];
}

const char *
merilo_weekday_name (int weekday)
{
  return weekday_names[weekday - 1];
}

const char *
merilo_warning_name (guint i)
{
  return warning_names[i];
}
