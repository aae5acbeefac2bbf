/* Documents that tests of all four forms write. */
#pragma once

#include "document/document.h"

G_BEGIN_DECLS

/* every kind of block; @rows rows in the table, a section row before every tenth */
MeriloDocument *sample_document_new (MeriloPage page, guint rows);

/* control characters, words without an end, cells higher than a page, empty tables, 40 columns,
 * text from right to left */
MeriloDocument *sample_hostile_new (void);

/* what must be found in any form of the hostile document; ends with NULL */
extern const char *const sample_hostile_words[];

G_END_DECLS
