#define G_LOG_DOMAIN "merilo-model"

#include "model/entities/side-by-side.h"

#include <glib/gi18n.h>

static const MeriloChoice states[] = {
  { "same", N_ ("совпадает") },
  { "changed", N_ ("изменён школой") },
  { "missing", N_ ("нет в плане школы") },
  { "own", N_ ("свой пункт школы") },
  { NULL, NULL },
};

static const MeriloField fields[MERILO_SIDE_BY_SIDE_N_FIELDS] = {
  [MERILO_SIDE_BY_SIDE_LINEAGE]
  = { "lineage", MERILO_WHOLE, N_ ("Сквозной номер"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_SIDE_BY_SIDE_NO] = { "no", MERILO_TEXT, N_ ("№"), MERILO_READ_ONLY, .width = 6 },
  [MERILO_SIDE_BY_SIDE_TITLE]
  = { "title", MERILO_TEXT, N_ ("Мероприятие"), MERILO_READ_ONLY | MERILO_MULTILINE, .width = 40 },
  [MERILO_SIDE_BY_SIDE_DEADLINE]
  = { "deadline", MERILO_TEXT, N_ ("Срок"), MERILO_READ_ONLY | MERILO_MULTILINE, .width = 20 },
  [MERILO_SIDE_BY_SIDE_RESPONSIBLE]
  = { "responsible", MERILO_TEXT, N_ ("Ответственный"),
      MERILO_READ_ONLY | MERILO_MULTILINE | MERILO_PERSONAL, .width = 22 },
  [MERILO_SIDE_BY_SIDE_SCHOOL_ITEM_ID]
  = { "school_item_id", MERILO_WHOLE, N_ ("Пункт школы"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_SIDE_BY_SIDE_SCHOOL_NO]
  = { "school_no", MERILO_TEXT, N_ ("№ в плане школы"), MERILO_READ_ONLY, .width = 6 },
  [MERILO_SIDE_BY_SIDE_SCHOOL_TITLE] = { "school_title", MERILO_TEXT, N_ ("Мероприятие школы"),
                                         MERILO_READ_ONLY | MERILO_MULTILINE, .width = 40 },
  [MERILO_SIDE_BY_SIDE_SCHOOL_DEADLINE] = { "school_deadline", MERILO_TEXT, N_ ("Срок школы"),
                                            MERILO_READ_ONLY | MERILO_MULTILINE, .width = 20 },
  [MERILO_SIDE_BY_SIDE_SCHOOL_RESPONSIBLE]
  = { "school_responsible", MERILO_TEXT, N_ ("Ответственный в школе"),
      MERILO_READ_ONLY | MERILO_MULTILINE | MERILO_PERSONAL, .width = 22 },
  [MERILO_SIDE_BY_SIDE_STATE]
  = { "state", MERILO_CHOICE, N_ ("Совпадение"), MERILO_READ_ONLY, .choices = states, .width = 14 },
};

const MeriloEntity merilo_side_by_side_entity
    = MERILO_ENTITY ("MeriloSideBySide",
                     "side_by_side",
                     "side-by-sides",
                     N_ ("Муниципальный план и план школы"),
                     fields,
                     .readers = MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL | MERILO_BY_OBSERVER,
                     .writers = 0,
                     .state_field = NULL);
