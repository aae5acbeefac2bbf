/* SQLSTATEs and messages of the base become errors of ours. */
#pragma once

#include <libpq-fe.h>

#include "db/connection.h"
#include "model/error.h"

G_BEGIN_DECLS

/* ME… states are raised by our own functions with a Russian message; the rest are told in general
 */
GError *_srv_error_from_result (PGresult *result);

gboolean _srv_result_has_state (PGresult *result, const char *sqlstate);

G_END_DECLS
