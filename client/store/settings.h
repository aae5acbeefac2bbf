/* What the program must know on this computer before anybody has signed in; settings of a user lie
 * in the store. Main thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* the server that was found last: "https://merilo.example.ru" */
#define APP_SETTING_SERVER "server"
/* path of the department's own certificates, PEM: trusted beside the system's */
#define APP_SETTING_CA_FILE "ca-file"

char *app_settings_dup (const char *name); /* transfer full; NULL: not set */

/* @value NULL forgets it */
gboolean app_settings_set (const char *name, const char *value);

/* Keeps @pem in a file of our own, for the one it was taken from may lie on a stick, and sets
 * "ca-file" to it. */
gboolean app_settings_keep_ca (const char *pem, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
