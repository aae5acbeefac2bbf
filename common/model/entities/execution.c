#define G_LOG_DOMAIN "merilo-model"

#include "model/entities/execution.h"

#include <glib/gi18n.h>

const MeriloChoice merilo_execution_states[] = {
  { "not-started", N_ ("не начато") },
  { "in-progress", N_ ("в работе") },
  { "done", N_ ("исполнено") },
  { "done-late", N_ ("исполнено с опозданием") },
  { "not-done", N_ ("не исполнено") },
  { "not-applicable", N_ ("не касается") },
  { NULL, NULL },
};

static const MeriloField fields[MERILO_EXECUTION_N_FIELDS] = {
  [MERILO_EXECUTION_ID] = { "id", MERILO_WHOLE, N_ ("№ записи"),
                            MERILO_READ_ONLY | MERILO_SORTED | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_EXECUTION_ORG_ID] = { "org_id", MERILO_WHOLE, N_ ("Организация"),
                                MERILO_READ_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_EXECUTION_REPORT_ID]
  = { "report_id", MERILO_WHOLE, N_ ("Отчёт"), MERILO_READ_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_EXECUTION_ITEM_ID]
  = { "item_id", MERILO_WHOLE, N_ ("Пункт"), MERILO_READ_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_EXECUTION_LINEAGE] = { "lineage", MERILO_WHOLE, N_ ("Сквозной номер"),
                                 MERILO_READ_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_EXECUTION_ITEM_NO] = { "item_no", MERILO_TEXT, N_ ("№"), MERILO_READ_ONLY, .width = 6 },
  [MERILO_EXECUTION_ITEM_TITLE] = { "item_title", MERILO_TEXT, N_ ("Мероприятие"),
                                    MERILO_READ_ONLY | MERILO_MULTILINE, .width = 40 },
  [MERILO_EXECUTION_DEADLINE]
  = { "deadline", MERILO_TEXT, N_ ("Срок"), MERILO_READ_ONLY, .width = 20 },
  [MERILO_EXECUTION_DUE]
  = { "due", MERILO_DATE, N_ ("Контрольная дата"), MERILO_READ_ONLY | MERILO_SORTED, .width = 12 },
  [MERILO_EXECUTION_QUARTER]
  = { "quarter", MERILO_TEXT, N_ ("Квартал"), MERILO_READ_ONLY | MERILO_FILTERED, .width = 8 },
  [MERILO_EXECUTION_STATE]
  = { "state", MERILO_CHOICE, N_ ("Состояние"), MERILO_FILTERED, .choices = merilo_execution_states,
      .width = 18, .states = "draft returned" },
  [MERILO_EXECUTION_TEXT] = { "text", MERILO_TEXT, N_ ("Что сделано"), MERILO_MULTILINE,
                              .max = 4000, .width = 40, .states = "draft returned" },
  [MERILO_EXECUTION_DATE_DONE] = { "date_done", MERILO_DATE, N_ ("Дата исполнения"), 0, .width = 12,
                                   .states = "draft returned" },
  [MERILO_EXECUTION_REASON] = { "reason", MERILO_TEXT, N_ ("Причина"), MERILO_MULTILINE,
                                .max = 1000, .width = 24, .states = "draft returned" },
  [MERILO_EXECUTION_REMARK] = { "remark", MERILO_TEXT, N_ ("Замечание управления"),
                                MERILO_READ_ONLY | MERILO_MULTILINE, .width = 24 },
  [MERILO_EXECUTION_PREFILLED]
  = { "prefilled", MERILO_FLAG, N_ ("Из прошлого квартала"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_EXECUTION_FILES] = { "files", MERILO_WHOLE, N_ ("Файлов"), MERILO_READ_ONLY, .width = 6 },
  [MERILO_EXECUTION_REPORT_STATE]
  = { "report_state", MERILO_TEXT, N_ ("Состояние отчёта"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_EXECUTION_VERSION]
  = { "version", MERILO_WHOLE, N_ ("Версия"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_EXECUTION_UPDATED_AT]
  = { "updated_at", MERILO_MOMENT, N_ ("Изменено"), MERILO_READ_ONLY | MERILO_SORTED, .width = 16 },
  [MERILO_EXECUTION_UPDATED_BY] = { "updated_by", MERILO_TEXT, N_ ("Кто изменил"),
                                    MERILO_READ_ONLY | MERILO_PERSONAL, .width = 18 },
};

const MeriloEntity merilo_execution_entity
    = MERILO_ENTITY ("MeriloExecution",
                     "execution",
                     "executions",
                     N_ ("Исполнение пункта"),
                     fields,
                     .readers = MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL | MERILO_BY_OBSERVER,
                     .writers = MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL,
                     .state_field = "report_state");
