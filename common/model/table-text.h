/* A table that was copied: what Word, Excel and LibreOffice put on the clipboard, as HTML (with or
 * without the header that Windows calls CF_HTML) or as text with tabs.
 *
 * A tolerant tokenizer of its own for tables alone: end tags may be missing, anything may stand
 * between. Pure, bounded, any thread. Texts are valid UTF-8, runs of blanks are one blank, a new
 * paragraph or a line break is '\n', ends trimmed. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MERILO_TABLE_TEXT_MAX_BYTES   (16 * 1024 * 1024)
#define MERILO_TABLE_TEXT_MAX_ROWS    20000
#define MERILO_TABLE_TEXT_MAX_COLUMNS 256
#define MERILO_TABLE_TEXT_MAX_CELLS   400000 /* those under a merged one counted too */

/* a cell that is wider or higher than one; all from 0, the last ones included */
typedef struct
{
  guint top, left, bottom, right;
} MeriloTableTextMerge;

/**
 * MeriloTableText:
 * @rows: (element-type GStrv): a row has @n_columns texts; under a merged cell they are ""
 * @merges: (element-type MeriloTableTextMerge)
 */
typedef struct
{
  GPtrArray *rows;
  GArray *merges;
  guint n_columns;
} MeriloTableText;

/* is it HTML with a table in it; anything else is read as text with tabs */
gboolean merilo_table_text_is_html (const char *text, gsize length);

/* MERILO_ERROR_TOO_LARGE past a bound, MERILO_ERROR_BAD_FILE if there is no cell with words in it;
 * the tables of a fragment one below another; @text need not end with a zero */
MeriloTableText *
merilo_table_text_read (const char *text, gsize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void merilo_table_text_free (MeriloTableText *self);

/* "" outside of the table */
const char *merilo_table_text_get (const MeriloTableText *self, guint row, guint column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MeriloTableText, merilo_table_text_free)

G_END_DECLS
