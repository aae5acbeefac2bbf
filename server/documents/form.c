#define G_LOG_DOMAIN "srv-documents"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "document/html.h"
#include "document/pdf.h"
#include "documents/documents.h"
#include "exchange/document-docx.h"
#include "exchange/document-xlsx.h"

#define LONGEST_NAME 100 /* characters, so that any file system takes it */

static const struct
{
  const char *name, *media_type;
} forms[] = {
  [SRV_DOCUMENT_DOCX]
  = { "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
  [SRV_DOCUMENT_PDF] = { "pdf", "application/pdf" },
  [SRV_DOCUMENT_XLSX]
  = { "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
  [SRV_DOCUMENT_HTML] = { "html", "text/html; charset=utf-8" },
};

gboolean
srv_document_form_parse (const char *name, SrvDocumentForm *ret_form)
{
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (g_str_equal (forms[i].name, name))
      {
        *ret_form = i;
        return TRUE;
      }
  return FALSE;
}

const char *
srv_document_form_media_type (SrvDocumentForm form)
{
  return forms[form].media_type;
}

GBytes *
srv_document_render (const MeriloDocument *document,
                     SrvDocumentForm form,
                     GCancellable *cancellable,
                     GError **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  switch (form)
    {
    case SRV_DOCUMENT_DOCX:
      return merilo_document_to_docx (document, error);
    case SRV_DOCUMENT_XLSX:
      return merilo_document_to_xlsx (document, error);
    case SRV_DOCUMENT_HTML:
      return merilo_document_to_html (document, error);
    case SRV_DOCUMENT_PDF:
    default:
      return merilo_document_to_pdf (document, cancellable, error);
    }
}

/* what some system forbids in names becomes a blank; blanks are squeezed, a dot does not end it */
static char *
make_name (const char *title)
{
  g_autoptr (GString) out = g_string_new (NULL);
  glong n = 0;

  for (const char *p = title; *p != 0 && n < LONGEST_NAME; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean blank = g_unichar_isspace (c) || g_unichar_iscntrl (c)
                       || (c < 0x80 && strchr ("/\\:*?\"<>|", (char) c) != NULL);

      if (blank && (out->len == 0 || out->str[out->len - 1] == ' '))
        continue;
      g_string_append_unichar (out, blank ? ' ' : c);
      n++;
    }
  while (out->len > 0 && strchr (" .", out->str[out->len - 1]) != NULL)
    g_string_truncate (out, out->len - 1);
  return out->len > 0 ? g_strdup (out->str) : g_strdup (_ ("Документ"));
}

char *
srv_document_file_name (const MeriloDocument *document, SrvDocumentForm form)
{
  g_autofree char *name = make_name (document->title);

  return g_strconcat (name, ".", forms[form].name, NULL);
}

char *
srv_document_disposition (const char *file_name)
{
  g_autofree char *escaped = g_uri_escape_string (file_name, NULL, FALSE);
  const char *ending = strrchr (file_name, '.');

  return g_strdup_printf ("attachment; filename=\"document%s\"; filename*=UTF-8''%s",
                          ending != NULL ? ending : "", escaped);
}
