/* The works of one procedure in one's own school, by codes; beside them the school's own names. */
#pragma once

#include "pages/context.h"

G_BEGIN_DECLS

#define APP_TYPE_WORKS_WINDOW (app_works_window_get_type ())
G_DECLARE_FINAL_TYPE (AppWorksWindow, app_works_window, APP, WORKS_WINDOW, AdwWindow)

GtkWidget *app_works_window_new (GtkWindow *parent, AppContext *context, MeriloRecord *procedure);

guint app_works_window_get_n (AppWorksWindow *self);
gboolean app_works_window_shows (AppWorksWindow *self, const char *text);

G_END_DECLS
