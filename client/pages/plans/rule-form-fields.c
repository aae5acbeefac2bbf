#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/plans/rule-form-private.h"

#include <glib/gi18n.h>

#define BIT(f) (1u << FIELD_##f)

static const struct
{
  const char *label;
  MeriloRuleKind kind;
  guint fields;
} forms[APP_N_RULE_FORMS] = {
  [APP_RULE_ONCE] = { N_ ("один раз, к дате"), MERILO_RULE_ONCE, BIT (FROM) | BIT (UNTIL) },
  [APP_RULE_YEARLY]
  = { N_ ("каждый год, с … по …"), MERILO_RULE_YEARLY, BIT (FROM_DAY) | BIT (UNTIL_DAY) },
  [APP_RULE_MONTHS] = { N_ ("каждый год, по месяцам"), MERILO_RULE_YEARLY, BIT (MONTHS) },
  [APP_RULE_NTH] = { N_ ("каждый год, в день недели"), MERILO_RULE_YEARLY,
                     BIT (NTH) | BIT (WEEKDAY) | BIT (MONTH) | BIT (WORKING) },
  [APP_RULE_QUARTERLY] = { N_ ("каждый квартал"), MERILO_RULE_QUARTERLY, BIT (DAY) },
  [APP_RULE_MONTHLY] = { N_ ("каждый месяц"), MERILO_RULE_MONTHLY, BIT (DAY) | BIT (LAG) },
  [APP_RULE_SCHOOL_YEAR]
  = { N_ ("в течение учебного года"), MERILO_RULE_SCHOOL_YEAR, BIT (SCHOOL_YEAR) },
  [APP_RULE_EVERY] = { N_ ("раз в несколько лет, у каждой школы"), MERILO_RULE_EVERY, BIT (YEARS) },
  [APP_RULE_EVENT] = { N_ ("по событию"), MERILO_RULE_EVENT,
                       BIT (EVENT) | BIT (NAME) | BIT (WHEN) | BIT (OFFSET) | BIT (UNIT) },
  [APP_RULE_EXTERNAL] = { N_ ("по чужому плану или графику"), MERILO_RULE_EXTERNAL, BIT (WHO) },
  [APP_RULE_CONTINUOUS] = { N_ ("постоянно"), MERILO_RULE_CONTINUOUS, 0 },
  [APP_RULE_ON_DEMAND] = { N_ ("по мере необходимости"), MERILO_RULE_ON_DEMAND, 0 },
};

static const struct
{
  const char *name, *label;
} fields[N_FIELDS] = {
  [FIELD_FROM] = { "from", N_ ("Начать (ДД.ММ.ГГГГ, можно не задавать)") },
  [FIELD_UNTIL] = { "until", N_ ("Выполнить до (ДД.ММ.ГГГГ)") },
  [FIELD_FROM_DAY] = { "from-day", N_ ("Начать (день и месяц)") },
  [FIELD_UNTIL_DAY] = { "until-day", N_ ("Выполнить до (день и месяц)") },
  [FIELD_MONTHS] = { "months", N_ ("Месяцы: каждый — отдельный срок") },
  [FIELD_NTH] = { "nth", N_ ("Который по счёту") },
  [FIELD_WEEKDAY] = { "weekday", N_ ("День недели") },
  [FIELD_MONTH] = { "month", N_ ("Месяц") },
  [FIELD_WORKING] = { "working", N_ ("Считать только рабочие дни") },
  [FIELD_DAY] = { "day", N_ ("Число месяца (0 — последний день)") },
  [FIELD_LAG] = { "lag", N_ ("Число следующего месяца, за прошедший") },
  [FIELD_SCHOOL_YEAR] = { "school-year", N_ ("Учебный год начинается в") },
  [FIELD_YEARS] = { "years", N_ ("Раз во столько лет") },
  [FIELD_EVENT] = { "event", N_ ("Событие") },
  [FIELD_NAME] = { "name", N_ ("Какое именно («утверждения бюджета»)") },
  [FIELD_WHEN] = { "when", N_ ("Когда") },
  [FIELD_OFFSET] = { "offset", N_ ("Через сколько (0 — срок назначат при событии)") },
  [FIELD_UNIT] = { "unit", N_ ("Чего") },
  [FIELD_WHO] = { "who", N_ ("Чей план или график (можно не задавать)") },
};

static const char *const choices[N_FIELDS][13] = {
  [FIELD_NTH] = { N_ ("первый"), N_ ("второй"), N_ ("третий"), N_ ("четвёртый"), N_ ("последний") },
  [FIELD_WEEKDAY] = { N_ ("понедельник"), N_ ("вторник"), N_ ("среда"), N_ ("четверг"),
                      N_ ("пятница"), N_ ("суббота"), N_ ("воскресенье") },
  [FIELD_MONTH]
  = { N_ ("январь"), N_ ("февраль"), N_ ("март"), N_ ("апрель"), N_ ("май"), N_ ("июнь"),
      N_ ("июль"), N_ ("август"), N_ ("сентябрь"), N_ ("октябрь"), N_ ("ноябрь"), N_ ("декабрь") },
  [FIELD_EVENT]
  = { N_ ("проведение ВПР"), N_ ("получение результатов ВПР"), N_ ("получение федерального списка"),
      N_ ("экзамен"), N_ ("объявление результатов"), N_ ("день проведения процедуры"),
      N_ ("завершение мероприятий"), N_ ("анализ"), N_ ("подписание"), N_ ("другое событие") },
  [FIELD_WHEN] = { N_ ("до события"), N_ ("во время события"), N_ ("после события") },
  [FIELD_UNIT] = { N_ ("дней"), N_ ("рабочих дней"), N_ ("месяцев") },
};

const char *
_app_rule_form_get_label (AppRuleForms form)
{
  return _ (forms[form].label);
}

MeriloRuleKind
_app_rule_form_get_kind (AppRuleForms form)
{
  return forms[form].kind;
}

gboolean
_app_rule_form_asks (AppRuleForms form, Field field)
{
  return (forms[form].fields >> field & 1) != 0;
}

const char *
_app_rule_field_get_name (Field field)
{
  return fields[field].name;
}

const char *
_app_rule_field_get_label (Field field)
{
  return _ (fields[field].label);
}

const char *const *
_app_rule_field_get_choices (Field field)
{
  return choices[field == FIELD_MONTHS ? FIELD_MONTH : field];
}
