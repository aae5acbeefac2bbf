#define G_LOG_DOMAIN "merilo-exchange"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/csv.h"
#include "exchange/relations.h"
#include "exchange/roadmap-private.h"
#include "exchange/xlsx.h"
#include "model/charset.h"
#include "model/error.h"

/* From bytes of any kind to a document of blocks: the bytes tell, not the name of the file. */

static MeriloDocx *
read_book (GBytes *bytes, GError **error)
{
  g_autoptr (MeriloXlsx) book = merilo_xlsx_new (bytes, error);
  g_autoptr (MeriloDocx) docx = merilo_docx_new ();

  if (book == NULL)
    return NULL;
  for (guint i = 0; i < merilo_xlsx_get_n_sheets (book); i++)
    {
      g_autoptr (MeriloGrid) grid = NULL;

      /* a hidden sheet keeps its number and stays empty: numbers are those of the tabs */
      if (merilo_xlsx_is_sheet_hidden (book, i))
        grid = merilo_grid_new (merilo_xlsx_get_sheet_name (book, i));
      else
        grid = merilo_xlsx_read_grid (book, i, error);
      if (grid == NULL || !merilo_docx_add_grid (docx, grid, error))
        return NULL;
    }
  return g_steal_pointer (&docx);
}

/* a table saved or copied as a web page; the pages of old Excel are in Windows-1251 */
static MeriloGrid *
read_html (const char *data, gsize size, GError **error)
{
  gsize length = 0;
  g_autofree char *text = merilo_charset_decode (data, size, &length);
  g_autoptr (MeriloTableText) table
      = merilo_table_text_read (text != NULL ? text : data, text != NULL ? length : size, error);

  return table != NULL ? merilo_grid_from_table (table, error) : NULL;
}

/* text without columns is no table: @foreign says what to bring */
static MeriloDocx *
read_text (GBytes *bytes, const GError *foreign, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autoptr (MeriloGrid) grid = merilo_table_text_is_html (data, size)
                                    ? read_html (data, size, error)
                                    : merilo_csv_read_grid (bytes, error);
  g_autoptr (MeriloDocx) docx = merilo_docx_new ();

  if (grid == NULL)
    return NULL;
  if (grid->n_columns < 2)
    {
      g_propagate_error (error, g_error_copy (foreign));
      return NULL;
    }
  return merilo_docx_add_grid (docx, grid, error) ? g_steal_pointer (&docx) : NULL;
}

static MeriloDocx *
read_bytes (GBytes *bytes, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  g_autoptr (GError) foreign = NULL;
  g_autoptr (MeriloPackage) package = NULL;
  g_autofree char *book = NULL;

  if (!merilo_package_sniff (data, size, &foreign))
    {
      if (merilo_package_may_be_text (data, size)
          || (size > 0 && data[0] == '<' && merilo_table_text_is_html ((const char *) data, size)))
        return read_text (bytes, foreign, error);
      g_propagate_error (error, g_steal_pointer (&foreign));
      return NULL;
    }
  package = merilo_package_new (bytes, NULL, error);
  if (package == NULL)
    return NULL;
  book = merilo_package_dup_main (package, "xl", NULL);
  return book != NULL ? read_book (bytes, error) : merilo_docx_read_package (package, error);
}

MeriloRoadmap *
merilo_roadmap_read (GBytes *bytes, const MeriloRoadmapOptions *options, GError **error)
{
  g_autoptr (MeriloDocx) docx = read_bytes (bytes, error);

  return docx != NULL ? merilo_roadmap_from_docx (docx, options, error) : NULL;
}

MeriloRoadmap *
merilo_roadmap_open (const char *path, const MeriloRoadmapOptions *options, GError **error)
{
  g_autoptr (GBytes) bytes = merilo_package_map_file (path, error);

  return bytes != NULL ? merilo_roadmap_read (bytes, options, error) : NULL;
}
