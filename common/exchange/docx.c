#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/docx.h"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/document-docx.h"
#include "exchange/relations.h"
#include "exchange/xml.h"
#include "model/error.h"

#define MAX_COLUMNS    63 /* Word's own bound */
#define MAX_CELLS      200000
#define MAX_PARAGRAPHS 200000
#define MAX_TEXT       (64 * 1024 * 1024)

/* Elements are read by functions that go down with the document: body -> table -> row -> cell ->
 * paragraph -> run. Each is entered after its START and leaves after its END. */
typedef struct
{
  MeriloXml *xml;
  MeriloDocx *docx;
  guint n_cells;
  gsize n_text;
} Reader;

typedef gboolean (*ChildFunc) (Reader *reader, gpointer data, GError **error);

/* Walking */

static gboolean
refuse_size (GError **error)
{
  g_set_error_literal (
      error, MERILO_ERROR, MERILO_ERROR_TOO_LARGE,
      _ ("документ слишком велик; оставьте в нём только план с таблицей и загрузите "
         "снова"));
  return FALSE;
}

/* calls @child at the START of each child, which goes behind its END */
static gboolean
walk_children (Reader *reader, ChildFunc child, gpointer data, GError **error)
{
  for (;;)
    switch (merilo_xml_next (reader->xml, error))
      {
      case MERILO_XML_START:
        if (!child (reader, data, error))
          return FALSE;
        break;
      case MERILO_XML_END:
        return TRUE;
      case MERILO_XML_TEXT:
        break;
      case MERILO_XML_DONE:
      case MERILO_XML_ERROR:
      default:
        return FALSE;
      }
}

static gboolean
is_any (Reader *reader, const char *const *names)
{
  return g_strv_contains (names, merilo_xml_get_name (reader->xml));
}

/* shells whose children count as if the shell were not there */
static const char *const shells[]
    = { "sdt", "sdtContent", "customXml",        "smartTag", "ins",    "hyperlink", "fldSimple",
        "dir", "bdo",        "AlternateContent", "Choice",   "moveTo", NULL };

/* Text */

typedef struct
{
  GString *text;
  gboolean listed;
} Paragraph;

static gboolean
read_run_child (Reader *reader, gpointer data, GError **error)
{
  static const char *const breaks[] = { "br", "cr", NULL };
  Paragraph *paragraph = data;

  if (merilo_xml_is (reader->xml, "t"))
    return merilo_xml_collect (reader->xml, paragraph->text, error);
  if (merilo_xml_is (reader->xml, "tab"))
    g_string_append_c (paragraph->text, '\t');
  else if (merilo_xml_is (reader->xml, "noBreakHyphen"))
    g_string_append_c (paragraph->text, '-');
  else if (is_any (reader, breaks))
    g_string_append_c (paragraph->text, '\n');
  else if (is_any (reader, shells))
    return walk_children (reader, read_run_child, data, error);
  return merilo_xml_skip (reader->xml, error);
}

static gboolean
read_number_child (Reader *reader, gpointer data, GError **error)
{
  Paragraph *paragraph = data;

  /* numId 0 takes a style's numbering away */
  if (merilo_xml_is (reader->xml, "numId") && merilo_xml_get_uint (reader->xml, "val", 0) != 0)
    paragraph->listed = TRUE;
  return merilo_xml_skip (reader->xml, error);
}

static gboolean
read_property_child (Reader *reader, gpointer data, GError **error)
{
  if (merilo_xml_is (reader->xml, "numPr"))
    return walk_children (reader, read_number_child, data, error);
  return merilo_xml_skip (reader->xml, error);
}

static gboolean
read_paragraph_child (Reader *reader, gpointer data, GError **error)
{
  if (merilo_xml_is (reader->xml, "r"))
    return walk_children (reader, read_run_child, data, error);
  if (merilo_xml_is (reader->xml, "pPr"))
    return walk_children (reader, read_property_child, data, error);
  if (is_any (reader, shells))
    return walk_children (reader, read_paragraph_child, data, error);
  return merilo_xml_skip (reader->xml, error);
}

static gboolean
read_paragraph (Reader *reader, Paragraph *paragraph, GError **error)
{
  gsize before = paragraph->text->len;

  if (!walk_children (reader, read_paragraph_child, paragraph, error))
    return FALSE;
  reader->n_text += paragraph->text->len - before + 1;
  return reader->n_text <= MAX_TEXT || refuse_size (error);
}

static char *
finish_text (GString *text)
{
  char *composed = g_utf8_normalize (text->str, (gssize) text->len, G_NORMALIZE_NFC);

  return composed != NULL ? composed : g_utf8_make_valid (text->str, (gssize) text->len);
}

/* Tables */

static gboolean
read_cell_property (Reader *reader, gpointer data, GError **error)
{
  MeriloDocCell *cell = data;

  if (merilo_xml_is (reader->xml, "gridSpan"))
    cell->span = CLAMP (merilo_xml_get_uint (reader->xml, "val", 1), 1, MAX_COLUMNS);
  else if (merilo_xml_is (reader->xml, "vMerge"))
    {
      g_autofree char *value = merilo_xml_dup_attribute (reader->xml, "val");

      cell->merge = g_strcmp0 (value, "restart") == 0 ? MERILO_MERGE_FIRST : MERILO_MERGE_NEXT;
    }
  return merilo_xml_skip (reader->xml, error);
}

typedef struct
{
  MeriloDocCell *cell;
  Paragraph paragraph;
  gboolean begun;
} CellReader;

static gboolean
read_cell_child (Reader *reader, gpointer data, GError **error)
{
  /* a table within the cell: its rows and cells are shells of paragraphs */
  static const char *const inner[] = { "tbl", "tr", "tc", NULL };
  CellReader *cell = data;

  if (merilo_xml_is (reader->xml, "p"))
    {
      if (cell->begun)
        g_string_append_c (cell->paragraph.text, '\n');
      cell->begun = TRUE;
      return read_paragraph (reader, &cell->paragraph, error);
    }
  if (merilo_xml_is (reader->xml, "tcPr") && !cell->begun)
    return walk_children (reader, read_cell_property, cell->cell, error);
  if (is_any (reader, inner) || is_any (reader, shells))
    return walk_children (reader, read_cell_child, cell, error);
  return merilo_xml_skip (reader->xml, error);
}

typedef struct
{
  MeriloDocRow *row;
  guint column; /* the next free one of the grid */
} RowReader;

static gboolean
read_cell (Reader *reader, RowReader *row, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  MeriloDocCell cell = { .column = row->column, .span = 1 };
  CellReader into = { .cell = &cell, .paragraph.text = text };

  if (!walk_children (reader, read_cell_child, &into, error))
    return FALSE;
  if (++reader->n_cells > MAX_CELLS)
    return refuse_size (error);
  if (row->column >= MAX_COLUMNS)
    return TRUE;
  cell.listed = into.paragraph.listed;
  cell.text = finish_text (text);
  row->column += cell.span;
  g_array_append_val (row->row->cells, cell);
  return TRUE;
}

static gboolean
read_row_property (Reader *reader, gpointer data, GError **error)
{
  RowReader *row = data;

  if (merilo_xml_is (reader->xml, "gridBefore"))
    row->column = MIN (merilo_xml_get_uint (reader->xml, "val", 0), MAX_COLUMNS);
  return merilo_xml_skip (reader->xml, error);
}

static gboolean
read_row_child (Reader *reader, gpointer data, GError **error)
{
  if (merilo_xml_is (reader->xml, "tc"))
    return read_cell (reader, data, error);
  if (merilo_xml_is (reader->xml, "trPr"))
    return walk_children (reader, read_row_property, data, error);
  if (is_any (reader, shells))
    return walk_children (reader, read_row_child, data, error);
  return merilo_xml_skip (reader->xml, error);
}

static gboolean
read_table_property (Reader *reader, gpointer data, GError **error)
{
  MeriloBlock *table = data;

  if (merilo_xml_is (reader->xml, "tblStyle"))
    {
      g_autofree char *value = merilo_xml_dup_attribute (reader->xml, "val");

      table->items = g_strcmp0 (value, MERILO_DOCX_ITEMS) == 0;
    }
  return merilo_xml_skip (reader->xml, error);
}

static gboolean
read_table_child (Reader *reader, gpointer data, GError **error)
{
  MeriloBlock *table = data;
  RowReader row = { 0 };

  if (merilo_xml_is (reader->xml, "tblPr"))
    return walk_children (reader, read_table_property, data, error);

  if (is_any (reader, shells))
    return walk_children (reader, read_table_child, data, error);
  if (!merilo_xml_is (reader->xml, "tr"))
    return merilo_xml_skip (reader->xml, error);
  row.row = merilo_block_add_row (table);
  if (!walk_children (reader, read_row_child, &row, error))
    return FALSE;
  table->n_columns = MAX (table->n_columns, row.column);
  return TRUE;
}

/* Body */

static gboolean
read_body_table (Reader *reader, GError **error)
{
  MeriloBlock *block = merilo_docx_add_table (reader->docx);

  return walk_children (reader, read_table_child, block, error);
}

static gboolean
read_body_paragraph (Reader *reader, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  Paragraph paragraph = { .text = text };

  if (!read_paragraph (reader, &paragraph, error))
    return FALSE;
  if (reader->docx->n_paragraphs >= MAX_PARAGRAPHS)
    return refuse_size (error);
  merilo_docx_add_paragraph (reader->docx, finish_text (text));
  return TRUE;
}

static gboolean
read_body_child (Reader *reader, gpointer data, GError **error)
{
  if (merilo_xml_is (reader->xml, "p"))
    return read_body_paragraph (reader, error);
  if (merilo_xml_is (reader->xml, "tbl"))
    return read_body_table (reader, error);
  if (is_any (reader, shells))
    return walk_children (reader, read_body_child, data, error);
  return merilo_xml_skip (reader->xml, error);
}

static gboolean
read_document_child (Reader *reader, gpointer data, GError **error)
{
  if (merilo_xml_is (reader->xml, "body"))
    return walk_children (reader, read_body_child, data, error);
  return merilo_xml_skip (reader->xml, error);
}

MeriloDocx *
merilo_docx_read_part (MeriloPart *part, GError **error)
{
  g_autofree char *name = g_strdup (merilo_part_get_name (part));
  g_autoptr (MeriloXml) xml = merilo_xml_new (part);
  g_autoptr (MeriloDocx) docx = merilo_docx_new ();
  Reader reader = { .xml = xml, .docx = docx };
  MeriloXmlEvent event = merilo_xml_next (xml, error);

  if (event == MERILO_XML_ERROR)
    return NULL;
  if (event != MERILO_XML_START || !merilo_xml_is (xml, "document"))
    {
      merilo_package_set_damaged (error, name, _ ("в ней нет документа Word"));
      return NULL;
    }
  if (!walk_children (&reader, read_document_child, NULL, error))
    return NULL;
  /* to the end of the part: what is behind the document must be whole too */
  while ((event = merilo_xml_next (xml, error)) > MERILO_XML_DONE)
    ;
  return event == MERILO_XML_ERROR ? NULL : g_steal_pointer (&docx);
}

MeriloDocx *
merilo_docx_read_package (MeriloPackage *package, GError **error)
{
  g_autofree char *name = merilo_package_dup_main (package, "word", error);
  MeriloPart *part;

  if (name == NULL)
    return NULL;
  part = merilo_package_read (package, name, error);
  return part != NULL ? merilo_docx_read_part (part, error) : NULL;
}

MeriloDocx *
merilo_docx_read (GBytes *bytes, GError **error)
{
  g_autoptr (MeriloPackage) package = merilo_package_new (bytes, NULL, error);

  return package != NULL ? merilo_docx_read_package (package, error) : NULL;
}
