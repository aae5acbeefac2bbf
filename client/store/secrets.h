/* The session's token between starts: in the desktop's keyring (on Windows the Credential Manager),
 * or, where there is none, in a file that only the user can read. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @token NULL forgets it. %FALSE: it could be kept nowhere, and the user signs in next time. */
gboolean app_secrets_keep (const char *server, const char *login, const char *token);

/* transfer full, or NULL */
char *app_secrets_look (const char *server, const char *login);

/* Who signed in here last: no secret, kept in the fallback's file. @user is how the server
 * described them, for a start without a network. */
void app_secrets_keep_last (const char *server, const char *login, const char *user);
gboolean app_secrets_look_last (char **ret_server, char **ret_login, char **ret_user);

G_END_DECLS
