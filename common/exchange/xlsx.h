/* Reads workbooks (.xlsx) as a stream: a row at a time, so that memory does not grow with the
 * sheet.
 *
 * Values are those the file stores: a formula gives the value Excel counted last. Numbers with a
 * format of dates become dates, in both date systems. One thread at a time. */
#pragma once

#include "exchange/grid.h"
#include "exchange/package.h"

G_BEGIN_DECLS

typedef struct _MeriloXlsx MeriloXlsx;

/* MERILO_ERROR_BAD_FILE, MERILO_ERROR_TOO_LARGE: what package.h says */
MeriloXlsx *merilo_xlsx_new (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
MeriloXlsx *merilo_xlsx_open (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void merilo_xlsx_free (MeriloXlsx *self);

guint merilo_xlsx_get_n_sheets (const MeriloXlsx *self);
const char *merilo_xlsx_get_sheet_name (const MeriloXlsx *self, guint sheet);
gboolean merilo_xlsx_is_sheet_hidden (const MeriloXlsx *self, guint sheet);

/* rows with at least one cell that holds something, in order; merges are added to @merges
 * (of MeriloGridMerge) if it is not NULL: they stand behind the rows in the file */
gboolean merilo_xlsx_read_rows (MeriloXlsx *self,
                                guint sheet,
                                MeriloRowFunc func,
                                gpointer data,
                                GArray *merges,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

MeriloGrid *
merilo_xlsx_read_grid (MeriloXlsx *self, guint sheet, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MeriloXlsx, merilo_xlsx_free)

G_END_DECLS
