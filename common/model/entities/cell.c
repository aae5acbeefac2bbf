#define G_LOG_DOMAIN "merilo-model"

#include "model/entities/cell.h"

#include <glib/gi18n.h>

static const MeriloField fields[MERILO_CELL_N_FIELDS] = {
  [MERILO_CELL_PROCEDURE_ID] = { "procedure_id", MERILO_WHOLE, N_ ("Процедура"),
                                 MERILO_READ_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_CELL_ORG_ID] = { "org_id", MERILO_WHOLE, N_ ("Организация"),
                           MERILO_READ_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_CELL_ORG_NAME]
  = { "org_name", MERILO_TEXT, N_ ("Организация"), MERILO_READ_ONLY | MERILO_SORTED, .width = 20 },
  [MERILO_CELL_YEAR] = { "year", MERILO_WHOLE, N_ ("Год"),
                         MERILO_READ_ONLY | MERILO_SORTED | MERILO_FILTERED, .width = 6 },
  [MERILO_CELL_SUBJECT]
  = { "subject", MERILO_TEXT, N_ ("Предмет"), MERILO_READ_ONLY | MERILO_FILTERED, .width = 16 },
  [MERILO_CELL_GRADE]
  = { "grade", MERILO_WHOLE, N_ ("Класс"), MERILO_READ_ONLY | MERILO_FILTERED, .width = 6 },
  [MERILO_CELL_N]
  = { "n", MERILO_WHOLE, N_ ("Участников"), MERILO_READ_ONLY | MERILO_SORTED, .width = 8 },
  [MERILO_CELL_MARK2]
  = { "mark2", MERILO_WHOLE, N_ ("«2»"), MERILO_READ_ONLY | MERILO_SORTED, .width = 6 },
  [MERILO_CELL_MARK3]
  = { "mark3", MERILO_WHOLE, N_ ("«3»"), MERILO_READ_ONLY | MERILO_SORTED, .width = 6 },
  [MERILO_CELL_MARK4]
  = { "mark4", MERILO_WHOLE, N_ ("«4»"), MERILO_READ_ONLY | MERILO_SORTED, .width = 6 },
  [MERILO_CELL_MARK5]
  = { "mark5", MERILO_WHOLE, N_ ("«5»"), MERILO_READ_ONLY | MERILO_SORTED, .width = 6 },
  [MERILO_CELL_JOURNAL_N]
  = { "journal_n", MERILO_WHOLE, N_ ("С отметкой по журналу"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_CELL_LOWERED]
  = { "lowered", MERILO_WHOLE, N_ ("Понизили"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_CELL_CONFIRMED]
  = { "confirmed", MERILO_WHOLE, N_ ("Подтвердили"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_CELL_RAISED] = { "raised", MERILO_WHOLE, N_ ("Повысили"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_CELL_SCORE_SUM]
  = { "score_sum", MERILO_WHOLE, N_ ("Сумма баллов"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_CELL_HISTOGRAM]
  = { "histogram", MERILO_SCORES, N_ ("Распределение баллов"), MERILO_READ_ONLY | MERILO_HIDDEN },
};

const MeriloEntity merilo_cell_entity
    = MERILO_ENTITY ("MeriloCell",
                     "cell",
                     "cells",
                     N_ ("Свод по школе"),
                     fields,
                     .readers = MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL,
                     .writers = 0,
                     .state_field = NULL);
