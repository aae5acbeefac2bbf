/* Plans by kind; one plan as a table with a panel beside it; import and approval. */
#pragma once

#include "pages/page.h"

G_BEGIN_DECLS

#define APP_TYPE_PLANS_PAGE (app_plans_page_get_type ())
G_DECLARE_FINAL_TYPE (AppPlansPage, app_plans_page, APP, PLANS_PAGE, AppPage)

/* Actions: plans.open "7", plans.back, plans.import, plans.import-file "PATH", plans.approve */

G_END_DECLS
