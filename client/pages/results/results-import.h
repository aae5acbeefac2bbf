/* Results into the base: choose many files or a folder, see what each is and what it would change,
 * decide about rows that have something wrong, store. Tells ::stored when something went in.
 *
 *   choose ─▶ files: read one by one ─▶ store one by one ─▶ what went in and what did not
 *               └─▶ review: a file's rows with remarks                                        */
#pragma once

#include "pages/results/import-queue.h"

G_BEGIN_DECLS

#define APP_TYPE_RESULTS_IMPORT (app_results_import_get_type ())
G_DECLARE_FINAL_TYPE (AppResultsImport, app_results_import, APP, RESULTS_IMPORT, AdwWindow)

GtkWidget *app_results_import_new (GtkWindow *parent, AppContext *context);

/* files wait for one another: the server reads one of them at a time; a folder is looked through */
void app_results_import_take (AppResultsImport *self, GFile *file);

AppImportQueue *app_results_import_get_queue (AppResultsImport *self);
guint app_results_import_get_n_read (AppResultsImport *self);
guint app_results_import_get_n_stored (AppResultsImport *self);

/* Actions: import.choose, import.choose-folder, import.store, import.stop, import.go-on,
 * import.back; with a file's place (u): import.review, import.describe, import.confirm,
 * import.compare */

G_END_DECLS
