/* A line of the journal of loads: of what, the file, when and by whom, and how it ended. */
#pragma once

#include "pages/context.h"

G_BEGIN_DECLS

#define APP_TYPE_IMPORT_LINE (app_import_line_get_type ())
G_DECLARE_FINAL_TYPE (AppImportLine, app_import_line, APP, IMPORT_LINE, GtkWidget)

GtkWidget *app_import_line_new (void);

/* @procedure: (nullable): what it is of */
void app_import_line_show (AppImportLine *self, MeriloRecord *import, MeriloRecord *procedure);

G_END_DECLS
