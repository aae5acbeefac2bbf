/* Inside of the journal: what is done with the import that is chosen is a file of its own. */
#pragma once

#include "pages/results/import-journal.h"

#include "pages/results/import-list.h"

G_BEGIN_DECLS

struct _AppImportJournal
{
  AdwWindow parent_instance;

  AppContext *context;
  GCancellable *cancellable, *reading; /* of withdrawals; of the procedures, before the list */
  AppImportList *imports;
  GPtrArray *procedures; /* of MeriloRecord */
  gint64 wanted, asked;  /* to be chosen; whose withdrawal waits */
  GtkSingleSelection *selection;
  GtkAdjustment *scrolled;
  guint revealing;  /* a source */
  gboolean leading; /* the focus to what is revealed */
  GtkWidget *state, *list, *detail, *withdraw;
};

gpointer _app_import_journal_get_chosen (AppImportJournal *self);
/* whose works it holds; NULL: none, or not among those that are read */
MeriloRecord *_app_import_journal_find_procedure (AppImportJournal *self, MeriloRecord *import);
/* what is chosen stays so */
void _app_import_journal_load_again (AppImportJournal *self);

/* import-journal-acts.c: the buttons below an import */
GtkWidget *_app_import_journal_make_bar (AppImportJournal *self);
/* withdraw, export, print, works */
void _app_import_journal_install_acts (GtkWidgetClass *klass);

G_END_DECLS
