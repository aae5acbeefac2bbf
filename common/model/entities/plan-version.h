/* An approved version of a plan: which act, when, by whom and why. Its content is frozen; what
 * changed is shown by a comparison. */
#pragma once

#include "model/record.h"

G_BEGIN_DECLS

enum
{
  MERILO_PLAN_VERSION_ID,
  MERILO_PLAN_VERSION_ORG_ID,
  MERILO_PLAN_VERSION_PLAN_ID,
  MERILO_PLAN_VERSION_REVISION,
  MERILO_PLAN_VERSION_ACT_KIND,
  MERILO_PLAN_VERSION_ACT_NUMBER,
  MERILO_PLAN_VERSION_ACT_DATE,
  MERILO_PLAN_VERSION_APPROVED_AT,
  MERILO_PLAN_VERSION_APPROVED_BY,
  MERILO_PLAN_VERSION_REASON,
  MERILO_PLAN_VERSION_ITEMS,
  MERILO_PLAN_VERSION_N_FIELDS,
};

extern const MeriloEntity merilo_plan_version_entity;

G_END_DECLS
