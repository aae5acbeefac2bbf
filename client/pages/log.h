/* What went wrong, where a person can find it: a twin a system. On Linux the journal has what a
 * program says; on Windows a program with a window says it to nobody. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* first thing of all */
void app_log_begin (void);

/* the log of a run that ended in a crash, once after it; NULL: it ended well. transfer full */
char *app_log_take_crash (void);

G_END_DECLS
