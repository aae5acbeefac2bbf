#define G_LOG_DOMAIN "merilo-model"

#include "model/entities/layout-map.h"

#include <glib/gi18n.h>

static const MeriloField fields[MERILO_LAYOUT_MAP_N_FIELDS] = {
  [MERILO_LAYOUT_MAP_ID] = { "id", MERILO_WHOLE, N_ ("№ записи"),
                             MERILO_READ_ONLY | MERILO_SORTED | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_LAYOUT_MAP_ORG_ID] = { "org_id", MERILO_WHOLE, N_ ("Организация"),
                                 MERILO_READ_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_LAYOUT_MAP_NAME] = { "name", MERILO_TEXT, N_ ("Название"),
                               MERILO_REQUIRED | MERILO_SORTED, .max = 120, .width = 40 },
  [MERILO_LAYOUT_MAP_SHARED] = { "shared", MERILO_FLAG, N_ ("Для всех школ"), MERILO_FILTERED,
                                 .width = 10, .writers = MERILO_BY_METHODOLOGIST },
  [MERILO_LAYOUT_MAP_DOC] = { "doc", MERILO_TEXT, N_ ("Описание столбцов"),
                              MERILO_REQUIRED | MERILO_MULTILINE | MERILO_HIDDEN, .max = 65536 },
  [MERILO_LAYOUT_MAP_ORG_NAME]
  = { "org_name", MERILO_TEXT, N_ ("Кто составил"), MERILO_READ_ONLY, .width = 24 },
  [MERILO_LAYOUT_MAP_VERSION]
  = { "version", MERILO_WHOLE, N_ ("Версия"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_LAYOUT_MAP_UPDATED_AT]
  = { "updated_at", MERILO_MOMENT, N_ ("Изменено"), MERILO_READ_ONLY | MERILO_SORTED, .width = 16 },
  [MERILO_LAYOUT_MAP_UPDATED_BY] = { "updated_by", MERILO_TEXT, N_ ("Кто изменил"),
                                     MERILO_READ_ONLY | MERILO_PERSONAL, .width = 18 },
};

const MeriloEntity merilo_layout_map_entity
    = MERILO_ENTITY ("MeriloLayoutMapRecord",
                     "layout_map",
                     "layout-maps",
                     N_ ("Описание столбцов"),
                     fields,
                     .readers = MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL,
                     .writers = MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL,
                     .state_field = NULL);
