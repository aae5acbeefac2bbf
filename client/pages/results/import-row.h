/* A line of the import: the file, what stands in it, how many rows are new, changed or refused,
 * and the one thing that can be done with it now. */
#pragma once

#include "pages/results/import-file.h"

G_BEGIN_DECLS

#define APP_TYPE_IMPORT_ROW (app_import_row_get_type ())
G_DECLARE_FINAL_TYPE (AppImportRow, app_import_row, APP, IMPORT_ROW, GtkWidget)

GtkWidget *app_import_row_new (void);

/* NULL: none */
void app_import_row_set_file (AppImportRow *self, AppImportFile *file, guint place);
void app_import_row_set_policy (AppImportRow *self, AppImportPolicy policy);

/* the headings above the lines, as wide as they are */
GtkWidget *app_import_row_new_head (void);

/* the action that its button calls; NULL: it has none now */
const char *app_import_row_get_deed (AppImportFile *file);

/* Actions of the dialog that the button calls, with the file's place: import.review,
 * import.describe, import.confirm, import.compare (u) */

G_END_DECLS
