/* Between the files of the reader of copied tables only. */
#pragma once

#include "model/table-text.h"

G_BEGIN_DECLS

/* rows that are being filled; @hold says for each column how many rows more a cell above covers it
 */
typedef struct
{
  MeriloTableText *table;
  GPtrArray *row; /* char *: NULL under a merged cell; NULL outside of a row */
  guint hold[MERILO_TABLE_TEXT_MAX_COLUMNS];
  guint n_cells;
} MeriloTableBuilder;

void merilo_table_builder_begin_row (MeriloTableBuilder *self);
/* takes @text; FALSE past a bound */
gboolean
merilo_table_builder_add (MeriloTableBuilder *self, char *text, guint row_span, guint column_span);
gboolean merilo_table_builder_end_row (MeriloTableBuilder *self);
/* a new table begins below: no cell above reaches into it */
void merilo_table_builder_end_table (MeriloTableBuilder *self);

/* table-html.c, table-text.c: FALSE past a bound; @text is valid UTF-8 and ends with a zero */
gboolean merilo_table_read_html (MeriloTableBuilder *self, const char *text);
gboolean merilo_table_read_tabs (MeriloTableBuilder *self, const char *text);

/* blanks squeezed, lines kept, ends trimmed */
char *merilo_table_tidy (const char *text);

G_END_DECLS
