#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/xlsx-writer.h"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <xlsxwriter.h>

#include "exchange/xlsx-private.h"
#include "model/error.h"

#define LONGEST_NAME 31
#define USUAL_WIDTH  14
#define DAYS_TO_1970 25569

struct _MeriloXlsxWriter
{
  char *path;
  lxw_workbook *book;
  lxw_worksheet *sheet;
  lxw_format *date;
  lxw_format *moment;
  lxw_format *heading;
  guint n_columns;
  guint n_rows;
};

/* Excel forbids some characters in names of sheets */
static char *
make_name (const char *wanted)
{
  g_autofree char *cut
      = g_utf8_substring (wanted, 0, MIN (g_utf8_strlen (wanted, -1), LONGEST_NAME));

  g_strdelimit (cut, "[]:*?/\\'", ' ');
  return cut[0] != '\0' ? g_steal_pointer (&cut) : g_strdup (_ ("Лист"));
}

static gboolean
fail (lxw_error status, GError **error)
{
  gboolean large = status == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED
                   || status == LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE;

  g_set_error (error, MERILO_ERROR, large ? MERILO_ERROR_TOO_LARGE : MERILO_ERROR_INTERNAL,
               _ ("книга Excel не записывается: %s"), lxw_strerror (status));
  return FALSE;
}

static gboolean
open_book (MeriloXlsxWriter *self, GError **error)
{
  lxw_workbook_options options
      = { .constant_memory = LXW_TRUE, .tmpdir = (char *) g_get_tmp_dir () };
  g_autoptr (GError) cause = NULL;
  int descriptor = g_file_open_tmp ("merilo-XXXXXX.xlsx", &self->path, &cause);

  if (descriptor < 0)
    {
      g_set_error (error, MERILO_ERROR, MERILO_ERROR_UNAVAILABLE,
                   _ ("временный файл не создаётся: %s"), cause->message);
      return FALSE;
    }
  g_close (descriptor, NULL);
  self->book = workbook_new_opt (self->path, &options);
  return self->book != NULL || fail (LXW_ERROR_CREATING_XLSX_FILE, error);
}

static lxw_error
begin_sheet (MeriloXlsxWriter *self, const char *name, const MeriloSheetColumn *columns)
{
  lxw_error status = LXW_NO_ERROR;

  self->sheet = workbook_add_worksheet (self->book, name);
  if (self->sheet == NULL)
    return LXW_ERROR_SHEETNAME_ALREADY_USED;
  self->heading = workbook_add_format (self->book);
  format_set_bold (self->heading);
  format_set_text_wrap (self->heading);
  self->date = workbook_add_format (self->book);
  format_set_num_format (self->date, "dd.mm.yyyy");
  self->moment = workbook_add_format (self->book);
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
  g_autofree char *name = make_name (sheet);
  lxw_error status;

  g_return_val_if_fail (n_columns > 0 && n_columns <= MERILO_GRID_MAX_COLUMNS, NULL);
  self->n_columns = n_columns;
  if (!open_book (self, error))
    return NULL;
  status = begin_sheet (self, name, columns);
  if (status != LXW_NO_ERROR)
    {
      fail (status, error);
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
    return fail (LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE, error);
  self->n_rows++;
  for (guint i = 0; i < self->n_columns; i++)
    {
      lxw_error status = write_cell (self, self->n_rows, (lxw_col_t) i, &cells[i]);

      if (status != LXW_NO_ERROR)
        return fail (status, error);
    }
  return TRUE;
}

GBytes *
merilo_xlsx_writer_finish (MeriloXlsxWriter *self, GError **error)
{
  g_autoptr (GError) cause = NULL;
  char *data = NULL;
  gsize size = 0;
  lxw_error status;

  g_return_val_if_fail (self->book != NULL, NULL);
  worksheet_autofilter (self->sheet, 0, 0, self->n_rows, (lxw_col_t) (self->n_columns - 1));
  status = workbook_close (self->book); /* frees the book, whatever happens */
  self->book = NULL;
  if (status != LXW_NO_ERROR)
    {
      fail (status, error);
      return NULL;
    }
  if (!g_file_get_contents (self->path, &data, &size, &cause))
    {
      g_set_error (error, MERILO_ERROR, MERILO_ERROR_UNAVAILABLE,
                   _ ("временный файл не читается: %s"), cause->message);
      return NULL;
    }
  return g_bytes_new_take (data, size);
}

void
merilo_xlsx_writer_free (MeriloXlsxWriter *self)
{
  if (self->book != NULL)
    workbook_close (self->book); /* the only way to free it with its temporary files */
  if (self->path != NULL)
    g_unlink (self->path);
  g_free (self->path);
  g_free (self);
}
