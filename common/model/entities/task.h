/* What waits for the signed-in user today, and the place where it is done. */
#pragma once

#include "model/record.h"

G_BEGIN_DECLS

enum
{
  MERILO_TASK_GROUP,
  MERILO_TASK_KIND,
  MERILO_TASK_TITLE,
  MERILO_TASK_DUE,
  MERILO_TASK_ORG_NAME,
  MERILO_TASK_PAGE,
  MERILO_TASK_TARGET_ID,
  MERILO_TASK_N_FIELDS,
};

enum
{
  MERILO_TASK_GROUP_LATE,
  MERILO_TASK_GROUP_SOON,
  MERILO_TASK_GROUP_WAITING,
};

extern const MeriloEntity merilo_task_entity;

G_END_DECLS
