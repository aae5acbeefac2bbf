/* A document as a workbook: a sheet a table, with the words above and below it; headings frozen and
 * printed on each page. A text longer than a cell may hold goes on in the row below. */
#pragma once

#include "document/document.h"

G_BEGIN_DECLS

GBytes *merilo_document_to_xlsx (const MeriloDocument *self,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
