/* The bytes of a request's body on their way in: there may be a password among them, so that they
 * are zeroes before their memory is given back. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* a small one has all its room at once: it never moves and leaves no copy behind */
GByteArray *_srv_body_new (gsize max);

/* takes @gathered */
GBytes *_srv_body_take (GByteArray *gathered);

G_END_DECLS
