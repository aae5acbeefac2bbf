/* One line a request, `key=value`: who, which route, what came of it, how long it took.
 *
 * Never a body, a header, a query or a path (the pattern stands for it): nothing secret can get in.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *id;     /* of the request */
  const char *method; /* or NULL: the head was not read */
  const char *route;  /* pattern, or NULL */
  guint status;       /* 499: the client had gone */
  gint64 microseconds;
  gsize bytes_in, bytes_out;
  const char *user; /* or NULL */
  const char *peer; /* or NULL */
} SrvLogEntry;

void srv_log_request (const SrvLogEntry *entry);

/* without the line's end; text from outside is held to printable ASCII */
void srv_log_format (GString *out, const SrvLogEntry *entry);

/* where lines go: 2 until set. Written whole, so that workers do not mix. */
void srv_log_set_fd (int fd);

G_END_DECLS
