/* One difference between two versions of a plan: of an item, of one of its fields, or (without a
 * lineage) of the plan itself. Computed. */
#pragma once

#include "model/record.h"

G_BEGIN_DECLS

enum
{
  MERILO_PLAN_DIFF_LINEAGE,
  MERILO_PLAN_DIFF_NO,
  MERILO_PLAN_DIFF_TITLE,
  MERILO_PLAN_DIFF_CHANGE,
  MERILO_PLAN_DIFF_FIELD,
  MERILO_PLAN_DIFF_OLD,
  MERILO_PLAN_DIFF_NEW,
  MERILO_PLAN_DIFF_N_FIELDS,
};

extern const MeriloEntity merilo_plan_diff_entity;

G_END_DECLS
