#define G_LOG_DOMAIN "merilo-model"

#include "model/entities/plan-annual.h"

#include <glib/gi18n.h>

static const MeriloField fields[MERILO_PLAN_ANNUAL_N_FIELDS] = {
  [MERILO_PLAN_ANNUAL_LINEAGE]
  = { "lineage", MERILO_WHOLE, N_ ("Сквозной номер"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_PLAN_ANNUAL_ITEM_ID]
  = { "item_id", MERILO_WHOLE, N_ ("Пункт"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_PLAN_ANNUAL_SECTION]
  = { "section", MERILO_TEXT, N_ ("Раздел"), MERILO_READ_ONLY, .width = 30 },
  [MERILO_PLAN_ANNUAL_NO] = { "no", MERILO_TEXT, N_ ("№"), MERILO_READ_ONLY, .width = 6 },
  [MERILO_PLAN_ANNUAL_TITLE]
  = { "title", MERILO_TEXT, N_ ("Мероприятие"), MERILO_READ_ONLY | MERILO_MULTILINE, .width = 30 },
  [MERILO_PLAN_ANNUAL_DEADLINE]
  = { "deadline", MERILO_TEXT, N_ ("Срок"), MERILO_READ_ONLY, .width = 20 },
  [MERILO_PLAN_ANNUAL_DATES]
  = { "dates", MERILO_TEXT, N_ ("Контрольные даты"), MERILO_READ_ONLY, .width = 24 },
  [MERILO_PLAN_ANNUAL_REPORTERS]
  = { "reporters", MERILO_WHOLE, N_ ("Отчитываются"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_PLAN_ANNUAL_DONE]
  = { "done", MERILO_WHOLE, N_ ("Исполнено"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_PLAN_ANNUAL_DONE_LATE]
  = { "done_late", MERILO_WHOLE, N_ ("С опозданием"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_PLAN_ANNUAL_IN_WORK]
  = { "in_work", MERILO_WHOLE, N_ ("В работе"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_PLAN_ANNUAL_NOT_DONE]
  = { "not_done", MERILO_WHOLE, N_ ("Не исполнено"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_PLAN_ANNUAL_NOT_APPLICABLE]
  = { "not_applicable", MERILO_WHOLE, N_ ("Не касается"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_PLAN_ANNUAL_UNANSWERED]
  = { "unanswered", MERILO_WHOLE, N_ ("Нет ответа"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_PLAN_ANNUAL_WHO] = { "who", MERILO_TEXT, N_ ("Кто не исполнил"),
                               MERILO_READ_ONLY | MERILO_MULTILINE, .width = 28 },
  [MERILO_PLAN_ANNUAL_CONCLUSION]
  = { "conclusion", MERILO_TEXT, N_ ("Вывод"), MERILO_READ_ONLY | MERILO_MULTILINE, .width = 28 },
  [MERILO_PLAN_ANNUAL_PROPOSAL] = { "proposal", MERILO_TEXT, N_ ("Предложение"),
                                    MERILO_READ_ONLY | MERILO_MULTILINE, .width = 28 },
  [MERILO_PLAN_ANNUAL_CONCLUSION_ID]
  = { "conclusion_id", MERILO_WHOLE, N_ ("Запись вывода"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_PLAN_ANNUAL_CONCLUSION_VERSION]
  = { "conclusion_version", MERILO_WHOLE, N_ ("Версия вывода"), MERILO_READ_ONLY | MERILO_HIDDEN },
};

const MeriloEntity merilo_plan_annual_entity
    = MERILO_ENTITY ("MeriloPlanAnnual",
                     "plan_annual",
                     "plan-annual",
                     N_ ("Итоги года"),
                     fields,
                     .readers = MERILO_BY_METHODOLOGIST | MERILO_BY_OBSERVER,
                     .writers = 0,
                     .state_field = NULL);
