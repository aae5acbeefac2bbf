/* One field of one change of one record, newest first. */
#pragma once

#include "model/record.h"

G_BEGIN_DECLS

enum
{
  MERILO_CHANGE_ID,
  MERILO_CHANGE_AT,
  MERILO_CHANGE_WHO,
  MERILO_CHANGE_ACTION,
  MERILO_CHANGE_FIELD,
  MERILO_CHANGE_OLD,
  MERILO_CHANGE_NEW,
  MERILO_CHANGE_N_FIELDS,
};

enum
{
  MERILO_CHANGE_ACTION_INSERT,
  MERILO_CHANGE_ACTION_UPDATE,
  MERILO_CHANGE_ACTION_DELETE,
};

extern const MeriloEntity merilo_change_entity;

G_END_DECLS
