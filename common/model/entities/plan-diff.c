#define G_LOG_DOMAIN "merilo-model"

#include "model/entities/plan-diff.h"

#include <glib/gi18n.h>

static const MeriloChoice changes[] = {
  { "added", N_ ("добавлен") },
  { "removed", N_ ("исключён") },
  { "changed", N_ ("изменён") },
  { "moved", N_ ("перенесён") },
  { NULL, NULL },
};

static const MeriloField fields[MERILO_PLAN_DIFF_N_FIELDS] = {
  [MERILO_PLAN_DIFF_LINEAGE]
  = { "lineage", MERILO_WHOLE, N_ ("Сквозной номер"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_PLAN_DIFF_NO] = { "no", MERILO_TEXT, N_ ("№"), MERILO_READ_ONLY, .width = 6 },
  [MERILO_PLAN_DIFF_TITLE]
  = { "title", MERILO_TEXT, N_ ("Мероприятие"), MERILO_READ_ONLY | MERILO_MULTILINE, .width = 40 },
  [MERILO_PLAN_DIFF_CHANGE] = { "change", MERILO_CHOICE, N_ ("Изменение"), MERILO_READ_ONLY,
                                .choices = changes, .width = 12 },
  [MERILO_PLAN_DIFF_FIELD] = { "field", MERILO_TEXT, N_ ("Поле"), MERILO_READ_ONLY, .width = 14 },
  [MERILO_PLAN_DIFF_OLD]
  = { "old", MERILO_TEXT, N_ ("Было"), MERILO_READ_ONLY | MERILO_MULTILINE, .width = 30 },
  [MERILO_PLAN_DIFF_NEW]
  = { "new", MERILO_TEXT, N_ ("Стало"), MERILO_READ_ONLY | MERILO_MULTILINE, .width = 30 },
};

const MeriloEntity merilo_plan_diff_entity
    = MERILO_ENTITY ("MeriloPlanDiff",
                     "plan_diff",
                     "plan-diffs",
                     N_ ("Изменение редакции"),
                     fields,
                     .readers = MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL | MERILO_BY_OBSERVER,
                     .writers = 0,
                     .state_field = NULL);
