#define G_LOG_DOMAIN "merilo-model"

#include "model/entities/plan-item.h"

#include <glib/gi18n.h>

static const MeriloChoice audiences[] = {
  { "department", N_ ("управление") },
  { "schools", N_ ("все школы") },
  { "both", N_ ("управление и школы") },
  { "biased", N_ ("школы с признаками необъективности") },
  { "low-results", N_ ("школы с низкими результатами") },
  { "at-risk", N_ ("школы с рисками снижения результатов") },
  { "listed", N_ ("организации по списку") },
  { NULL, NULL },
};

static const MeriloField fields[MERILO_PLAN_ITEM_N_FIELDS] = {
  [MERILO_PLAN_ITEM_ID] = { "id", MERILO_WHOLE, N_ ("№ записи"),
                            MERILO_READ_ONLY | MERILO_SORTED | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_PLAN_ITEM_ORG_ID] = { "org_id", MERILO_WHOLE, N_ ("Организация"),
                                MERILO_READ_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_PLAN_ITEM_PLAN_ID]
  = { "plan_id", MERILO_WHOLE, N_ ("План"),
      MERILO_REQUIRED | MERILO_CREATE_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_PLAN_ITEM_SECTION_ID]
  = { "section_id", MERILO_WHOLE, N_ ("Раздел"), MERILO_REQUIRED | MERILO_FILTERED | MERILO_HIDDEN,
      .states = "draft" },
  [MERILO_PLAN_ITEM_POSITION]
  = { "position", MERILO_WHOLE, N_ ("Порядок"), MERILO_SORTED | MERILO_HIDDEN, .min = 1,
      .max = 100000, .states = "draft" },
  [MERILO_PLAN_ITEM_LINEAGE]
  = { "lineage", MERILO_WHOLE, N_ ("Сквозной номер"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_PLAN_ITEM_NO] = { "no", MERILO_TEXT, N_ ("№"), MERILO_SORTED | MERILO_FILTERED, .max = 20,
                            .width = 6, .states = "draft" },
  [MERILO_PLAN_ITEM_TITLE]
  = { "title", MERILO_TEXT, N_ ("Мероприятие"), MERILO_REQUIRED | MERILO_MULTILINE, .max = 4000,
      .width = 40, .states = "draft" },
  [MERILO_PLAN_ITEM_OBJECT] = { "object", MERILO_TEXT, N_ ("Объект оценки"), MERILO_MULTILINE,
                                .max = 2000, .width = 20, .states = "draft" },
  [MERILO_PLAN_ITEM_INDICATOR] = { "indicator", MERILO_TEXT, N_ ("Показатель"), MERILO_MULTILINE,
                                   .max = 4000, .width = 24, .states = "draft" },
  [MERILO_PLAN_ITEM_RESPONSIBLE]
  = { "responsible", MERILO_TEXT, N_ ("Ответственный"), MERILO_MULTILINE | MERILO_PERSONAL,
      .max = 2000, .width = 22, .states = "draft" },
  [MERILO_PLAN_ITEM_DOCUMENT] = { "document", MERILO_TEXT, N_ ("Вид документа"), MERILO_MULTILINE,
                                  .max = 2000, .width = 18, .states = "draft" },
  [MERILO_PLAN_ITEM_DEADLINE] = { "deadline", MERILO_TEXT, N_ ("Срок"), MERILO_MULTILINE,
                                  .max = 1000, .width = 20, .states = "draft" },
  [MERILO_PLAN_ITEM_RULE] = { "rule", MERILO_TEXT, N_ ("Правило, заданное вручную"), MERILO_HIDDEN,
                              .max = 1000, .states = "draft" },
  [MERILO_PLAN_ITEM_RESULT] = { "result", MERILO_TEXT, N_ ("Ожидаемый результат"), MERILO_MULTILINE,
                                .max = 4000, .width = 30, .states = "draft" },
  [MERILO_PLAN_ITEM_EXTRA] = { "extra", MERILO_TEXT, N_ ("Прочие столбцы"), MERILO_MULTILINE,
                               .max = 8000, .states = "draft" },
  [MERILO_PLAN_ITEM_AUDIENCE]
  = { "audience", MERILO_CHOICE, N_ ("Кто отчитывается"), MERILO_FILTERED, .choices = audiences,
      .width = 18, .states = "draft" },
  [MERILO_PLAN_ITEM_AUDIENCE_ORGS]
  = { "audience_orgs", MERILO_TEXT, N_ ("Организации по списку"), MERILO_HIDDEN, .max = 8000,
      .pattern = MERILO_ORGS_PATTERN, .pattern_hint = N_ ("номера организаций через запятую"),
      .states = "draft" },
  [MERILO_PLAN_ITEM_SCHOOL_ROLE] = { "school_role", MERILO_TEXT, N_ ("Кто в школе отвечает"), 0,
                                     .max = 300, .width = 20, .states = "draft" },
  [MERILO_PLAN_ITEM_ACT_ID]
  = { "act_id", MERILO_WHOLE, N_ ("Акт"), MERILO_HIDDEN, .states = "draft" },
  [MERILO_PLAN_ITEM_SOURCE_LINEAGE]
  = { "source_lineage", MERILO_WHOLE, N_ ("Пункт муниципального плана"),
      MERILO_READ_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_PLAN_ITEM_CANON]
  = { "canon", MERILO_TEXT, N_ ("Правило срока"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_PLAN_ITEM_READING]
  = { "reading", MERILO_TEXT, N_ ("Как прочитан срок"), MERILO_READ_ONLY, .width = 24 },
  [MERILO_PLAN_ITEM_WARNINGS]
  = { "warnings", MERILO_TEXT, N_ ("Замечания к сроку"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_PLAN_ITEM_CLOSED_ON]
  = { "closed_on", MERILO_DATE, N_ ("Закрыт"), MERILO_READ_ONLY, .width = 12 },
  [MERILO_PLAN_ITEM_CLOSED_BY] = { "closed_by", MERILO_TEXT, N_ ("Кем закрыт"),
                                   MERILO_READ_ONLY | MERILO_PERSONAL, .width = 20 },
  [MERILO_PLAN_ITEM_CLOSED_WITH] = { "closed_with", MERILO_TEXT, N_ ("Чем закрыт"),
                                     MERILO_READ_ONLY | MERILO_MULTILINE, .width = 24 },
  [MERILO_PLAN_ITEM_PLAN_STATE]
  = { "plan_state", MERILO_TEXT, N_ ("Состояние плана"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_PLAN_ITEM_VERSION]
  = { "version", MERILO_WHOLE, N_ ("Версия"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_PLAN_ITEM_UPDATED_AT]
  = { "updated_at", MERILO_MOMENT, N_ ("Изменено"), MERILO_READ_ONLY | MERILO_SORTED, .width = 16 },
  [MERILO_PLAN_ITEM_UPDATED_BY] = { "updated_by", MERILO_TEXT, N_ ("Кто изменил"),
                                    MERILO_READ_ONLY | MERILO_PERSONAL, .width = 18 },
};

const MeriloEntity merilo_plan_item_entity
    = MERILO_ENTITY ("MeriloPlanItem",
                     "plan_item",
                     "plan-items",
                     N_ ("Пункт плана"),
                     fields,
                     .readers = MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL | MERILO_BY_OBSERVER,
                     .writers = MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL,
                     .state_field = "plan_state");
