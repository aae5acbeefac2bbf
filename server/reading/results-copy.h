/* Works of a read workbook as PostgreSQL's COPY takes them: what goes into the base as it is. */
#pragma once

#include "exchange/results.h"

G_BEGIN_DECLS

/* a line a work, in the order of the columns of sql/queries/job/stage.sql but its first, the job */
void srv_reading_put_copy (GString *out, const MeriloResults *results);

G_END_DECLS
