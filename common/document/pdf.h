/* A document as PDF: A4, fonts embedded, headings of tables repeated, pages numbered «N из M».
 * It is laid out twice, once to count the pages: keeping every page in memory costs more. */
#pragma once

#include <gio/gio.h>

#include "document/document.h"

G_BEGIN_DECLS

#define MERILO_PDF_MAX_PAGES 3000

/* @cancellable: looked at on every page, or NULL. MERILO_ERROR_TOO_LARGE past the bound */
GBytes *merilo_document_to_pdf (const MeriloDocument *self,
                                GCancellable *cancellable,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
