#define G_LOG_DOMAIN "merilo-model"

#include "model/entities/scale.h"

#include <glib/gi18n.h>

#include "model/entities/procedure.h"

#define GIVEN (MERILO_REQUIRED | MERILO_CREATE_ONLY)

static const MeriloField fields[MERILO_SCALE_N_FIELDS] = {
  [MERILO_SCALE_ID] = { "id", MERILO_WHOLE, N_ ("№ записи"),
                        MERILO_READ_ONLY | MERILO_SORTED | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_SCALE_PROCEDURE_ID]
  = { "procedure_id", MERILO_WHOLE, N_ ("Процедура"), GIVEN | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_SCALE_FROM3]
  = { "from3", MERILO_WHOLE, N_ ("«3» с"), GIVEN, .min = 1, .max = 1000, .width = 6 },
  [MERILO_SCALE_FROM4]
  = { "from4", MERILO_WHOLE, N_ ("«4» с"), GIVEN, .min = 1, .max = 1000, .width = 6 },
  [MERILO_SCALE_FROM5]
  = { "from5", MERILO_WHOLE, N_ ("«5» с"), GIVEN, .min = 1, .max = 1000, .width = 6 },
  [MERILO_SCALE_SOURCE] = { "source", MERILO_TEXT, N_ ("Источник шкалы"), GIVEN | MERILO_MULTILINE,
                            .max = 500, .width = 40 },
  [MERILO_SCALE_CONFIDENCE]
  = { "confidence", MERILO_CHOICE, N_ ("Шкала проверена"), GIVEN | MERILO_FILTERED,
      .choices = merilo_scale_confidences, .width = 14 },
  [MERILO_SCALE_SINCE]
  = { "since", MERILO_DATE, N_ ("Когда введена"), MERILO_CREATE_ONLY | MERILO_SORTED, .width = 12 },
  [MERILO_SCALE_CURRENT]
  = { "current", MERILO_FLAG, N_ ("Действует"), MERILO_READ_ONLY | MERILO_FILTERED, .width = 8 },
  [MERILO_SCALE_ORG_ID] = { "org_id", MERILO_WHOLE, N_ ("Организация"),
                            MERILO_READ_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_SCALE_UPDATED_AT]
  = { "updated_at", MERILO_MOMENT, N_ ("Изменено"), MERILO_READ_ONLY | MERILO_SORTED, .width = 16 },
};

const MeriloEntity merilo_scale_entity
    = MERILO_ENTITY ("MeriloScale",
                     "scale",
                     "scales",
                     N_ ("Шкала отметок"),
                     fields,
                     .readers = MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL | MERILO_BY_OBSERVER,
                     .writers = MERILO_BY_METHODOLOGIST,
                     .state_field = NULL);
