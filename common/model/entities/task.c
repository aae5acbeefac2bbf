#define G_LOG_DOMAIN "merilo-model"

#include "model/entities/task.h"

#include <glib/gi18n.h>

static const MeriloChoice groups[] = {
  { "late", N_ ("просрочено") },
  { "soon", N_ ("до 14 дней") },
  { "waiting", N_ ("ждёт других") },
  { NULL, NULL },
};

static const MeriloField fields[MERILO_TASK_N_FIELDS] = {
  [MERILO_TASK_GROUP]
  = { "group", MERILO_CHOICE, N_ ("Группа"), MERILO_READ_ONLY, .choices = groups, .width = 14 },
  [MERILO_TASK_KIND] = { "kind", MERILO_TEXT, N_ ("Вид"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_TASK_TITLE]
  = { "title", MERILO_TEXT, N_ ("Что сделать"), MERILO_READ_ONLY | MERILO_MULTILINE, .width = 50 },
  [MERILO_TASK_DUE]
  = { "due", MERILO_DATE, N_ ("Срок"), MERILO_READ_ONLY | MERILO_SORTED, .width = 12 },
  [MERILO_TASK_ORG_NAME]
  = { "org_name", MERILO_TEXT, N_ ("Организация"), MERILO_READ_ONLY, .width = 20 },
  [MERILO_TASK_PAGE] = { "page", MERILO_TEXT, N_ ("Страница"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_TASK_TARGET_ID]
  = { "target_id", MERILO_WHOLE, N_ ("Запись"), MERILO_READ_ONLY | MERILO_HIDDEN },
};

const MeriloEntity merilo_task_entity
    = MERILO_ENTITY ("MeriloTask",
                     "task",
                     "tasks",
                     N_ ("Задача"),
                     fields,
                     .readers = MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL | MERILO_BY_OBSERVER
                                | MERILO_BY_COMMISSION,
                     .writers = 0,
                     .state_field = NULL);
