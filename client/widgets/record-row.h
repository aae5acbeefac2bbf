/* One field of a record in a form: for record-form.c alone. */
#pragma once

#include <adwaita.h>

#include "widgets/record-edits.h"

G_BEGIN_DECLS

typedef struct _RecordRow RecordRow;

/* @writable: else it is shown as text. The rows belong to the list they are put into. */
RecordRow *
record_row_new (AppRecordEdits *edits, MeriloRecord *record, guint field, gboolean writable);
void record_row_free (RecordRow *row);

guint record_row_get_field (RecordRow *row);
gboolean record_row_is_writable (RecordRow *row);
GtkWidget *record_row_get_widget (RecordRow *row);
/* a list row of its own that stands under the field while there is a problem */
GtkWidget *record_row_get_problem_widget (RecordRow *row);

/* from the record to the screen */
void record_row_pull (RecordRow *row);
/* @message: NULL: none */
void record_row_show_problem (RecordRow *row, const char *message);
void record_row_focus (RecordRow *row);

G_END_DECLS
