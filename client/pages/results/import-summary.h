/* What the files of a queue come to: how many are in, which are not, what waits for the user. */
#pragma once

#include "pages/results/import-queue.h"

G_BEGIN_DECLS

/* files that are in the base */
guint app_import_count_in (AppImportQueue *queue);
/* those that are not, and why, in sentences; "": all are; transfer full */
char *app_import_tell_rest (AppImportQueue *queue);
/* of some nobody knows whether they are in */
gboolean app_import_is_unsure (AppImportQueue *queue);

/* files are read whose rows are not all in the base as they are: the others are not sent */
gboolean app_import_has_news (AppImportQueue *queue);

/* it was not the file's fault: it can be tried again */
gboolean app_import_has_failed_by_chance (AppImportQueue *queue);
/* the user decided to take rows, and they are not stored */
gboolean app_import_has_decisions (AppImportQueue *queue);

/* who decides row by row does so before the first file is stored, or confirmed: the place of one in
 * @state that was not looked at; G_MAXUINT: there is none */
guint app_import_find_undecided (AppImportQueue *queue, AppImportState state);

G_END_DECLS
