#define G_LOG_DOMAIN "merilo-model"

#include "model/entities/quarter-report.h"

#include <glib/gi18n.h>

const MeriloChoice merilo_quarter_report_states[] = {
  { "draft", N_ ("заполняется") },
  { "submitted", N_ ("сдан") },
  { "returned", N_ ("возвращён") },
  { "accepted", N_ ("принят") },
  { NULL, NULL },
};

static const MeriloField fields[MERILO_QUARTER_REPORT_N_FIELDS] = {
  [MERILO_QUARTER_REPORT_ID]
  = { "id", MERILO_WHOLE, N_ ("№ записи"),
      MERILO_READ_ONLY | MERILO_SORTED | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_QUARTER_REPORT_ORG_ID] = { "org_id", MERILO_WHOLE, N_ ("Организация"),
                                     MERILO_READ_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_QUARTER_REPORT_ORG_NAME]
  = { "org_name", MERILO_TEXT, N_ ("Организация"), MERILO_READ_ONLY, .width = 20 },
  [MERILO_QUARTER_REPORT_PLAN_ID]
  = { "plan_id", MERILO_WHOLE, N_ ("План"),
      MERILO_REQUIRED | MERILO_CREATE_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_QUARTER_REPORT_QUARTER]
  = { "quarter", MERILO_TEXT, N_ ("Квартал"),
      MERILO_REQUIRED | MERILO_CREATE_ONLY | MERILO_SORTED | MERILO_FILTERED,
      .pattern = "^20[0-9]{2}-Q[1-4]$", .pattern_hint = N_ ("год и квартал, например 2025-Q1"),
      .width = 8 },
  [MERILO_QUARTER_REPORT_STATE]
  = { "state", MERILO_CHOICE, N_ ("Состояние"), MERILO_READ_ONLY | MERILO_SORTED | MERILO_FILTERED,
      .choices = merilo_quarter_report_states, .width = 14 },
  [MERILO_QUARTER_REPORT_DUE]
  = { "due", MERILO_DATE, N_ ("Сдать до"), MERILO_READ_ONLY | MERILO_SORTED, .width = 12 },
  [MERILO_QUARTER_REPORT_ANSWERED]
  = { "answered", MERILO_WHOLE, N_ ("Отвечено"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_QUARTER_REPORT_TOTAL]
  = { "total", MERILO_WHOLE, N_ ("Пунктов"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_QUARTER_REPORT_SUBMITTED_AT]
  = { "submitted_at", MERILO_MOMENT, N_ ("Сдан"), MERILO_READ_ONLY | MERILO_SORTED, .width = 16 },
  [MERILO_QUARTER_REPORT_LATE]
  = { "late", MERILO_FLAG, N_ ("С опозданием"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_QUARTER_REPORT_RETURNED_AT] = { "returned_at", MERILO_MOMENT, N_ ("Возвращён"),
                                          MERILO_READ_ONLY | MERILO_SORTED, .width = 16 },
  [MERILO_QUARTER_REPORT_ACCEPTED_AT]
  = { "accepted_at", MERILO_MOMENT, N_ ("Принят"), MERILO_READ_ONLY | MERILO_SORTED, .width = 16 },
  [MERILO_QUARTER_REPORT_REMARK] = { "remark", MERILO_TEXT, N_ ("Замечание управления"),
                                     MERILO_READ_ONLY | MERILO_MULTILINE, .width = 30 },
  [MERILO_QUARTER_REPORT_VERSION]
  = { "version", MERILO_WHOLE, N_ ("Версия"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_QUARTER_REPORT_UPDATED_AT]
  = { "updated_at", MERILO_MOMENT, N_ ("Изменено"), MERILO_READ_ONLY | MERILO_SORTED, .width = 16 },
  [MERILO_QUARTER_REPORT_UPDATED_BY] = { "updated_by", MERILO_TEXT, N_ ("Кто изменил"),
                                         MERILO_READ_ONLY | MERILO_PERSONAL, .width = 18 },
};

const MeriloEntity merilo_quarter_report_entity
    = MERILO_ENTITY ("MeriloQuarterReport",
                     "quarter_report",
                     "quarter-reports",
                     N_ ("Квартальный отчёт"),
                     fields,
                     .readers = MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL | MERILO_BY_OBSERVER,
                     .writers = MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL,
                     .state_field = "state");
