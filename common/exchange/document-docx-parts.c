#define G_LOG_DOMAIN "merilo-exchange"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "exchange/document-docx-private.h"
#include "exchange/document-docx.h"

#define HEAD      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define PACKAGE   "http://schemas.openxmlformats.org/package/2006/"
#define OFFICE    "http://schemas.openxmlformats.org/officeDocument/2006/"
#define WORD      "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define WORD_MIME "application/vnd.openxmlformats-officedocument.wordprocessingml."

static const char types[] = HEAD
    "<Types xmlns=\"" PACKAGE "content-types\">"
    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package."
    "relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    "<Default Extension=\"png\" ContentType=\"image/png\"/>"
    "<Override PartName=\"/word/document.xml\" ContentType=\"" WORD_MIME "document.main+xml\"/>"
    "<Override PartName=\"/word/styles.xml\" ContentType=\"" WORD_MIME "styles+xml\"/>"
    "<Override PartName=\"/word/settings.xml\" ContentType=\"" WORD_MIME "settings+xml\"/>"
    "<Override PartName=\"/word/footer1.xml\" ContentType=\"" WORD_MIME "footer+xml\"/>"
    "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd."
    "openxmlformats-package.core-properties+xml\"/>"
    "<Override PartName=\"/docProps/app.xml\" ContentType=\"application/vnd."
    "openxmlformats-officedocument.extended-properties+xml\"/></Types>";

static const char relations[]
    = HEAD "<Relationships xmlns=\"" PACKAGE "relationships\">"
           "<Relationship Id=\"rId1\" Type=\"" OFFICE "relationships/officeDocument\""
           " Target=\"word/document.xml\"/>"
           "<Relationship Id=\"rId2\" Type=\"" PACKAGE
           "relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>"
           "<Relationship Id=\"rId3\" Type=\"" OFFICE
           "relationships/extended-properties\" Target=\"docProps/app.xml\"/></Relationships>";

static const char settings[]
    = HEAD "<w:settings xmlns:w=\"" WORD "\"><w:autoHyphenation w:val=\"false\"/>"
           "<w:characterSpacingControl w:val=\"doNotCompress\"/><w:compat>"
           "<w:compatSetting w:name=\"compatibilityMode\""
           " w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>"
           "<w:themeFontLang w:val=\"ru-RU\"/></w:settings>";

static const char app[]
    = HEAD "<Properties xmlns=\"" OFFICE "extended-properties\"><Application>Merilo</Application>"
           "</Properties>";

/* Styles */

typedef struct
{
  const char *id, *name, *base;
  const char *paragraph, *run; /* elements of pPr and rPr */
} Style;

#define BOLD       "<w:b/><w:bCs/>"
#define SIZE(half) "<w:sz w:val=\"" #half "\"/><w:szCs w:val=\"" #half "\"/>"
#define FLAT       "<w:spacing w:before=\"0\" w:after=\"0\"/>"

/* names that Word knows («Title», «heading 1») it shows in its own language */
static const Style styles[] = {
  { "Title", "Title", "Normal",
    "<w:keepNext/><w:spacing w:before=\"120\" w:after=\"240\"/><w:jc w:val=\"center\"/>",
    BOLD SIZE (28) },
  { "Heading1", "heading 1", "Normal",
    "<w:keepNext/><w:spacing w:before=\"240\" w:after=\"120\"/><w:outlineLvl w:val=\"0\"/>",
    BOLD SIZE (28) },
  { "Heading2", "heading 2", "Normal",
    "<w:keepNext/><w:spacing w:before=\"180\" w:after=\"120\"/><w:outlineLvl w:val=\"1\"/>", BOLD },
  { "MeriloText", "Merilo Text", "Normal",
    "<w:spacing w:after=\"120\"/><w:ind w:firstLine=\"709\"/><w:jc w:val=\"both\"/>", "" },
  { "MeriloPoint", "Merilo Point", "MeriloText", "", "" },
  { "MeriloApproval", "Merilo Approval", "Normal", "<w:spacing w:after=\"240\"/>", "" },
  { "MeriloIssuer", "Merilo Issuer", "Normal",
    "<w:keepNext/><w:spacing w:after=\"120\"/><w:jc w:val=\"center\"/>", BOLD },
  { "MeriloDate", "Merilo Date", "Normal", "<w:spacing w:after=\"240\"/><w:jc w:val=\"center\"/>",
    "" },
  { "MeriloSignature", "Merilo Signature", "Normal",
    "<w:keepLines/><w:spacing w:before=\"360\" w:after=\"120\"/>", "" },
  { "MeriloPicture", "Merilo Picture", "Normal", "<w:spacing w:before=\"120\" w:after=\"120\"/>",
    "" },
  { "MeriloGap", "Merilo Gap", "Normal", FLAT, SIZE (12) },
  { "MeriloCell", "Merilo Cell", "Normal", FLAT, SIZE (20) },
  { "MeriloCenter", "Merilo Cell Center", "MeriloCell", "<w:jc w:val=\"center\"/>", "" },
  { "MeriloNumber", "Merilo Cell Number", "MeriloCell", "<w:jc w:val=\"right\"/>", "" },
  { "MeriloTotal", "Merilo Cell Total", "MeriloCell", "", BOLD },
  { "MeriloTotalNumber", "Merilo Cell Total Number", "MeriloNumber", "", BOLD },
  { "MeriloHeading", "Merilo Cell Heading", "MeriloCenter", "<w:keepNext/>", BOLD },
  { "MeriloSection", "Merilo Cell Section", "MeriloCenter", "<w:keepNext/>", BOLD },
  { "Footer", "footer", "Normal", FLAT, "<w:color w:val=\"595959\"/>" SIZE (17) },
};

static void
put_paragraph_style (GString *out, const Style *style)
{
  g_string_append_printf (
      out,
      "<w:style w:type=\"paragraph\" w:styleId=\"%s\"%s><w:name w:val=\"%s\"/>"
      "<w:basedOn w:val=\"%s\"/><w:qFormat/><w:pPr>%s</w:pPr><w:rPr>%s</w:rPr></w:style>",
      style->id, g_str_has_prefix (style->id, "Merilo") ? " w:customStyle=\"1\"" : "", style->name,
      style->base, style->paragraph, style->run);
}

static void
put_table_style (GString *out, const char *id, const char *name)
{
  static const char *const sides[] = { "top", "left", "bottom", "right", "insideH", "insideV" };

  g_string_append_printf (
      out,
      "<w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"%s\"><w:name w:val=\"%s\"/>"
      "<w:basedOn w:val=\"TableNormal\"/><w:tblPr><w:tblBorders>",
      id, name);
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    g_string_append_printf (out,
                            "<w:%s w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"%06X\"/>",
                            sides[i], MERILO_LINE_COLOR);
  g_string_append_printf (out,
                          "</w:tblBorders><w:tblCellMar><w:top w:w=\"%d\" w:type=\"dxa\"/>"
                          "<w:left w:w=\"%d\" w:type=\"dxa\"/><w:bottom w:w=\"%d\" w:type=\"dxa\"/>"
                          "<w:right w:w=\"%d\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>",
                          MERILO_TWIPS (MERILO_CELL_PAD_Y), MERILO_TWIPS (MERILO_CELL_PAD_X),
                          MERILO_TWIPS (MERILO_CELL_PAD_Y), MERILO_TWIPS (MERILO_CELL_PAD_X));
}

static char *
make_styles (void)
{
  GString *out = g_string_new (HEAD "<w:styles xmlns:w=\"" WORD "\">");

  g_string_append (
      out, "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"" MERILO_FONT
           "\" w:hAnsi=\"" MERILO_FONT "\" w:eastAsia=\"" MERILO_FONT "\" w:cs=\"" MERILO_FONT
           "\"/>" SIZE (
               24) "<w:lang w:val=\"ru-RU\" w:eastAsia=\"ru-RU\" w:bidi=\"he-IL\"/>"
                   "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>" FLAT "</w:pPr></w:pPrDefault>"
                   "</w:docDefaults>"
                   "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\">"
                   "<w:name w:val=\"Normal\"/><w:qFormat/></w:style>"
                   "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\">"
                   "<w:name w:val=\"Normal Table\"/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/>"
                   "</w:tblPr></w:style>");
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    put_paragraph_style (out, &styles[i]);
  put_table_style (out, "MeriloTable", "Merilo Table");
  put_table_style (out, MERILO_DOCX_ITEMS, "Merilo Items");
  g_string_append (out, "</w:styles>");
  return g_string_free (out, FALSE);
}

/* Parts with words of the document */

static char *
make_footer (const MeriloDocument *self)
{
  MeriloPaper paper = merilo_paper (self->page);
  GString *out = g_string_new (HEAD "<w:ftr xmlns:w=\"" WORD "\"><w:p><w:pPr>"
                                    "<w:pStyle w:val=\"Footer\"/><w:tabs>");
  g_autofree char *flat = g_strdelimit (g_strdup (self->title), "\n\t", ' ');
  g_auto (GStrv) words = g_strsplit (_ ("Страница %s из %s"), "%s", 3);

  g_string_append_printf (out, "<w:tab w:val=\"right\" w:pos=\"%d\"/></w:tabs></w:pPr>",
                          MERILO_TWIPS (paper.width - paper.left - paper.right));
  if (g_utf8_strlen (flat, -1) > 100)
    {
      g_autofree char *cut = g_utf8_substring (flat, 0, 99);
      g_autofree char *dotted = g_strconcat (cut, "…", NULL);

      _merilo_docx_put_run (out, 0, FALSE, dotted);
    }
  else
    _merilo_docx_put_run (out, 0, FALSE, flat);
  g_string_append (out, "<w:r><w:tab/></w:r>");
  _merilo_docx_put_run (out, 0, FALSE, words[0]);
  g_string_append (out, "<w:fldSimple w:instr=\" PAGE \"><w:r><w:t>1</w:t></w:r></w:fldSimple>");
  _merilo_docx_put_run (out, 0, FALSE, words[1]);
  g_string_append (out, "<w:fldSimple w:instr=\" NUMPAGES \"><w:r><w:t>1</w:t></w:r>"
                        "</w:fldSimple></w:p></w:ftr>");
  return g_string_free (out, FALSE);
}

static char *
make_core (const MeriloDocument *self)
{
  g_autofree char *title = g_markup_escape_text (self->title, -1);
  g_autofree char *author = g_markup_escape_text (self->author, -1);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *moment = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");

  return g_strdup_printf (
      HEAD "<cp:coreProperties xmlns:cp=\"" PACKAGE "metadata/core-properties\""
           " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
           " xmlns:dcterms=\"http://purl.org/dc/terms/\""
           " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>%s</dc:title>"
           "<dc:creator>%s</dc:creator><dcterms:created xsi:type=\"dcterms:W3CDTF\">%s"
           "</dcterms:created><dc:language>ru-RU</dc:language></cp:coreProperties>",
      title, author, moment);
}

static char *
make_relations (const MeriloDocument *self)
{
  guint charts = 0;
  GString *out = g_string_new (HEAD "<Relationships xmlns=\"" PACKAGE "relationships\">"
                                    "<Relationship Id=\"rIdStyles\" Type=\"" OFFICE
                                    "relationships/styles\" Target=\"styles.xml\"/>"
                                    "<Relationship Id=\"rIdSettings\" Type=\"" OFFICE
                                    "relationships/settings\" Target=\"settings.xml\"/>"
                                    "<Relationship Id=\"rIdFooter\" Type=\"" OFFICE
                                    "relationships/footer\" Target=\"footer1.xml\"/>");

  for (guint i = 0; i < self->blocks->len; i++)
    if (merilo_document_get (self, i)->kind == MERILO_BLOCK_CHART)
      {
        charts++;
        g_string_append_printf (out,
                                "<Relationship Id=\"rIdImage%u\" Type=\"" OFFICE
                                "relationships/image\" Target=\"media/image%u.png\"/>",
                                charts, charts);
      }
  g_string_append (out, "</Relationships>");
  return g_string_free (out, FALSE);
}

void
_merilo_docx_add_parts (MeriloPackageWriter *writer, const MeriloDocument *self)
{
  g_autofree char *word_styles = make_styles ();
  g_autofree char *footer = make_footer (self);
  g_autofree char *core = make_core (self);
  g_autofree char *word_relations = make_relations (self);

  merilo_package_writer_add_text (writer, "[Content_Types].xml", types);
  merilo_package_writer_add_text (writer, "_rels/.rels", relations);
  merilo_package_writer_add_text (writer, "docProps/core.xml", core);
  merilo_package_writer_add_text (writer, "docProps/app.xml", app);
  merilo_package_writer_add_text (writer, "word/_rels/document.xml.rels", word_relations);
  merilo_package_writer_add_text (writer, "word/styles.xml", word_styles);
  merilo_package_writer_add_text (writer, "word/settings.xml", settings);
  merilo_package_writer_add_text (writer, "word/footer1.xml", footer);
}
