#define G_LOG_DOMAIN "merilo-model"

#include "model/entities/class.h"

#include <glib/gi18n.h>

static const MeriloField fields[MERILO_CLASS_N_FIELDS] = {
  [MERILO_CLASS_ID] = { "id", MERILO_WHOLE, N_ ("№ записи"),
                        MERILO_READ_ONLY | MERILO_SORTED | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_CLASS_ORG_ID] = { "org_id", MERILO_WHOLE, N_ ("Школа"),
                            MERILO_REQUIRED | MERILO_CREATE_ONLY | MERILO_FILTERED },
  [MERILO_CLASS_YEAR] = { "year", MERILO_WHOLE, N_ ("Учебный год (начало)"),
                          MERILO_REQUIRED | MERILO_CREATE_ONLY | MERILO_SORTED | MERILO_FILTERED,
                          .min = 2000, .max = 2100, .width = 8 },
  [MERILO_CLASS_GRADE]
  = { "grade", MERILO_WHOLE, N_ ("Параллель"), MERILO_REQUIRED | MERILO_SORTED | MERILO_FILTERED,
      .min = 1, .max = 11, .width = 8 },
  [MERILO_CLASS_LETTER]
  = { "letter", MERILO_TEXT, N_ ("Буква"), MERILO_REQUIRED, .max = 4, .width = 6 },
  [MERILO_CLASS_NUMBER]
  = { "number", MERILO_WHOLE, N_ ("Номер в форме"), 0, .min = 1, .max = 60, .width = 8 },
  [MERILO_CLASS_VERSION]
  = { "version", MERILO_WHOLE, N_ ("Версия"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_CLASS_UPDATED_AT]
  = { "updated_at", MERILO_MOMENT, N_ ("Изменено"), MERILO_READ_ONLY | MERILO_SORTED, .width = 16 },
};

const MeriloEntity merilo_class_entity
    = MERILO_ENTITY ("MeriloClass",
                     "class",
                     "classes",
                     N_ ("Класс"),
                     fields,
                     .readers = MERILO_BY_METHODOLOGIST | MERILO_BY_OBSERVER | MERILO_BY_SCHOOL,
                     .writers = MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL,
                     .state_field = NULL);
