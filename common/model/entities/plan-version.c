#define G_LOG_DOMAIN "merilo-model"

#include "model/entities/plan-version.h"

#include <glib/gi18n.h>

static const MeriloField fields[MERILO_PLAN_VERSION_N_FIELDS] = {
  [MERILO_PLAN_VERSION_ID] = { "id", MERILO_WHOLE, N_ ("№ записи"),
                               MERILO_READ_ONLY | MERILO_SORTED | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_PLAN_VERSION_ORG_ID] = { "org_id", MERILO_WHOLE, N_ ("Организация"),
                                   MERILO_READ_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_PLAN_VERSION_PLAN_ID]
  = { "plan_id", MERILO_WHOLE, N_ ("План"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_PLAN_VERSION_REVISION]
  = { "revision", MERILO_WHOLE, N_ ("Редакция"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_PLAN_VERSION_ACT_KIND]
  = { "act_kind", MERILO_TEXT, N_ ("Вид акта"), MERILO_READ_ONLY, .width = 12 },
  [MERILO_PLAN_VERSION_ACT_NUMBER]
  = { "act_number", MERILO_TEXT, N_ ("Номер акта"), MERILO_READ_ONLY, .width = 10 },
  [MERILO_PLAN_VERSION_ACT_DATE]
  = { "act_date", MERILO_DATE, N_ ("Дата акта"), MERILO_READ_ONLY, .width = 12 },
  [MERILO_PLAN_VERSION_APPROVED_AT]
  = { "approved_at", MERILO_MOMENT, N_ ("Утверждена"), MERILO_READ_ONLY, .width = 16 },
  [MERILO_PLAN_VERSION_APPROVED_BY] = { "approved_by", MERILO_TEXT, N_ ("Кто утвердил"),
                                        MERILO_READ_ONLY | MERILO_PERSONAL, .width = 18 },
  [MERILO_PLAN_VERSION_REASON]
  = { "reason", MERILO_TEXT, N_ ("Причина"), MERILO_READ_ONLY | MERILO_MULTILINE, .width = 30 },
  [MERILO_PLAN_VERSION_ITEMS]
  = { "items", MERILO_WHOLE, N_ ("Пунктов"), MERILO_READ_ONLY, .width = 8 },
};

const MeriloEntity merilo_plan_version_entity
    = MERILO_ENTITY ("MeriloPlanVersion",
                     "plan_version",
                     "plan-versions",
                     N_ ("Редакция плана"),
                     fields,
                     .readers = MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL | MERILO_BY_OBSERVER,
                     .writers = 0,
                     .state_field = NULL);
