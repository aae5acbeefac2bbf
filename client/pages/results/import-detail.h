/* One import: what it is, its remarks and what it changed, row by row, was → became. */
#pragma once

#include "pages/context.h"
#include "pages/paper.h"

G_BEGIN_DECLS

#define APP_TYPE_IMPORT_DETAIL (app_import_detail_get_type ())
G_DECLARE_FINAL_TYPE (AppImportDetail, app_import_detail, APP, IMPORT_DETAIL, GtkWidget)

GtkWidget *app_import_detail_new (AppContext *context);

/* @procedure: (nullable): what it is of; for its title and the codes of its items */
void app_import_detail_show (AppImportDetail *self, MeriloRecord *import, MeriloRecord *procedure);

/* a refusal, in words; NULL: none */
void app_import_detail_tell (AppImportDetail *self, const char *text);

/* both answers are there */
gboolean app_import_detail_is_loaded (AppImportDetail *self);

/* a cell of either table holds this */
gboolean app_import_detail_shows (AppImportDetail *self, const char *text);

/* of GStrv: what is seen, but for names of pupils; transfer full */
GPtrArray *app_import_detail_copy_cells (AppImportDetail *self);

/* the same on paper, with what is said above it; %FALSE: it is not there yet */
gboolean app_import_detail_describe_paper (AppImportDetail *self, AppPaper *paper);

G_END_DECLS
