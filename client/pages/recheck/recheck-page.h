/* Re-checks as the department sees them: campaigns by stage; one campaign with its commission,
 * progress and results, where differing tasks are decided. */
#pragma once

#include "pages/page.h"

G_BEGIN_DECLS

#define APP_TYPE_RECHECK_PAGE (app_recheck_page_get_type ())
G_DECLARE_FINAL_TYPE (AppRecheckPage, app_recheck_page, APP, RECHECK_PAGE, AppPage)

/* Actions: recheck.open "ID", recheck.back, recheck.new, recheck.add-member, recheck.deal,
 * recheck.close */

G_END_DECLS
