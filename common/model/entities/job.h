/* Long work done apart from the request. The result of a finished job is GET /jobs/:id/result. */
#pragma once

#include "model/record.h"

G_BEGIN_DECLS

enum
{
  MERILO_JOB_ID,
  MERILO_JOB_KIND,
  MERILO_JOB_FILE_ID,
  MERILO_JOB_DRY_RUN,
  MERILO_JOB_STATE,
  MERILO_JOB_DONE,
  MERILO_JOB_TOTAL,
  MERILO_JOB_MESSAGE,
  MERILO_JOB_CREATED_AT,
  MERILO_JOB_N_FIELDS,
};

enum
{
  MERILO_JOB_KIND_READ_ROADMAP,
  MERILO_JOB_KIND_IMPORT_RESULTS,
};

enum
{
  MERILO_JOB_STATE_QUEUED,
  MERILO_JOB_STATE_RUNNING,
  MERILO_JOB_STATE_DONE,
  MERILO_JOB_STATE_FAILED,
  MERILO_JOB_STATE_CANCELLED,
};

extern const MeriloEntity merilo_job_entity;

G_END_DECLS
