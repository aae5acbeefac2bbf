#define G_LOG_DOMAIN "merilo-model"

#include "model/entities/change.h"

#include <glib/gi18n.h>

static const MeriloChoice actions[] = {
  { "insert", N_ ("создано") },
  { "update", N_ ("изменено") },
  { "delete", N_ ("удалено") },
  { NULL, NULL },
};

static const MeriloField fields[MERILO_CHANGE_N_FIELDS] = {
  [MERILO_CHANGE_ID] = { "id", MERILO_WHOLE, N_ ("№ записи"),
                         MERILO_READ_ONLY | MERILO_SORTED | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_CHANGE_AT]
  = { "at", MERILO_MOMENT, N_ ("Когда"), MERILO_READ_ONLY | MERILO_SORTED, .width = 16 },
  [MERILO_CHANGE_WHO]
  = { "who", MERILO_TEXT, N_ ("Кто"), MERILO_READ_ONLY | MERILO_PERSONAL, .width = 18 },
  [MERILO_CHANGE_ACTION]
  = { "action", MERILO_CHOICE, N_ ("Что"), MERILO_READ_ONLY, .choices = actions, .width = 12 },
  [MERILO_CHANGE_FIELD] = { "field", MERILO_TEXT, N_ ("Поле"), MERILO_READ_ONLY, .width = 16 },
  [MERILO_CHANGE_OLD]
  = { "old", MERILO_TEXT, N_ ("Было"), MERILO_READ_ONLY | MERILO_MULTILINE, .width = 24 },
  [MERILO_CHANGE_NEW]
  = { "new", MERILO_TEXT, N_ ("Стало"), MERILO_READ_ONLY | MERILO_MULTILINE, .width = 24 },
};

const MeriloEntity merilo_change_entity
    = MERILO_ENTITY ("MeriloChange",
                     "change",
                     "history",
                     N_ ("Изменение"),
                     fields,
                     .readers = MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL | MERILO_BY_OBSERVER,
                     .writers = 0,
                     .state_field = NULL);
