/* A document as a Word file: own small OOXML, styles that Word knows by name, repeated headings,
 * section rows over all columns. A table of items carries the style that our reader knows, so that
 * a plan comes back as it went out. */
#pragma once

#include "document/document.h"

G_BEGIN_DECLS

#define MERILO_DOCX_ITEMS "MeriloItems" /* id of the table style whose rows are whole items */

/* MERILO_ERROR_TOO_LARGE for a table wider than Word allows */
GBytes *merilo_document_to_docx (const MeriloDocument *self,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
