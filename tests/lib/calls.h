/* The questions of a session that are not answered yet, besides the one for events, which lasts as
 * long as the session. */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef struct _Calls Calls;

/* those that are asked from now on */
Calls *calls_watch (SoupSession *session);
guint calls_count (Calls *self);
void calls_free (Calls *self);

G_END_DECLS
