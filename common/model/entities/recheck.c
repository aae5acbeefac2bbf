#define G_LOG_DOMAIN "merilo-model"

#include "model/entities/recheck.h"

#include <glib/gi18n.h>

static const MeriloChoice kinds[] = {
  { "check", N_ ("проверка") },
  { "recheck", N_ ("выборочная перепроверка") },
  { NULL, NULL },
};

static const MeriloChoice states[] = {
  { "draft", N_ ("готовится") },
  { "dealt", N_ ("работы розданы") },
  { "closed", N_ ("завершена") },
  { NULL, NULL },
};

static const MeriloField fields[MERILO_RECHECK_N_FIELDS] = {
  [MERILO_RECHECK_ID] = { "id", MERILO_WHOLE, N_ ("№ записи"),
                          MERILO_READ_ONLY | MERILO_SORTED | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_RECHECK_ORG_ID] = { "org_id", MERILO_WHOLE, N_ ("Организация"),
                              MERILO_READ_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_RECHECK_SCHOOL_ID]
  = { "school_id", MERILO_WHOLE, N_ ("Школа"),
      MERILO_REQUIRED | MERILO_CREATE_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_RECHECK_SCHOOL_NAME]
  = { "school_name", MERILO_TEXT, N_ ("Школа"), MERILO_READ_ONLY, .width = 20 },
  [MERILO_RECHECK_PROCEDURE_ID]
  = { "procedure_id", MERILO_WHOLE, N_ ("Процедура"),
      MERILO_REQUIRED | MERILO_CREATE_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_RECHECK_PROCEDURE_TITLE]
  = { "procedure_title", MERILO_TEXT, N_ ("Процедура"), MERILO_READ_ONLY, .width = 30 },
  [MERILO_RECHECK_TITLE]
  = { "title", MERILO_TEXT, N_ ("Название"), MERILO_REQUIRED | MERILO_MULTILINE, .max = 300,
      .width = 30, .states = "draft" },
  [MERILO_RECHECK_KIND] = { "kind", MERILO_CHOICE, N_ ("Вид"), MERILO_REQUIRED | MERILO_FILTERED,
                            .choices = kinds, .width = 18, .states = "draft" },
  [MERILO_RECHECK_SAMPLE_SIZE]
  = { "sample_size", MERILO_WHOLE, N_ ("Работ в выборке"), MERILO_REQUIRED, .min = 1, .max = 1000,
      .width = 8, .states = "draft" },
  [MERILO_RECHECK_EXPERTS_PER_WORK]
  = { "experts_per_work", MERILO_WHOLE, N_ ("Проверяющих на работу"), MERILO_REQUIRED, .min = 1,
      .max = 3, .width = 8, .states = "draft" },
  [MERILO_RECHECK_TOLERANCE]
  = { "tolerance", MERILO_WHOLE, N_ ("Допуск по заданию, баллов"), MERILO_REQUIRED, .min = 0,
      .max = 10, .width = 8, .states = "draft" },
  [MERILO_RECHECK_SEED] = { "seed", MERILO_WHOLE, N_ ("Зерно выборки"), 0, .min = 1,
                            .max = 2147483647, .width = 10, .states = "draft" },
  [MERILO_RECHECK_FRAME_SHA256]
  = { "frame_sha256", MERILO_TEXT, N_ ("Снимок списка работ"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_RECHECK_STATE]
  = { "state", MERILO_CHOICE, N_ ("Состояние"), MERILO_READ_ONLY | MERILO_SORTED | MERILO_FILTERED,
      .choices = states, .width = 14 },
  [MERILO_RECHECK_WORKS] = { "works", MERILO_WHOLE, N_ ("Работ"), MERILO_READ_ONLY, .width = 6 },
  [MERILO_RECHECK_MARKED]
  = { "marked", MERILO_WHOLE, N_ ("Проверено"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_RECHECK_CHANGED]
  = { "changed", MERILO_WHOLE, N_ ("Отметка изменена"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_RECHECK_FINISHED]
  = { "finished", MERILO_WHOLE, N_ ("Работ с итогом"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_RECHECK_VERSION]
  = { "version", MERILO_WHOLE, N_ ("Версия"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_RECHECK_UPDATED_AT]
  = { "updated_at", MERILO_MOMENT, N_ ("Изменено"), MERILO_READ_ONLY | MERILO_SORTED, .width = 16 },
  [MERILO_RECHECK_UPDATED_BY] = { "updated_by", MERILO_TEXT, N_ ("Кто изменил"),
                                  MERILO_READ_ONLY | MERILO_PERSONAL, .width = 18 },
};

const MeriloEntity merilo_recheck_entity
    = MERILO_ENTITY ("MeriloRecheck",
                     "recheck",
                     "rechecks",
                     N_ ("Перепроверка"),
                     fields,
                     .readers = MERILO_BY_METHODOLOGIST | MERILO_BY_OBSERVER,
                     .writers = MERILO_BY_METHODOLOGIST,
                     .state_field = "state");
