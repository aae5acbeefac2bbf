/* Words as they are shown. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* the first letter large; transfer full */
char *app_capital (const char *text);

G_END_DECLS
