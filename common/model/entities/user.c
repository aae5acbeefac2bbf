#define G_LOG_DOMAIN "merilo-model"

#include "model/entities/user.h"

#include <glib/gi18n.h>

static const MeriloChoice roles[] = {
  { "methodologist", N_ ("методист управления") },
  { "school", N_ ("координатор ВСОКО") },
  { "commission", N_ ("член комиссии") },
  { "observer", N_ ("наблюдатель") },
  { "admin", N_ ("администратор") },
  { NULL, NULL },
};

static const MeriloField fields[MERILO_USER_N_FIELDS] = {
  [MERILO_USER_ID] = { "id", MERILO_WHOLE, N_ ("№ записи"),
                       MERILO_READ_ONLY | MERILO_SORTED | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_USER_ORG_ID] = { "org_id", MERILO_WHOLE, N_ ("Организация"),
                           MERILO_REQUIRED | MERILO_CREATE_ONLY | MERILO_FILTERED },
  [MERILO_USER_LOGIN]
  = { "login", MERILO_TEXT, N_ ("Логин"),
      MERILO_REQUIRED | MERILO_CREATE_ONLY | MERILO_SORTED | MERILO_FILTERED, .max = 60,
      .pattern = "^[a-z0-9][a-z0-9._-]*$",
      .pattern_hint = N_ ("строчные латинские буквы, цифры, точка, дефис"), .width = 16 },
  [MERILO_USER_NAME]
  = { "name", MERILO_TEXT, N_ ("Имя"), MERILO_REQUIRED | MERILO_PERSONAL | MERILO_SORTED,
      .max = 120, .width = 28 },
  [MERILO_USER_ROLE] = { "role", MERILO_CHOICE, N_ ("Роль"),
                         MERILO_REQUIRED | MERILO_CREATE_ONLY | MERILO_SORTED | MERILO_FILTERED,
                         .choices = roles, .width = 22 },
  [MERILO_USER_ACTIVE]
  = { "active", MERILO_FLAG, N_ ("Может входить"), MERILO_FILTERED, .width = 8 },
  [MERILO_USER_VERSION]
  = { "version", MERILO_WHOLE, N_ ("Версия"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_USER_UPDATED_AT]
  = { "updated_at", MERILO_MOMENT, N_ ("Изменено"), MERILO_READ_ONLY | MERILO_SORTED, .width = 16 },
};

const MeriloEntity merilo_user_entity
    = MERILO_ENTITY ("MeriloUser",
                     "user",
                     "users",
                     N_ ("Пользователь"),
                     fields,
                     .readers = MERILO_BY_ADMIN | MERILO_BY_METHODOLOGIST,
                     .writers = MERILO_BY_ADMIN,
                     .state_field = NULL);
