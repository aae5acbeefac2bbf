/* An item that one organisation has not done by its day, or has done after it. */
#pragma once

#include "model/record.h"

G_BEGIN_DECLS

enum
{
  MERILO_PLAN_LATE_ID,
  MERILO_PLAN_LATE_ORG_ID,
  MERILO_PLAN_LATE_ORG_NAME,
  MERILO_PLAN_LATE_LINEAGE,
  MERILO_PLAN_LATE_ITEM_ID,
  MERILO_PLAN_LATE_NO,
  MERILO_PLAN_LATE_TITLE,
  MERILO_PLAN_LATE_DUE,
  MERILO_PLAN_LATE_DAYS,
  MERILO_PLAN_LATE_STATE,
  MERILO_PLAN_LATE_REPORT_ID,
  MERILO_PLAN_LATE_EXECUTION_ID,
  MERILO_PLAN_LATE_N_FIELDS,
};

extern const MeriloEntity merilo_plan_late_entity;

G_END_DECLS
