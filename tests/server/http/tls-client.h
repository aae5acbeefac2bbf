/* A certificate for the tests and a client that trusts anybody. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* self-signed, for an hour */
void tls_make_certificate (const char *certificate_path, const char *key_path);

/* on @fd, which it closes: shake hands, send @length bytes (-1: a string) and @zeros more, read to
 * the end; "" if the handshake fails */
char *
tls_exchange (int fd, const char *priorities, const char *request, gssize length, gsize zeros);

G_END_DECLS
