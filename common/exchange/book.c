#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/book.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "exchange/csv.h"
#include "exchange/xlsx.h"
#include "model/error.h"

struct _MeriloBook
{
  MeriloXlsx *xlsx; /* NULL: all sheets are in @grids */
  GPtrArray *grids; /* of MeriloGrid; NULL: not read yet */
  guint n_cells;
};

static void
free_grid (gpointer grid)
{
  if (grid != NULL)
    merilo_grid_free (grid);
}

static MeriloBook *
make_book (void)
{
  MeriloBook *self = g_new0 (MeriloBook, 1);

  self->grids = g_ptr_array_new_with_free_func (free_grid);
  return self;
}

void
merilo_book_free (MeriloBook *self)
{
  g_clear_pointer (&self->xlsx, merilo_xlsx_free);
  g_ptr_array_unref (self->grids);
  g_free (self);
}

MeriloBook *
merilo_book_new (GBytes *bytes, GError **error)
{
  g_autoptr (MeriloBook) self = make_book ();
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  if (merilo_package_may_be_text (data, size))
    {
      MeriloGrid *grid = merilo_csv_read_grid (bytes, error);

      if (grid == NULL)
        return NULL;
      g_ptr_array_add (self->grids, grid);
      return g_steal_pointer (&self);
    }
  self->xlsx = merilo_xlsx_new (bytes, error);
  if (self->xlsx == NULL)
    return NULL;
  g_ptr_array_set_size (self->grids, (int) merilo_xlsx_get_n_sheets (self->xlsx));
  return g_steal_pointer (&self);
}

MeriloBook *
merilo_book_open (const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = merilo_package_map_file (path, error);

  return bytes != NULL ? merilo_book_new (bytes, error) : NULL;
}

MeriloBook *
merilo_book_new_for_grid (MeriloGrid *grid)
{
  MeriloBook *self = make_book ();

  g_ptr_array_add (self->grids, grid);
  return self;
}

void
merilo_book_add_grid (MeriloBook *self, MeriloGrid *grid)
{
  g_return_if_fail (self->xlsx == NULL);
  g_ptr_array_add (self->grids, grid);
}

guint
merilo_book_get_n_sheets (const MeriloBook *self)
{
  return self->grids->len;
}

gboolean
merilo_book_is_hidden (const MeriloBook *self, guint sheet)
{
  return self->xlsx != NULL && merilo_xlsx_is_sheet_hidden (self->xlsx, sheet);
}

/* each sheet is bounded, and so are all of them together */
static MeriloGrid *
read_sheet (MeriloBook *self, guint sheet, GError **error)
{
  MeriloGrid *grid = merilo_xlsx_read_grid (self->xlsx, sheet, error);

  if (grid == NULL)
    return NULL;
  self->n_cells += grid->n_cells;
  if (self->n_cells <= MERILO_GRID_MAX_CELLS)
    return grid;
  merilo_grid_free (grid);
  g_set_error_literal (error, MERILO_ERROR, MERILO_ERROR_TOO_LARGE,
                       _ ("в книге слишком много заполненных ячеек; оставьте в ней один отчёт и "
                          "загрузите снова"));
  return NULL;
}

const MeriloGrid *
merilo_book_get_grid (MeriloBook *self, guint sheet, GError **error)
{
  g_return_val_if_fail (sheet < self->grids->len, NULL);
  if (self->grids->pdata[sheet] == NULL)
    self->grids->pdata[sheet] = read_sheet (self, sheet, error);
  return self->grids->pdata[sheet];
}

void
merilo_book_fill_merges (MeriloBook *self, guint sheet, guint from)
{
  g_return_if_fail (sheet < self->grids->len && self->grids->pdata[sheet] != NULL);
  merilo_grid_fill_merges (self->grids->pdata[sheet], from);
}
