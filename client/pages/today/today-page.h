/* What is mine to do now: tasks in three groups, three figures over them. */
#pragma once

#include "pages/page.h"

G_BEGIN_DECLS

#define APP_TYPE_TODAY_PAGE (app_today_page_get_type ())
G_DECLARE_FINAL_TYPE (AppTodayPage, app_today_page, APP, TODAY_PAGE, AppPage)

G_END_DECLS
