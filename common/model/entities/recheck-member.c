#define G_LOG_DOMAIN "merilo-model"

#include "model/entities/recheck-member.h"

#include <glib/gi18n.h>

static const MeriloChoice duties[] = {
  { "chair", N_ ("председатель") },
  { "lead", N_ ("ведущий эксперт") },
  { "member", N_ ("член комиссии") },
  { "secretary", N_ ("технический секретарь") },
  { NULL, NULL },
};

static const MeriloField fields[MERILO_RECHECK_MEMBER_N_FIELDS] = {
  [MERILO_RECHECK_MEMBER_ID]
  = { "id", MERILO_WHOLE, N_ ("№ записи"),
      MERILO_READ_ONLY | MERILO_SORTED | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_RECHECK_MEMBER_ORG_ID] = { "org_id", MERILO_WHOLE, N_ ("Организация"),
                                     MERILO_READ_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_RECHECK_MEMBER_RECHECK_ID]
  = { "recheck_id", MERILO_WHOLE, N_ ("Перепроверка"),
      MERILO_REQUIRED | MERILO_CREATE_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_RECHECK_MEMBER_USER_ID]
  = { "user_id", MERILO_WHOLE, N_ ("Пользователь"),
      MERILO_REQUIRED | MERILO_CREATE_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_RECHECK_MEMBER_NAME]
  = { "name", MERILO_TEXT, N_ ("Имя"), MERILO_READ_ONLY | MERILO_PERSONAL, .width = 28 },
  [MERILO_RECHECK_MEMBER_DUTY]
  = { "duty", MERILO_CHOICE, N_ ("Обязанность"), MERILO_REQUIRED | MERILO_CREATE_ONLY,
      .choices = duties, .width = 20 },
  [MERILO_RECHECK_MEMBER_WORKS]
  = { "works", MERILO_WHOLE, N_ ("Работ"), MERILO_READ_ONLY, .width = 6 },
  [MERILO_RECHECK_MEMBER_SUBMITTED]
  = { "submitted", MERILO_WHOLE, N_ ("Сдано"), MERILO_READ_ONLY, .width = 6 },
  [MERILO_RECHECK_MEMBER_VERSION]
  = { "version", MERILO_WHOLE, N_ ("Версия"), MERILO_READ_ONLY | MERILO_HIDDEN },
};

const MeriloEntity merilo_recheck_member_entity
    = MERILO_ENTITY ("MeriloRecheckMember",
                     "recheck_member",
                     "recheck-members",
                     N_ ("Член комиссии"),
                     fields,
                     .readers = MERILO_BY_METHODOLOGIST | MERILO_BY_OBSERVER,
                     .writers = MERILO_BY_METHODOLOGIST,
                     .state_field = NULL);
