/* What the engine lets through and a strict server must not: a header that two readers could read
 * in two ways. Kept apart from the engine, so that it is checked by tables alone. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SRV_MAX_HEADERS 100

typedef struct
{
  guint n_headers;
  guint n_seen[16];    /* of each header that may stand once */
  gboolean bad;        /* a name that is no token, a control in a value, text that is not UTF-8 */
  gboolean bad_length; /* Content-Length that is not 1–19 digits */
  guint64 length;      /* of Content-Length; 0 without */
  gboolean has_length, chunked, other_coding, expects, other_expectation;
} SrvHeadCheck;

void srv_head_check_add (
    SrvHeadCheck *check, const char *name, gsize name_size, const char *value, gsize size);

/* @version: "HTTP/1.1". Returns: 0, or the status to refuse with: 400, 417, 431, 501, 505 */
guint srv_head_check_verdict (const SrvHeadCheck *check, const char *version);

gboolean srv_head_check_has_body (const SrvHeadCheck *check);

G_END_DECLS
