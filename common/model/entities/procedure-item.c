#define G_LOG_DOMAIN "merilo-model"

#include "model/entities/procedure-item.h"

#include <glib/gi18n.h>

static const MeriloField fields[MERILO_PROCEDURE_ITEM_N_FIELDS] = {
  [MERILO_PROCEDURE_ITEM_ID]
  = { "id", MERILO_WHOLE, N_ ("№ записи"),
      MERILO_READ_ONLY | MERILO_SORTED | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_PROCEDURE_ITEM_PROCEDURE_ID]
  = { "procedure_id", MERILO_WHOLE, N_ ("Процедура"),
      MERILO_REQUIRED | MERILO_CREATE_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_PROCEDURE_ITEM_POSITION]
  = { "position", MERILO_WHOLE, N_ ("Порядок"), MERILO_REQUIRED | MERILO_SORTED, .min = 1,
      .max = 200, .width = 6, .states = "free" },
  [MERILO_PROCEDURE_ITEM_CODE] = { "code", MERILO_TEXT, N_ ("Задание"), MERILO_REQUIRED, .max = 20,
                                   .width = 8, .states = "free" },
  [MERILO_PROCEDURE_ITEM_TOP] = { "max", MERILO_WHOLE, N_ ("Максимум"), MERILO_REQUIRED, .min = 1,
                                  .max = 100, .width = 8, .states = "free" },
  [MERILO_PROCEDURE_ITEM_LEVEL]
  = { "level", MERILO_TEXT, N_ ("Уровень"), MERILO_FILTERED, .max = 1,
      .pattern = "^[\\x{411}\\x{41f}\\x{412}]?$", .pattern_hint = N_ ("Б, П или В"), .width = 8 },
  [MERILO_PROCEDURE_ITEM_SKILL]
  = { "skill", MERILO_TEXT, N_ ("Проверяемое умение"), MERILO_MULTILINE, .max = 1000, .width = 40 },
  [MERILO_PROCEDURE_ITEM_CODIFIER]
  = { "codifier", MERILO_TEXT, N_ ("Раздел кодификатора"), 0, .max = 200, .width = 20 },
  [MERILO_PROCEDURE_ITEM_PROCEDURE_STATE]
  = { "procedure_state", MERILO_TEXT, N_ ("Есть ли работы"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_PROCEDURE_ITEM_VERSION]
  = { "version", MERILO_WHOLE, N_ ("Версия"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_PROCEDURE_ITEM_UPDATED_AT]
  = { "updated_at", MERILO_MOMENT, N_ ("Изменено"), MERILO_READ_ONLY | MERILO_SORTED, .width = 16 },
};

const MeriloEntity merilo_procedure_item_entity
    = MERILO_ENTITY ("MeriloProcedureItem",
                     "procedure_item",
                     "procedure-items",
                     N_ ("Задание процедуры"),
                     fields,
                     .readers = MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL | MERILO_BY_OBSERVER,
                     .writers = MERILO_BY_METHODOLOGIST,
                     .state_field = "procedure_state");
