/* Where the catalogs of our words lie, and the language they are shown in: a twin a system. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void app_locales_bind (void);

G_END_DECLS
