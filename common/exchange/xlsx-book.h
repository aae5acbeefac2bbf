/* A workbook under way, for the files of this room that write one. libxlsxwriter of Debian 12
 * writes to a file only: a temporary one, gone with the book. */
#pragma once

#include <glib.h>
#include <xlsxwriter.h>

G_BEGIN_DECLS

typedef struct
{
  char *path;
  lxw_workbook *book; /* NULL when closed */
} MeriloXlsxBook;

/* @rows_go_out: cells are written row by row and not kept */
gboolean _merilo_xlsx_book_open (MeriloXlsxBook *self,
                                 gboolean rows_go_out,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* the file; the book is closed, whatever happens */
GBytes *_merilo_xlsx_book_finish (MeriloXlsxBook *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void _merilo_xlsx_book_clear (MeriloXlsxBook *self);

/* says @status in @error; %FALSE */
gboolean _merilo_xlsx_fail (lxw_error status, GError **error);

/* a name that Excel allows for a sheet; transfer full */
char *_merilo_xlsx_sheet_name (const char *wanted);

G_END_DECLS
