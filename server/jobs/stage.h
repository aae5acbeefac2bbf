/* Rows of a read workbook on their way into the base. */
#pragma once

#include "db/session.h"

G_BEGIN_DECLS

/* copies @lines, each a work as the reader prints it, under @job. The reader read a stranger's
 * file: whose rows they are is said here, at the head of each line. A code of two works that it has
 * not found fault with refuses all of them */
gboolean srv_stage_works (SrvSession *session, const char *job, const char *lines, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
