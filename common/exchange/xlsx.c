#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/xlsx-private.h"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/relations.h"
#include "model/error.h"

#define MAX_SHEETS       1000
#define MAX_STRINGS      1000000
#define MAX_STRING_BYTES (64 * 1024 * 1024)

static void
free_sheet (gpointer data)
{
  MeriloSheet *sheet = data;

  g_free (sheet->name);
  g_free (sheet->part);
  g_free (sheet);
}

void
merilo_xlsx_free (MeriloXlsx *self)
{
  g_clear_pointer (&self->package, merilo_package_free);
  g_ptr_array_unref (self->sheets);
  g_ptr_array_unref (self->strings);
  g_string_chunk_free (self->texts);
  g_clear_pointer (&self->date_styles, g_array_unref);
  g_free (self);
}

/* Workbook */

static void
add_sheet (MeriloXlsx *self, MeriloXml *xml, const MeriloRelations *relations)
{
  g_autofree char *id = merilo_xml_dup_attribute (xml, "id");
  g_autofree char *state = merilo_xml_dup_attribute (xml, "state");
  const char *part = id != NULL ? merilo_relations_by_id (relations, id) : NULL;
  MeriloSheet *sheet;

  if (part == NULL || self->sheets->len >= MAX_SHEETS)
    return;
  sheet = g_new (MeriloSheet, 1);
  sheet->name = merilo_xml_dup_attribute (xml, "name");
  if (sheet->name == NULL)
    sheet->name = g_strdup ("");
  sheet->part = g_strdup (part);
  sheet->hidden = state != NULL && !g_str_equal (state, "visible");
  g_ptr_array_add (self->sheets, sheet);
}

static gboolean
read_workbook (MeriloXlsx *self, const char *name, const MeriloRelations *relations, GError **error)
{
  MeriloPart *part = merilo_package_read (self->package, name, error);
  g_autoptr (MeriloXml) xml = part != NULL ? merilo_xml_new (part) : NULL;
  MeriloXmlEvent event;

  if (xml == NULL)
    return FALSE;
  while ((event = merilo_xml_next (xml, error)) > MERILO_XML_DONE)
    {
      if (event != MERILO_XML_START)
        continue;
      if (merilo_xml_is (xml, "sheet"))
        add_sheet (self, xml, relations);
      else if (merilo_xml_is (xml, "workbookPr"))
        self->from_1904 = merilo_xml_get_flag (xml, "date1904", FALSE);
    }
  if (event == MERILO_XML_ERROR)
    return FALSE;
  if (self->sheets->len > 0)
    return TRUE;
  merilo_package_set_damaged (error, name, _ ("в книге нет листов"));
  return FALSE;
}

/* Shared strings */

static gboolean
add_string (MeriloXlsx *self, const GString *text, gsize *total, GError **error)
{
  *total += text->len + 1;
  if (self->strings->len >= MAX_STRINGS || *total > MAX_STRING_BYTES)
    {
      g_set_error_literal (error, MERILO_ERROR, MERILO_ERROR_TOO_LARGE,
                           _ ("в книге слишком много текста; оставьте нужные листы и загрузите "
                              "снова"));
      return FALSE;
    }
  g_ptr_array_add (self->strings, g_string_chunk_insert (self->texts, text->str));
  return TRUE;
}

static gboolean
read_strings (MeriloXlsx *self, MeriloPart *part, GError **error)
{
  g_autoptr (MeriloXml) xml = merilo_xml_new (part);
  g_autoptr (GString) text = g_string_new (NULL);
  gsize total = 0;
  MeriloXmlEvent event;

  while ((event = merilo_xml_next (xml, error)) > MERILO_XML_DONE)
    {
      gboolean done = TRUE;

      if (event == MERILO_XML_START && merilo_xml_is (xml, "si"))
        g_string_truncate (text, 0);
      else if (event == MERILO_XML_START && merilo_xml_is (xml, "t"))
        done = merilo_xml_collect (xml, text, error);
      else if (event == MERILO_XML_START && merilo_xml_is (xml, "rPh"))
        done = merilo_xml_skip (xml, error);
      else if (event == MERILO_XML_END && merilo_xml_is (xml, "si"))
        {
          merilo_xlsx_unescape (text);
          done = add_string (self, text, &total, error);
        }
      if (!done)
        return FALSE;
    }
  return event == MERILO_XML_DONE;
}

/* Opening */

static gboolean
load (MeriloXlsx *self, GError **error)
{
  g_autofree char *name = merilo_package_dup_main (self->package, "xl", error);
  g_autoptr (MeriloRelations) relations
      = name != NULL ? merilo_relations_read (self->package, name, error) : NULL;
  const char *strings, *styles;
  MeriloPart *part;

  if (relations == NULL)
    return FALSE;
  if (g_str_has_suffix (name, ".bin"))
    {
      g_set_error_literal (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE,
                           _ ("это двоичная книга Excel (.xlsb); откройте её в Excel или "
                              "LibreOffice, сохраните как .xlsx и загрузите снова"));
      return FALSE;
    }
  if (!read_workbook (self, name, relations, error))
    return FALSE;
  strings = merilo_relations_by_type (relations, "sharedStrings");
  if (strings != NULL && merilo_package_has (self->package, strings))
    {
      part = merilo_package_read (self->package, strings, error);
      if (part == NULL || !read_strings (self, part, error))
        return FALSE;
    }
  styles = merilo_relations_by_type (relations, "styles");
  if (styles == NULL || !merilo_package_has (self->package, styles))
    {
      self->date_styles = g_array_new (FALSE, FALSE, sizeof (gboolean));
      return TRUE;
    }
  part = merilo_package_read (self->package, styles, error);
  self->date_styles = part != NULL ? merilo_xlsx_read_styles (part, error) : NULL;
  return self->date_styles != NULL;
}

/* takes @package, which may be NULL with @error set */
static MeriloXlsx *
new_for_package (MeriloPackage *package, GError **error)
{
  g_autoptr (MeriloXlsx) self = NULL;

  if (package == NULL)
    return NULL;
  self = g_new0 (MeriloXlsx, 1);
  self->package = package;
  self->sheets = g_ptr_array_new_with_free_func (free_sheet);
  self->strings = g_ptr_array_new ();
  self->texts = g_string_chunk_new (16 * 1024);
  return load (self, error) ? g_steal_pointer (&self) : NULL;
}

MeriloXlsx *
merilo_xlsx_new (GBytes *bytes, GError **error)
{
  return new_for_package (merilo_package_new (bytes, NULL, error), error);
}

MeriloXlsx *
merilo_xlsx_open (const char *path, GError **error)
{
  return new_for_package (merilo_package_open (path, NULL, error), error);
}

guint
merilo_xlsx_get_n_sheets (const MeriloXlsx *self)
{
  return self->sheets->len;
}

static const MeriloSheet *
get_sheet (const MeriloXlsx *self, guint sheet)
{
  g_assert (sheet < self->sheets->len);
  return g_ptr_array_index (self->sheets, sheet);
}

const char *
merilo_xlsx_get_sheet_name (const MeriloXlsx *self, guint sheet)
{
  return get_sheet (self, sheet)->name;
}

gboolean
merilo_xlsx_is_sheet_hidden (const MeriloXlsx *self, guint sheet)
{
  return get_sheet (self, sheet)->hidden;
}

gboolean
merilo_xlsx_read_rows (MeriloXlsx *self,
                       guint sheet,
                       MeriloRowFunc func,
                       gpointer data,
                       GArray *merges,
                       GError **error)
{
  MeriloPart *part = merilo_package_read (self->package, get_sheet (self, sheet)->part, error);

  return part != NULL && merilo_xlsx_read_sheet_part (self, part, func, data, merges, error);
}

MeriloGrid *
merilo_xlsx_read_grid (MeriloXlsx *self, guint sheet, GError **error)
{
  g_autoptr (MeriloGrid) grid = merilo_grid_new (get_sheet (self, sheet)->name);

  if (!merilo_xlsx_read_rows (self, sheet, merilo_grid_add_row, grid, grid->merges, error))
    return NULL;
  return g_steal_pointer (&grid);
}
