/* All that a member of a commission sees: the stack of works dealt to them, blind, the grid of
 * scores, and the hand-in. */
#pragma once

#include "pages/page.h"

G_BEGIN_DECLS

#define APP_TYPE_MEMBER_PAGE (app_member_page_get_type ())
G_DECLARE_FINAL_TYPE (AppMemberPage, app_member_page, APP, MEMBER_PAGE, AppPage)

/* Actions: works.submit, works.next-empty */

G_END_DECLS
