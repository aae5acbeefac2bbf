/* A table of a paper, measured: which page it wants, how wide its columns are, and how it is parted
 * where they have no room beside each other. */
#pragma once

#include "document/document.h"
#include "pages/paper.h"

G_BEGIN_DECLS

typedef struct _AppPaperTable AppPaperTable;

/* @part: of cells or of figures; it is looked at until the table is freed */
AppPaperTable *app_paper_table_new (const AppPaperPart *part);
void app_paper_table_free (AppPaperTable *self);

/* it has no room on an upright page */
gboolean app_paper_table_is_wide (const AppPaperTable *self);

/* @wide: of the page */
void app_paper_table_put (AppPaperTable *self,
                          MeriloDocument *document,
                          const char *caption,
                          gboolean wide);

G_END_DECLS
