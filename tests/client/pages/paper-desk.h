/* What a page would put on paper, in words, and as a PDF that is read back. */
#pragma once

#include "client/pages/desk.h"
#include "document/document.h"
#include "pages/paper.h"

G_BEGIN_DECLS

/* what «Ctrl+P» describes now; fails when there is nothing */
MeriloDocument *paper_of (AppPage *page);

/* all of its text: a line a block, a line a row of a table, cells apart by « | »; transfer full */
char *paper_text (const MeriloDocument *document);
gboolean paper_says (const MeriloDocument *document, const char *part);

/* the @nth table or chart of it; NULL: there is none */
const MeriloTable *paper_table (const MeriloDocument *document, guint nth);
MeriloChart *paper_chart (const MeriloDocument *document, guint nth);

/* the table's rows are these cells, the first the headings; a section has its words alone, a column
 * without any words is left out */
void paper_assert_cells (const MeriloTable *table, GPtrArray *cells);

/* Ctrl+P: a toast says that there is nothing, no dialog comes */
void paper_assert_nothing (Desk *desk, const char *told);

/* writes the PDF of @page, to $SHOT_DIR/@name.pdf when it is set, and gives its words as one line,
 * blanks between them; transfer full */
char *paper_write (Desk *desk, AppPage *page, const char *name);
/* the same of any paper */
char *paper_write_any (Desk *desk, const AppPaper *paper, const char *name);

G_END_DECLS
