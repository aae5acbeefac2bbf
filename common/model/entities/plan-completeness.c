#define G_LOG_DOMAIN "merilo-model"

#include "model/entities/plan-completeness.h"

#include <glib/gi18n.h>

#include "model/entities/quarter-report.h"

static const MeriloField fields[MERILO_PLAN_COMPLETENESS_N_FIELDS] = {
  [MERILO_PLAN_COMPLETENESS_ID]
  = { "id", MERILO_WHOLE, N_ ("№ записи"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_PLAN_COMPLETENESS_ORG_ID]
  = { "org_id", MERILO_WHOLE, N_ ("Организация"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_PLAN_COMPLETENESS_ORG_NAME]
  = { "org_name", MERILO_TEXT, N_ ("Организация"), MERILO_READ_ONLY, .width = 20 },
  [MERILO_PLAN_COMPLETENESS_SECTION_ID]
  = { "section_id", MERILO_WHOLE, N_ ("Раздел"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_PLAN_COMPLETENESS_SECTION]
  = { "section", MERILO_TEXT, N_ ("Раздел"), MERILO_READ_ONLY, .width = 30 },
  [MERILO_PLAN_COMPLETENESS_TOTAL]
  = { "total", MERILO_WHOLE, N_ ("Пунктов"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_PLAN_COMPLETENESS_ANSWERED]
  = { "answered", MERILO_WHOLE, N_ ("Отвечено"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_PLAN_COMPLETENESS_DONE]
  = { "done", MERILO_WHOLE, N_ ("Исполнено"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_PLAN_COMPLETENESS_DONE_LATE]
  = { "done_late", MERILO_WHOLE, N_ ("С опозданием"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_PLAN_COMPLETENESS_IN_WORK]
  = { "in_work", MERILO_WHOLE, N_ ("В работе"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_PLAN_COMPLETENESS_NOT_DONE]
  = { "not_done", MERILO_WHOLE, N_ ("Не исполнено"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_PLAN_COMPLETENESS_NOT_APPLICABLE]
  = { "not_applicable", MERILO_WHOLE, N_ ("Не касается"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_PLAN_COMPLETENESS_OVERDUE]
  = { "overdue", MERILO_WHOLE, N_ ("Просрочено"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_PLAN_COMPLETENESS_REPORT_ID]
  = { "report_id", MERILO_WHOLE, N_ ("Отчёт"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_PLAN_COMPLETENESS_REPORT_STATE]
  = { "report_state", MERILO_CHOICE, N_ ("Состояние отчёта"), MERILO_READ_ONLY,
      .choices = merilo_quarter_report_states, .width = 14 },
  [MERILO_PLAN_COMPLETENESS_DUE]
  = { "due", MERILO_DATE, N_ ("Сдать до"), MERILO_READ_ONLY, .width = 12 },
  [MERILO_PLAN_COMPLETENESS_SUBMITTED_AT]
  = { "submitted_at", MERILO_MOMENT, N_ ("Сдан"), MERILO_READ_ONLY, .width = 16 },
  [MERILO_PLAN_COMPLETENESS_ON_TIME]
  = { "on_time", MERILO_FLAG, N_ ("В срок"), MERILO_READ_ONLY, .width = 8 },
};

const MeriloEntity merilo_plan_completeness_entity
    = MERILO_ENTITY ("MeriloPlanCompleteness",
                     "plan_completeness",
                     "plan-completeness",
                     N_ ("Полнота отчётов"),
                     fields,
                     .readers = MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL | MERILO_BY_OBSERVER,
                     .writers = 0,
                     .state_field = NULL);
