#define G_LOG_DOMAIN "merilo-model"

#include "model/entities/item-conclusion.h"

#include <glib/gi18n.h>

static const MeriloField fields[MERILO_ITEM_CONCLUSION_N_FIELDS] = {
  [MERILO_ITEM_CONCLUSION_ID]
  = { "id", MERILO_WHOLE, N_ ("№ записи"),
      MERILO_READ_ONLY | MERILO_SORTED | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_ITEM_CONCLUSION_ORG_ID] = { "org_id", MERILO_WHOLE, N_ ("Организация"),
                                      MERILO_READ_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_ITEM_CONCLUSION_PLAN_ID]
  = { "plan_id", MERILO_WHOLE, N_ ("План"),
      MERILO_REQUIRED | MERILO_CREATE_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_ITEM_CONCLUSION_LINEAGE]
  = { "lineage", MERILO_WHOLE, N_ ("Сквозной номер"),
      MERILO_REQUIRED | MERILO_CREATE_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_ITEM_CONCLUSION_YEAR]
  = { "year", MERILO_WHOLE, N_ ("Год"),
      MERILO_REQUIRED | MERILO_CREATE_ONLY | MERILO_SORTED | MERILO_FILTERED, .min = 2000,
      .max = 2100, .width = 6 },
  [MERILO_ITEM_CONCLUSION_CONCLUSION]
  = { "conclusion", MERILO_TEXT, N_ ("Вывод"), MERILO_MULTILINE, .max = 4000, .width = 40 },
  [MERILO_ITEM_CONCLUSION_PROPOSAL]
  = { "proposal", MERILO_TEXT, N_ ("Предложение"), MERILO_MULTILINE, .max = 4000, .width = 40 },
  [MERILO_ITEM_CONCLUSION_VERSION]
  = { "version", MERILO_WHOLE, N_ ("Версия"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_ITEM_CONCLUSION_UPDATED_AT]
  = { "updated_at", MERILO_MOMENT, N_ ("Изменено"), MERILO_READ_ONLY | MERILO_SORTED, .width = 16 },
  [MERILO_ITEM_CONCLUSION_UPDATED_BY] = { "updated_by", MERILO_TEXT, N_ ("Кто изменил"),
                                          MERILO_READ_ONLY | MERILO_PERSONAL, .width = 18 },
};

const MeriloEntity merilo_item_conclusion_entity
    = MERILO_ENTITY ("MeriloItemConclusion",
                     "item_conclusion",
                     "item-conclusions",
                     N_ ("Вывод по пункту"),
                     fields,
                     .readers = MERILO_BY_METHODOLOGIST | MERILO_BY_OBSERVER,
                     .writers = MERILO_BY_METHODOLOGIST,
                     .state_field = NULL);
