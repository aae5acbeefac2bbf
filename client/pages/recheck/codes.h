/* Codes of a work's tasks, as the server writes them: a JSON array, or a list by commas. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* exactly @n of them: what is missing is numbered; transfer full */
GStrv app_task_codes (const char *text, guint n);

G_END_DECLS
