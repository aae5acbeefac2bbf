/* Plans by kind, and one plan under edit; import and approval. */
#pragma once

#include "pages/page.h"

G_BEGIN_DECLS

#define APP_TYPE_PLANS_PAGE (app_plans_page_get_type ())
G_DECLARE_FINAL_TYPE (AppPlansPage, app_plans_page, APP, PLANS_PAGE, AppPage)

/* Actions: plans.open "7", plans.back, plans.new, plans.import, plans.import-file "PATH",
 * plans.approve; what plans-actions.c has */

MeriloRecord *app_plans_page_get_plan (AppPlansPage *self);        /* open; NULL: the list */
MeriloRecord *app_plans_page_get_item (AppPlansPage *self);        /* at the cursor */
void app_plans_page_open_new (AppPlansPage *self, const char *id); /* one just made */
/* the same of an act on the plan @of; whoever went on to another one stays there */
void app_plans_page_open_made (AppPlansPage *self, MeriloRecord *made, const char *of);

/* «Выгрузить»: a document of the server into a file */
void app_plans_export (AppPlansPage *page, const char *format, GFile *to);

G_END_DECLS
