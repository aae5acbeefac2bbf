/* ETags of records: the version in quotes. A packed answer is another representation, so its tag
 * says so; both name the same version. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *srv_etag_from_version (gint64 version); /* "7" with the quotes */
char *srv_etag_packed (const char *etag);     /* "7-gzip" */

/* one strong tag of ours, packed or not; FALSE for anything else */
gboolean srv_etag_parse_version (const char *etag, gint64 *ret_version);

/* does an If-None-Match value name @etag, by weak comparison; `*` names all */
gboolean srv_etag_list_has (const char *list, const char *etag);

G_END_DECLS
