/* The third walk: files of results on their way in, good and bad ones, and the way back. */
#pragma once

#include "e2e/walk.h"
#include "pages/results/results-import.h"

G_BEGIN_DECLS

void walk_import_bad (Walk *walk);      /* methodologist: what cannot be read is said in words */
void walk_import_away (Walk *walk);     /* methodologist: the server goes and comes back */
void walk_import_own (Walk *walk);      /* school: rows with remarks, its own names */
void walk_import_submit (Walk *walk);   /* school: two submissions of a form, the head's word */
void walk_import_decide (Walk *walk);   /* school: confirmed as is, with the rows decided on */
void walk_import_describe (Walk *walk); /* methodologist: a table that no layout knows */
void walk_import_undo (Walk *walk);     /* methodologist: the journal, an import taken back */

/* for other walks: the dialog, a file of the walk's folder read by it, what was read stored */
AppResultsImport *walk_import_open (Walk *walk);
void walk_import_take (Walk *walk, AppResultsImport *dialog, const char *name);
void walk_import_store (Walk *walk, AppResultsImport *dialog);

G_END_DECLS
