#define G_LOG_DOMAIN "merilo-schedule"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "schedule/explain.h"

/* ---- days ------------------------------------------------------------------------------- */

static const char *
name_month (int month, gboolean genitive)
{
  static const char *const of_month[]
      = { N_ ("января"),   N_ ("февраля"), N_ ("марта"),  N_ ("апреля"),
          N_ ("мая"),      N_ ("июня"),    N_ ("июля"),   N_ ("августа"),
          N_ ("сентября"), N_ ("октября"), N_ ("ноября"), N_ ("декабря") };
  static const char *const months[]
      = { N_ ("январь"),   N_ ("февраль"), N_ ("март"),   N_ ("апрель"),
          N_ ("май"),      N_ ("июнь"),    N_ ("июль"),   N_ ("август"),
          N_ ("сентябрь"), N_ ("октябрь"), N_ ("ноябрь"), N_ ("декабрь") };

  if (month < 1 || month > 12)
    return "?";
  return genitive ? _ (of_month[month - 1]) : _ (months[month - 1]);
}

static void
put_day (GString *out, MeriloDay day)
{
  if (day.day == MERILO_DAY_LAST)
    g_string_append (out, _ ("конец февраля"));
  else
    g_string_append_printf (out, "%d %s", day.day, name_month (day.month, TRUE));
  if (day.year != 0)
    g_string_append_printf (out, _ (" %d г."), day.year);
}

static void
put_until (GString *out, const MeriloRule *rule)
{
  if (rule->until.day == MERILO_DAY_LAST)
    g_string_append (out, _ ("конца февраля"));
  else
    put_day (out, rule->until);
  if (rule->time != MERILO_NO_TIME)
    g_string_append_printf (out, _ (", %02d:%02d"), rule->time / 60, rule->time % 60);
  if (rule->time != MERILO_NO_TIME && rule->zone != MERILO_NO_TIME)
    g_string_append (out, rule->zone == 180 ? _ (" по московскому времени") : "");
}

static void
put_window (GString *out, const MeriloRule *rule)
{
  if (rule->from.month != 0 && merilo_day_equal (rule->from, rule->until)
      && rule->time == MERILO_NO_TIME)
    {
      put_day (out, rule->from);
      return;
    }
  if (rule->from.month != 0)
    {
      g_string_append (out, _ ("с "));
      put_day (out, rule->from);
    }
  if (rule->until.month == 0)
    return;
  if (rule->from.month == 0)
    g_string_append (out, _ ("до "));
  else if (rule->until.day != MERILO_DAY_LAST)
    g_string_append (out, _ (" по "));
  else
    g_string_append (out, _ (" до "));
  put_until (out, rule);
}

static void
put_nth (GString *out, MeriloNth on)
{
  static const char *const nth[][3] = {
    { N_ ("первый"), N_ ("первая"), N_ ("первое") },
    { N_ ("второй"), N_ ("вторая"), N_ ("второе") },
    { N_ ("третий"), N_ ("третья"), N_ ("третье") },
    { N_ ("четвёртый"), N_ ("четвёртая"), N_ ("четвёртое") },
    { N_ ("последний"), N_ ("последняя"), N_ ("последнее") },
  };
  static const char *const weekdays[]
      = { N_ ("понедельник"), N_ ("вторник"), N_ ("среда"),      N_ ("четверг"),
          N_ ("пятница"),     N_ ("суббота"), N_ ("воскресенье") };
  static const char *const working[] = { N_ ("рабочий"), N_ ("рабочая"), N_ ("рабочее") };
  int gender = on.weekday == 7 ? 2 : on.weekday == 3 || on.weekday == 5 || on.weekday == 6;

  g_string_append_printf (out, "%s ", _ (nth[on.nth - 1][gender]));
  if (on.working)
    g_string_append_printf (out, "%s ", _ (working[gender]));
  g_string_append_printf (out, "%s %s", _ (weekdays[on.weekday - 1]), name_month (on.month, TRUE));
}

/* ---- kinds ------------------------------------------------------------------------------ */

static void
put_yearly (GString *out, const MeriloRule *rule)
{
  g_string_append (out, _ ("ежегодно"));
  if (rule->since != 0)
    g_string_append_printf (out, _ (" с %d года"), rule->since);
  if (rule->from.month == 0 && rule->until.month == 0 && rule->n_months == 0 && rule->on.nth == 0)
    return;
  g_string_append (out, ", ");
  for (guint i = 0; i < rule->n_months; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? ", " : "", name_month (rule->months[i], FALSE));
  if (rule->on.nth != 0)
    put_nth (out, rule->on);
  put_window (out, rule);
}

static void
put_monthly (GString *out, const MeriloRule *rule)
{
  g_string_append (out, _ ("ежемесячно"));
  if (rule->day != MERILO_NO_ARG)
    g_string_append_printf (out,
                            rule->lag == 1 ? _ (", до %d числа следующего месяца")
                                           : _ (", до %d числа"),
                            rule->day);
  if (rule->from.month == 0 && rule->until.month == 0)
    return;
  g_string_append (out, ", ");
  put_window (out, rule);
}

static const char *
name_event (const MeriloRule *rule)
{
  static const char *const names[MERILO_N_EVENTS] = {
    N_ ("ВПР"),
    N_ ("получение результатов ВПР"),
    N_ ("получение федерального списка"),
    N_ ("экзамен"),
    N_ ("объявление результатов"),
    N_ ("проведение процедуры"),
    N_ ("завершение мероприятий"),
    N_ ("анализ"),
    N_ ("подписание"),
  };

  return rule->event == MERILO_EVENT_OTHER ? rule->name : _ (names[rule->event]);
}

static void
put_offset (GString *out, const MeriloRule *rule)
{
  int n = ABS (rule->offset);
  const char *form;

  switch (rule->unit)
    {
    case MERILO_UNIT_DAYS:
      form = rule->offset < 0 ? _ ("за %d дн. ") : _ ("в течение %d дн. ");
      break;
    case MERILO_UNIT_WORKING_DAYS:
      form = rule->offset < 0 ? _ ("за %d раб. дн. ") : _ ("в течение %d раб. дн. ");
      break;
    case MERILO_UNIT_MONTHS:
      form = rule->offset < 0 ? _ ("за %d мес. ") : _ ("в течение %d мес. ");
      break;
    case MERILO_UNIT_NONE:
    default:
      return;
    }
  g_string_append_printf (out, form, n);
}

static void
put_event (GString *out, const MeriloRule *rule)
{
  static const char *const whens[MERILO_N_WHENS]
      = { N_ ("до события «%s»"), N_ ("во время события «%s»"), N_ ("после события «%s»") };

  put_offset (out, rule);
  g_string_append_printf (out, _ (whens[rule->when]), name_event (rule));
  if (rule->year != 0)
    g_string_append_printf (out, _ (" %d года"), rule->year);
  if (rule->since != 0)
    g_string_append_printf (out, _ (", ежегодно с %d года"), rule->since);
  if (rule->time != MERILO_NO_TIME)
    g_string_append_printf (out, _ (", %02d:%02d"), rule->time / 60, rule->time % 60);
  if (rule->latest.month == 0)
    return;
  g_string_append (out, _ (", не позднее "));
  if (rule->latest.day == MERILO_DAY_LAST)
    g_string_append (out, _ ("конца февраля"));
  else
    put_day (out, rule->latest);
}

static void
put_kind (GString *out, const MeriloRule *rule)
{
  switch (rule->kind)
    {
    case MERILO_RULE_ONCE:
      put_window (out, rule);
      break;
    case MERILO_RULE_YEARLY:
      put_yearly (out, rule);
      break;
    case MERILO_RULE_QUARTERLY:
      g_string_append (out, _ ("ежеквартально"));
      if (rule->day != MERILO_NO_ARG)
        g_string_append_printf (out, _ (", до %d числа следующего месяца"), rule->day);
      break;
    case MERILO_RULE_MONTHLY:
      put_monthly (out, rule);
      break;
    case MERILO_RULE_SCHOOL_YEAR:
      g_string_append_printf (out, _ ("%d/%d учебный год"), rule->school_year,
                              rule->school_year + 1);
      break;
    case MERILO_RULE_EVERY:
      g_string_append_printf (out,
                              g_dngettext (GETTEXT_PACKAGE, "раз в %d год, для каждой школы",
                                           "раз в %d лет, для каждой школы", (gulong) rule->years),
                              rule->years);
      break;
    case MERILO_RULE_EVENT:
      put_event (out, rule);
      break;
    case MERILO_RULE_EXTERNAL:
      g_string_append (out,
                       *rule->who == '\0' ? _ ("по графику, которого ещё нет") : _ ("по плану: "));
      g_string_append (out, rule->who);
      break;
    case MERILO_RULE_CONTINUOUS:
      g_string_append (out, _ ("постоянно"));
      break;
    case MERILO_RULE_ON_DEMAND:
      g_string_append (out, _ ("по мере необходимости"));
      break;
    case MERILO_RULE_PERIOD:
      g_string_append (out, _ ("период "));
      put_window (out, rule);
      break;
    case MERILO_RULE_BLACKOUT:
      g_string_append (out, _ ("кроме времени "));
      put_window (out, rule);
      break;
    case MERILO_N_RULE_KINDS:
    default:
      break;
    }
}

/* ---- public ----------------------------------------------------------------------------- */

static void
put_rule (GString *out, const MeriloRule *rule)
{
  put_kind (out, rule);
  if (rule->scope != NULL)
    g_string_append_printf (out, " (%s)", rule->scope);
  if (rule->who == NULL || rule->kind == MERILO_RULE_EXTERNAL)
    return;
  if (*rule->who == '\0')
    g_string_append (out, _ (", день назначается графиком"));
  else
    g_string_append_printf (out, _ (", день назначает: %s"), rule->who);
}

char *
merilo_rule_explain (const MeriloRule *self)
{
  GString *out = g_string_new (NULL);

  put_rule (out, self);
  return g_string_free (out, FALSE);
}

char *
merilo_reading_explain (const MeriloReading *self)
{
  GString *out = g_string_new (NULL);

  if (self->rules->len == 0)
    g_string_append (out, self->empty ? _ ("срок не указан") : _ ("срок не прочитан"));
  for (guint i = 0; i < self->rules->len; i++)
    {
      if (i > 0)
        g_string_append (out, "; ");
      put_rule (out, merilo_reading_get (self, i));
    }
  return g_string_free (out, FALSE);
}

const char *
merilo_warning_explain (guint i)
{
  static const char *const texts[MERILO_N_WARNINGS] = {
    N_ ("слова можно понять иначе"),
    N_ ("срок истёк до даты приказа"),
    N_ ("похоже, текст стоит не в своей графе"),
    N_ ("срок переходит на следующий год"),
    N_ ("последний день – выходной, срок переносится"),
    N_ ("похоже на опечатку"),
    N_ ("в тексте назван ещё один год"),
    N_ ("не сказано, к какому дню"),
    N_ ("срок выходит за период плана"),
  };

  return _ (texts[i]);
}
