/* «Описать столбцы…»: the layout editor over a file, be it one that no layout knows, whose rows its
 * job has told, or one that was read wrongly: then its rows are asked for first. What the user says
 * is what the file is read by, anew. */
#pragma once

#include "pages/results/import-queue.h"

G_BEGIN_DECLS

/* there is a table that can be described, and the file is not in the base yet */
gboolean app_import_can_describe (AppImportFile *file);

void app_import_describe (GtkWindow *parent,
                          AppContext *context,
                          AppImportQueue *queue,
                          AppImportFile *file,
                          GCancellable *cancellable);

G_END_DECLS
