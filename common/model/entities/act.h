/* An order or other paper that plans, statuses, re-checks and evidence refer to. */
#pragma once

#include "model/record.h"

G_BEGIN_DECLS

enum
{
  MERILO_ACT_ID,
  MERILO_ACT_ORG_ID,
  MERILO_ACT_KIND,
  MERILO_ACT_NUMBER,
  MERILO_ACT_DATE,
  MERILO_ACT_TITLE,
  MERILO_ACT_ISSUER,
  MERILO_ACT_FILE_ID,
  MERILO_ACT_VERSION,
  MERILO_ACT_UPDATED_AT,
  MERILO_ACT_N_FIELDS,
};

enum
{
  MERILO_ACT_KIND_ORDER,
  MERILO_ACT_KIND_INSTRUCTION,
  MERILO_ACT_KIND_REGULATION,
  MERILO_ACT_KIND_MINUTES,
  MERILO_ACT_KIND_LETTER,
};

extern const MeriloEntity merilo_act_entity;

G_END_DECLS
