#define G_LOG_DOMAIN "merilo-model"

#include "model/entities/plan.h"

#include <glib/gi18n.h>

#include "model/entities/plan-item.h"

static const MeriloChoice kinds[] = {
  { "municipal-roadmap", N_ ("муниципальная дорожная карта") },
  { "school-roadmap", N_ ("школьная дорожная карта") },
  { "vsoko-plan", N_ ("план функционирования ВСОКО") },
  { "decision", N_ ("решение коллегии, приказ") },
  { "address-help", N_ ("программа адресной помощи") },
  { NULL, NULL },
};

static const MeriloChoice states[] = {
  { "draft", N_ ("проект") },
  { "approved", N_ ("утверждён") },
  { "archived", N_ ("в архиве") },
  { NULL, NULL },
};

static const MeriloField fields[MERILO_PLAN_N_FIELDS] = {
  [MERILO_PLAN_ID] = { "id", MERILO_WHOLE, N_ ("№ записи"),
                       MERILO_READ_ONLY | MERILO_SORTED | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_PLAN_ORG_ID] = { "org_id", MERILO_WHOLE, N_ ("Организация"),
                           MERILO_READ_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_PLAN_KIND] = { "kind", MERILO_CHOICE, N_ ("Вид"),
                         MERILO_REQUIRED | MERILO_CREATE_ONLY | MERILO_SORTED | MERILO_FILTERED,
                         .choices = kinds, .width = 20 },
  [MERILO_PLAN_TITLE]
  = { "title", MERILO_TEXT, N_ ("Название"), MERILO_REQUIRED | MERILO_MULTILINE | MERILO_SORTED,
      .max = 1000, .width = 50, .states = "draft" },
  [MERILO_PLAN_PERIOD_FROM] = { "period_from", MERILO_DATE, N_ ("Период с"),
                                MERILO_REQUIRED | MERILO_SORTED, .width = 12, .states = "draft" },
  [MERILO_PLAN_PERIOD_UNTIL] = { "period_until", MERILO_DATE, N_ ("Период по"),
                                 MERILO_REQUIRED | MERILO_SORTED, .width = 12, .states = "draft" },
  [MERILO_PLAN_STATE]
  = { "state", MERILO_CHOICE, N_ ("Состояние"), MERILO_READ_ONLY | MERILO_SORTED | MERILO_FILTERED,
      .choices = states, .width = 14 },
  [MERILO_PLAN_REVISION]
  = { "revision", MERILO_WHOLE, N_ ("Редакция"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_PLAN_BASE_ID] = { "base_id", MERILO_WHOLE, N_ ("Редакция плана №"),
                            MERILO_READ_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_PLAN_SOURCE_ID] = { "source_id", MERILO_WHOLE, N_ ("По муниципальному плану №"),
                              MERILO_READ_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_PLAN_SCHOOLS]
  = { "schools", MERILO_TEXT, N_ ("Школы программы"), MERILO_HIDDEN, .max = 8000,
      .pattern = MERILO_ORGS_PATTERN, .pattern_hint = N_ ("номера организаций через запятую"),
      .states = "draft" },
  [MERILO_PLAN_REASON]
  = { "reason", MERILO_TEXT, N_ ("Причина"), MERILO_READ_ONLY | MERILO_MULTILINE, .width = 30 },
  [MERILO_PLAN_ARCHIVED_AT] = { "archived_at", MERILO_MOMENT, N_ ("В архиве с"),
                                MERILO_READ_ONLY | MERILO_SORTED, .width = 16 },
  [MERILO_PLAN_ACT_KIND]
  = { "act_kind", MERILO_TEXT, N_ ("Вид акта"), MERILO_READ_ONLY, .width = 12 },
  [MERILO_PLAN_ACT_NUMBER]
  = { "act_number", MERILO_TEXT, N_ ("Номер акта"), MERILO_READ_ONLY, .width = 10 },
  [MERILO_PLAN_ACT_DATE]
  = { "act_date", MERILO_DATE, N_ ("Дата акта"), MERILO_READ_ONLY, .width = 12 },
  [MERILO_PLAN_ITEMS] = { "items", MERILO_WHOLE, N_ ("Пунктов"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_PLAN_SECTIONS]
  = { "sections", MERILO_WHOLE, N_ ("Разделов"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_PLAN_COLUMNS]
  = { "columns", MERILO_TEXT, N_ ("Заголовки столбцов"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_PLAN_VERSION]
  = { "version", MERILO_WHOLE, N_ ("Версия"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_PLAN_UPDATED_AT]
  = { "updated_at", MERILO_MOMENT, N_ ("Изменено"), MERILO_READ_ONLY | MERILO_SORTED, .width = 16 },
  [MERILO_PLAN_UPDATED_BY] = { "updated_by", MERILO_TEXT, N_ ("Кто изменил"),
                               MERILO_READ_ONLY | MERILO_PERSONAL, .width = 18 },
};

const MeriloEntity merilo_plan_entity
    = MERILO_ENTITY ("MeriloPlan",
                     "plan",
                     "plans",
                     N_ ("План"),
                     fields,
                     .readers = MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL | MERILO_BY_OBSERVER,
                     .writers = MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL,
                     .state_field = "state");
