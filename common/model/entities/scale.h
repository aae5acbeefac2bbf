/* A mark scale of a procedure: lower bounds of «3», «4», «5». A later one stands over the former,
 * none is changed. */
#pragma once

#include "model/record.h"

G_BEGIN_DECLS

enum
{
  MERILO_SCALE_ID,
  MERILO_SCALE_PROCEDURE_ID,
  MERILO_SCALE_FROM3,
  MERILO_SCALE_FROM4,
  MERILO_SCALE_FROM5,
  MERILO_SCALE_SOURCE,
  MERILO_SCALE_CONFIDENCE,
  MERILO_SCALE_SINCE,
  MERILO_SCALE_CURRENT,
  MERILO_SCALE_ORG_ID,
  MERILO_SCALE_UPDATED_AT,
  MERILO_SCALE_N_FIELDS,
};

extern const MeriloEntity merilo_scale_entity;

G_END_DECLS
