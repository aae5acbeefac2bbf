#define G_LOG_DOMAIN "merilo-model"

#include "model/entities/execution-link.h"

#include <glib/gi18n.h>

static const MeriloChoice kinds[] = {
  { "procedure", N_ ("процедура") },
  { "recheck", N_ ("перепроверка") },
  { "act", N_ ("акт") },
  { "event", N_ ("событие") },
  { NULL, NULL },
};

static const MeriloField fields[MERILO_EXECUTION_LINK_N_FIELDS] = {
  [MERILO_EXECUTION_LINK_ID]
  = { "id", MERILO_WHOLE, N_ ("№ записи"),
      MERILO_READ_ONLY | MERILO_SORTED | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_EXECUTION_LINK_ORG_ID] = { "org_id", MERILO_WHOLE, N_ ("Организация"),
                                     MERILO_READ_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_EXECUTION_LINK_EXECUTION_ID]
  = { "execution_id", MERILO_WHOLE, N_ ("Исполнение"),
      MERILO_REQUIRED | MERILO_CREATE_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_EXECUTION_LINK_KIND]
  = { "kind", MERILO_CHOICE, N_ ("На что"), MERILO_REQUIRED | MERILO_CREATE_ONLY | MERILO_FILTERED,
      .choices = kinds, .width = 14 },
  [MERILO_EXECUTION_LINK_TARGET_ID]
  = { "target_id", MERILO_WHOLE, N_ ("Запись"),
      MERILO_REQUIRED | MERILO_CREATE_ONLY | MERILO_FILTERED | MERILO_HIDDEN, .min = 1,
      .max = 9e15 },
  [MERILO_EXECUTION_LINK_TITLE]
  = { "title", MERILO_TEXT, N_ ("Название"), MERILO_READ_ONLY, .width = 40 },
  [MERILO_EXECUTION_LINK_REPORT_STATE]
  = { "report_state", MERILO_TEXT, N_ ("Состояние отчёта"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_EXECUTION_LINK_VERSION]
  = { "version", MERILO_WHOLE, N_ ("Версия"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_EXECUTION_LINK_UPDATED_AT]
  = { "updated_at", MERILO_MOMENT, N_ ("Изменено"), MERILO_READ_ONLY | MERILO_SORTED, .width = 16 },
  [MERILO_EXECUTION_LINK_UPDATED_BY] = { "updated_by", MERILO_TEXT, N_ ("Кто изменил"),
                                         MERILO_READ_ONLY | MERILO_PERSONAL, .width = 18 },
};

const MeriloEntity merilo_execution_link_entity
    = MERILO_ENTITY ("MeriloExecutionLink",
                     "execution_link",
                     "execution-links",
                     N_ ("Ссылка исполнения"),
                     fields,
                     .readers = MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL | MERILO_BY_OBSERVER,
                     .writers = MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL,
                     .state_field = "report_state");
