/* Who is signed in to which server, and whether it answers. One of them in the program; lives in
 * the main thread. The token is kept in memory here; client/store/secrets.h keeps it between
 * starts. Proxies are the system's; certificates are trusted by the system's authorities and by the
 * department's own, see trust.h. */
#pragma once

#include <gio/gio.h>

#include "model/role.h"
#include "net/trust.h"

G_BEGIN_DECLS

/* what the address of a server begins with, for the field it is typed into */
#define APP_SERVER_PREFIX "https://"

#define APP_TYPE_SESSION  (app_session_get_type ())
G_DECLARE_FINAL_TYPE (AppSession, app_session, APP, SESSION, GObject)

typedef struct
{
  gint64 id;
  char *login;
  char *name;
  MeriloRole role;
  gint64 org_id;
  char *org_name;
} AppUser;

/* Signals:
 * ::ended () the server does not know the token any more: sign in again
 * Properties:
 * "online": the last exchange reached the server; "signed-in" */
AppSession *app_session_new (void);

/**
 * app_session_set_server:
 * @url: "https://host[:port]"; plain http is taken for the loopback alone
 *
 * Returns: %FALSE with MERILO_ERROR_INVALID in words
 */
gboolean app_session_set_server (AppSession *self,
                                 const char *url,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
const char *app_session_get_server (AppSession *self); /* "" when none */

/* @path: PEM of the department's own authority; %NULL: the system's alone */
gboolean app_session_set_ca_file (AppSession *self,
                                  const char *path,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* the certificate that was not trusted, until the server or the file is another; NULL: none */
const AppTrust *app_session_get_refusal (AppSession *self);

void app_session_set_token (AppSession *self, const char *token);
const char *app_session_get_token (AppSession *self); /* NULL: nobody */

const AppUser *app_session_get_user (AppSession *self); /* NULL: nobody */
gboolean app_session_has_role (AppSession *self, guint mask);
gboolean app_session_get_online (AppSession *self);

void app_session_sign_in_async (AppSession *self,
                                const char *login,
                                const char *password,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data);
gboolean app_session_sign_in_finish (AppSession *self, GAsyncResult *result, GError **error);

/* asks the server whom the token stands for */
void app_session_restore_async (AppSession *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data);
gboolean app_session_restore_finish (AppSession *self, GAsyncResult *result, GError **error);

/* The answer of the server is not waited for: the token is forgotten at once. */
void app_session_sign_out (AppSession *self, gboolean everywhere);

/* The user as the server described them, to be kept for a start without a network, and back. */
char *app_session_describe_user (AppSession *self);
gboolean app_session_assume_user (AppSession *self, const char *description);

G_END_DECLS
