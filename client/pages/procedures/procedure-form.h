/* «Описание»: what names a procedure, and what is to be known of it. What is typed is a draft at
 * once, and goes to the outbox by app_procedure_form_save(). What the outbox was answered with no
 * is said here.
 *
 * Actions: procedure.revert: what is typed goes; procedure.drop, procedure.insist: what waits. */
#pragma once

#include "pages/page.h"

G_BEGIN_DECLS

#define APP_TYPE_PROCEDURE_FORM (app_procedure_form_get_type ())
G_DECLARE_FINAL_TYPE (AppProcedureForm, app_procedure_form, APP, PROCEDURE_FORM, AdwBin)

/* @page: held weakly */
GtkWidget *app_procedure_form_new (AppPage *page);

/* as read from the server; a form that shows the same version of it already stays as it is */
void app_procedure_form_set_procedure (AppProcedureForm *self, MeriloRecord *procedure);

/* what is edited; for the tests */
MeriloRecord *app_procedure_form_get_record (AppProcedureForm *self);
gboolean app_procedure_form_is_dirty (AppProcedureForm *self);

/* %FALSE: something cannot be written, it is shown */
gboolean app_procedure_form_save (AppProcedureForm *self);

G_END_DECLS
