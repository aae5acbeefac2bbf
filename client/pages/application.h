/* The program: its command line, its one window. */
#pragma once

#include "pages/context.h"

G_BEGIN_DECLS

#define APP_TYPE_APPLICATION (app_application_get_type ())
G_DECLARE_FINAL_TYPE (AppApplication, app_application, APP, APPLICATION, AdwApplication)

/* entities, gettext and the widgets' resources: before any window, also in tests */
void app_application_prepare (void);

AppApplication *app_application_new (void);

G_END_DECLS
