/* One record as rows made from its entity's description: a row a field, the problem under its row.
 *
 * Fields that the role may not write in the record's state are shown as text. Typed values go into
 * the record at once; what cannot be read stays in the row with the reason. Ctrl+Z and Ctrl+Shift+Z
 * undo and redo over all fields.
 *
 * Signal "changed" (guint field). Actions: form.undo, form.redo. */
#pragma once

#include <gtk/gtk.h>

#include "widgets/record-edits.h"

G_BEGIN_DECLS

#define APP_TYPE_RECORD_FORM (app_record_form_get_type ())
G_DECLARE_FINAL_TYPE (AppRecordForm, app_record_form, APP, RECORD_FORM, GtkWidget)

typedef enum
{
  APP_FORM_EDIT,
  APP_FORM_CREATE, /* fields given when the thing is made may be written too */
  APP_FORM_READ,
} AppFormMode;

GtkWidget *app_record_form_new (void);

/* @edits: (nullable): shared with a table; NULL: the form has its own */
void app_record_form_set_edits (AppRecordForm *form, AppRecordEdits *edits);
AppRecordEdits *app_record_form_get_edits (AppRecordForm *form);

/* which rows there are, in which order, hidden ones too; @fields: static, ends with -1; NULL: all
 * that are not hidden */
void app_record_form_set_fields (AppRecordForm *form, const int *fields);

/* @record: (nullable): the form edits it in place */
void app_record_form_set_record (AppRecordForm *form,
                                 MeriloRecord *record,
                                 MeriloRole role,
                                 AppFormMode mode);
MeriloRecord *app_record_form_get_record (AppRecordForm *form);

/* shows every problem and goes to the first; %TRUE: there is none */
gboolean app_record_form_check (AppRecordForm *form);
/* what the server said of a field, until it is changed; %FALSE: the form has no such row */
gboolean app_record_form_set_problem (AppRecordForm *form, const char *field, const char *message);
/* %FALSE: the form has no such row, or it is only shown */
gboolean app_record_form_focus_field (AppRecordForm *form, guint field);

G_END_DECLS
