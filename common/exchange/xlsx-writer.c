#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/xlsx-writer.h"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "exchange/xlsx-book.h"
#include "exchange/xlsx-private.h"

#define USUAL_WIDTH  14
#define DAYS_TO_1970 25569

struct _MeriloXlsxWriter
{
  MeriloXlsxBook book;
  lxw_worksheet *sheet;
  lxw_format *date;
  lxw_format *moment;
  lxw_format *heading;
  guint n_columns;
  guint n_rows;
};

static lxw_error
begin_sheet (MeriloXlsxWriter *self, const char *name, const MeriloSheetColumn *columns)
{
  lxw_error status = LXW_NO_ERROR;

  self->sheet = workbook_add_worksheet (self->book.book, name);
  if (self->sheet == NULL)
    return LXW_ERROR_SHEETNAME_ALREADY_USED;
  self->heading = workbook_add_format (self->book.book);
  format_set_bold (self->heading);
  format_set_text_wrap (self->heading);
  self->date = workbook_add_format (self->book.book);
  format_set_num_format (self->date, "dd.mm.yyyy");
  self->moment = workbook_add_format (self->book.book);
  format_set_num_format (self->moment, "dd.mm.yyyy hh:mm");
  for (guint i = 0; i < self->n_columns && status == LXW_NO_ERROR; i++)
    {
      lxw_col_t at = (lxw_col_t) i;

      worksheet_set_column (self->sheet, at, at,
                            columns[i].width != 0 ? columns[i].width : USUAL_WIDTH, NULL);
      status = worksheet_write_string (self->sheet, 0, at, columns[i].heading, self->heading);
    }
  worksheet_freeze_panes (self->sheet, 1, 0);
  return status;
}

MeriloXlsxWriter *
merilo_xlsx_writer_new (const char *sheet,
                        const MeriloSheetColumn *columns,
                        guint n_columns,
                        GError **error)
{
  g_autoptr (MeriloXlsxWriter) self = g_new0 (MeriloXlsxWriter, 1);
  g_autofree char *name = _merilo_xlsx_sheet_name (sheet);
  lxw_error status;

  g_return_val_if_fail (n_columns > 0 && n_columns <= MERILO_GRID_MAX_COLUMNS, NULL);
  self->n_columns = n_columns;
  if (!_merilo_xlsx_book_open (&self->book, TRUE, error))
    return NULL;
  status = begin_sheet (self, name, columns);
  if (status != LXW_NO_ERROR)
    {
      _merilo_xlsx_fail (status, error);
      return NULL;
    }
  return g_steal_pointer (&self);
}

static lxw_error
write_cell (MeriloXlsxWriter *self, lxw_row_t row, lxw_col_t column, const MeriloCell *cell)
{
  switch (cell->kind)
    {
    case MERILO_CELL_TEXT:
    case MERILO_CELL_ERROR:
      return worksheet_write_string (self->sheet, row, column, cell->text, NULL);
    case MERILO_CELL_NUMBER:
      return isfinite (cell->number)
                 ? worksheet_write_number (self->sheet, row, column, cell->number, NULL)
                 : LXW_NO_ERROR; /* a figure that is not there is a blank cell */
    case MERILO_CELL_DATE:
      return worksheet_write_number (self->sheet, row, column, cell->number + DAYS_TO_1970,
                                     cell->number == floor (cell->number) ? self->date
                                                                          : self->moment);
    case MERILO_CELL_FLAG:
      return worksheet_write_string (self->sheet, row, column,
                                     cell->number != 0 ? _ ("да") : _ ("нет"), NULL);
    case MERILO_CELL_EMPTY:
    default:
      return LXW_NO_ERROR;
    }
}

gboolean
merilo_xlsx_writer_add_row (MeriloXlsxWriter *self, const MeriloCell *cells, GError **error)
{
  if (self->n_rows + 1 >= MERILO_XLSX_MAX_ROWS)
    return _merilo_xlsx_fail (LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE, error);
  self->n_rows++;
  for (guint i = 0; i < self->n_columns; i++)
    {
      lxw_error status = write_cell (self, self->n_rows, (lxw_col_t) i, &cells[i]);

      if (status != LXW_NO_ERROR)
        return _merilo_xlsx_fail (status, error);
    }
  return TRUE;
}

GBytes *
merilo_xlsx_writer_finish (MeriloXlsxWriter *self, GError **error)
{
  g_return_val_if_fail (self->book.book != NULL, NULL);
  worksheet_autofilter (self->sheet, 0, 0, self->n_rows, (lxw_col_t) (self->n_columns - 1));
  return _merilo_xlsx_book_finish (&self->book, error);
}

void
merilo_xlsx_writer_free (MeriloXlsxWriter *self)
{
  _merilo_xlsx_book_clear (&self->book);
  g_free (self);
}
