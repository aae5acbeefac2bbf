/* The JSON that `import results` prints and the base takes: a workbook, its counts, its works. */
#pragma once

#include "exchange/layout.h"

G_BEGIN_DECLS

/* rows of a file; MERILO_NONE: not known without a base */
typedef struct
{
  gint64 rows, fresh, same, changed, marked, refused;
} SrvAdminCounts;

/* what the file alone tells */
void srv_admin_counts_init (SrvAdminCounts *self, const MeriloWorkbook *reading);

/* an object: path, layout, procedure, counts, issues; @works: and each participant of the sheet */
void srv_admin_put_results (GString *out,
                            const char *path,
                            const MeriloWorkbook *reading,
                            const SrvAdminCounts *counts,
                            gboolean works);

/* members without braces */
void srv_admin_put_totals (GString *out, const SrvAdminCounts *counts, guint n);

G_END_DECLS
