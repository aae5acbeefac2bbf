#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/plans/rule-form-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* Texts of days */

static char *
show_day (MeriloDay day)
{
  if (day.month == 0)
    return g_strdup ("");
  if (day.day == MERILO_DAY_LAST)
    return g_strdup_printf (_ ("последний.%02d"), day.month);
  return day.year != 0 ? g_strdup_printf ("%02d.%02d.%04d", day.day, day.month, day.year)
                       : g_strdup_printf ("%02d.%02d", day.day, day.month);
}

/* «01.10.2025» with a year, «01.10», «последний.02» without; an empty text is no day */
static gboolean
read_day (const char *text, gboolean with_year, MeriloDay *ret)
{
  int d = 0, m = 0, y = 0, end = 0;
  MeriloDay day = { 0 };

  if (*text == 0)
    {
      *ret = day;
      return TRUE;
    }
  if (!with_year && g_str_has_prefix (text, _ ("последний.")))
    {
      m = atoi (text + strlen (_ ("последний.")));
      if (m < 1 || m > 12)
        return FALSE;
      day.month = (gint8) m;
      day.day = (gint8) (m == 2 ? MERILO_DAY_LAST : merilo_month_length (2001, m));
      *ret = day;
      return TRUE;
    }
  if (with_year ? sscanf (text, "%2d.%2d.%4d%n", &d, &m, &y, &end) < 3
                : sscanf (text, "%2d.%2d%n", &d, &m, &end) < 2)
    return FALSE;
  day = (MeriloDay){ (gint16) y, (gint8) m, (gint8) d };
  if (text[end] != 0 || (with_year && y < 1990) || !merilo_day_is_possible (day))
    return FALSE;
  *ret = day;
  return TRUE;
}

/* A rule into the form */

static AppRuleForms
form_of (const MeriloRule *rule)
{
  if (rule->kind == MERILO_RULE_YEARLY && rule->n_months > 0)
    return APP_RULE_MONTHS;
  if (rule->kind == MERILO_RULE_YEARLY && rule->on.nth != 0)
    return APP_RULE_NTH;
  for (guint i = 0; i < APP_N_RULE_FORMS; i++)
    if (_app_rule_form_get_kind ((AppRuleForms) i) == rule->kind)
      return (AppRuleForms) i;
  return APP_RULE_ONCE; /* a period in a date cell is used as one window */
}

static void
put_day (AppRuleForm *self, Field f, MeriloDay day)
{
  g_autofree char *text = show_day (day);

  gtk_editable_set_text (GTK_EDITABLE (self->editors[f]), text);
}

static void
choose (AppRuleForm *self, Field f, int i)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->editors[f]), (guint) MAX (0, i));
}

static void
count_to (AppRuleForm *self, Field f, int n)
{
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->editors[f]), n);
}

void
_app_rule_form_put_rule (AppRuleForm *self, const MeriloRule *rule)
{
  gboolean yearly = rule->kind == MERILO_RULE_YEARLY;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  self->filling = TRUE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->kind), form_of (rule));
  put_day (self, yearly ? FIELD_FROM_DAY : FIELD_FROM, rule->from);
  put_day (self, yearly ? FIELD_UNTIL_DAY : FIELD_UNTIL, rule->until);
  for (guint i = 0; i < rule->n_months; i++)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (
                                     _app_rule_form_get_month (self, rule->months[i])),
                                 TRUE);
  choose (self, FIELD_NTH, rule->on.nth - 1);
  choose (self, FIELD_WEEKDAY, rule->on.weekday - 1);
  choose (self, FIELD_MONTH, rule->on.month - 1);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->editors[FIELD_WORKING]), rule->on.working);
  count_to (self, FIELD_DAY, rule->day == MERILO_NO_ARG ? 0 : rule->day);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->editors[FIELD_LAG]), rule->lag > 0);
  count_to (self, FIELD_SCHOOL_YEAR,
            rule->school_year != 0 ? rule->school_year : g_date_time_get_year (now));
  count_to (self, FIELD_YEARS, rule->years == MERILO_NO_ARG ? 3 : rule->years);
  choose (self, FIELD_EVENT, (int) rule->event);
  choose (self, FIELD_WHEN, (int) rule->when);
  count_to (self, FIELD_OFFSET, rule->unit != MERILO_UNIT_NONE ? rule->offset : 0);
  choose (self, FIELD_UNIT, (int) rule->unit - 1);
  gtk_editable_set_text (GTK_EDITABLE (self->editors[FIELD_NAME]),
                         rule->name != NULL ? rule->name : "");
  gtk_editable_set_text (GTK_EDITABLE (self->editors[FIELD_WHO]),
                         rule->who != NULL ? rule->who : "");
  _app_rule_form_show_fields (self);
  self->filling = FALSE;
}

/* The form into a rule */

static const char *
text_of (AppRuleForm *self, Field f)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->editors[f]));
}

static int
number_of (AppRuleForm *self, Field f)
{
  return gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->editors[f]));
}

static guint
chosen_of (AppRuleForm *self, Field f)
{
  return gtk_drop_down_get_selected (GTK_DROP_DOWN (self->editors[f]));
}

static gboolean
is_checked (AppRuleForm *self, Field f)
{
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (self->editors[f]));
}

/* a text of the canon: no quotes, bars and line ends */
static char *
clean_text (const char *text)
{
  char *out = g_strstrip (g_strdup (text));

  return g_strdelimit (g_strdelimit (out, "\"|", '\''), "\n\r", ' ');
}

static const char *
take_window (AppRuleForm *self, MeriloRule *rule, gboolean yearly)
{
  if (!read_day (text_of (self, yearly ? FIELD_FROM_DAY : FIELD_FROM), !yearly, &rule->from)
      || !read_day (text_of (self, yearly ? FIELD_UNTIL_DAY : FIELD_UNTIL), !yearly, &rule->until))
    return yearly ? _ ("Напишите день и месяц: 15.05") : _ ("Напишите дату целиком: 15.05.2027");
  if (rule->until.month == 0 && (yearly ? rule->from.month != 0 : TRUE))
    return _ ("Напишите, до какого дня выполнить");
  if (!yearly && rule->from.month != 0 && merilo_day_compare (rule->from, rule->until) > 0)
    return _ ("Начало позже конца: поменяйте дни местами");
  return NULL;
}

static const char *
take_months (AppRuleForm *self, MeriloRule *rule)
{
  for (int month = 1; month <= 12; month++)
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (_app_rule_form_get_month (self, month))))
      rule->months[rule->n_months++] = (guint8) month;
  return rule->n_months > 0 ? NULL : _ ("Отметьте хотя бы один месяц");
}

static const char *
take_event (AppRuleForm *self, MeriloRule *rule)
{
  int offset = number_of (self, FIELD_OFFSET);

  rule->event = (MeriloEvent) chosen_of (self, FIELD_EVENT);
  rule->when = (MeriloWhen) chosen_of (self, FIELD_WHEN);
  rule->unit = offset != 0 ? (MeriloUnit) (chosen_of (self, FIELD_UNIT) + 1) : MERILO_UNIT_NONE;
  rule->offset = offset;
  g_clear_pointer (&rule->name, g_free);
  if (rule->event != MERILO_EVENT_OTHER)
    return NULL;
  rule->name = clean_text (text_of (self, FIELD_NAME));
  return *rule->name != 0 ? NULL : _ ("Напишите, какое это событие");
}

/* what the form of the same kind does not show stays: the class it is for, the year it begins */
static MeriloRule *
begin_rule (AppRuleForm *self, AppRuleForms form)
{
  MeriloRule *rule = merilo_rule_new (_app_rule_form_get_kind (form));

  if (self->rule == NULL || form_of (self->rule) != form)
    return rule;
  rule->since = self->rule->since;
  rule->scope = g_strdup (self->rule->scope);
  rule->time = self->rule->time;
  rule->zone = self->rule->zone;
  rule->latest = self->rule->latest;
  rule->year = self->rule->year;
  if (merilo_rule_is_windowed (rule))
    rule->who = g_strdup (self->rule->who);
  if (rule->kind == MERILO_RULE_MONTHLY)
    {
      rule->from = self->rule->from;
      rule->until = self->rule->until;
    }
  return rule;
}

static const char *
fill_rule (AppRuleForm *self, AppRuleForms form, MeriloRule *rule)
{
  switch (form)
    {
    case APP_RULE_ONCE:
      return take_window (self, rule, FALSE);
    case APP_RULE_YEARLY:
      return take_window (self, rule, TRUE);
    case APP_RULE_MONTHS:
      return take_months (self, rule);
    case APP_RULE_NTH:
      rule->on = (MeriloNth){ (gint8) (chosen_of (self, FIELD_NTH) + 1),
                              (gint8) (chosen_of (self, FIELD_WEEKDAY) + 1),
                              (gint8) (chosen_of (self, FIELD_MONTH) + 1),
                              is_checked (self, FIELD_WORKING) };
      return NULL;
    case APP_RULE_MONTHLY:
      rule->lag = is_checked (self, FIELD_LAG) ? 1 : MERILO_NO_ARG;
      rule->day = number_of (self, FIELD_DAY) > 0 ? number_of (self, FIELD_DAY) : MERILO_NO_ARG;
      return NULL;
    case APP_RULE_QUARTERLY:
      rule->day = number_of (self, FIELD_DAY) > 0 ? number_of (self, FIELD_DAY) : MERILO_NO_ARG;
      return NULL;
    case APP_RULE_SCHOOL_YEAR:
      rule->school_year = number_of (self, FIELD_SCHOOL_YEAR);
      return NULL;
    case APP_RULE_EVERY:
      rule->years = number_of (self, FIELD_YEARS);
      return NULL;
    case APP_RULE_EVENT:
      return take_event (self, rule);
    case APP_RULE_EXTERNAL:
      rule->who = clean_text (text_of (self, FIELD_WHO));
      return NULL;
    default:
      return NULL;
    }
}

MeriloRule *
app_rule_form_get (AppRuleForm *self, char **ret_problem)
{
  AppRuleForms form = (AppRuleForms) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->kind));
  g_autoptr (MeriloRule) rule = begin_rule (self, form);
  const char *problem = fill_rule (self, form, rule);

  if (problem == NULL)
    return g_steal_pointer (&rule);
  *ret_problem = g_strdup (problem);
  return NULL;
}
