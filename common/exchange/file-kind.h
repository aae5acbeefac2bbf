/* What kind of file bytes are, by the bytes alone: names and headings lie. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * merilo_file_kind:
 * @bytes: a whole file
 *
 * Recognises what people attach: PDF, DOCX, XLSX, ODT, ODS, PNG, JPEG and plain text (CSV is text
 * too). Anything else is refused with what to do instead: archives, programs, old documents of
 * Office and those with macros, locked ones, pages of the web.
 *
 * Returns: (transfer none): the media type, or NULL: MERILO_ERROR_BAD_FILE
 */
const char *merilo_file_kind (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
