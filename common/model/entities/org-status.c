#define G_LOG_DOMAIN "merilo-model"

#include "model/entities/org-status.h"

#include <glib/gi18n.h>

static const MeriloChoice statuses[] = {
  { "biased", N_ ("с признаками необъективности") },
  { "low-results", N_ ("ШНОР") },
  { "at-risk", N_ ("риски снижения результатов") },
  { NULL, NULL },
};

static const MeriloField fields[MERILO_ORG_STATUS_N_FIELDS] = {
  [MERILO_ORG_STATUS_ID] = { "id", MERILO_WHOLE, N_ ("№ записи"),
                             MERILO_READ_ONLY | MERILO_SORTED | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_ORG_STATUS_ORG_ID] = { "org_id", MERILO_WHOLE, N_ ("Организация"),
                                 MERILO_REQUIRED | MERILO_CREATE_ONLY | MERILO_FILTERED },
  [MERILO_ORG_STATUS_STATUS]
  = { "status", MERILO_CHOICE, N_ ("Статус"),
      MERILO_REQUIRED | MERILO_CREATE_ONLY | MERILO_SORTED | MERILO_FILTERED, .choices = statuses,
      .width = 24 },
  [MERILO_ORG_STATUS_YEAR]
  = { "year", MERILO_WHOLE, N_ ("Год"),
      MERILO_REQUIRED | MERILO_CREATE_ONLY | MERILO_SORTED | MERILO_FILTERED, .min = 2000,
      .max = 2100, .width = 6 },
  [MERILO_ORG_STATUS_ACT_ID] = { "act_id", MERILO_WHOLE, N_ ("Акт"), 0 },
  [MERILO_ORG_STATUS_VERSION]
  = { "version", MERILO_WHOLE, N_ ("Версия"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_ORG_STATUS_UPDATED_AT]
  = { "updated_at", MERILO_MOMENT, N_ ("Изменено"), MERILO_READ_ONLY | MERILO_SORTED, .width = 16 },
};

const MeriloEntity merilo_org_status_entity
    = MERILO_ENTITY ("MeriloOrgStatus",
                     "org_status",
                     "org-statuses",
                     N_ ("Статус организации"),
                     fields,
                     .readers = MERILO_BY_METHODOLOGIST | MERILO_BY_OBSERVER | MERILO_BY_SCHOOL,
                     .writers = MERILO_BY_METHODOLOGIST,
                     .state_field = NULL);
