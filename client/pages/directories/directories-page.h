/* Schools, classes, acts, statuses and users: tables and forms made from the descriptions of their
 * entities. */
#pragma once

#include "pages/page.h"

G_BEGIN_DECLS

#define APP_TYPE_DIRECTORIES_PAGE (app_directories_page_get_type ())
G_DECLARE_FINAL_TYPE (AppDirectoriesPage, app_directories_page, APP, DIRECTORIES_PAGE, AppPage)

/* Actions: directories.show "orgs", directories.add, directories.remove */

G_END_DECLS
