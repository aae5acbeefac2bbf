#pragma once

#include <glib.h>
#include <sys/socket.h>

G_BEGIN_DECLS

gboolean _srv_address_is_loopback (const struct sockaddr *address);
char *_srv_address_print (const struct sockaddr *address); /* without the port */
char *_srv_address_canonize (const char *text);            /* NULL if not a numeric address */

G_END_DECLS
