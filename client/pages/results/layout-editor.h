/* A table that no layout knows: the user shows where its headings stand and says what each column
 * is; said once, kept under a name, it reads all such files. Saved descriptions whose headings are
 * those of this file are offered first. */
#pragma once

#include "pages/results/import-file.h"
#include "pages/results/layout-draft.h"

G_BEGIN_DECLS

#define APP_TYPE_LAYOUT_EDITOR (app_layout_editor_get_type ())
G_DECLARE_FINAL_TYPE (AppLayoutEditor, app_layout_editor, APP, LAYOUT_EDITOR, AdwWindow)

/* @grid: its "sheets" are those of @file. Signals: "described" (char *id): the file is to be read
 * by that saved description; the window is closed then */
GtkWidget *
app_layout_editor_new (GtkWindow *parent, AppContext *context, AppImportFile *file, JsonNode *grid);

AppImportFile *app_layout_editor_get_file (AppLayoutEditor *self);
AppLayoutDraft *app_layout_editor_get_draft (AppLayoutEditor *self);
void app_layout_editor_type_name (AppLayoutEditor *self, const char *name);
/* saved ones that fit this file */
guint app_layout_editor_get_n_offered (AppLayoutEditor *self);

/* Actions: layout.save; layout.column (s): the cursor's column is that */

G_END_DECLS
