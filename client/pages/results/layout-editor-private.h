/* Inside of a layout editor: its grid of the file and its form are files of their own. */
#pragma once

#include "pages/results/layout-editor.h"

#include "widgets/sheet-view.h"

G_BEGIN_DECLS

struct _AppLayoutEditor
{
  AdwWindow parent_instance;

  AppContext *context;
  GCancellable *cancellable;
  AppImportFile *file;
  JsonNode *grid;        /* its rows */
  AppLayoutDraft *draft; /* of the sheet that is shown */
  AppSheet *sheet;
  int file_year; /* that its name says; 0: none */
  char *begun;   /* the description as it stood when the sheet was shown */
  gboolean filling, saving, ended;
  GtkWidget *view, *menu, *sheets, *row, *offer_place, *offer, *kind, *year, *subject, *grade, *max;
  GtkWidget *column_title, *item, *code, *item_max, *name, *shared, *lack;
};

/* layout-editor-grid.c */
GtkWidget *_app_layout_editor_make_top (AppLayoutEditor *self);
GtkWidget *_app_layout_editor_make_grid (AppLayoutEditor *self);
void _app_layout_editor_fill_grid (AppLayoutEditor *self);
void _app_layout_editor_mark_grid (AppLayoutEditor *self);
/* layout.column */
void _app_layout_editor_set_column (GtkWidget *widget, const char *name, GVariant *parameter);

/* layout-editor-form.c */
GtkWidget *_app_layout_editor_make_bottom (AppLayoutEditor *self);
void _app_layout_editor_show_of (AppLayoutEditor *self);
void _app_layout_editor_show_column (AppLayoutEditor *self);
/* what is still to be said before it can be stored */
void _app_layout_editor_show_lack (AppLayoutEditor *self);

/* @control below its caption, at the end of @box; returns the two */
GtkWidget *_app_layout_editor_add_labelled (GtkWidget *box, const char *label, GtkWidget *control);
GtkWidget *
_app_layout_editor_make_spin (AppLayoutEditor *self, double least, double most, GCallback callback);

G_END_DECLS
