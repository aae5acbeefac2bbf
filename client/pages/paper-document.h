/* What a page puts on paper, as a document: it becomes a PDF by the same code as the reports. */
#pragma once

#include "document/document.h"
#include "pages/paper.h"

G_BEGIN_DECLS

/* @note: (nullable): the line below the title. It shares nothing with what is on the screen: a
 * thread may have it. Transfer full */
MeriloDocument *app_paper_to_document (const AppPaper *paper, const char *note);

G_END_DECLS
