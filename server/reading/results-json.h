/* The JSON that `import results` prints and the base takes: a workbook, its counts, its works. */
#pragma once

#include "exchange/layout.h"

G_BEGIN_DECLS

/* rows of a file; MERILO_NONE: not known without a base */
typedef struct
{
  gint64 rows, fresh, same, changed, marked, refused;
} SrvReadingCounts;

/* what the file alone tells */
void srv_reading_counts_init (SrvReadingCounts *self, const MeriloWorkbook *reading);

/* an object: path, layout, procedure, counts, issues; @works: and each participant of the sheet */
void srv_reading_put_results (GString *out,
                              const char *path,
                              const MeriloWorkbook *reading,
                              const SrvReadingCounts *counts,
                              gboolean works);

/* the whole: such an object a file, and what they come to; @files: of MeriloWorkbook, read from
 * @paths */
void srv_reading_put_document (GString *out,
                               const char *const *paths,
                               const GPtrArray *files,
                               const SrvReadingCounts *counts,
                               gboolean works);

G_END_DECLS
