#define G_LOG_DOMAIN "merilo-document"

#include "config.h"

#include "document/html.h"

#include <glib/gi18n-lib.h>

#include "document/style.h"

#define CHART_WIDTH 640.0

static const char style[]
    = "html{background:#ebebeb}"
      "body{font:12pt/1.35 \"Liberation Serif\",\"Times New Roman\",\"PT Serif\",serif;color:#000;"
      "background:#fff;max-width:60rem;margin:1.5rem auto;padding:2rem 2.5rem;"
      "overflow-wrap:anywhere}"
      "h1,h2,h3,p,th,td,span{white-space:pre-line}"
      "body.wide{max-width:84rem}"
      "h1{font-size:14pt;text-align:center;margin:1em 0}"
      "h2{font-size:14pt;margin:1.2em 0 .4em}h3{font-size:12pt;margin:1em 0 .4em}"
      "p{margin:.4em 0}.start{text-indent:12.5mm;text-align:justify}"
      ".center{text-align:center}.number{text-align:right}"
      ".letterhead{text-align:center;font-weight:bold}.approval{margin-left:60%}"
      ".letterhead p:last-child{font-weight:normal}"
      ".level-1{margin-left:8mm}.level-2{margin-left:16mm}.deep{margin-left:24mm}"
      "table{border-collapse:collapse;width:100%;table-layout:fixed;font-size:10pt;margin:.6em 0 "
      "1em}th,td{border:1px solid #8c8c8c;padding:3px 5px;vertical-align:top;text-align:left}"
      "td.center{text-align:center}td.number{text-align:right;font-variant-numeric:tabular-nums}"
      "thead th{background:#eee;text-align:center;vertical-align:middle}"
      ".section th{background:#f7f7f7;text-align:center}.total td{font-weight:bold}"
      "caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}"
      "figure{margin:1em 0}img{max-width:100%}"
      ".signature{display:flex;gap:1rem;align-items:flex-end;margin:1.6em 0}"
      ".signature>span:first-child{flex:0 0 42%}.line{flex:1;border-bottom:1px solid #000}"
      ".name{flex:0 0 32%}.break{break-after:page}"
      "@media print{html{background:none}body{max-width:none;margin:0;padding:0}"
      "thead{display:table-header-group}tr{break-inside:avoid}"
      ".section,h1,h2,h3{break-after:avoid}th,.section th{print-color-adjust:exact;"
      "-webkit-print-color-adjust:exact}}";

static void
put_text (GString *out, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append (out, escaped);
}

/* <@tag class="@name">text</@tag>; the direction is that of the text's first letters */
static void
put_element (GString *out, const char *tag, const char *name, const char *text)
{
  g_string_append_printf (out, "<%s", tag);
  if (name != NULL)
    g_string_append_printf (out, " class=\"%s\"", name);
  if (merilo_document_is_rtl (text))
    g_string_append (out, " dir=\"rtl\"");
  g_string_append_c (out, '>');
  put_text (out, text);
  g_string_append_printf (out, "</%s>", tag);
}

static const char *
name_align (MeriloAlign align)
{
  return align == MERILO_ALIGN_CENTER ? "center" : align == MERILO_ALIGN_NUMBER ? "number" : NULL;
}

static void
put_run (GString *out, const MeriloRun *run)
{
  const char *tags[2]
      = { run->style & MERILO_RUN_BOLD ? "b" : NULL, run->style & MERILO_RUN_ITALIC ? "i" : NULL };

  for (guint i = 0; i < 2; i++)
    if (tags[i] != NULL)
      g_string_append_printf (out, "<%s>", tags[i]);
  put_text (out, run->text);
  for (guint i = 2; i > 0; i--)
    if (tags[i - 1] != NULL)
      g_string_append_printf (out, "</%s>", tags[i - 1]);
}

static void
put_paragraph (GString *out, const MeriloDocumentBlock *block)
{
  static const char *const levels[] = { "start", "start level-1", "start level-2", "start deep" };
  const char *name = name_align (block->align);
  g_autofree char *text = merilo_document_block_text (block);

  if (block->kind == MERILO_BLOCK_POINT)
    name = levels[MIN (block->level, G_N_ELEMENTS (levels) - 1)];
  g_string_append_printf (out, "<p class=\"%s\"%s>", name != NULL ? name : "start",
                          merilo_document_is_rtl (text) ? " dir=\"rtl\"" : "");
  if (*block->number != 0)
    {
      put_text (out, block->number);
      g_string_append_c (out, ' ');
    }
  for (guint i = 0; i < block->runs->len; i++)
    put_run (out, &g_array_index (block->runs, MeriloRun, i));
  g_string_append (out, "</p>\n");
}

static void
put_act (GString *out, const MeriloAct *act)
{
  g_auto (GStrv) lines = merilo_act_lines (act);

  g_string_append_printf (out, "<div class=\"%s\">",
                          act->form == MERILO_ACT_APPROVAL ? "approval" : "letterhead");
  for (guint i = 0; lines[i] != NULL; i++)
    put_element (out, "p", NULL, lines[i]);
  g_string_append (out, "</div>\n");
}

/* Tables */

static void
put_columns (GString *out, const MeriloTable *table)
{
  g_string_append (out, "<colgroup>");
  for (guint i = 0; i < table->n_columns; i++)
    {
      char share[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (share, sizeof share, "%.3f", merilo_table_get_share (table, i) * 100);
      g_string_append_printf (out, "<col style=\"width:%s%%\">", share);
    }
  g_string_append (out, "</colgroup>\n<thead><tr>");
  for (guint i = 0; i < table->n_columns; i++)
    {
      g_string_append (out, "<th scope=\"col\">");
      put_text (out, table->columns[i].heading);
      g_string_append (out, "</th>");
    }
  g_string_append (out, "</tr></thead>\n<tbody>\n");
}

static void
put_row (GString *out, const MeriloTable *table, const MeriloTableRow *row)
{
  if (row->kind == MERILO_ROW_SECTION)
    {
      g_string_append_printf (out, "<tr class=\"section\"><th scope=\"colgroup\" colspan=\"%u\">",
                              table->n_columns);
      put_text (out, row->cells[0]);
      g_string_append (out, "</th></tr>\n");
      return;
    }
  g_string_append (out, row->kind == MERILO_ROW_TOTAL ? "<tr class=\"total\">" : "<tr>");
  for (guint i = 0; i < table->n_columns; i++)
    put_element (out, "td", name_align (table->columns[i].align), row->cells[i]);
  g_string_append (out, "</tr>\n");
}

static void
put_table (GString *out, const MeriloTable *table)
{
  g_string_append (out, "<table>\n");
  if (*table->caption != 0)
    put_element (out, "caption", NULL, table->caption);
  put_columns (out, table);
  for (guint i = 0; i < table->rows->len; i++)
    put_row (out, table, merilo_table_get_row (table, i));
  g_string_append (out, "</tbody></table>\n");
}

/* Other blocks */

/* a picture of its own: names inside one SVG then never meet those of another */
static gboolean
put_chart (GString *out, const MeriloDocumentBlock *block, GError **error)
{
  g_autoptr (GBytes) svg
      = merilo_chart_export (block->chart, MERILO_CHART_SVG, CHART_WIDTH, block->height, error);
  g_autofree char *coded = NULL;
  g_autofree char *words = NULL;
  gsize size;
  gconstpointer data;

  if (svg == NULL)
    return FALSE;
  data = g_bytes_get_data (svg, &size);
  coded = g_base64_encode (data, size);
  words = merilo_chart_describe (block->chart);
  g_string_append (out, "<figure><img alt=\"");
  put_text (out, words);
  g_string_append_printf (out, "\" src=\"data:image/svg+xml;base64,%s\"></figure>\n", coded);
  return TRUE;
}

static void
put_signature (GString *out, const MeriloDocumentBlock *block)
{
  g_string_append (out, "<div class=\"signature\">");
  put_element (out, "span", NULL, block->office);
  g_string_append (out, "<span class=\"line\"></span>");
  put_element (out, "span", *block->name != 0 ? "name" : "name line", block->name);
  g_string_append (out, "</div>\n");
}

static gboolean
put_block (GString *out, const MeriloDocumentBlock *block, GError **error)
{
  g_autofree char *text = merilo_document_block_text (block);

  switch (block->kind)
    {
    case MERILO_BLOCK_TITLE:
      put_element (out, "h1", NULL, text);
      break;
    case MERILO_BLOCK_HEADING:
      put_element (out, block->level == 1 ? "h2" : "h3", NULL, text);
      break;
    case MERILO_BLOCK_PARAGRAPH:
    case MERILO_BLOCK_POINT:
      put_paragraph (out, block);
      break;
    case MERILO_BLOCK_ACT:
      put_act (out, &block->act);
      break;
    case MERILO_BLOCK_TABLE:
      put_table (out, &block->table);
      break;
    case MERILO_BLOCK_CHART:
      return put_chart (out, block, error);
    case MERILO_BLOCK_SIGNATURE:
      put_signature (out, block);
      break;
    case MERILO_BLOCK_PAGE_BREAK:
    default:
      g_string_append (out, "<div class=\"break\"></div>\n");
    }
  return TRUE;
}

static void
put_head (GString *out, const MeriloDocument *self)
{
  gboolean wide = self->page == MERILO_PAGE_LANDSCAPE;
  MeriloPaper paper = merilo_paper (self->page);

  g_string_append (out, "<!DOCTYPE html>\n<html lang=\"ru\">\n<head>\n<meta charset=\"utf-8\">\n"
                        "<meta name=\"viewport\" content=\"width=device-width\">\n");
  put_element (out, "title", NULL, self->title);
  if (*self->author != 0)
    {
      g_string_append (out, "\n<meta name=\"author\" content=\"");
      put_text (out, self->author);
      g_string_append (out, "\">");
    }
  g_string_append_printf (out, "\n<style>%s@page{size:A4%s;margin:%.0fpt %.0fpt %.0fpt %.0fpt;",
                          style, wide ? " landscape" : "", paper.top, paper.right, paper.bottom,
                          paper.left);
  g_string_append (out, "@bottom-right{content:\"");
  g_string_append_printf (out, _ ("Страница %s из %s"), "\" counter(page) \"",
                          "\" counter(pages) \"");
  g_string_append_printf (out, "\"}}</style>\n</head>\n<body%s>\n<main>\n",
                          wide ? " class=\"wide\"" : "");
}

GBytes *
merilo_document_to_html (const MeriloDocument *self, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  put_head (out, self);
  for (guint i = 0; i < self->blocks->len; i++)
    if (!put_block (out, merilo_document_get (self, i), error))
      return NULL;
  g_string_append (out, "</main>\n</body>\n</html>\n");
  return g_string_free_to_bytes (g_steal_pointer (&out));
}
