/* Text that must not stay in memory: passwords on their way into a request. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* room for both as JSON, so that it never moves and leaves a copy behind; @second: NULL: none */
GString *app_secret_text_new (const char *first, const char *second);

/* takes @text; its bytes are zeroes before their memory is given back */
GBytes *app_secret_take (GString *text);

/* also where the compiler sees that nobody reads it any more */
void app_secret_wipe (char *bytes, gsize n);

G_END_DECLS
