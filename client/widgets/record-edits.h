/* What a user does to records in forms and tables: typed texts, undo, and texts that are no values.
 *
 * A text that cannot be read stays here, beside its record, with the reason; the record keeps its
 * former value. Letters typed into one field in a row are one step of undo, a paste is one step.
 * A form and a table over the same records share one of these. It knows no display.
 *
 * Signals: "changed" (MeriloRecord, guint field): by the user, undo or redo; a draft goes to disk
 * now. "history" (): can_undo or can_redo may be other. */
#pragma once

#include "widgets/record-names.h"

G_BEGIN_DECLS

#define APP_RECORD_UNDO_MAX   200

#define APP_TYPE_RECORD_EDITS (app_record_edits_get_type ())
G_DECLARE_FINAL_TYPE (AppRecordEdits, app_record_edits, APP, RECORD_EDITS, GObject)

AppRecordEdits *app_record_edits_new (void);

/* @names: (nullable): of what the records refer to; given before forms and tables are made of it */
void app_record_edits_set_names (AppRecordEdits *edits, AppRecordNames *names);
AppRecordNames *app_record_edits_get_names (AppRecordEdits *edits);

/* between these all changes are one step */
void app_record_edits_begin (AppRecordEdits *edits);
void app_record_edits_end (AppRecordEdits *edits);
/* the next change begins a step of its own: the user went elsewhere */
void app_record_edits_seal (AppRecordEdits *edits);

/* %FALSE: the text was kept, but cannot be read as the field's value */
gboolean app_record_edits_set_text (AppRecordEdits *edits,
                                    MeriloRecord *record,
                                    guint field,
                                    const char *text);
/* flag, choice, date, whole; MERILO_NONE clears */
void
app_record_edits_set_whole (AppRecordEdits *edits, MeriloRecord *record, guint field, gint64 value);

/* as it is shown: the refused text, the name of what is referred to, or the value; transfer full */
char *app_record_edits_dup_text (AppRecordEdits *edits, MeriloRecord *record, guint field);
gboolean app_record_edits_is_refused (AppRecordEdits *edits, MeriloRecord *record, guint field);
/* why the text was refused, or what the description says against the value; NULL: nothing;
 * transfer full */
char *app_record_edits_dup_problem (AppRecordEdits *edits, MeriloRecord *record, guint field);
guint app_record_edits_count_refused (AppRecordEdits *edits);

gboolean app_record_edits_can_undo (AppRecordEdits *edits);
gboolean app_record_edits_can_redo (AppRecordEdits *edits);
gboolean app_record_edits_undo (AppRecordEdits *edits);
gboolean app_record_edits_redo (AppRecordEdits *edits);
/* forgets history and refused texts: the records were loaded anew. @kept: (nullable): it was not,
 * and its texts stay */
void app_record_edits_clear (AppRecordEdits *edits, MeriloRecord *kept);

G_END_DECLS
