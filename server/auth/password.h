/* Passwords: argon2id by libsodium, slow by design, so never in the main loop. */
#pragma once

#include <gio/gio.h>

#include "model/password.h"

G_BEGIN_DECLS

/* once, before anything else here; %FALSE when the library has no randomness */
gboolean srv_password_init (void);

/* wiped first; NULL is none */
void srv_password_free (char *password);

/* MERILO_ERROR_INVALID in words when it is too short, too long or not UTF-8 */
gboolean srv_password_check (const char *password, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* transfer full: the string to store; blocks some 100 ms */
char *srv_password_hash (const char *password, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* blocks likewise; with @hash NULL it takes as long and says no, so that time tells nothing of
 * accounts */
gboolean srv_password_verify (const char *hash, const char *password);

void srv_password_hash_async (const char *password,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
char *srv_password_hash_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

void srv_password_verify_async (const char *hash,
                                const char *password,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean srv_password_verify_finish (GAsyncResult *result,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
