/* Small files of names and values beside the store, readable by the user alone. Private to store/.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* below $XDG_DATA_HOME/merilo; transfer full */
char *_app_key_file_path (const char *name);

/* an empty one when there is none; transfer full */
GKeyFile *_app_key_file_open (const char *name);
gboolean _app_key_file_save (const char *name, GKeyFile *file);

/* a whole file of text, or nothing of it */
gboolean _app_key_file_write (const char *path, const char *text, gsize length, GError **error);

G_END_DECLS
