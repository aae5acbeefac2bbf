#define G_LOG_DOMAIN "merilo-exchange"

#include <string.h>

#include "exchange/document-docx-private.h"

/* Characters of text: line ends and tabs are elements of their own. */
void
_merilo_docx_put_text (GString *out, const char *text)
{
  for (const char *p = text; *p != 0;)
    {
      gsize n = strcspn (p, "\n\t");

      if (n > 0)
        {
          g_autofree char *escaped = g_markup_escape_text (p, (gssize) n);

          g_string_append_printf (out, "<w:t xml:space=\"preserve\">%s</w:t>", escaped);
        }
      p += n;
      if (*p != 0)
        g_string_append (out, *p++ == '\n' ? "<w:br/>" : "<w:tab/>");
    }
}

void
_merilo_docx_put_run (GString *out, MeriloRunStyle style, gboolean rtl, const char *text)
{
  if (*text == 0)
    return;
  g_string_append (out, "<w:r>");
  if (style != 0 || rtl)
    g_string_append_printf (out, "<w:rPr>%s%s%s</w:rPr>",
                            style & MERILO_RUN_BOLD ? "<w:b/><w:bCs/>" : "",
                            style & MERILO_RUN_ITALIC ? "<w:i/><w:iCs/>" : "",
                            rtl ? "<w:rtl/>" : "");
  _merilo_docx_put_text (out, text);
  g_string_append (out, "</w:r>");
}

void
_merilo_docx_put_paragraph (
    GString *out, const char *style, const char *tabs, const char *extra, const char *text)
{
  gboolean rtl = merilo_document_is_rtl (text);

  g_string_append_printf (out, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>%s%s%s</w:pPr>", style,
                          tabs != NULL ? tabs : "", rtl ? "<w:bidi/>" : "",
                          extra != NULL ? extra : "");
  _merilo_docx_put_run (out, 0, rtl, text);
  g_string_append (out, "</w:p>");
}
