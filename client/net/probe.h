/* Is there a server of ours at an address? */
#pragma once

#include "net/session.h"

G_BEGIN_DECLS

/* where a server on this computer listens when it was told nothing else; NULL-terminated */
extern const char *const app_probe_local[];

/* Asks the present server who it is; nobody is signed in by it, and nothing is sent but the
 * question. %FALSE with MERILO_ERROR_BAD_JSON: somebody else answers there; _UNAVAILABLE: nobody,
 * or app_session_get_refusal() says why it is not trusted. */
void app_probe_async (AppSession *session,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer data);
gboolean app_probe_finish (GAsyncResult *result, GError **error);

G_END_DECLS
