/* A scale as it stands in an order or in Excel, read from the clipboard's text: a line a mark, with
 * the score it begins at and, beside it or in the same cell, the one it ends at; the same turned by
 * a quarter; or three numbers alone, of «3», «4» and «5». It knows no display. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define APP_SCALE_PASTE_BOUNDS 3 /* of «3», «4», «5» */

/* one cell alone: there is nothing to read, it belongs where the cursor is */
gboolean app_scale_paste_is_table (const char *text);

/* %FALSE: @ret_words say which line is not read and what is wanted in its place; @ret_bounds stay
 * as they are then. Whether the bounds grow and are within the procedure's is not asked here. */
gboolean app_scale_paste_read (const char *text,
                               gint64 ret_bounds[APP_SCALE_PASTE_BOUNDS],
                               char **ret_words) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
