/* A rule of a department: of what share of whose results it wants to be told. A rule that was true
 * of somebody is not written over: a change ends it and begins another, which names it. */
#pragma once

#include "model/record.h"

G_BEGIN_DECLS

enum
{
  MERILO_RESULT_RULE_ID,
  MERILO_RESULT_RULE_ORG_ID,
  MERILO_RESULT_RULE_MEASURE,
  MERILO_RESULT_RULE_COMPARISON,
  MERILO_RESULT_RULE_PERCENT,
  MERILO_RESULT_RULE_YEARS_IN_ROW,
  MERILO_RESULT_RULE_SUBJECT,
  MERILO_RESULT_RULE_GRADE,
  MERILO_RESULT_RULE_SINCE_YEAR,
  MERILO_RESULT_RULE_UNTIL_YEAR,
  MERILO_RESULT_RULE_NOTE,
  MERILO_RESULT_RULE_REPLACES_ID,
  MERILO_RESULT_RULE_VERSION,
  MERILO_RESULT_RULE_UPDATED_AT,
  MERILO_RESULT_RULE_UPDATED_BY,
  MERILO_RESULT_RULE_N_FIELDS,
};

extern const MeriloEntity merilo_result_rule_entity;

G_END_DECLS
