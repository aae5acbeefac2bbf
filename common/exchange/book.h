/* Sheets of a file, be it a workbook or a table as text: each read when it is first asked for,
 * and kept. One thread at a time. */
#pragma once

#include "exchange/grid.h"

G_BEGIN_DECLS

typedef struct _MeriloBook MeriloBook;

/* by what the bytes are: a package is a workbook, other text a CSV. MERILO_ERROR_BAD_FILE,
 * MERILO_ERROR_TOO_LARGE: what xlsx.h and csv.h say */
MeriloBook *merilo_book_new (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
MeriloBook *merilo_book_open (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* of sheets in memory already, taken one by one: for tests */
MeriloBook *merilo_book_new_for_grid (MeriloGrid *grid);
void merilo_book_add_grid (MeriloBook *self, MeriloGrid *grid);
void merilo_book_free (MeriloBook *self);

guint merilo_book_get_n_sheets (const MeriloBook *self);
gboolean merilo_book_is_hidden (const MeriloBook *self, guint sheet);

/* owned by the book */
const MeriloGrid *
merilo_book_get_grid (MeriloBook *self, guint sheet, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* merges of a sheet that is read already: merilo_grid_fill_merges () */
void merilo_book_fill_merges (MeriloBook *self, guint sheet, guint from);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MeriloBook, merilo_book_free)

G_END_DECLS
