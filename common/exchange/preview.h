/* The beginning of each sheet, for a person who says what its columns are. */
#pragma once

#include "exchange/book.h"

G_BEGIN_DECLS

#define MERILO_PREVIEW_ROWS    60
#define MERILO_PREVIEW_COLUMNS 40

/* member without braces: "sheets":[{"name","rows":[["…"]],"guess":…}]: the visible sheets, each row
 * at its number, cells as people see them; @guess is a description to begin with (layout-map.h), or
 * null */
gboolean
merilo_preview_put_json (MeriloBook *book, GString *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
