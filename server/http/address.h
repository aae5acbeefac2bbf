/* Listening sockets. Plain POSIX, so that the supervisor may call it before it forks. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * srv_address_listen:
 * @address: numeric IPv4 or IPv6, or "localhost" (127.0.0.1)
 * @port: 0 for any free one
 *
 * Returns: a listening non-blocking descriptor that exec closes, or -1
 */
int
srv_address_listen (const char *address, guint16 port, GError **error) G_GNUC_WARN_UNUSED_RESULT;

guint16 srv_address_get_port (int fd);  /* that @fd is bound to */
gboolean srv_address_is_local (int fd); /* bound to loopback or a unix socket */

G_END_DECLS
