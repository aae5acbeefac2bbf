/* What a person should look at in a document that was read, in words. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* of a code of a row (`why`), a section or a deadline (`warnings`); one that is not known is told
 * as it is. Static, or @code itself. */
const char *app_import_explain (const char *code);

/* «0.3», the table and the row, as people count: «таблица 1, строка 4»; «p12» is a paragraph;
 * transfer full */
char *app_import_describe_source (const char *source);

G_END_DECLS
