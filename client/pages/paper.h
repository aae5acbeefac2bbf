/* Ctrl+P: what is seen, on paper. A page that has a document of the server's prints that one; a
 * table becomes a document here, by the same code. Either way a PDF goes to the printer. */
#pragma once

#include "pages/page.h"

G_BEGIN_DECLS

/* filled by a page; "path" or "cells" */
struct _AppPaper
{
  char *title;
  char *path;       /* the server's document: "plans/2/document?kind=plan&" */
  GPtrArray *cells; /* of GStrv, a row each, the headings first */
};

void app_paper_clear (AppPaper *paper);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AppPaper, app_paper_clear)

/* prints @page, or says in a toast that there is nothing to print */
void app_paper_print (AppPage *page);

/* its PDF into a file; @paper is not needed any more after the call */
void app_paper_write_async (AppContext *context,
                            const AppPaper *paper,
                            GFile *to,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data);
gboolean app_paper_write_finish (GAsyncResult *result, GError **error);

G_END_DECLS
