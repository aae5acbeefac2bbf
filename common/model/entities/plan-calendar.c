#define G_LOG_DOMAIN "merilo-model"

#include "model/entities/plan-calendar.h"

#include <glib/gi18n.h>

static const MeriloField fields[MERILO_PLAN_CALENDAR_N_FIELDS] = {
  [MERILO_PLAN_CALENDAR_DUE]
  = { "due", MERILO_DATE, N_ ("Контрольная дата"), MERILO_READ_ONLY | MERILO_SORTED, .width = 12 },
  [MERILO_PLAN_CALENDAR_NOMINAL_DUE] = { "nominal_due", MERILO_DATE, N_ ("Срок по плану"),
                                         MERILO_READ_ONLY | MERILO_SORTED, .width = 12 },
  [MERILO_PLAN_CALENDAR_PLAN_ID]
  = { "plan_id", MERILO_WHOLE, N_ ("План"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_PLAN_CALENDAR_LINEAGE]
  = { "lineage", MERILO_WHOLE, N_ ("Сквозной номер"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_PLAN_CALENDAR_ITEM_ID]
  = { "item_id", MERILO_WHOLE, N_ ("Пункт"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_PLAN_CALENDAR_NO] = { "no", MERILO_TEXT, N_ ("№"), MERILO_READ_ONLY, .width = 6 },
  [MERILO_PLAN_CALENDAR_TITLE]
  = { "title", MERILO_TEXT, N_ ("Мероприятие"), MERILO_READ_ONLY | MERILO_MULTILINE, .width = 40 },
  [MERILO_PLAN_CALENDAR_QUARTER]
  = { "quarter", MERILO_TEXT, N_ ("Квартал"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_PLAN_CALENDAR_REPORTERS]
  = { "reporters", MERILO_WHOLE, N_ ("Отчитываются"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_PLAN_CALENDAR_DONE]
  = { "done", MERILO_WHOLE, N_ ("Исполнили"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_PLAN_CALENDAR_OVERDUE]
  = { "overdue", MERILO_WHOLE, N_ ("Просрочили"), MERILO_READ_ONLY, .width = 8 },
};

const MeriloEntity merilo_plan_calendar_entity
    = MERILO_ENTITY ("MeriloPlanCalendar",
                     "plan_calendar",
                     "plan-calendar",
                     N_ ("Календарь плана"),
                     fields,
                     .readers = MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL | MERILO_BY_OBSERVER,
                     .writers = 0,
                     .state_field = NULL);
