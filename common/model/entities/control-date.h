/* A window of an item for one reporter: nominal_due decides quarter and year, due is moved by
 * the working calendar. */
#pragma once

#include "model/record.h"

G_BEGIN_DECLS

enum
{
  MERILO_CONTROL_DATE_ID,
  MERILO_CONTROL_DATE_ORG_ID,
  MERILO_CONTROL_DATE_PLAN_ID,
  MERILO_CONTROL_DATE_ITEM_ID,
  MERILO_CONTROL_DATE_LINEAGE,
  MERILO_CONTROL_DATE_NOMINAL_FROM,
  MERILO_CONTROL_DATE_NOMINAL_DUE,
  MERILO_CONTROL_DATE_DUE,
  MERILO_CONTROL_DATE_QUARTER,
  MERILO_CONTROL_DATE_N_FIELDS,
};

extern const MeriloEntity merilo_control_date_entity;

G_END_DECLS
