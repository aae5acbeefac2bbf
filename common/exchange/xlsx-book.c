#define G_LOG_DOMAIN "merilo-exchange"

#include "config.h"

#include "exchange/xlsx-book.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "model/error.h"

#define LONGEST_NAME 31

char *
_merilo_xlsx_sheet_name (const char *wanted)
{
  g_autofree char *cut
      = g_utf8_substring (wanted, 0, MIN (g_utf8_strlen (wanted, -1), LONGEST_NAME));

  g_strdelimit (cut, "[]:*?/\\'\n\t", ' ');
  return cut[0] != '\0' ? g_steal_pointer (&cut) : g_strdup (_ ("Лист"));
}

gboolean
_merilo_xlsx_fail (lxw_error status, GError **error)
{
  gboolean large = status == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED
                   || status == LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE;

  g_set_error (error, MERILO_ERROR, large ? MERILO_ERROR_TOO_LARGE : MERILO_ERROR_INTERNAL,
               _ ("книга Excel не записывается: %s"), lxw_strerror (status));
  return FALSE;
}

gboolean
_merilo_xlsx_book_open (MeriloXlsxBook *self, gboolean rows_go_out, GError **error)
{
  lxw_workbook_options options = { .constant_memory = rows_go_out ? LXW_TRUE : LXW_FALSE,
                                   .tmpdir = (char *) g_get_tmp_dir () };
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
  return self->book != NULL || _merilo_xlsx_fail (LXW_ERROR_CREATING_XLSX_FILE, error);
}

GBytes *
_merilo_xlsx_book_finish (MeriloXlsxBook *self, GError **error)
{
  g_autoptr (GError) cause = NULL;
  char *data = NULL;
  gsize size = 0;
  lxw_error status = workbook_close (self->book); /* frees the book, whatever happens */

  self->book = NULL;
  if (status != LXW_NO_ERROR)
    {
      _merilo_xlsx_fail (status, error);
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
_merilo_xlsx_book_clear (MeriloXlsxBook *self)
{
  if (self->book != NULL)
    workbook_close (self->book); /* the only way to free it with its temporary files */
  self->book = NULL;
  if (self->path != NULL)
    g_unlink (self->path);
  g_clear_pointer (&self->path, g_free);
}
