/* A record in a window of its own: its form, what is made of it beside it, and the buttons to
 * store, to delete and to leave. One write at a time: a second click makes no second record. What
 * the server refuses is said at its field or below the form, and the window stays.
 *
 * Signal: "stored" (MeriloRecord *record): as the server has it now, or had it, when deleted.
 * Actions: record.store, record.delete. */
#pragma once

#include "pages/context.h"
#include "widgets/record-form.h"

G_BEGIN_DECLS

#define APP_TYPE_RECORD_DIALOG (app_record_dialog_get_type ())
G_DECLARE_FINAL_TYPE (AppRecordDialog, app_record_dialog, APP, RECORD_DIALOG, AdwWindow)

/**
 * app_record_dialog_new:
 * @record: (transfer none): edited in place: give a copy of what is shown elsewhere
 * @fields: (nullable): see app_record_form_set_fields()
 * @made: it is a new one; else it can be deleted here too
 */
GtkWidget *app_record_dialog_new (GtkWindow *parent,
                                  AppContext *context,
                                  MeriloRecord *record,
                                  const int *fields,
                                  gboolean made,
                                  const char *title,
                                  const char *text);

AppRecordForm *app_record_dialog_get_form (AppRecordDialog *self);
void app_record_dialog_add (AppRecordDialog *self, GtkWidget *widget); /* beside the form */
/* before those that every such dialog has */
void app_record_dialog_add_button (AppRecordDialog *self, const char *label, const char *action);
/* above the buttons, until it is stored; "": nothing */
void app_record_dialog_say (AppRecordDialog *self, const char *words);

/* what the fields of the record say against one another; NULL: nothing; transfer full. @ret_field:
 * where it is said */
typedef char *(*AppRecordCheck) (MeriloRecord *record, guint *ret_field, gpointer data);
void app_record_dialog_set_check (AppRecordDialog *self, AppRecordCheck check, gpointer data);

G_END_DECLS
