#define G_LOG_DOMAIN "merilo-model"

#include "model/entities/act.h"

#include <glib/gi18n.h>

static const MeriloChoice kinds[] = {
  { "order", N_ ("приказ") },         { "instruction", N_ ("распоряжение") },
  { "regulation", N_ ("положение") }, { "minutes", N_ ("протокол") },
  { "letter", N_ ("письмо") },        { NULL, NULL },
};

static const MeriloField fields[MERILO_ACT_N_FIELDS] = {
  [MERILO_ACT_ID] = { "id", MERILO_WHOLE, N_ ("№ записи"),
                      MERILO_READ_ONLY | MERILO_SORTED | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_ACT_ORG_ID] = { "org_id", MERILO_WHOLE, N_ ("Организация"),
                          MERILO_READ_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_ACT_KIND]
  = { "kind", MERILO_CHOICE, N_ ("Вид"), MERILO_REQUIRED | MERILO_SORTED | MERILO_FILTERED,
      .choices = kinds, .width = 14 },
  [MERILO_ACT_NUMBER]
  = { "number", MERILO_TEXT, N_ ("Номер"), MERILO_REQUIRED | MERILO_SORTED | MERILO_FILTERED,
      .max = 40, .width = 10 },
  [MERILO_ACT_DATE] = { "date", MERILO_DATE, N_ ("Дата"),
                        MERILO_REQUIRED | MERILO_SORTED | MERILO_FILTERED, .width = 12 },
  [MERILO_ACT_TITLE] = { "title", MERILO_TEXT, N_ ("Название"), MERILO_REQUIRED | MERILO_MULTILINE,
                         .max = 500, .width = 50 },
  [MERILO_ACT_ISSUER] = { "issuer", MERILO_TEXT, N_ ("Кто издал"), 0, .max = 200, .width = 24 },
  [MERILO_ACT_FILE_ID] = { "file_id", MERILO_TEXT, N_ ("Файл"), MERILO_HIDDEN, .max = 36 },
  [MERILO_ACT_VERSION]
  = { "version", MERILO_WHOLE, N_ ("Версия"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_ACT_UPDATED_AT]
  = { "updated_at", MERILO_MOMENT, N_ ("Изменено"), MERILO_READ_ONLY | MERILO_SORTED, .width = 16 },
};

const MeriloEntity merilo_act_entity
    = MERILO_ENTITY ("MeriloAct",
                     "act",
                     "acts",
                     N_ ("Акт"),
                     fields,
                     .readers = MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL | MERILO_BY_OBSERVER,
                     .writers = MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL,
                     .state_field = NULL);
