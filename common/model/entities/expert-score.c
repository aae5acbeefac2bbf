#define G_LOG_DOMAIN "merilo-model"

#include "model/entities/expert-score.h"

#include <glib/gi18n.h>

static const MeriloChoice states[] = {
  { "open", N_ ("проверяется") },
  { "submitted", N_ ("сдана") },
  { NULL, NULL },
};

static const MeriloField fields[MERILO_EXPERT_SCORE_N_FIELDS] = {
  [MERILO_EXPERT_SCORE_ID]
  = { "id", MERILO_TEXT, N_ ("№ записи"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_EXPERT_SCORE_RECHECK_ID] = { "recheck_id", MERILO_WHOLE, N_ ("Перепроверка"),
                                       MERILO_READ_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_EXPERT_SCORE_RECHECK_TITLE]
  = { "recheck_title", MERILO_TEXT, N_ ("Перепроверка"), MERILO_READ_ONLY, .width = 24 },
  [MERILO_EXPERT_SCORE_SUBJECT]
  = { "subject", MERILO_TEXT, N_ ("Предмет"), MERILO_READ_ONLY, .width = 16 },
  [MERILO_EXPERT_SCORE_GRADE]
  = { "grade", MERILO_WHOLE, N_ ("Класс"), MERILO_READ_ONLY, .width = 6 },
  [MERILO_EXPERT_SCORE_BLIND_NO]
  = { "blind_no", MERILO_WHOLE, N_ ("Работа"), MERILO_READ_ONLY | MERILO_SORTED, .width = 8 },
  [MERILO_EXPERT_SCORE_VARIANT]
  = { "variant", MERILO_TEXT, N_ ("Вариант"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_EXPERT_SCORE_ITEM_CODES]
  = { "item_codes", MERILO_TEXT, N_ ("Задания"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_EXPERT_SCORE_ITEM_MAX]
  = { "item_max", MERILO_SCORES, N_ ("Максимумы"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_EXPERT_SCORE_SCORES]
  = { "scores", MERILO_SCORES, N_ ("Баллы"), 0, .width = 40, .states = "open" },
  [MERILO_EXPERT_SCORE_NOTE] = { "note", MERILO_TEXT, N_ ("Примечание"), MERILO_MULTILINE,
                                 .max = 1000, .width = 24, .states = "open" },
  [MERILO_EXPERT_SCORE_STATE]
  = { "state", MERILO_CHOICE, N_ ("Состояние"), MERILO_READ_ONLY | MERILO_FILTERED,
      .choices = states, .width = 10 },
  [MERILO_EXPERT_SCORE_VERSION]
  = { "version", MERILO_WHOLE, N_ ("Версия"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_EXPERT_SCORE_UPDATED_AT]
  = { "updated_at", MERILO_MOMENT, N_ ("Изменено"), MERILO_READ_ONLY | MERILO_SORTED, .width = 16 },
};

const MeriloEntity merilo_expert_score_entity = MERILO_ENTITY ("MeriloExpertScore",
                                                               "expert_score",
                                                               "expert-scores",
                                                               N_ ("Проверка работы"),
                                                               fields,
                                                               .readers = MERILO_BY_COMMISSION,
                                                               .writers = MERILO_BY_COMMISSION,
                                                               .state_field = "state");
