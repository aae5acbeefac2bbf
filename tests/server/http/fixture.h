/* A listener in a thread of its own, and a client that writes bytes as they are given. */
#pragma once

#include "http/listener.h"
#include "http/stream.h"

G_BEGIN_DECLS

typedef struct _Fixture Fixture;

/* @limits: NULL for quick ones that suit most tests; @certificate, @key: paths or NULL */
Fixture *fixture_new (const SrvHttpLimits *limits, const char *certificate, const char *key);
void fixture_free (Fixture *fixture);
void fixture_limits (SrvHttpLimits *limits);

guint16 fixture_get_port (Fixture *fixture);
void fixture_quiesce (Fixture *fixture);
gboolean fixture_is_quiet (Fixture *fixture);
guint fixture_count_connections (Fixture *fixture);
guint fixture_count_cancelled (Fixture *fixture); /* handlers whose cancellable fired */
guint fixture_count_closed (Fixture *fixture);    /* event streams that were closed */
gint64 fixture_get_cpu (Fixture *fixture);        /* ns that the listener's thread has used */
void fixture_publish (Fixture *fixture, const char *event, const char *data);

/* a connected socket whose reads give up after ten seconds */
int fixture_connect (Fixture *fixture);
gboolean fixture_send (int fd, const char *text);
gboolean fixture_send_len (int fd, const char *data, gsize length);

char *fixture_read_all (int fd);                       /* until the other side closes */
char *fixture_read_answer (int fd);                    /* until Content-Length is there */
char *fixture_read_until (int fd, const char *wanted); /* until the text is there */

/* connect, send, read until closed; @length: -1 for a string */
char *fixture_exchange (Fixture *fixture, const char *text, gssize length);

guint fixture_status (const char *answer); /* 0 for none */
char *fixture_header (const char *answer, const char *name);
const char *fixture_body (const char *answer);
guint fixture_count_fds (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)

G_END_DECLS
