/* The body of a Word document as blocks, in the order of the document.
 *
 * A table that Word holds as several tables (one a page) stays several here: who joins them knows
 * what they are about. Tables within cells, text boxes and deleted text are no blocks: the first
 * become text of their cell, the others are left out. A line break and the end of a paragraph
 * within a cell are '\n'. Text is NFC. Read-only after reading. */
#pragma once

#include <glib.h>

#include "exchange/package.h"

G_BEGIN_DECLS

typedef enum
{
  MERILO_MERGE_NONE,
  MERILO_MERGE_FIRST, /* the upper cell of a merged column */
  MERILO_MERGE_NEXT,  /* a cell hidden under the one above */
} MeriloMerge;

typedef struct
{
  char *text;
  guint column; /* of the grid, from 0 */
  guint span;   /* columns it takes, 1 for most */
  MeriloMerge merge;
  gboolean listed; /* Word shows a number of an automatic list that is not in the text */
} MeriloDocCell;

typedef struct
{
  guint number;  /* in its table from 0; in a sheet from 1, as people see it */
  GArray *cells; /* of MeriloDocCell */
} MeriloDocRow;

typedef struct
{
  guint number;    /* among paragraphs or among tables, from 0 */
  char *text;      /* of a paragraph; NULL for a table */
  GPtrArray *rows; /* of MeriloDocRow; NULL for a paragraph */
  guint n_columns; /* of the widest row */
  gboolean items;  /* written by us: each row is a whole item, each section row a heading */
  GArray *above;   /* guint: rows of a sheet that became paragraphs above its table; NULL */
} MeriloBlock;

typedef struct
{
  GPtrArray *blocks; /* of MeriloBlock */
  guint n_paragraphs;
  guint n_tables;
} MeriloDocx;

MeriloDocx *merilo_docx_read (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
MeriloDocx *merilo_docx_read_package (MeriloPackage *package,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* takes @part, the part word/document.xml */
MeriloDocx *merilo_docx_read_part (MeriloPart *part, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void merilo_docx_free (MeriloDocx *self);

/* Making one of something else: a document without blocks; each added is numbered and owned by it
 */
MeriloDocx *merilo_docx_new (void);
MeriloBlock *merilo_docx_add_paragraph (MeriloDocx *self, char *text); /* takes @text */
MeriloBlock *merilo_docx_add_table (MeriloDocx *self);
MeriloDocRow *merilo_block_add_row (MeriloBlock *table);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MeriloDocx, merilo_docx_free)

G_END_DECLS
