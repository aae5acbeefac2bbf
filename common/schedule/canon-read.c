/* The parser is broad (arguments in any order), then the reading is written again: what does not
 * come out letter for letter was not canonical. So the writer alone knows the one spelling. */
#define G_LOG_DOMAIN "merilo-schedule"

#include <string.h>

#include "model/error.h"
#include "schedule/canon.h"

#define MAX_RULES 64

typedef enum
{
  ARG_FROM = 1 << 0,
  ARG_UNTIL = 1 << 1,
  ARG_MONTHS = 1 << 2,
  ARG_ON = 1 << 3,
  ARG_DAY = 1 << 4,
  ARG_LAG = 1 << 5,
  ARG_YEARS = 1 << 6,
  ARG_PER = 1 << 7,
  ARG_ID = 1 << 8,
  ARG_NAME = 1 << 9,
  ARG_WHEN = 1 << 10,
  ARG_OFFSET = 1 << 11,
  ARG_TIME = 1 << 12,
  ARG_LATEST = 1 << 13,
  ARG_YEAR = 1 << 14,
  ARG_SINCE = 1 << 15,
  ARG_SCOPE = 1 << 16,
  ARG_WHO = 1 << 17,
  ARG_SCHOOL_YEAR = 1 << 18,
} Arguments;

static const char *const argument_keys[]
    = { "from", "until", "months", "on",   "day",    "lag",  "years", "per",   "id",
        "name", "when",  "offset", "time", "latest", "year", "since", "scope", "who" };

static const struct
{
  Arguments must, may;
} kind_arguments[MERILO_N_RULE_KINDS] = {
  [MERILO_RULE_ONCE] = { 0, ARG_FROM | ARG_UNTIL | ARG_SCOPE | ARG_WHO },
  [MERILO_RULE_YEARLY]
  = { 0, ARG_FROM | ARG_UNTIL | ARG_MONTHS | ARG_ON | ARG_SINCE | ARG_SCOPE | ARG_WHO },
  [MERILO_RULE_QUARTERLY] = { 0, ARG_DAY },
  [MERILO_RULE_MONTHLY] = { 0, ARG_DAY | ARG_LAG | ARG_FROM | ARG_UNTIL },
  [MERILO_RULE_SCHOOL_YEAR] = { ARG_SCHOOL_YEAR, ARG_SCOPE | ARG_WHO },
  [MERILO_RULE_EVERY] = { ARG_YEARS | ARG_PER, 0 },
  [MERILO_RULE_EVENT] = { ARG_ID | ARG_WHEN, ARG_NAME | ARG_OFFSET | ARG_TIME | ARG_LATEST
                                                 | ARG_YEAR | ARG_SINCE | ARG_SCOPE | ARG_WHO },
  [MERILO_RULE_EXTERNAL] = { ARG_WHO, 0 },
  [MERILO_RULE_PERIOD] = { ARG_FROM | ARG_UNTIL, 0 },
  [MERILO_RULE_BLACKOUT] = { ARG_FROM | ARG_UNTIL, 0 },
};

/* ---- values: each moves the cursor past what it took, or returns FALSE ------------------- */

static gboolean
take (const char **p, const char *text)
{
  gsize length = strlen (text);

  if (strncmp (*p, text, length) != 0)
    return FALSE;
  *p += length;
  return TRUE;
}

static gboolean
take_number (const char **p, guint digits_min, guint digits_max, int *ret)
{
  guint n = 0;
  int value = 0;

  while (n < digits_max && g_ascii_isdigit ((*p)[n]))
    value = value * 10 + ((*p)[n++] - '0');
  if (n < digits_min)
    return FALSE;
  *p += n;
  *ret = value;
  return TRUE;
}

static gboolean
take_word (const char **p, const char *const *words, guint n, int *ret)
{
  gsize length = strcspn (*p, ",)|(\".; ");

  for (guint i = 0; i < n; i++)
    if (strlen (words[i]) == length && strncmp (*p, words[i], length) == 0)
      {
        *p += length;
        *ret = (int) i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
take_day (const char **p, MeriloDay *ret, gboolean year_wanted)
{
  int year = 0, month, day;

  if (year_wanted && (!take_number (p, 4, 4, &year) || year == 0 || !take (p, "-")))
    return FALSE;
  if (!take_number (p, 2, 2, &month) || month == 0 || !take (p, "-"))
    return FALSE;
  if (!year_wanted && month == 2 && take (p, "last"))
    day = MERILO_DAY_LAST;
  else if (!take_number (p, 2, 2, &day))
    return FALSE;
  *ret = (MeriloDay){ (gint16) year, (gint8) month, (gint8) day };
  return TRUE;
}

static gboolean
take_time (const char **p, gint16 *ret)
{
  int hours, minutes;

  if (!take_number (p, 2, 2, &hours) || !take (p, ":") || !take_number (p, 2, 2, &minutes)
      || hours > 24 || minutes > 59)
    return FALSE;
  *ret = (gint16) (hours * 60 + minutes);
  return TRUE;
}

static gboolean
take_until (const char **p, MeriloRule *rule)
{
  if (!take_day (p, &rule->until, rule->kind != MERILO_RULE_YEARLY))
    return FALSE;
  if (rule->kind != MERILO_RULE_ONCE || !take (p, "T"))
    return TRUE;
  return take_time (p, &rule->time) && (!take (p, "+") || take_time (p, &rule->zone));
}

static gboolean
take_months (const char **p, MeriloRule *rule)
{
  int month;

  do
    {
      if (rule->n_months == G_N_ELEMENTS (rule->months) || !take_number (p, 1, 2, &month)
          || month < 1 || month > 12)
        return FALSE;
      rule->months[rule->n_months++] = (guint8) month;
    }
  while ((*p)[0] == ',' && g_ascii_isdigit ((*p)[1]) && take (p, ","));
  return TRUE;
}

static gboolean
take_nth (const char **p, MeriloNth *ret)
{
  int nth = 5, weekday, month;
  const char *names[7];

  for (int i = 0; i < 7; i++)
    names[i] = merilo_weekday_name (i + 1);
  if (!take (p, "last") && (!take_number (p, 1, 1, &nth) || nth < 1 || nth > 4))
    return FALSE;
  if (!take (p, ".") || !take_word (p, names, 7, &weekday) || !take (p, ".")
      || !take_number (p, 2, 2, &month) || month < 1 || month > 12)
    return FALSE;
  *ret = (MeriloNth){ (gint8) nth, (gint8) (weekday + 1), (gint8) month,
                      (gint8) take (p, ".working") };
  return TRUE;
}

static gboolean
take_offset (const char **p, MeriloRule *rule)
{
  gboolean minus = (*p)[0] == '-';

  if ((!take (p, "+") && !take (p, "-")) || !take_number (p, 1, 5, &rule->offset))
    return FALSE;
  if (minus)
    rule->offset = -rule->offset;
  rule->unit = take (p, "wd")  ? MERILO_UNIT_WORKING_DAYS
               : take (p, "d") ? MERILO_UNIT_DAYS
               : take (p, "m") ? MERILO_UNIT_MONTHS
                               : MERILO_UNIT_NONE;
  return rule->unit != MERILO_UNIT_NONE;
}

static gboolean
take_text (const char **p, char **ret)
{
  gsize length;

  if (!take (p, "\""))
    return FALSE;
  length = strcspn (*p, "\"|\n");
  if ((*p)[length] != '"')
    return FALSE;
  *ret = g_strndup (*p, length);
  *p += length + 1;
  return TRUE;
}

/* ---- rules ------------------------------------------------------------------------------ */

static gboolean
take_event_word (const char **p, MeriloRule *rule, gboolean is_id)
{
  const char *names[MERILO_N_EVENTS];
  guint n = is_id ? MERILO_N_EVENTS : MERILO_N_WHENS;
  int found;

  for (guint i = 0; i < n; i++)
    names[i] = is_id ? merilo_event_name (i) : merilo_when_name (i);
  if (!take_word (p, names, n, &found))
    return FALSE;
  if (is_id)
    rule->event = found;
  else
    rule->when = found;
  return TRUE;
}

static gboolean
take_value (const char **p, MeriloRule *rule, Arguments argument)
{
  gboolean yearly = rule->kind == MERILO_RULE_YEARLY;

  switch (argument)
    {
    case ARG_FROM:
      return take_day (p, &rule->from, !yearly);
    case ARG_UNTIL:
      return take_until (p, rule);
    case ARG_MONTHS:
      return take_months (p, rule);
    case ARG_ON:
      return take_nth (p, &rule->on);
    case ARG_DAY:
      return take_number (p, 1, 2, &rule->day) && rule->day >= 1 && rule->day <= 31;
    case ARG_LAG:
      return take_number (p, 1, 1, &rule->lag);
    case ARG_YEARS:
      return take_number (p, 1, 2, &rule->years) && rule->years >= 1;
    case ARG_PER:
      return take (p, "school");
    case ARG_ID:
      return take_event_word (p, rule, TRUE);
    case ARG_WHEN:
      return take_event_word (p, rule, FALSE);
    case ARG_OFFSET:
      return take_offset (p, rule);
    case ARG_TIME:
      return take_time (p, &rule->time);
    case ARG_LATEST:
      return take_day (p, &rule->latest, FALSE);
    case ARG_YEAR:
      return take_number (p, 4, 4, &rule->year) && rule->year > 0;
    case ARG_SINCE:
      return take_number (p, 4, 4, &rule->since) && rule->since > 0;
    case ARG_NAME:
      return take_text (p, &rule->name);
    case ARG_SCOPE:
      return take_text (p, &rule->scope);
    case ARG_WHO:
      return take_text (p, &rule->who);
    case ARG_SCHOOL_YEAR:
    default:
      return FALSE;
    }
}

static gboolean
take_school_year (const char **p, MeriloRule *rule)
{
  int next;

  return take_number (p, 4, 4, &rule->school_year) && rule->school_year > 0 && take (p, "/")
         && take_number (p, 4, 4, &next) && next == rule->school_year + 1;
}

static gboolean
take_argument (const char **p, MeriloRule *rule, Arguments *seen)
{
  Arguments argument = ARG_SCHOOL_YEAR;
  gsize length = strcspn (*p, "=,)");

  if ((*p)[length] != '=')
    {
      if (*seen != 0 || !take_school_year (p, rule))
        return FALSE;
    }
  else
    {
      guint i = 0;

      while (
          i < G_N_ELEMENTS (argument_keys)
          && (strlen (argument_keys[i]) != length || strncmp (*p, argument_keys[i], length) != 0))
        i++;
      argument = 1u << i;
      *p += length + 1;
      if (i == G_N_ELEMENTS (argument_keys) || (*seen & argument)
          || !take_value (p, rule, argument))
        return FALSE;
    }
  *seen |= argument;
  return TRUE;
}

static gboolean
check_rule (const MeriloRule *rule, Arguments seen)
{
  Arguments must = kind_arguments[rule->kind].must;
  Arguments may = kind_arguments[rule->kind].may;
  guint windows = ((seen & (ARG_FROM | ARG_UNTIL)) != 0) + ((seen & ARG_MONTHS) != 0)
                  + ((seen & ARG_ON) != 0);

  if ((seen & must) != must || (seen & ~(must | may)) != 0)
    return FALSE;
  if (rule->kind == MERILO_RULE_ONCE && !(seen & (ARG_FROM | ARG_UNTIL)))
    return FALSE;
  if (rule->kind == MERILO_RULE_YEARLY && windows > 1)
    return FALSE;
  if (rule->kind == MERILO_RULE_EVENT
      && (rule->event == MERILO_EVENT_OTHER) != ((seen & ARG_NAME) != 0))
    return FALSE;
  return rule->lag == MERILO_NO_ARG || rule->lag == 1;
}

static MeriloRule *
take_rule (const char **p)
{
  g_autoptr (MeriloRule) rule = NULL;
  const char *names[MERILO_N_RULE_KINDS];
  Arguments seen = 0;
  int kind;

  for (guint i = 0; i < MERILO_N_RULE_KINDS; i++)
    names[i] = merilo_rule_kind_name (i);
  if (!take_word (p, names, MERILO_N_RULE_KINDS, &kind))
    return NULL;
  rule = merilo_rule_new (kind);
  if (take (p, "("))
    {
      do
        if (!take_argument (p, rule, &seen))
          return NULL;
      while (take (p, ","));
      if (!take (p, ")"))
        return NULL;
    }
  return check_rule (rule, seen) ? g_steal_pointer (&rule) : NULL;
}

static gboolean
take_rules (const char **p, MeriloReading *reading)
{
  gboolean all = take (p, "all(");

  do
    {
      MeriloRule *rule = take_rule (p);

      if (rule == NULL || reading->rules->len == MAX_RULES)
        {
          merilo_rule_free (rule);
          return FALSE;
        }
      g_ptr_array_add (reading->rules, rule);
    }
  while (all && take (p, " | "));
  return !all || (take (p, ")") && reading->rules->len > 1);
}

static gboolean
take_warnings (const char **p, MeriloReading *reading)
{
  const char *names[MERILO_N_WARNINGS];
  int code;

  for (guint i = 0; i < MERILO_N_WARNINGS; i++)
    names[i] = merilo_warning_name (i);
  do
    {
      if (!take_word (p, names, MERILO_N_WARNINGS, &code))
        return FALSE;
      reading->warnings |= 1u << code;
    }
  while (take (p, ","));
  return TRUE;
}

MeriloReading *
merilo_reading_from_canon (const char *canon, GError **error)
{
  g_autoptr (MeriloReading) reading = merilo_reading_new ();
  g_autofree char *again = NULL;
  const char *p = canon;
  gboolean taken;

  reading->empty = take (&p, "empty");
  taken = reading->empty || take (&p, "none") || take_rules (&p, reading);
  if (taken && !reading->empty && take (&p, "; warn="))
    taken = take_warnings (&p, reading);
  if (taken && *p == '\0')
    again = merilo_reading_to_canon (reading);
  if (g_strcmp0 (again, canon) != 0)
    {
      g_set_error (error, MERILO_ERROR, MERILO_ERROR_INVALID,
                   "not a canonical deadline rule, from its byte %u on", (guint) (p - canon));
      return NULL;
    }
  return g_steal_pointer (&reading);
}
