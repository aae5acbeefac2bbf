/* Rows of a read workbook on their way into the base. */
#pragma once

#include <json-glib/json-glib.h>

#include "db/session.h"

G_BEGIN_DECLS

/* takes `works` out of each file of @document (they go to the staging table, not into the result)
 * and copies them under @job */
gboolean srv_stage_works (SrvSession *session,
                          const char *job,
                          JsonObject *document,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
