/* What is in the columns of a table that no layout knows, as a person said it: kept and shared. The
 * document is that of exchange/layout-map.h. */
#pragma once

#include "model/record.h"

G_BEGIN_DECLS

enum
{
  MERILO_LAYOUT_MAP_ID,
  MERILO_LAYOUT_MAP_ORG_ID,
  MERILO_LAYOUT_MAP_NAME,
  MERILO_LAYOUT_MAP_SHARED,
  MERILO_LAYOUT_MAP_DOC,
  MERILO_LAYOUT_MAP_ORG_NAME,
  MERILO_LAYOUT_MAP_VERSION,
  MERILO_LAYOUT_MAP_UPDATED_AT,
  MERILO_LAYOUT_MAP_UPDATED_BY,
  MERILO_LAYOUT_MAP_N_FIELDS,
};

extern const MeriloEntity merilo_layout_map_entity;

G_END_DECLS
