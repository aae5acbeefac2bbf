/* A listening socket served in a GMainContext: one engine without threads, bounded on every side.
 */
#pragma once

#include "http/http-limits.h"
#include "http/metrics.h"
#include "http/router.h"

G_BEGIN_DECLS

typedef struct _SrvListener SrvListener;

/**
 * srv_listener_new:
 * @fd: (transfer full): a listening, non-blocking socket, see address.h; closed by the listener
 * @certificate_file: (nullable): PEM; without it plain HTTP, and only on loopback or a unix socket
 * @key_file: (nullable): PEM
 * @metrics: (nullable): counted into, must outlive the listener
 *
 * Serves in the thread-default main context from now on. All routes must stand in @router already.
 */
SrvListener *srv_listener_new (SrvRouter *router,
                               int fd,
                               const SrvHttpLimits *limits,
                               const char *certificate_file,
                               const char *key_file,
                               SrvMetrics *metrics,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef void (*SrvListenerFunc) (SrvListener *listener, gpointer data);

/**
 * srv_listener_quiesce:
 * @quiet: called once, when the last connection has ended; never if it does not: the caller keeps
 *   the time and calls srv_listener_free()
 *
 * Accepts no more, ends the event streams and idle connections, lets running requests be answered.
 * Other processes that hold the socket must close it too, else the kernel accepts for nobody.
 */
void srv_listener_quiesce (SrvListener *listener, SrvListenerFunc quiet, gpointer data);

/* what still runs is answered 503 and its cancellables fire; late replies are dropped */
void srv_listener_free (SrvListener *listener);

guint srv_listener_get_n_connections (SrvListener *listener);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrvListener, srv_listener_free)

G_END_DECLS
