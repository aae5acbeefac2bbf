/* The target of a request line, decoded strictly. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SRV_MAX_QUERY 64

typedef struct
{
  char **segments;  /* decoded: "/a/b%20c" is "a", "b c"; "/" is none */
  GPtrArray *query; /* name, value, … decoded; NULL for none */
} SrvTarget;

/**
 * srv_target_parse:
 * @raw: the target as it was sent, path and query
 *
 * Returns: %FALSE for anything that two readers could read in two ways: bytes that are not
 * printable ASCII, a bad escape, an escaped NUL, control or slash, text that is not UTF-8, `.` and
 * `..`, a fragment, an absolute URL, more than SRV_MAX_QUERY parameters. @target is cleared then.
 */
gboolean srv_target_parse (SrvTarget *target, const char *raw) G_GNUC_WARN_UNUSED_RESULT;
void srv_target_clear (SrvTarget *target);

/* the first value of @name, or NULL */
const char *srv_target_get_query (const SrvTarget *target, const char *name);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SrvTarget, srv_target_clear)

G_END_DECLS
