/* Which columns a plan's table has, and what stands in them. */
#pragma once

#include "document/document.h"

G_BEGIN_DECLS

typedef struct
{
  char *key;     /* «activity», «responsible-2», as the reader of roadmaps names them */
  char *heading; /* as it was written */
  guint width;
  MeriloAlign align;
} SrvPlanColumn;

/* the columns the plan came with, then those of other fields that hold something; a plan without
 * columns of its own has those of its kind; of SrvPlanColumn */
GPtrArray *_srv_plan_columns (gpointer plan, GPtrArray *items);

/* what the item has in the column; transfer full */
char *_srv_plan_cell (gpointer item, const SrvPlanColumn *column, const GPtrArray *columns);

/* the plan came as a table */
gboolean _srv_plan_has_table (gpointer plan);

G_END_DECLS
