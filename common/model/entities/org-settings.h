/* How a municipality counts its terms. Without a record the defaults hold; a change holds for the
 * dates made from then on. */
#pragma once

#include "model/record.h"

G_BEGIN_DECLS

enum
{
  MERILO_ORG_SETTINGS_ID,
  MERILO_ORG_SETTINGS_ORG_ID,
  MERILO_ORG_SETTINGS_SCHOOL_YEAR_END,
  MERILO_ORG_SETTINGS_NO_DATE,
  MERILO_ORG_SETTINGS_YEAR_WORDS,
  MERILO_ORG_SETTINGS_MOVE_DAYS,
  MERILO_ORG_SETTINGS_REPORT_DAY,
  MERILO_ORG_SETTINGS_VERSION,
  MERILO_ORG_SETTINGS_UPDATED_AT,
  MERILO_ORG_SETTINGS_UPDATED_BY,
  MERILO_ORG_SETTINGS_N_FIELDS,
};

extern const MeriloEntity merilo_org_settings_entity;

G_END_DECLS
