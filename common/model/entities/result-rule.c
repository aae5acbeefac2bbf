#define G_LOG_DOMAIN "merilo-model"

#include "model/entities/result-rule.h"

#include <glib/gi18n.h>

static const MeriloChoice measures[] = {
  { "quality", N_ ("качество («4» и «5»)") },
  { "success", N_ ("успеваемость (без «2»)") },
  { "failed", N_ ("доля «2»") },
  { "confirmed", N_ ("подтвердили отметку по журналу") },
  { "raised", N_ ("отметка выше журнала") },
  { NULL, NULL },
};

static const MeriloChoice comparisons[] = {
  { "below", N_ ("ниже") },
  { "above", N_ ("выше") },
  { NULL, NULL },
};

static const MeriloField fields[MERILO_RESULT_RULE_N_FIELDS] = {
  [MERILO_RESULT_RULE_ID] = { "id", MERILO_WHOLE, N_ ("№ записи"),
                              MERILO_READ_ONLY | MERILO_SORTED | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_RESULT_RULE_ORG_ID] = { "org_id", MERILO_WHOLE, N_ ("Организация"),
                                  MERILO_READ_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_RESULT_RULE_MEASURE] = { "measure", MERILO_CHOICE, N_ ("Показатель"), MERILO_REQUIRED,
                                   .choices = measures, .width = 24 },
  [MERILO_RESULT_RULE_COMPARISON] = { "comparison", MERILO_CHOICE, N_ ("Сравнение"),
                                      MERILO_REQUIRED, .choices = comparisons, .width = 8 },
  [MERILO_RESULT_RULE_PERCENT]
  = { "percent", MERILO_REAL, N_ ("Процент"), MERILO_REQUIRED, .max = 100, .width = 8 },
  [MERILO_RESULT_RULE_YEARS_IN_ROW]
  = { "years_in_row", MERILO_WHOLE, N_ ("Лет подряд"), 0, .min = 1, .max = 10, .width = 8 },
  [MERILO_RESULT_RULE_SUBJECT]
  = { "subject", MERILO_TEXT, N_ ("Предмет"), MERILO_FILTERED, .max = 120, .width = 18 },
  [MERILO_RESULT_RULE_GRADE]
  = { "grade", MERILO_WHOLE, N_ ("Класс"), MERILO_FILTERED, .min = 1, .max = 11, .width = 6 },
  [MERILO_RESULT_RULE_SINCE_YEAR]
  = { "since_year", MERILO_WHOLE, N_ ("С года"), MERILO_REQUIRED | MERILO_SORTED, .min = 2000,
      .max = 2100, .width = 6 },
  [MERILO_RESULT_RULE_UNTIL_YEAR] = { "until_year", MERILO_WHOLE, N_ ("По год"), MERILO_SORTED,
                                      .min = 2000, .max = 2100, .width = 6 },
  [MERILO_RESULT_RULE_NOTE]
  = { "note", MERILO_TEXT, N_ ("Примечание"), MERILO_MULTILINE, .max = 1000, .width = 24 },
  [MERILO_RESULT_RULE_REPLACES_ID] = { "replaces_id", MERILO_WHOLE, N_ ("Вместо правила №"),
                                       MERILO_READ_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_RESULT_RULE_VERSION]
  = { "version", MERILO_WHOLE, N_ ("Версия"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_RESULT_RULE_UPDATED_AT]
  = { "updated_at", MERILO_MOMENT, N_ ("Изменено"), MERILO_READ_ONLY | MERILO_SORTED, .width = 16 },
  [MERILO_RESULT_RULE_UPDATED_BY] = { "updated_by", MERILO_TEXT, N_ ("Кто изменил"),
                                      MERILO_READ_ONLY | MERILO_PERSONAL, .width = 18 },
};

const MeriloEntity merilo_result_rule_entity
    = MERILO_ENTITY ("MeriloResultRule",
                     "result_rule",
                     "result-rules",
                     N_ ("Правило для результатов"),
                     fields,
                     .readers = MERILO_BY_METHODOLOGIST | MERILO_BY_OBSERVER,
                     .writers = MERILO_BY_METHODOLOGIST,
                     .state_field = NULL);
