/* Writes one table as a workbook: headings above, typed rows below, the headings frozen and with a
 * filter. Rows go out as they come (libxlsxwriter's constant memory), so a list of a year fits.
 * The library of Debian 12 writes to a file only: a temporary one, gone at the end. */
#pragma once

#include "exchange/grid.h"

G_BEGIN_DECLS

typedef struct
{
  const char *heading;
  guint width; /* characters; 0 for the usual */
} MeriloSheetColumn;

typedef struct _MeriloXlsxWriter MeriloXlsxWriter;

/* @sheet: its name, cut to the 31 characters that Excel allows */
MeriloXlsxWriter *merilo_xlsx_writer_new (const char *sheet,
                                          const MeriloSheetColumn *columns,
                                          guint n_columns,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* a cell a column. MERILO_ERROR_TOO_LARGE past the bounds of Excel */
gboolean merilo_xlsx_writer_add_row (MeriloXlsxWriter *self,
                                     const MeriloCell *cells,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* the file; the writer takes no more rows */
GBytes *merilo_xlsx_writer_finish (MeriloXlsxWriter *self,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* also without finishing */
void merilo_xlsx_writer_free (MeriloXlsxWriter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MeriloXlsxWriter, merilo_xlsx_writer_free)

G_END_DECLS
