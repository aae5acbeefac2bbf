/* A roadmap out of a Word file: choose, wait, compare each row of the source with the item that was
 * read from it (doubtful ones first), create. Tells ::created (char *plan_id). */
#pragma once

#include "pages/context.h"

G_BEGIN_DECLS

#define APP_TYPE_PLAN_IMPORT (app_plan_import_get_type ())
G_DECLARE_FINAL_TYPE (AppPlanImport, app_plan_import, APP, PLAN_IMPORT, AdwWindow)

GtkWidget *app_plan_import_new (GtkWindow *parent, AppContext *context);
void app_plan_import_take (AppPlanImport *self, GFile *file);

/* Actions: import.choose, import.create, import.cancel */

G_END_DECLS
