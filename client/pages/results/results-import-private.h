/* Inside of the dialog: choosing and taking files is a file of its own, and so is what can be done
 * with one of them. */
#pragma once

#include "pages/results/results-import.h"

G_BEGIN_DECLS

struct _AppResultsImport
{
  AdwWindow parent_instance;

  AppContext *context;
  GCancellable *cancellable;
  AppImportQueue *queue;
  GPtrArray *rows; /* of AppImportRow on the screen, not owned */
  GtkWidget *back, *steps, *told, *told_title, *told_text, *head, *progress, *review_place, *bar;
  GtkWidget *totals, *store, *stop, *go_on, *more, *policy, *review;
  GtkListView *list;
};

/* results-import-files.c: two actions, and what was chosen or dropped; @data: the dialog */
void _app_results_import_choose (GtkWidget *widget, const char *name, GVariant *parameter);
void _app_results_import_choose_folder (GtkWidget *widget, const char *name, GVariant *parameter);
void _app_results_import_files_cb (GListModel *files, gpointer data);

/* results-import-actions.c: with the place of a file: its rows, its columns, the head's word */
void _app_results_import_install_file_actions (GtkWidgetClass *klass);

/* "choose", "files" or "review" */
void _app_results_import_show_step (AppResultsImport *self, const char *step);

G_END_DECLS
