#define G_LOG_DOMAIN "merilo-model"

#include "model/entities/plan-section.h"

#include <glib/gi18n.h>

static const MeriloField fields[MERILO_PLAN_SECTION_N_FIELDS] = {
  [MERILO_PLAN_SECTION_ID] = { "id", MERILO_WHOLE, N_ ("№ записи"),
                               MERILO_READ_ONLY | MERILO_SORTED | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_PLAN_SECTION_ORG_ID] = { "org_id", MERILO_WHOLE, N_ ("Организация"),
                                   MERILO_READ_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_PLAN_SECTION_PLAN_ID]
  = { "plan_id", MERILO_WHOLE, N_ ("План"),
      MERILO_REQUIRED | MERILO_CREATE_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_PLAN_SECTION_POSITION]
  = { "position", MERILO_WHOLE, N_ ("Порядок"), MERILO_SORTED | MERILO_HIDDEN, .min = 1,
      .max = 1000, .states = "draft" },
  [MERILO_PLAN_SECTION_TITLE]
  = { "title", MERILO_TEXT, N_ ("Название"), MERILO_REQUIRED | MERILO_MULTILINE, .max = 1000,
      .width = 50, .states = "draft" },
  [MERILO_PLAN_SECTION_PLAN_STATE]
  = { "plan_state", MERILO_TEXT, N_ ("Состояние плана"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_PLAN_SECTION_VERSION]
  = { "version", MERILO_WHOLE, N_ ("Версия"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_PLAN_SECTION_UPDATED_AT]
  = { "updated_at", MERILO_MOMENT, N_ ("Изменено"), MERILO_READ_ONLY | MERILO_SORTED, .width = 16 },
};

const MeriloEntity merilo_plan_section_entity
    = MERILO_ENTITY ("MeriloPlanSection",
                     "plan_section",
                     "plan-sections",
                     N_ ("Раздел плана"),
                     fields,
                     .readers = MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL | MERILO_BY_OBSERVER,
                     .writers = MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL,
                     .state_field = "plan_state");
