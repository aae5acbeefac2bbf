#define G_LOG_DOMAIN "merilo-model"

#include "model/entities/precheck-limit.h"

#include <glib/gi18n.h>

#define NAMES (MERILO_REQUIRED | MERILO_SORTED | MERILO_FILTERED)

static const MeriloField fields[MERILO_PRECHECK_LIMIT_N_FIELDS] = {
  [MERILO_PRECHECK_LIMIT_ID]
  = { "id", MERILO_WHOLE, N_ ("№ записи"),
      MERILO_READ_ONLY | MERILO_SORTED | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_PRECHECK_LIMIT_ORG_ID] = { "org_id", MERILO_WHOLE, N_ ("Организация"),
                                     MERILO_READ_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_PRECHECK_LIMIT_SUBJECT]
  = { "subject", MERILO_TEXT, N_ ("Предмет"), NAMES, .max = 120, .width = 20 },
  [MERILO_PRECHECK_LIMIT_GRADE]
  = { "grade", MERILO_WHOLE, N_ ("Класс"), NAMES, .min = 1, .max = 11, .width = 6 },
  [MERILO_PRECHECK_LIMIT_MIN2]
  = { "min2", MERILO_WHOLE, N_ ("«2» не меньше, %"), 0, .max = 100, .width = 10 },
  [MERILO_PRECHECK_LIMIT_MAX4]
  = { "max4", MERILO_WHOLE, N_ ("«4» не больше, %"), 0, .max = 100, .width = 10 },
  [MERILO_PRECHECK_LIMIT_MAX5]
  = { "max5", MERILO_WHOLE, N_ ("«5» не больше, %"), 0, .max = 100, .width = 10 },
  [MERILO_PRECHECK_LIMIT_ACTIVE]
  = { "active", MERILO_FLAG, N_ ("Проверять"), MERILO_FILTERED, .width = 10 },
  [MERILO_PRECHECK_LIMIT_VERSION]
  = { "version", MERILO_WHOLE, N_ ("Версия"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_PRECHECK_LIMIT_UPDATED_AT]
  = { "updated_at", MERILO_MOMENT, N_ ("Изменено"), MERILO_READ_ONLY | MERILO_SORTED, .width = 16 },
  [MERILO_PRECHECK_LIMIT_UPDATED_BY] = { "updated_by", MERILO_TEXT, N_ ("Кто изменил"),
                                         MERILO_READ_ONLY | MERILO_PERSONAL, .width = 18 },
};

const MeriloEntity merilo_precheck_limit_entity
    = MERILO_ENTITY ("MeriloPrecheckLimit",
                     "precheck_limit",
                     "precheck-limits",
                     N_ ("Предел предварительной проверки"),
                     fields,
                     .readers = MERILO_BY_METHODOLOGIST | MERILO_BY_OBSERVER,
                     .writers = MERILO_BY_METHODOLOGIST,
                     .state_field = NULL);
