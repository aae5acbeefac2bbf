/* A person who signs in. Choices of role stand in the order of MeriloRole. */
#pragma once

#include "model/record.h"

G_BEGIN_DECLS

enum
{
  MERILO_USER_ID,
  MERILO_USER_ORG_ID,
  MERILO_USER_LOGIN,
  MERILO_USER_NAME,
  MERILO_USER_ROLE,
  MERILO_USER_ACTIVE,
  MERILO_USER_VERSION,
  MERILO_USER_UPDATED_AT,
  MERILO_USER_N_FIELDS,
};

enum
{
  MERILO_USER_ROLE_METHODOLOGIST,
  MERILO_USER_ROLE_SCHOOL,
  MERILO_USER_ROLE_COMMISSION,
  MERILO_USER_ROLE_OBSERVER,
  MERILO_USER_ROLE_ADMIN,
};

extern const MeriloEntity merilo_user_entity;

G_END_DECLS
