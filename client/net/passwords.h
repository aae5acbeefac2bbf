/* New passwords. They go to the server once and are kept nowhere: not in the outbox, not in the
 * cache; what carried them is wiped. */
#pragma once

#include "net/api.h"

G_BEGIN_DECLS

/* One's own. The other sessions of the user end; this one goes on with its token. */
void app_api_change_password_async (AppApi *self,
                                    const char *old,
                                    const char *new,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data);

/* Another's, for an administrator. All sessions of that user end. */
void app_api_give_password_async (AppApi *self,
                                  const char *user_id,
                                  const char *new,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data);

/**
 * app_api_password_finish:
 *
 * Returns: %FALSE with MERILO_ERROR. MERILO_ERROR_TIMEOUT: the question went out and no answer
 *   came, so that the password may have been set; after all others it surely has not
 */
gboolean app_api_password_finish (AppApi *self,
                                  GAsyncResult *result,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
