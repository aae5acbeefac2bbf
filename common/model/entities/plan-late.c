#define G_LOG_DOMAIN "merilo-model"

#include "model/entities/plan-late.h"

#include <glib/gi18n.h>

#include "model/entities/execution.h"

static const MeriloField fields[MERILO_PLAN_LATE_N_FIELDS] = {
  [MERILO_PLAN_LATE_ID] = { "id", MERILO_WHOLE, N_ ("№ записи"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_PLAN_LATE_ORG_ID]
  = { "org_id", MERILO_WHOLE, N_ ("Организация"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_PLAN_LATE_ORG_NAME]
  = { "org_name", MERILO_TEXT, N_ ("Организация"), MERILO_READ_ONLY, .width = 20 },
  [MERILO_PLAN_LATE_LINEAGE]
  = { "lineage", MERILO_WHOLE, N_ ("Сквозной номер"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_PLAN_LATE_ITEM_ID]
  = { "item_id", MERILO_WHOLE, N_ ("Пункт"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_PLAN_LATE_NO] = { "no", MERILO_TEXT, N_ ("№"), MERILO_READ_ONLY, .width = 6 },
  [MERILO_PLAN_LATE_TITLE]
  = { "title", MERILO_TEXT, N_ ("Мероприятие"), MERILO_READ_ONLY | MERILO_MULTILINE, .width = 40 },
  [MERILO_PLAN_LATE_DUE]
  = { "due", MERILO_DATE, N_ ("Контрольная дата"), MERILO_READ_ONLY, .width = 12 },
  [MERILO_PLAN_LATE_DAYS] = { "days", MERILO_WHOLE, N_ ("Дней"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_PLAN_LATE_STATE] = { "state", MERILO_CHOICE, N_ ("Состояние"), MERILO_READ_ONLY,
                               .choices = merilo_execution_states, .width = 18 },
  [MERILO_PLAN_LATE_REPORT_ID]
  = { "report_id", MERILO_WHOLE, N_ ("Отчёт"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_PLAN_LATE_EXECUTION_ID]
  = { "execution_id", MERILO_WHOLE, N_ ("Исполнение"), MERILO_READ_ONLY | MERILO_HIDDEN },
};

const MeriloEntity merilo_plan_late_entity
    = MERILO_ENTITY ("MeriloPlanLate",
                     "plan_late",
                     "plan-late",
                     N_ ("Опоздания"),
                     fields,
                     .readers = MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL | MERILO_BY_OBSERVER,
                     .writers = 0,
                     .state_field = NULL);
