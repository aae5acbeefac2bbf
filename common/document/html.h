/* A document as one HTML file that needs nothing else: to read on a screen, to hear, to print. */
#pragma once

#include "document/document.h"

G_BEGIN_DECLS

GBytes *merilo_document_to_html (const MeriloDocument *self,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
