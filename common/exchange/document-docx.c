#define G_LOG_DOMAIN "merilo-exchange"

#include "config.h"

#include "exchange/document-docx.h"

#include <glib/gi18n-lib.h>

#include "exchange/document-docx-private.h"
#include "model/error.h"

#define MAX_COLUMNS 63 /* of Word */
#define EMU         12700

static const char spaces[]
    = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
      " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
      " xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\""
      " xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\""
      " xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"";

typedef struct
{
  MeriloPackageWriter *writer;
  MeriloPaper paper;
  double width;
  GString *out;
  guint n_charts;
} Body;

/* Blocks of text */

static void
put_paragraph (Body *body, const MeriloDocumentBlock *block)
{
  static const char *const justs[] = { "both", "center", "right" };
  g_autofree char *text = merilo_document_block_text (block);
  gboolean rtl = merilo_document_is_rtl (text);

  g_string_append_printf (body->out,
                          "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>%s%s<w:jc w:val=\"%s\"/></w:pPr>",
                          block->kind == MERILO_BLOCK_POINT ? "MeriloPoint" : "MeriloText",
                          rtl ? "<w:bidi/>" : "",
                          block->align == MERILO_ALIGN_START ? "" : "<w:ind w:firstLine=\"0\"/>",
                          justs[block->align]);
  if (*block->number != 0)
    {
      g_autofree char *number = g_strconcat (block->number, " ", NULL);

      _merilo_docx_put_run (body->out, 0, FALSE, number);
    }
  for (guint i = 0; i < block->runs->len; i++)
    {
      const MeriloRun *run = &g_array_index (block->runs, MeriloRun, i);

      _merilo_docx_put_run (body->out, run->style, rtl, run->text);
    }
  g_string_append (body->out, "</w:p>");
}

/* an approval is one paragraph: who reads the file finds the act's name, date and number in it */
static void
put_act (Body *body, const MeriloAct *act)
{
  g_auto (GStrv) lines = merilo_act_lines (act);

  if (act->form == MERILO_ACT_APPROVAL)
    {
      g_autofree char *whole = g_strjoinv ("\n", lines);
      g_autofree char *indent
          = g_strdup_printf ("<w:ind w:left=\"%d\"/>", MERILO_TWIPS (body->width * 0.6));

      _merilo_docx_put_paragraph (body->out, "MeriloApproval", NULL, indent, whole);
      return;
    }
  for (guint i = 0; lines[i] != NULL; i++)
    _merilo_docx_put_paragraph (body->out, lines[i + 1] != NULL ? "MeriloIssuer" : "MeriloDate",
                                NULL, NULL, lines[i]);
}

/* office, a line to sign on, the name or a line to write it on: by tabs, easy to type over */
static void
put_signature (Body *body, const MeriloDocumentBlock *block)
{
  double width = body->width;
  g_autofree char *tabs
      = g_strdup_printf ("<w:tabs><w:tab w:val=\"left\" w:pos=\"%d\"/>"
                         "<w:tab w:val=\"left\" w:leader=\"underscore\" w:pos=\"%d\"/>"
                         "<w:tab w:val=\"left\" w:pos=\"%d\"/>"
                         "<w:tab w:val=\"right\" w:leader=\"underscore\" w:pos=\"%d\"/></w:tabs>",
                         MERILO_TWIPS (width * 0.46), MERILO_TWIPS (width * 0.66),
                         MERILO_TWIPS (width * 0.68), MERILO_TWIPS (width));
  g_autofree char *text
      = g_strconcat (block->office, "\t\t\t", *block->name != 0 ? block->name : "\t", NULL);

  _merilo_docx_put_paragraph (body->out, "MeriloSignature", tabs, NULL, text);
}

/* Charts */

static gboolean
put_chart (Body *body, const MeriloDocumentBlock *block, GError **error)
{
  guint number = ++body->n_charts;
  g_autoptr (GBytes) png
      = merilo_chart_export (block->chart, MERILO_CHART_PNG, body->width, block->height, error);
  g_autofree char *name = g_strdup_printf ("word/media/image%u.png", number);
  g_autofree char *described = NULL;
  g_autofree char *words = NULL;
  int width = (int) (body->width * EMU), height = (int) (block->height * EMU);
  gsize size;
  gconstpointer data;

  if (png == NULL)
    return FALSE;
  data = g_bytes_get_data (png, &size);
  merilo_package_writer_add (body->writer, name, data, size);
  described = merilo_chart_describe (block->chart);
  words = g_markup_escape_text (described, -1);
  g_string_append_printf (
      body->out,
      "<w:p><w:pPr><w:pStyle w:val=\"MeriloPicture\"/></w:pPr><w:r><w:drawing>"
      "<wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">"
      "<wp:extent cx=\"%d\" cy=\"%d\"/><wp:docPr id=\"%u\" name=\"image%u\" descr=\"%s\"/>"
      "<a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">"
      "<pic:pic><pic:nvPicPr><pic:cNvPr id=\"%u\" name=\"image%u.png\"/><pic:cNvPicPr/>"
      "</pic:nvPicPr><pic:blipFill><a:blip r:embed=\"rIdImage%u\"/><a:stretch><a:fillRect/>"
      "</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/>"
      "<a:ext cx=\"%d\" cy=\"%d\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>"
      "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>",
      width, height, number, number, words, number, number, number, width, height);
  return TRUE;
}

/* The whole */

static gboolean
put_table (Body *body, const MeriloTable *table, GError **error)
{
  if (table->n_columns > MAX_COLUMNS)
    {
      g_set_error (error, MERILO_ERROR, MERILO_ERROR_TOO_LARGE,
                   _ ("в таблице больше %d столбцов, в документе Word их не бывает больше: "
                      "выберите формат XLSX"),
                   MAX_COLUMNS);
      return FALSE;
    }
  _merilo_docx_put_table (body->out, table, body->width);
  return TRUE;
}

static gboolean
put_block (Body *body, const MeriloDocumentBlock *block, GError **error)
{
  g_autofree char *text = merilo_document_block_text (block);

  switch (block->kind)
    {
    case MERILO_BLOCK_TITLE:
      _merilo_docx_put_paragraph (body->out, "Title", NULL, NULL, text);
      break;
    case MERILO_BLOCK_HEADING:
      _merilo_docx_put_paragraph (body->out, block->level == 1 ? "Heading1" : "Heading2", NULL,
                                  NULL, text);
      break;
    case MERILO_BLOCK_PARAGRAPH:
    case MERILO_BLOCK_POINT:
      put_paragraph (body, block);
      break;
    case MERILO_BLOCK_ACT:
      put_act (body, &block->act);
      break;
    case MERILO_BLOCK_TABLE:
      return put_table (body, &block->table, error);
    case MERILO_BLOCK_CHART:
      return put_chart (body, block, error);
    case MERILO_BLOCK_SIGNATURE:
      put_signature (body, block);
      break;
    case MERILO_BLOCK_PAGE_BREAK:
    default:
      g_string_append (body->out, "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>");
    }
  return TRUE;
}

static void
put_section (Body *body, MeriloPage page)
{
  const MeriloPaper *p = &body->paper;

  g_string_append_printf (
      body->out,
      "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rIdFooter\"/>"
      "<w:pgSz w:w=\"%d\" w:h=\"%d\"%s/>"
      "<w:pgMar w:top=\"%d\" w:right=\"%d\" w:bottom=\"%d\" w:left=\"%d\" w:header=\"567\""
      " w:footer=\"567\" w:gutter=\"0\"/></w:sectPr>",
      MERILO_TWIPS (p->width), MERILO_TWIPS (p->height),
      page == MERILO_PAGE_LANDSCAPE ? " w:orient=\"landscape\"" : "", MERILO_TWIPS (p->top),
      MERILO_TWIPS (p->right), MERILO_TWIPS (p->bottom), MERILO_TWIPS (p->left));
}

GBytes *
merilo_document_to_docx (const MeriloDocument *self, GError **error)
{
  g_autoptr (GString) out = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\" "
                                          "standalone=\"yes\"?>\n");
  Body body
      = { .writer = merilo_package_writer_new (), .paper = merilo_paper (self->page), .out = out };
  gboolean good = TRUE;
  GBytes *made;

  _merilo_docx_add_parts (body.writer, self);
  body.width = body.paper.width - body.paper.left - body.paper.right;
  g_string_append_printf (out, "<w:document %s><w:body>", spaces);
  for (guint i = 0; i < self->blocks->len && good; i++)
    good = put_block (&body, merilo_document_get (self, i), error);
  put_section (&body, self->page);
  g_string_append (out, "</w:body></w:document>");
  merilo_package_writer_add_text (body.writer, "word/document.xml", out->str);
  made = merilo_package_writer_finish (body.writer, good ? error : NULL);
  if (!good)
    g_clear_pointer (&made, g_bytes_unref);
  return made;
}
