/* One rule of results: made or changed. A rule that was already true of somebody is not written
 * over: the server ends it and begins another. */
#pragma once

#include "pages/record-dialog.h"

G_BEGIN_DECLS

/* a record dialog. @rule: NULL: a new one, with what is usual: quality below 40 %, the second year,
 * from @year on */
GtkWidget *
app_rule_dialog_new (GtkWindow *parent, AppContext *context, MeriloRecord *rule, gint64 year);

G_END_DECLS
