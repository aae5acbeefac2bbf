/* What is said above a procedure's items: why they are not written, whose row it is, what to do. */
#pragma once

#include "net/problem.h"
#include "pages/procedures/procedure-notice.h"

G_BEGIN_DECLS

void app_item_notice_tell (AppProcedureNotice *notice, const char *words);
/* with works: what stays, and what does not */
void app_item_notice_tell_locked (AppProcedureNotice *notice);
/* a table was typed before another has changed the procedure */
void app_item_notice_tell_old (AppProcedureNotice *notice);
void app_item_notice_tell_row (AppProcedureNotice *notice, guint row, const char *words);

/* the table was not written; @problem: (nullable): the server's; actions: items.revert,
 * items.overwrite */
void app_item_notice_tell_refused (AppProcedureNotice *notice,
                                   const AppProblem *problem,
                                   const GError *error);

G_END_DECLS
