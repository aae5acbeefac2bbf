/* Sheets for tests of layouts, drawn as text: a line a row, «|» between cells. */
#pragma once

#include "exchange/layout.h"

G_BEGIN_DECLS

/* blank lines are rows without cells */
MeriloGrid *sheet_make (const char *name, const char *text);

/* sheets one after another, a form feed between them, read as the file @path */
MeriloWorkbook *sheet_read (const char *path, const char *text, GError **error);

/* "9.5 item-above-max 3, …": row, column, code, value */
char *sheet_show_issues (const GArray *issues);

/* the issues of @text read as @path; what cannot be read at all fails the test */
char *sheet_judge (const char *path, const char *text);

/* a folder of data beside the checkout, NULL and the test skipped if there is none */
char *sheet_find_shared (void);

G_END_DECLS
