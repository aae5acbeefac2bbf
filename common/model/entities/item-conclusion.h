/* What the department concludes on an item at the end of a year, and what it proposes for the next.
 * Hangs on the lineage, so the yearly paper may be made again and again. */
#pragma once

#include "model/record.h"

G_BEGIN_DECLS

enum
{
  MERILO_ITEM_CONCLUSION_ID,
  MERILO_ITEM_CONCLUSION_ORG_ID,
  MERILO_ITEM_CONCLUSION_PLAN_ID,
  MERILO_ITEM_CONCLUSION_LINEAGE,
  MERILO_ITEM_CONCLUSION_YEAR,
  MERILO_ITEM_CONCLUSION_CONCLUSION,
  MERILO_ITEM_CONCLUSION_PROPOSAL,
  MERILO_ITEM_CONCLUSION_VERSION,
  MERILO_ITEM_CONCLUSION_UPDATED_AT,
  MERILO_ITEM_CONCLUSION_UPDATED_BY,
  MERILO_ITEM_CONCLUSION_N_FIELDS,
};

extern const MeriloEntity merilo_item_conclusion_entity;

G_END_DECLS
