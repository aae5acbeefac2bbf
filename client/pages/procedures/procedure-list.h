/* The procedures that there are, the newest year first: a line of filters, and a list of two lines
 * each. The one that is chosen stays so while it is filtered away or read anew.
 *
 * Signal: "chosen" (): by the user. */
#pragma once

#include "pages/context.h"

G_BEGIN_DECLS

#define APP_TYPE_PROCEDURE_LIST (app_procedure_list_get_type ())
G_DECLARE_FINAL_TYPE (AppProcedureList, app_procedure_list, APP, PROCEDURE_LIST, AdwBin)

GtkWidget *app_procedure_list_new (AppContext *context);

/* search and chips: for the page to put above; transfer none */
GtkWidget *app_procedure_list_get_bar (AppProcedureList *self);
/* the focus goes to the field of the search */
void app_procedure_list_begin_search (AppProcedureList *self);

/* of MeriloProcedure. What was chosen stays chosen; else the first is */
void app_procedure_list_set_procedures (AppProcedureList *self, GPtrArray *procedures);

/* all that there are, in their order; NULL: not read */
GPtrArray *app_procedure_list_get_procedures (AppProcedureList *self);
MeriloRecord *app_procedure_list_get_chosen (AppProcedureList *self); /* NULL: none */
/* %FALSE: there is no such procedure */
gboolean app_procedure_list_choose (AppProcedureList *self, gint64 id);

guint app_procedure_list_get_n_shown (AppProcedureList *self);
/* "year", "kind", "subject", "grade", "state", "scope"; NULL: all */
gboolean app_procedure_list_filter (AppProcedureList *self, const char *id, const char *code);

/* of GStrv: headings and what is shown */
GPtrArray *app_procedure_list_copy_cells (AppProcedureList *self);

G_END_DECLS
