#define G_LOG_DOMAIN "merilo-model"

#include "model/entities/procedure.h"

#include <glib/gi18n.h>

static const MeriloChoice kinds[] = {
  { "vpr", N_ ("ВПР") },    { "oge", N_ ("ОГЭ") },         { "ege", N_ ("ЕГЭ") },
  { "dkr", N_ ("ДКР") },    { "niko", N_ ("НИКО") },       { "own", N_ ("своя") },
  { "vsosh", N_ ("ВсОШ") }, { "medal", N_ ("медалисты") }, { NULL, NULL },
};

static const MeriloChoice states[] = {
  { "free", N_ ("работ нет") },
  { "used", N_ ("есть работы") },
  { NULL, NULL },
};

const MeriloChoice merilo_scale_confidences[] = {
  { "checked", N_ ("проверено") },
  { "secondary", N_ ("по вторичному источнику") },
  { "unchecked", N_ ("не проверено") },
  { NULL, NULL },
};

static const MeriloField fields[MERILO_PROCEDURE_N_FIELDS] = {
  [MERILO_PROCEDURE_ID] = { "id", MERILO_WHOLE, N_ ("№ записи"),
                            MERILO_READ_ONLY | MERILO_SORTED | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_PROCEDURE_KIND] = { "kind", MERILO_CHOICE, N_ ("Вид"), MERILO_REQUIRED | MERILO_FILTERED,
                              .choices = kinds, .width = 8, .states = "free" },
  [MERILO_PROCEDURE_YEAR]
  = { "year", MERILO_WHOLE, N_ ("Год"), MERILO_REQUIRED | MERILO_SORTED | MERILO_FILTERED,
      .min = 2000, .max = 2100, .width = 6, .states = "free" },
  [MERILO_PROCEDURE_SUBJECT]
  = { "subject", MERILO_TEXT, N_ ("Предмет"), MERILO_REQUIRED | MERILO_SORTED | MERILO_FILTERED,
      .max = 120, .width = 18, .states = "free" },
  [MERILO_PROCEDURE_GRADE]
  = { "grade", MERILO_WHOLE, N_ ("Класс"), MERILO_REQUIRED | MERILO_SORTED | MERILO_FILTERED,
      .min = 1, .max = 11, .width = 6, .states = "free" },
  [MERILO_PROCEDURE_LEVEL] = { "level", MERILO_TEXT, N_ ("Уровень"), MERILO_FILTERED, .max = 40,
                               .width = 10, .states = "free" },
  [MERILO_PROCEDURE_TITLE]
  = { "title", MERILO_TEXT, N_ ("Название"), MERILO_READ_ONLY, .width = 36 },
  [MERILO_PROCEDURE_MAX] = { "max", MERILO_WHOLE, N_ ("Максимум"), MERILO_REQUIRED, .max = 1000,
                             .width = 8, .states = "free" },
  [MERILO_PROCEDURE_MINIMUM]
  = { "minimum", MERILO_WHOLE, N_ ("Минимальный балл"), 0, .max = 1000, .width = 8 },
  [MERILO_PROCEDURE_EXPECTED]
  = { "expected", MERILO_TEXT, N_ ("От кого ждут результаты"), MERILO_HIDDEN, .max = 3,
      .pattern = "^(all)?$", .pattern_hint = N_ ("all — от всех школ, или пусто") },
  [MERILO_PROCEDURE_FROM3] = { "from3", MERILO_WHOLE, N_ ("«3» с"), MERILO_READ_ONLY, .width = 6 },
  [MERILO_PROCEDURE_FROM4] = { "from4", MERILO_WHOLE, N_ ("«4» с"), MERILO_READ_ONLY, .width = 6 },
  [MERILO_PROCEDURE_FROM5] = { "from5", MERILO_WHOLE, N_ ("«5» с"), MERILO_READ_ONLY, .width = 6 },
  [MERILO_PROCEDURE_SCALE_SOURCE] = { "scale_source", MERILO_TEXT, N_ ("Источник шкалы"),
                                      MERILO_READ_ONLY | MERILO_MULTILINE, .width = 24 },
  [MERILO_PROCEDURE_SCALE_CONFIDENCE]
  = { "scale_confidence", MERILO_CHOICE, N_ ("Шкала проверена"), MERILO_READ_ONLY,
      .choices = merilo_scale_confidences, .width = 14 },
  [MERILO_PROCEDURE_ITEM_CODES]
  = { "item_codes", MERILO_TEXT, N_ ("Задания"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_PROCEDURE_ITEM_MAX]
  = { "item_max", MERILO_SCORES, N_ ("Максимумы заданий"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_PROCEDURE_WORKS] = { "works", MERILO_WHOLE, N_ ("Работ"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_PROCEDURE_ORG_ID] = { "org_id", MERILO_WHOLE, N_ ("Организация"),
                                MERILO_READ_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_PROCEDURE_STATE] = { "state", MERILO_CHOICE, N_ ("Есть ли работы"),
                               MERILO_READ_ONLY | MERILO_HIDDEN, .choices = states },
  [MERILO_PROCEDURE_VERSION]
  = { "version", MERILO_WHOLE, N_ ("Версия"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_PROCEDURE_UPDATED_AT]
  = { "updated_at", MERILO_MOMENT, N_ ("Изменено"), MERILO_READ_ONLY | MERILO_SORTED, .width = 16 },
};

const MeriloEntity merilo_procedure_entity
    = MERILO_ENTITY ("MeriloProcedure",
                     "procedure",
                     "procedures",
                     N_ ("Оценочная процедура"),
                     fields,
                     .readers = MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL | MERILO_BY_OBSERVER
                                | MERILO_BY_COMMISSION,
                     .writers = MERILO_BY_METHODOLOGIST,
                     .state_field = "state");
