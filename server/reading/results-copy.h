/* Works of a read workbook as PostgreSQL's COPY takes them: what goes into the base as it is. */
#pragma once

#include "exchange/results.h"

G_BEGIN_DECLS

/* a line a work, in the order of the columns of sql/queries/job/stage.sql but its first, the job:
 * works from @from on, until @out has @enough bytes or there are no more. Gives the next work's
 * place */
guint srv_reading_put_copy (GString *out, const MeriloResults *results, guint from, gsize enough);

G_END_DECLS
