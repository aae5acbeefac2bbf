/* Reads a file in a process of its own, bounded in memory, time and output. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * srv_reader_run:
 * @kind: of the job: "read-roadmap" or "import-results"
 * @name: of the file as it was uploaded, for its ending alone
 *
 * Returns: (transfer full): the JSON that the reader printed; MERILO_ERROR_BAD_FILE with its words
 *   when it refused the file
 */
char *srv_reader_run (const char *kind, const char *name, GBytes *bytes, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
