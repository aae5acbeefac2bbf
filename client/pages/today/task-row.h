/* One task as a row that leads to the very place: a report, its line, a plan. */
#pragma once

#include "pages/context.h"

G_BEGIN_DECLS

GtkWidget *app_task_row_new (MeriloRecord *task);

/* where it leads: page and target; transfer full */
char *app_task_dup_target (MeriloRecord *task);

G_END_DECLS
