#define G_LOG_DOMAIN "merilo-model"

#include "model/entities/recheck-result.h"

#include <glib/gi18n.h>

static const MeriloChoice outcomes[] = {
  { "confirmed", N_ ("подтверждено") },
  { "raised-by-school", N_ ("завышено") },
  { "lowered-by-school", N_ ("занижено") },
  { NULL, NULL },
};

static const MeriloField fields[MERILO_RECHECK_RESULT_N_FIELDS] = {
  [MERILO_RECHECK_RESULT_ID]
  = { "id", MERILO_TEXT, N_ ("№ записи"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_RECHECK_RESULT_ORG_ID] = { "org_id", MERILO_WHOLE, N_ ("Организация"),
                                     MERILO_READ_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_RECHECK_RESULT_RECHECK_ID] = { "recheck_id", MERILO_WHOLE, N_ ("Перепроверка"),
                                         MERILO_READ_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_RECHECK_RESULT_BLIND_NO]
  = { "blind_no", MERILO_WHOLE, N_ ("Работа"), MERILO_READ_ONLY | MERILO_SORTED, .width = 8 },
  [MERILO_RECHECK_RESULT_CODE]
  = { "code", MERILO_TEXT, N_ ("Код участника"), MERILO_READ_ONLY | MERILO_SORTED, .width = 10 },
  [MERILO_RECHECK_RESULT_ITEM_CODES]
  = { "item_codes", MERILO_TEXT, N_ ("Задания"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_RECHECK_RESULT_ITEM_MAX]
  = { "item_max", MERILO_SCORES, N_ ("Максимумы"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_RECHECK_RESULT_SCHOOL_SCORES]
  = { "school_scores", MERILO_SCORES, N_ ("Баллы школы"), MERILO_READ_ONLY, .width = 30 },
  [MERILO_RECHECK_RESULT_FIRST_SCORES]
  = { "first_scores", MERILO_SCORES, N_ ("Первый проверяющий"), MERILO_READ_ONLY, .width = 30 },
  [MERILO_RECHECK_RESULT_SECOND_SCORES]
  = { "second_scores", MERILO_SCORES, N_ ("Второй проверяющий"), MERILO_READ_ONLY, .width = 30 },
  [MERILO_RECHECK_RESULT_DECISION_SCORES]
  = { "decision_scores", MERILO_SCORES, N_ ("Решение ведущего"), MERILO_READ_ONLY, .width = 30 },
  [MERILO_RECHECK_RESULT_FINAL_SCORES]
  = { "final_scores", MERILO_SCORES, N_ ("Итог"), MERILO_READ_ONLY, .width = 30 },
  [MERILO_RECHECK_RESULT_DIFFERING]
  = { "differing", MERILO_WHOLE, N_ ("Заданий с расхождением"),
      MERILO_READ_ONLY | MERILO_SORTED | MERILO_FILTERED, .width = 8 },
  [MERILO_RECHECK_RESULT_OPEN_ITEMS] = { "open_items", MERILO_WHOLE, N_ ("Ждут решения"),
                                         MERILO_READ_ONLY | MERILO_FILTERED, .width = 8 },
  [MERILO_RECHECK_RESULT_SCHOOL_TOTAL] = { "school_total", MERILO_WHOLE, N_ ("Балл школы"),
                                           MERILO_READ_ONLY | MERILO_SORTED, .width = 8 },
  [MERILO_RECHECK_RESULT_TOTAL]
  = { "total", MERILO_WHOLE, N_ ("Балл комиссии"), MERILO_READ_ONLY | MERILO_SORTED, .width = 8 },
  [MERILO_RECHECK_RESULT_SCHOOL_MARK] = { "school_mark", MERILO_WHOLE, N_ ("Отметка школы"),
                                          MERILO_READ_ONLY | MERILO_SORTED, .width = 8 },
  [MERILO_RECHECK_RESULT_MARK]
  = { "mark", MERILO_WHOLE, N_ ("Отметка комиссии"), MERILO_READ_ONLY | MERILO_SORTED, .width = 8 },
  [MERILO_RECHECK_RESULT_OUTCOME]
  = { "outcome", MERILO_CHOICE, N_ ("Итог"), MERILO_READ_ONLY | MERILO_SORTED | MERILO_FILTERED,
      .choices = outcomes, .width = 14 },
  [MERILO_RECHECK_RESULT_VERSION]
  = { "version", MERILO_WHOLE, N_ ("Версия"), MERILO_READ_ONLY | MERILO_HIDDEN },
};

const MeriloEntity merilo_recheck_result_entity
    = MERILO_ENTITY ("MeriloRecheckResult",
                     "recheck_result",
                     "recheck-results",
                     N_ ("Итог по работе"),
                     fields,
                     .readers = MERILO_BY_METHODOLOGIST | MERILO_BY_OBSERVER,
                     .writers = MERILO_BY_METHODOLOGIST,
                     .state_field = NULL);
