/* A log in a file: its lines, and that it does not grow for ever. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "2026-11-30 09:15:02 app-net warning: …", line ends in it as spaces; transfer full */
char *
app_log_format_line (GDateTime *at, const char *domain, GLogLevelFlags level, const char *text);

/* a file over @most bytes becomes @path.1, in the place of the one that was there */
void app_log_turn (const char *path, goffset most);

G_END_DECLS
