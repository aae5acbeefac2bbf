/* ФИС ОКО workbooks into the base: choose many, see what each is and what it would change, store.
 * Tells ::stored when something went in. */
#pragma once

#include "pages/context.h"

G_BEGIN_DECLS

#define APP_TYPE_RESULTS_IMPORT (app_results_import_get_type ())
G_DECLARE_FINAL_TYPE (AppResultsImport, app_results_import, APP, RESULTS_IMPORT, AdwWindow)

GtkWidget *app_results_import_new (GtkWindow *parent, AppContext *context);

/* files wait for one another: the server reads one of them at a time */
void app_results_import_take (AppResultsImport *self, GFile *file);

guint app_results_import_get_n_read (AppResultsImport *self);
guint app_results_import_get_n_stored (AppResultsImport *self);

/* Actions: import.choose, import.store */

G_END_DECLS
