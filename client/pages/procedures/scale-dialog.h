/* A new scale of marks of a procedure: bounds, where they are from and how sure they are; and what
 * they make of the works that there are. A scale copied as a table is pasted in whole. A record
 * dialog. */
#pragma once

#include "pages/record-dialog.h"

G_BEGIN_DECLS

GtkWidget *app_scale_dialog_new (GtkWindow *parent, AppContext *context, MeriloRecord *procedure);

/* what is wrong with bounds within @max, and in which field of MeriloScale; NULL: nothing; transfer
 * full */
char *app_scale_check (MeriloRecord *scale, gint64 max, guint *ret_field);

G_END_DECLS
