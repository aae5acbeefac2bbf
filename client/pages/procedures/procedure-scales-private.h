/* Inside of the scales of a procedure: counting marks anew is a file of its own. */
#pragma once

#include "pages/procedures/procedure-scales.h"

G_BEGIN_DECLS

struct _AppProcedureScales
{
  AdwBin parent_instance;

  AppPage *page; /* weak */
  GCancellable *cancellable;
  MeriloRecord *procedure;
  GPtrArray *scales; /* of MeriloScale, the newest first; NULL: not read */
  GtkWidget *notice, *state, *list, *hint, *tools;
  gint64 recount;           /* the import that the notice tells of */
  MeriloRecord *recounting; /* the procedure whose marks are being counted; NULL: none */
};

/* procedure-scales.c */
AppContext *_app_procedure_scales_get_context (AppProcedureScales *self);
MeriloRecord *_app_procedure_scales_find_current (AppProcedureScales *self);
void _app_procedure_scales_show (AppProcedureScales *self);
void _app_procedure_scales_tell_stored (AppProcedureScales *self); /* the signal */

/* procedure-scales-recount.c */
void _app_procedure_scales_install_recount (GtkWidgetClass *widget_class);

G_END_DECLS
