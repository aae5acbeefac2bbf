/* One search over plans, their items, schools, procedures and re-checks, within the user's rights:
 * it looks in what the server lets the user list. Ctrl+K. */
#pragma once

#include "pages/context.h"

G_BEGIN_DECLS

#define APP_TYPE_SEARCH (app_search_get_type ())
G_DECLARE_FINAL_TYPE (AppSearch, app_search, APP, SEARCH, AdwBin)

void app_search_set_context (AppSearch *self, AppContext *context);
void app_search_begin (AppSearch *self);

G_END_DECLS
