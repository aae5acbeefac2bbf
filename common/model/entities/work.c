#define G_LOG_DOMAIN "merilo-model"

#include "model/entities/work.h"

#include <glib/gi18n.h>

static const MeriloChoice awards[] = {
  { "", N_ ("нет") },
  { "winner", N_ ("победитель") },
  { "prize", N_ ("призёр") },
  { "medal-1", N_ ("медаль I степени") },
  { "medal-2", N_ ("медаль II степени") },
  { NULL, NULL },
};

static const MeriloField fields[MERILO_WORK_N_FIELDS] = {
  [MERILO_WORK_ID] = { "id", MERILO_WHOLE, N_ ("№ записи"),
                       MERILO_READ_ONLY | MERILO_SORTED | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_WORK_YEAR]
  = { "year", MERILO_WHOLE, N_ ("Год"), MERILO_READ_ONLY | MERILO_FILTERED, .width = 6 },
  [MERILO_WORK_ORG_ID]
  = { "org_id", MERILO_WHOLE, N_ ("Школа"), MERILO_READ_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_WORK_PROCEDURE_ID] = { "procedure_id", MERILO_WHOLE, N_ ("Процедура"),
                                 MERILO_READ_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_WORK_SUBMISSION] = { "submission", MERILO_WHOLE, N_ ("Сдача"),
                               MERILO_READ_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_WORK_CODE] = { "code", MERILO_TEXT, N_ ("Код участника"),
                         MERILO_READ_ONLY | MERILO_SORTED | MERILO_FILTERED, .width = 10 },
  [MERILO_WORK_CLASS] = { "class", MERILO_TEXT, N_ ("Класс"),
                          MERILO_READ_ONLY | MERILO_SORTED | MERILO_FILTERED, .width = 8 },
  [MERILO_WORK_VARIANT] = { "variant", MERILO_TEXT, N_ ("Вариант"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_WORK_SCORES] = { "scores", MERILO_SCORES, N_ ("Баллы"), MERILO_READ_ONLY, .width = 40 },
  [MERILO_WORK_TOTAL]
  = { "total", MERILO_WHOLE, N_ ("Первичный балл"), MERILO_READ_ONLY | MERILO_SORTED, .width = 10 },
  [MERILO_WORK_MARK] = { "mark", MERILO_WHOLE, N_ ("Отметка"),
                         MERILO_READ_ONLY | MERILO_SORTED | MERILO_FILTERED, .width = 8 },
  [MERILO_WORK_JOURNAL_MARK] = { "journal_mark", MERILO_WHOLE, N_ ("По журналу"),
                                 MERILO_READ_ONLY | MERILO_SORTED | MERILO_FILTERED, .width = 8 },
  [MERILO_WORK_ABSENT]
  = { "absent", MERILO_FLAG, N_ ("Отсутствовал"), MERILO_READ_ONLY | MERILO_FILTERED, .width = 8 },
  [MERILO_WORK_MARKED]
  = { "marked", MERILO_FLAG, N_ ("С пометкой"), MERILO_READ_ONLY | MERILO_FILTERED, .width = 8 },
  [MERILO_WORK_MARK_COUNTED] = { "mark_counted", MERILO_FLAG, N_ ("Отметка по шкале"),
                                 MERILO_READ_ONLY | MERILO_FILTERED, .width = 8 },
  [MERILO_WORK_AWARD] = { "award", MERILO_CHOICE, N_ ("Награда"),
                          MERILO_READ_ONLY | MERILO_FILTERED, .choices = awards, .width = 16 },
};

const MeriloEntity merilo_work_entity
    = MERILO_ENTITY ("MeriloWork",
                     "work",
                     "works",
                     N_ ("Работа участника"),
                     fields,
                     .readers = MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL,
                     .writers = 0,
                     .state_field = NULL);
