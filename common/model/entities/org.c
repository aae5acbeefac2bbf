#define G_LOG_DOMAIN "merilo-model"

#include "model/entities/org.h"

#include <glib/gi18n.h>

static const MeriloChoice kinds[] = {
  { "region", N_ ("регион") },
  { "municipality", N_ ("муниципалитет") },
  { "department", N_ ("управление образования") },
  { "center", N_ ("методический центр") },
  { "school", N_ ("школа") },
  { "preschool", N_ ("детский сад") },
  { NULL, NULL },
};

static const MeriloField fields[MERILO_ORG_N_FIELDS] = {
  [MERILO_ORG_ID] = { "id", MERILO_WHOLE, N_ ("№ записи"),
                      MERILO_READ_ONLY | MERILO_SORTED | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_ORG_PARENT_ID] = { "parent_id", MERILO_WHOLE, N_ ("Входит в"),
                             MERILO_CREATE_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_ORG_KIND] = { "kind", MERILO_CHOICE, N_ ("Вид"),
                        MERILO_REQUIRED | MERILO_CREATE_ONLY | MERILO_SORTED | MERILO_FILTERED,
                        .choices = kinds, .width = 16 },
  [MERILO_ORG_NAME] = { "name", MERILO_TEXT, N_ ("Полное название"),
                        MERILO_REQUIRED | MERILO_SORTED, .max = 300, .width = 40 },
  [MERILO_ORG_SHORT_NAME] = { "short_name", MERILO_TEXT, N_ ("Название"),
                              MERILO_REQUIRED | MERILO_SORTED, .max = 80, .width = 20 },
  [MERILO_ORG_LOGIN_DIGITS]
  = { "login_digits", MERILO_TEXT, N_ ("Логин ФИС ОКО"),
      MERILO_CREATE_ONLY | MERILO_SORTED | MERILO_FILTERED, .pattern = "^[0-9]{6}$",
      .pattern_hint = N_ ("шесть цифр логина, без букв edu или sch"), .width = 10 },
  [MERILO_ORG_TIMEZONE]
  = { "timezone", MERILO_TEXT, N_ ("Часовой пояс"), 0, .max = 40, .width = 16 },
  [MERILO_ORG_VERSION]
  = { "version", MERILO_WHOLE, N_ ("Версия"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_ORG_UPDATED_AT]
  = { "updated_at", MERILO_MOMENT, N_ ("Изменено"), MERILO_READ_ONLY | MERILO_SORTED, .width = 16 },
};

const MeriloEntity merilo_org_entity
    = MERILO_ENTITY ("MeriloOrg",
                     "org",
                     "orgs",
                     N_ ("Организация"),
                     fields,
                     .readers = MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL | MERILO_BY_OBSERVER
                                | MERILO_BY_ADMIN,
                     .writers = MERILO_BY_METHODOLOGIST | MERILO_BY_ADMIN,
                     .state_field = NULL);
