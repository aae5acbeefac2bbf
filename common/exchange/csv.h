/* CSV in and out.
 *
 * Reading takes what Excel, LibreOffice and people write: any letters that `model/charset.h`
 * knows; separated by «;», «,», tabs or «|», whichever the first rows have; quotes doubled within
 * quotes; line ends of any system, also within quotes. All cells are texts. */
#pragma once

#include "exchange/grid.h"

G_BEGIN_DECLS

/* rows by number of their first line, blank ones left out. MERILO_ERROR_BAD_FILE for a quote that
 * is never closed and for bytes that are no text */
gboolean merilo_csv_read_rows (GBytes *bytes, MeriloRowFunc func, gpointer data, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
MeriloGrid *merilo_csv_read_grid (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Writing: UTF-8 with a mark, «;» and CRLF: so Excel in Russian opens it with a double click.
 * Begin with merilo_csv_begin, then fields and ends of rows.
 * A text that Excel would take for a formula gets an apostrophe before it. */
void merilo_csv_begin (GString *out);
void merilo_csv_put_field (GString *out, const char *text);
void merilo_csv_end_row (GString *out);

G_END_DECLS
