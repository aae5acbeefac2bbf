/* Words as they are shown. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* the first letter large; transfer full */
char *app_capital (const char *text);

/* the first @most letters, or all there are; transfer full */
char *app_cut (const char *text, guint most);

G_END_DECLS
