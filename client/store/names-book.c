#define G_LOG_DOMAIN "app-store"

#include "config.h"

#include "store/names-file.h"

#include <glib/gi18n-lib.h>

#include "model/error.h"

/* Just as much of a workbook as a list of names has: texts and numbers of its first sheet. The real
 * reader is the server's, and a list of names never goes there. */

#define MAX_PART    (32 * 1024 * 1024)
#define MAX_CELLS   400000
#define MAX_COLUMNS 64

static gboolean
refuse (GError **error, const char *what)
{
  g_set_error_literal (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE, what);
  return FALSE;
}

static gboolean
refuse_broken (GError **error)
{
  return refuse (error,
                 _ ("книга испорчена: откройте её в Excel и сохраните ещё раз или возьмите у того, "
                    "кто её прислал, снова"));
}

/* The zip */

typedef struct
{
  const guint8 *data;
  gsize size;
} Zip;

static guint32
take_number (const Zip *zip, gsize at, guint n)
{
  guint32 value = 0;

  for (guint i = n; i > 0; i--)
    value = value << 8 | zip->data[at + i - 1];
  return value;
}

/* where the directory begins; FALSE: this is no zip */
static gboolean
find_directory (const Zip *zip, gsize *ret_at, guint *ret_n)
{
  for (gsize back = 22; back <= MIN (zip->size, 22 + 65535); back++)
    {
      gsize at = zip->size - back;

      if (take_number (zip, at, 4) != 0x06054b50)
        continue;
      *ret_n = take_number (zip, at + 10, 2);
      *ret_at = take_number (zip, at + 16, 4);
      return *ret_at < zip->size;
    }
  return FALSE;
}

static char *
inflate_part (const guint8 *data, gsize size, gsize real, GError **error)
{
  g_autoptr (GConverter) zlib
      = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW));
  g_autofree char *text = g_malloc (real + 1);
  gsize in = 0, out = 0;
  GConverterResult status = G_CONVERTER_CONVERTED;

  while (out < real && status == G_CONVERTER_CONVERTED)
    {
      gsize read = 0, written = 0;

      status = g_converter_convert (zlib, data + in, size - in, text + out, real - out,
                                    G_CONVERTER_INPUT_AT_END, &read, &written, NULL);
      in += read;
      out += written;
    }
  if (out != real || status == G_CONVERTER_ERROR)
    {
      refuse_broken (error);
      return NULL;
    }
  text[real] = 0;
  return g_steal_pointer (&text);
}

/* the part that the entry of the directory at @at names */
static char *
read_part (const Zip *zip, gsize at, GError **error)
{
  guint method = take_number (zip, at + 10, 2);
  gsize packed = take_number (zip, at + 20, 4), real = take_number (zip, at + 24, 4);
  gsize local = take_number (zip, at + 42, 4), begin;

  if (real > MAX_PART)
    {
      g_set_error_literal (
          error, MERILO_ERROR, MERILO_ERROR_TOO_LARGE,
          _ ("книга слишком велика для списка участников: оставьте в ней один лист со "
             "столбцами «код» и «фамилия» и сохраните её снова"));
      return NULL;
    }
  begin = local + 30;
  if (begin <= zip->size)
    begin += take_number (zip, local + 26, 2) + take_number (zip, local + 28, 2);
  if (begin > zip->size || packed > zip->size - begin)
    {
      refuse_broken (error);
      return NULL;
    }
  if (method == 0 && packed == real)
    return g_strndup ((const char *) zip->data + begin, real);
  return inflate_part (zip->data + begin, packed, real, error);
}

/* "" when there is no such part; of several that fit, the first by name */
static char *
find_part (const Zip *zip, const char *prefix, GError **error)
{
  gsize at = 0, found = 0;
  guint n = 0;
  g_autofree char *best = NULL;

  if (!find_directory (zip, &at, &n))
    {
      refuse (
          error,
          _ ("файл записан не до конца или это не книга Excel: откройте его в Excel и сохраните "
             "как .xlsx"));
      return NULL;
    }
  for (guint i = 0; i < n && at + 46 <= zip->size && take_number (zip, at, 4) == 0x02014b50; i++)
    {
      gsize length = take_number (zip, at + 28, 2);
      g_autofree char *name = NULL;

      if (at + 46 + length > zip->size)
        break;
      name = g_strndup ((const char *) zip->data + at + 46, length);
      if (g_str_has_prefix (name, prefix) && g_str_has_suffix (name, ".xml")
          && (best == NULL || strlen (name) < strlen (best)
              || (strlen (name) == strlen (best) && strcmp (name, best) < 0)))
        {
          found = at;
          g_free (best);
          best = g_steal_pointer (&name);
        }
      at += 46 + length + take_number (zip, at + 30, 2) + take_number (zip, at + 32, 2);
    }
  return best != NULL ? read_part (zip, found, error) : g_strdup ("");
}

/* The XML */

typedef struct
{
  GPtrArray *strings; /* shared ones */
  GPtrArray *rows;    /* of GStrv */
  GPtrArray *row;     /* of char *, the row at hand */
  GString *text;      /* of the cell or string at hand */
  guint column, n_cells;
  gboolean shared, taking;
} Reading;

static const char *
local_name (const char *name)
{
  const char *colon = strchr (name, ':');

  return colon != NULL ? colon + 1 : name;
}

/* "AB17" is column 28 */
static guint
column_of (const char *address)
{
  guint column = 0;

  for (; g_ascii_isupper (*address) && column < 10000; address++)
    column = column * 26 + (guint) (*address - 'A' + 1);
  return column;
}

static void
start_cb (GMarkupParseContext *context,
          const char *element,
          const char **names,
          const char **values,
          gpointer data,
          GError **error)
{
  Reading *r = data;
  const char *name = local_name (element);

  if (g_str_equal (name, "row"))
    g_ptr_array_set_size (r->row, 0);
  else if (g_str_equal (name, "c"))
    {
      r->column++;
      r->shared = FALSE;
      for (guint i = 0; names[i] != NULL; i++)
        if (g_str_equal (names[i], "r"))
          r->column = column_of (values[i]);
        else if (g_str_equal (names[i], "t"))
          r->shared = g_str_equal (values[i], "s");
      g_string_truncate (r->text, 0);
    }
  else if (g_str_equal (name, "si"))
    g_string_truncate (r->text, 0);
  r->taking = g_str_equal (name, "t") || g_str_equal (name, "v");
}

static void
put_cell (Reading *r)
{
  guint64 index = g_ascii_strtoull (r->text->str, NULL, 10);
  const char *text = !r->shared                ? r->text->str
                     : index < r->strings->len ? r->strings->pdata[index]
                                               : "";

  if (r->column == 0 || r->column > MAX_COLUMNS || r->n_cells++ > MAX_CELLS)
    return;
  while (r->row->len < r->column)
    g_ptr_array_add (r->row, g_strdup (""));
  g_free (r->row->pdata[r->column - 1]);
  r->row->pdata[r->column - 1] = g_strdup (text);
}

static void
end_cb (GMarkupParseContext *context, const char *element, gpointer data, GError **error)
{
  Reading *r = data;
  const char *name = local_name (element);

  r->taking = FALSE;
  if (g_str_equal (name, "c"))
    put_cell (r);
  else if (g_str_equal (name, "si"))
    g_ptr_array_add (r->strings, g_strdup (r->text->str));
  else if (g_str_equal (name, "row"))
    {
      char **cells = g_new0 (char *, r->row->len + 1);

      for (guint i = 0; i < r->row->len; i++)
        cells[i] = g_strdup (r->row->pdata[i]);
      g_ptr_array_add (r->rows, cells);
      r->column = 0;
    }
}

static void
text_cb (
    GMarkupParseContext *context, const char *text, gsize length, gpointer data, GError **error)
{
  Reading *r = data;

  if (r->taking)
    g_string_append_len (r->text, text, (gssize) length);
}

static gboolean
parse (Reading *reading, const char *xml, GError **error)
{
  static const GMarkupParser parser = { start_cb, end_cb, text_cb, NULL, NULL };
  g_autoptr (GMarkupParseContext) context
      = g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, reading, NULL);

  if (g_str_has_prefix (xml, "\xEF\xBB\xBF"))
    xml += 3;
  return *xml == 0
         || (g_markup_parse_context_parse (context, xml, -1, NULL)
             && g_markup_parse_context_end_parse (context, NULL))
         || refuse_broken (error);
}

GPtrArray *
_app_names_read_book (GBytes *bytes, GError **error)
{
  Zip zip = { NULL, 0 };
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) row = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) text = g_string_new (NULL);
  Reading reading = { .strings = strings, .rows = rows, .row = row, .text = text };
  g_autofree char *shared = NULL, *sheet = NULL;

  zip.data = g_bytes_get_data (bytes, &zip.size);
  shared = find_part (&zip, "xl/sharedStrings", error);
  sheet = shared != NULL ? find_part (&zip, "xl/worksheets/sheet", error) : NULL;
  if (sheet == NULL || !parse (&reading, shared, error) || !parse (&reading, sheet, error))
    return NULL;
  if (*sheet == 0)
    {
      refuse (
          error,
          _ ("в этом файле нет листа Excel: откройте список в Excel и сохраните как «Книга Excel "
             "(.xlsx)» или скопируйте таблицу и вставьте её здесь"));
      return NULL;
    }
  return g_steal_pointer (&rows);
}
