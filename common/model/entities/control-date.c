#define G_LOG_DOMAIN "merilo-model"

#include "model/entities/control-date.h"

#include <glib/gi18n.h>

static const MeriloField fields[MERILO_CONTROL_DATE_N_FIELDS] = {
  [MERILO_CONTROL_DATE_ID] = { "id", MERILO_WHOLE, N_ ("№ записи"),
                               MERILO_READ_ONLY | MERILO_SORTED | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_CONTROL_DATE_ORG_ID] = { "org_id", MERILO_WHOLE, N_ ("Организация"),
                                   MERILO_READ_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_CONTROL_DATE_PLAN_ID]
  = { "plan_id", MERILO_WHOLE, N_ ("План"), MERILO_READ_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_CONTROL_DATE_ITEM_ID]
  = { "item_id", MERILO_WHOLE, N_ ("Пункт"), MERILO_READ_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_CONTROL_DATE_LINEAGE] = { "lineage", MERILO_WHOLE, N_ ("Сквозной номер"),
                                    MERILO_READ_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_CONTROL_DATE_NOMINAL_FROM]
  = { "nominal_from", MERILO_DATE, N_ ("Начало"), MERILO_READ_ONLY, .width = 12 },
  [MERILO_CONTROL_DATE_NOMINAL_DUE] = { "nominal_due", MERILO_DATE, N_ ("Срок по плану"),
                                        MERILO_READ_ONLY | MERILO_SORTED, .width = 12 },
  [MERILO_CONTROL_DATE_DUE] = { "due", MERILO_DATE, N_ ("Контрольная дата"),
                                MERILO_READ_ONLY | MERILO_SORTED | MERILO_FILTERED, .width = 12 },
  [MERILO_CONTROL_DATE_QUARTER]
  = { "quarter", MERILO_TEXT, N_ ("Квартал"), MERILO_READ_ONLY | MERILO_SORTED | MERILO_FILTERED,
      .width = 8 },
};

const MeriloEntity merilo_control_date_entity
    = MERILO_ENTITY ("MeriloControlDate",
                     "control_date",
                     "control-dates",
                     N_ ("Контрольная дата"),
                     fields,
                     .readers = MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL | MERILO_BY_OBSERVER,
                     .writers = 0,
                     .state_field = NULL);
