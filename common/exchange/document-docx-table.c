#define G_LOG_DOMAIN "merilo-exchange"

#include <string.h>

#include "exchange/document-docx-private.h"
#include "exchange/document-docx.h"

#define LONG_CELL 600 /* bytes; a row with a longer cell may be cut by the end of a page */

static int
get_width (const MeriloTable *table, guint i, double width)
{
  return MAX (MERILO_TWIPS (merilo_table_get_share (table, i) * width), 1);
}

static void
put_properties (GString *out, const MeriloTable *table, double width)
{
  g_autofree char *caption = g_markup_escape_text (table->caption, -1);

  g_string_append_printf (
      out,
      "<w:tbl><w:tblPr><w:tblStyle w:val=\"%s\"/>"
      "<w:tblW w:w=\"%d\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>"
      "<w:tblLook w:val=\"0420\" w:firstRow=\"1\" w:lastRow=\"0\""
      " w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"0\" w:noVBand=\"1\"/>",
      table->items ? MERILO_DOCX_ITEMS : "MeriloTable", MERILO_TWIPS (width));
  if (*caption != 0)
    g_string_append_printf (out, "<w:tblCaption w:val=\"%s\"/>", caption);
  g_string_append (out, "</w:tblPr><w:tblGrid>");
  for (guint i = 0; i < table->n_columns; i++)
    g_string_append_printf (out, "<w:gridCol w:w=\"%d\"/>", get_width (table, i, width));
  g_string_append (out, "</w:tblGrid>");
}

static void
put_cell (GString *out, int width, guint span, guint ground, const char *style, const char *text)
{
  g_string_append_printf (out, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/>", width);
  if (span > 1)
    g_string_append_printf (out, "<w:gridSpan w:val=\"%u\"/>", span);
  if (ground != 0)
    g_string_append_printf (out, "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"%06X\"/>",
                            ground);
  g_string_append (out, "</w:tcPr>");
  _merilo_docx_put_paragraph (out, style, NULL, NULL, text);
  g_string_append (out, "</w:tc>");
}

static void
put_heading (GString *out, const MeriloTable *table, double width)
{
  g_string_append (out, "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
  for (guint i = 0; i < table->n_columns; i++)
    put_cell (out, get_width (table, i, width), 1, MERILO_HEADING_COLOR, "MeriloHeading",
              table->columns[i].heading);
  g_string_append (out, "</w:tr>");
}

static const char *
choose_style (const MeriloTable *table, const MeriloTableRow *row, guint i)
{
  static const char *const plain[] = { "MeriloCell", "MeriloCenter", "MeriloNumber" };
  static const char *const total[] = { "MeriloTotal", "MeriloTotal", "MeriloTotalNumber" };

  return (row->kind == MERILO_ROW_TOTAL ? total : plain)[table->columns[i].align];
}

static void
put_row (GString *out, const MeriloTable *table, const MeriloTableRow *row, double width)
{
  gboolean section = row->kind == MERILO_ROW_SECTION;
  gboolean whole = TRUE;

  for (guint i = 0; i < (section ? 1 : table->n_columns); i++)
    whole = whole && strlen (row->cells[i]) <= LONG_CELL;
  g_string_append (out, whole ? "<w:tr><w:trPr><w:cantSplit/></w:trPr>" : "<w:tr>");
  if (section)
    put_cell (out, MERILO_TWIPS (width), table->n_columns, MERILO_SECTION_COLOR, "MeriloSection",
              row->cells[0]);
  for (guint i = 0; i < table->n_columns && !section; i++)
    put_cell (out, get_width (table, i, width), 1, 0, choose_style (table, row, i), row->cells[i]);
  g_string_append (out, "</w:tr>");
}

void
_merilo_docx_put_table (GString *out, const MeriloTable *table, double width)
{
  put_properties (out, table, width);
  put_heading (out, table, width);
  for (guint i = 0; i < table->rows->len; i++)
    put_row (out, table, merilo_table_get_row (table, i), width);
  /* without something between them Word takes two tables for one */
  g_string_append (out, "</w:tbl><w:p><w:pPr><w:pStyle w:val=\"MeriloGap\"/></w:pPr></w:p>");
}
