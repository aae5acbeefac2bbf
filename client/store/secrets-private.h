/* Where the system keeps passwords: a twin a system. What cannot be kept there goes to secrets.c's
 * file. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* %FALSE: there is no keyring, or it refused */
gboolean _app_keyring_keep (const char *server, const char *login, const char *token);

void _app_keyring_forget (const char *server, const char *login);

/* transfer full, or NULL */
char *_app_keyring_look (const char *server, const char *login);

G_END_DECLS
