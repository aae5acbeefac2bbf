/* Between the files that write a document as a workbook. */
#pragma once

#include "document/style.h"
#include "exchange/xlsx-book.h"

G_BEGIN_DECLS

typedef enum
{
  FORMAT_TEXT,
  FORMAT_TITLE,
  FORMAT_HEADING,
  FORMAT_CENTER,
  FORMAT_RIGHT,
  FORMAT_TABLE_HEADING,
  FORMAT_SECTION,
  FORMAT_CELL,
  FORMAT_CELL_CENTER,
  FORMAT_CELL_NUMBER,
  FORMAT_TOTAL,
  FORMAT_TOTAL_NUMBER,
  N_FORMATS,
} Format;

/**
 * Sheet:
 * @columns: that the sheet has, at least 1
 * @status: of the first write that failed; later ones do nothing
 */
typedef struct
{
  MeriloXlsxBook book;
  lxw_worksheet *sheet;
  lxw_format *formats[N_FORMATS];
  lxw_row_t row;
  guint columns;
  double *widths;      /* in characters */
  GPtrArray *pictures; /* GBytes: the book reads them when it closes */
  lxw_error status;
} Sheet;

/* document-xlsx-format.c */
void _merilo_xlsx_make_formats (Sheet *self);

/* document-xlsx-sheet.c: all of them go to the next row */
/* one text over the columns @from … @until, the row as high as it needs */
void
_merilo_xlsx_put_merged (Sheet *self, guint from, guint until, Format format, const char *text);
void _merilo_xlsx_put_cells (Sheet *self, const MeriloTable *table, const MeriloTableRow *row);
void _merilo_xlsx_put_table_heading (Sheet *self, const MeriloTable *table);

G_END_DECLS
