/* A node of the tree of organisations; login_digits is the outside key of ФИС ОКО (edu… and
 * sch… alike). */
#pragma once

#include "model/record.h"

G_BEGIN_DECLS

enum
{
  MERILO_ORG_ID,
  MERILO_ORG_PARENT_ID,
  MERILO_ORG_KIND,
  MERILO_ORG_NAME,
  MERILO_ORG_SHORT_NAME,
  MERILO_ORG_LOGIN_DIGITS,
  MERILO_ORG_TIMEZONE,
  MERILO_ORG_VERSION,
  MERILO_ORG_UPDATED_AT,
  MERILO_ORG_N_FIELDS,
};

enum
{
  MERILO_ORG_KIND_REGION,
  MERILO_ORG_KIND_MUNICIPALITY,
  MERILO_ORG_KIND_DEPARTMENT,
  MERILO_ORG_KIND_CENTER,
  MERILO_ORG_KIND_SCHOOL,
  MERILO_ORG_KIND_PRESCHOOL,
};

extern const MeriloEntity merilo_org_entity;

G_END_DECLS
