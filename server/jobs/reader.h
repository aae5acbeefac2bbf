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
 * @is_wanted: asked twice a second with @data; FALSE ends the reading
 */
typedef struct
{
  const char *kind;
  const char *name;
  const char *columns;
  const char *table;
  const char *school;
  const char *map;
  gboolean (*is_wanted) (gpointer data);
  gpointer data;
} SrvReaderOrder;

/**
 * srv_reader_run:
 *
 * Returns: (transfer full): what the reader printed: JSON in a line, then lines of works, if there
 *   are any; of results in a table that nobody has described "code", "message" and the beginning of
 *   its sheets; MERILO_ERROR_BAD_FILE with its words when it refused the file;
 *   G_IO_ERROR_CANCELLED when nobody wants it any more
 */
char *srv_reader_run (const SrvReaderOrder *order,
                      GBytes *bytes,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
