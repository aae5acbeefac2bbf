/* Ctrl+P: what is seen, on paper. What has a document of the server's prints that one; else it
 * becomes a document here. Either way a PDF goes to the printer. */
#pragma once

#include "pages/page.h"

G_BEGIN_DECLS

/* prints @page, or says in a toast that there is nothing to print */
void app_paper_print (AppPage *page);

/* the same of anything that is shown; the dialog stands above the window of @from. @paper is not
 * needed any more after the call; @cancellable ends when nobody looks at it any more */
void app_paper_print_from (GtkWidget *from,
                           AppContext *context,
                           const AppPaper *paper,
                           GCancellable *cancellable);

/* its PDF into a file; @paper is not needed any more after the call */
void app_paper_write_async (AppContext *context,
                            const AppPaper *paper,
                            GFile *to,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data);
gboolean app_paper_write_finish (GAsyncResult *result, GError **error);

G_END_DECLS
