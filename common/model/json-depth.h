/* How deep a text of JSON goes. The parser of json-glib calls itself for each level, so this is
 * asked before it sees a text of a stranger. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* no more than @most arrays and objects lie in each other; whether it is JSON at all is not asked
 */
gboolean merilo_json_is_shallow (const char *text, gsize length, guint most);

G_END_DECLS
