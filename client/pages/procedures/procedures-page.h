/* «Процедуры»: assessments as data that a methodologist keeps: what there is, with items, scales of
 * marks and their history; and the limits of the preliminary check. Schools and observers read. */
#pragma once

#include "pages/page.h"
#include "pages/procedures/precheck-limits.h"
#include "pages/procedures/procedure-list.h"
#include "pages/procedures/procedure-view.h"

G_BEGIN_DECLS

#define APP_TYPE_PROCEDURES_PAGE (app_procedures_page_get_type ())
G_DECLARE_FINAL_TYPE (AppProceduresPage, app_procedures_page, APP, PROCEDURES_PAGE, AppPage)

/* Actions: procedures.view "list", procedures.tab "items", procedures.next-tab,
 * procedures.previous-tab, procedures.add, procedures.export */

AppProcedureList *app_procedures_page_get_list (AppProceduresPage *self);
AppProcedureView *app_procedures_page_get_view (AppProceduresPage *self);
AppPrecheckLimits *app_procedures_page_get_limits (AppProceduresPage *self); /* NULL: not theirs */

G_END_DECLS
