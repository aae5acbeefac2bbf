/* Reads a file in a process of its own, bounded in memory, time and output. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SrvReaderOrder:
 * @kind: of the job: "read-roadmap", "import-results" or "read-grid"
 * @name: of the file as it was uploaded: forms say there alone which procedure it is
 * @columns: (nullable): roles of the columns of a roadmap, by commas; NULL: guessed
 * @table: (nullable): the number of the table of a roadmap; NULL: all
 * @school: (nullable): the login of the school whose form of results it is
 * @map: (nullable): a description of the columns of results, JSON
 */
typedef struct
{
  const char *kind;
  const char *name;
  const char *columns;
  const char *table;
  const char *school;
  const char *map;
} SrvReaderOrder;

/**
 * srv_reader_run:
 *
 * Returns: (transfer full): the JSON that the reader printed; of results in a table that nobody has
 *   described "code", "message" and the beginning of its sheets; MERILO_ERROR_BAD_FILE with its words
 *   when it refused the file
 */
char *srv_reader_run (const SrvReaderOrder *order,
                      GBytes *bytes,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
