#define G_LOG_DOMAIN "merilo-model"

#include "model/entities/procedure.h"

#include <glib/gi18n.h>

static const MeriloChoice kinds[] = {
  { "vpr", N_ ("ВПР") },   { "oge", N_ ("ОГЭ") },  { "ege", N_ ("ЕГЭ") }, { "dkr", N_ ("ДКР") },
  { "niko", N_ ("НИКО") }, { "own", N_ ("своя") }, { NULL, NULL },
};

static const MeriloField fields[MERILO_PROCEDURE_N_FIELDS] = {
  [MERILO_PROCEDURE_ID] = { "id", MERILO_WHOLE, N_ ("№ записи"),
                            MERILO_READ_ONLY | MERILO_SORTED | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_PROCEDURE_KIND] = { "kind", MERILO_CHOICE, N_ ("Вид"), MERILO_READ_ONLY | MERILO_FILTERED,
                              .choices = kinds, .width = 8 },
  [MERILO_PROCEDURE_YEAR] = { "year", MERILO_WHOLE, N_ ("Год"),
                              MERILO_READ_ONLY | MERILO_SORTED | MERILO_FILTERED, .width = 6 },
  [MERILO_PROCEDURE_SUBJECT] = { "subject", MERILO_TEXT, N_ ("Предмет"),
                                 MERILO_READ_ONLY | MERILO_SORTED | MERILO_FILTERED, .width = 18 },
  [MERILO_PROCEDURE_GRADE] = { "grade", MERILO_WHOLE, N_ ("Класс"),
                               MERILO_READ_ONLY | MERILO_SORTED | MERILO_FILTERED, .width = 6 },
  [MERILO_PROCEDURE_LEVEL]
  = { "level", MERILO_TEXT, N_ ("Уровень"), MERILO_READ_ONLY | MERILO_FILTERED, .width = 10 },
  [MERILO_PROCEDURE_TITLE]
  = { "title", MERILO_TEXT, N_ ("Название"), MERILO_READ_ONLY, .width = 36 },
  [MERILO_PROCEDURE_MAX] = { "max", MERILO_WHOLE, N_ ("Максимум"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_PROCEDURE_FROM3] = { "from3", MERILO_WHOLE, N_ ("«3» с"), MERILO_READ_ONLY, .width = 6 },
  [MERILO_PROCEDURE_FROM4] = { "from4", MERILO_WHOLE, N_ ("«4» с"), MERILO_READ_ONLY, .width = 6 },
  [MERILO_PROCEDURE_FROM5] = { "from5", MERILO_WHOLE, N_ ("«5» с"), MERILO_READ_ONLY, .width = 6 },
  [MERILO_PROCEDURE_SCALE_SOURCE] = { "scale_source", MERILO_TEXT, N_ ("Источник шкалы"),
                                      MERILO_READ_ONLY | MERILO_MULTILINE, .width = 24 },
  [MERILO_PROCEDURE_ITEM_CODES]
  = { "item_codes", MERILO_TEXT, N_ ("Задания"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_PROCEDURE_ITEM_MAX]
  = { "item_max", MERILO_SCORES, N_ ("Максимумы заданий"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_PROCEDURE_WORKS] = { "works", MERILO_WHOLE, N_ ("Работ"), MERILO_READ_ONLY, .width = 8 },
};

const MeriloEntity merilo_procedure_entity
    = MERILO_ENTITY ("MeriloProcedure",
                     "procedure",
                     "procedures",
                     N_ ("Оценочная процедура"),
                     fields,
                     .readers = MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL | MERILO_BY_OBSERVER
                                | MERILO_BY_COMMISSION,
                     .writers = 0,
                     .state_field = NULL);
