/* Text made fit for every kind of file. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* UTF-8 with '\n' for every kind of line end and signs in the place of control characters; NULL
 * gives "". Transfer full */
char *merilo_document_clean (const char *text);

G_END_DECLS
