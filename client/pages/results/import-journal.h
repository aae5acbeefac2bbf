/* What was loaded: who, when, which file, how many rows; of one import its remarks, what it
 * changed, and the way back: «Отменить загрузку…» with a reason. */
#pragma once

#include "pages/context.h"
#include "pages/paper.h"

G_BEGIN_DECLS

#define APP_TYPE_IMPORT_JOURNAL (app_import_journal_get_type ())
G_DECLARE_FINAL_TYPE (AppImportJournal, app_import_journal, APP, IMPORT_JOURNAL, AdwWindow)

GtkWidget *app_import_journal_new (GtkWindow *parent, AppContext *context);

/* a new one that shows that import; presented */
GtkWidget *app_import_journal_open (GtkWindow *parent, AppContext *context, gint64 id);

/* "" while nothing is chosen; transfer full */
char *app_import_journal_dup_chosen (AppImportJournal *self);
/* how many are there by now: a page comes after a page */
guint app_import_journal_get_n (AppImportJournal *self);
void app_import_journal_choose (AppImportJournal *self, gint64 id);

/* Ctrl+P: the load that is chosen, with the table of it that is seen. Not the list: only its
 * beginning is read. %FALSE: none is shown */
gboolean app_import_journal_describe_paper (AppImportJournal *self, AppPaper *paper);

/* without asking for the reason */
void app_import_journal_withdraw (AppImportJournal *self, const char *reason);

/* Actions: journal.withdraw, journal.export, journal.print, journal.works */

G_END_DECLS
